"""What became of each service credit: due, earned back, waived, paid, and what is still open.

What is due comes from what was judged, what became of it from people's settlements, so that a
restatement, a relief or an earn-back moves every balance by itself. For each line

    due - earned back - waived - paid = open - to give back

holds to the cent; no amount is below zero, and of the two on the right one is nothing. What was
waived counts only as far as something was left to waive. Where a month's credits cannot be worked
out, nothing of it is known to be due, so that what was paid is neither open nor to give back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.quantities import NOTHING_DUE, Month, Usd
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Credit, Finding, Status
from vendor_eval.sla.incidents import companions


class CreditState(StrEnum):
    """How far a credit has come, what needs somebody first."""

    TO_GIVE_BACK = "to give back"
    DUE = "due"
    CLAIMED = "claimed"
    AGREED = "agreed"
    PAID = "paid"
    WAIVED = "waived"
    EARNED_BACK = "earned back"
    COUNTED_WITH = "counted with another"
    NO_LONGER_DUE = "no longer due"
    UNKNOWN = "not worked out"

    @property
    def is_open(self) -> bool:
        """Whether something is still owed to the practice."""
        return self in (CreditState.DUE, CreditState.CLAIMED, CreditState.AGREED)


@dataclass(frozen=True, slots=True)
class Line:
    """The credit for the breach of a metric in a month.

    Attributes:
        due: what fell due, before earn-back.
        earned_back_in: the month in which the vendor earned it back, or None.
        counts_with: the metric whose credit stands for this one too, being of one incident.
        settlement: what people wrote down; one without anything where nobody did.
        known: whether what is due could be worked out; nothing is due, open or to give back else.
    """

    vendor: str
    metric: str
    month: Month
    due: Usd
    earned_back_in: Month | None
    counts_with: str | None
    settlement: Settlement
    known: bool = True

    @property
    def earned_back(self) -> Usd:
        """What the vendor earned back: all of it, or nothing."""
        return NOTHING_DUE if self.earned_back_in is None else self.due

    @property
    def owed(self) -> Usd:
        """What the practice keeps."""
        return self.due - self.earned_back

    @property
    def paid(self) -> Usd:
        """What arrived and did not go back."""
        return self.settlement.paid

    @property
    def waived(self) -> Usd:
        """What was let go, as far as there was something left to let go."""
        waiver = self.settlement.waiver
        if waiver is None:
            return NOTHING_DUE
        return max(min(waiver.amount, self.owed - self.paid), NOTHING_DUE)

    @property
    def open(self) -> Usd:
        """What is owed and neither paid nor waived."""
        return max(self.owed - self.waived - self.paid, NOTHING_DUE)

    @property
    def to_give_back(self) -> Usd:
        """What was paid beyond what is owed now, where that is known."""
        return max(self.paid - self.owed, NOTHING_DUE) if self.known else NOTHING_DUE

    @property
    def state(self) -> CreditState:
        """How far it has come."""
        if not self.known:
            return CreditState.UNKNOWN
        if self.to_give_back > NOTHING_DUE:
            return CreditState.TO_GIVE_BACK
        if self.open > NOTHING_DUE:
            return self._asked
        if self.owed > NOTHING_DUE:
            return CreditState.PAID if self.paid > NOTHING_DUE else CreditState.WAIVED
        if self.earned_back_in is not None:
            return CreditState.EARNED_BACK
        return CreditState.NO_LONGER_DUE if self.counts_with is None else CreditState.COUNTED_WITH

    @property
    def _asked(self) -> CreditState:
        if self.settlement.agreed_on is not None:
            return CreditState.AGREED
        claimed = self.settlement.claimed_on is not None
        return CreditState.CLAIMED if claimed else CreditState.DUE

    @property
    def due_since(self) -> dt.date:
        """The day after the month of the breach."""
        return self.month.plus(1).first_day

    @property
    def since(self) -> dt.date:
        """The day from which it is in its state."""
        said = self.settlement
        moved = [one.on for one in (*said.payments, *said.returned)]
        days: Mapping[CreditState, dt.date | None] = {
            CreditState.CLAIMED: said.claimed_on,
            CreditState.AGREED: said.agreed_on,
            CreditState.PAID: max(moved, default=None),
            CreditState.TO_GIVE_BACK: max(moved, default=None),
            CreditState.WAIVED: said.waiver.on if said.waiver else None,
        }
        back = self.earned_back_in
        if back is not None and self.state in (CreditState.EARNED_BACK, CreditState.TO_GIVE_BACK):
            return max([*moved, back.plus(1).first_day])
        return days.get(self.state) or self.due_since


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over some lines.

    Attributes:
        claimed: what the vendor was asked for, whatever became of it; so with ``agreed``.
        lines_open: how many lines have something open.
        oldest: since when the oldest of them is due; None of none.
    """

    due: Usd
    earned_back: Usd
    claimed: Usd
    agreed: Usd
    waived: Usd
    paid: Usd
    open: Usd
    to_give_back: Usd
    lines_open: int
    oldest: dt.date | None


def ledger(
    contract: Contract,
    breaches: Iterable[Finding],
    credits: Iterable[Credit],
    settled: Iterable[Settlement],
    *,
    unknown: Collection[Month] = (),
) -> tuple[Line, ...]:
    """A line for each credit of a contract, newest month first, then in the contract's order.

    A breach whose credit counts with another's has a line of nothing, and so has a settlement
    whose breach is no more, after a restatement or a relief. A breach that costs something in a
    month whose credits could not be worked out has a line that says so.

    Args:
        breaches: of the contract; other findings are passed over.
        credits: all that fell due.
        settled: what people wrote down of them.
        unknown: the months whose credits could not be worked out.
    """
    costly = [
        one for one in breaches if one.status is Status.BREACH and one.level.credit is not None
    ]
    due = {(one.month, one.metric): one for one in credits}
    said = {(one.month, one.metric): one for one in settled}
    shared = {
        (one.month, one.metric): other
        for one in costly
        if (one.month, one.metric) not in due
        for other in companions(contract, one.metric, one.month)
        if (one.month, other) in due
    }
    order = {one.metric: place for place, one in enumerate(contract.service_levels)}
    open_ended = dict.fromkeys((one.month, one.metric) for one in costly if one.month in unknown)
    found = {**due, **shared, **open_ended, **said}
    return tuple(
        Line(
            vendor=contract.vendor,
            metric=metric,
            month=month,
            due=due[month, metric].amount if (month, metric) in due else NOTHING_DUE,
            earned_back_in=due[month, metric].earned_back_in if (month, metric) in due else None,
            counts_with=shared.get((month, metric)),
            settlement=said.get((month, metric), Settlement(metric, month)),
            known=month not in unknown,
        )
        for month, metric in sorted(
            found, key=lambda key: (-key[0].index, order.get(key[1], len(order)), key[1])
        )
    )


def totals(lines: Sequence[Line]) -> Totals:
    """The sums over ``lines``."""
    left = [one.open for one in lines]
    still_open = [one for one, rest in zip(lines, left, strict=True) if rest > NOTHING_DUE]
    return Totals(
        due=Usd.total(one.due for one in lines),
        earned_back=Usd.total(one.earned_back for one in lines),
        claimed=Usd.total(one.settlement.claimed for one in lines),
        agreed=Usd.total(one.settlement.agreed for one in lines),
        waived=Usd.total(one.waived for one in lines),
        paid=Usd.total(one.paid for one in lines),
        open=Usd.total(left),
        to_give_back=Usd.total(one.to_give_back for one in lines),
        lines_open=len(still_open),
        oldest=min((one.due_since for one in still_open), default=None),
    )


def together(found: Collection[Totals]) -> Totals:
    """The sums over all lines that were summed up in ``found``."""
    return Totals(
        due=Usd.total(one.due for one in found),
        earned_back=Usd.total(one.earned_back for one in found),
        claimed=Usd.total(one.claimed for one in found),
        agreed=Usd.total(one.agreed for one in found),
        waived=Usd.total(one.waived for one in found),
        paid=Usd.total(one.paid for one in found),
        open=Usd.total(one.open for one in found),
        to_give_back=Usd.total(one.to_give_back for one in found),
        lines_open=sum(one.lines_open for one in found),
        oldest=min((one.oldest for one in found if one.oldest is not None), default=None),
    )


def open_in(lines: Iterable[Line]) -> Usd:
    """What is open of ``lines`` together."""
    return Usd.total(one.open for one in lines)


def by_vendor(lines: Iterable[Line]) -> dict[str, Totals]:
    """The sums of each vendor, in the order in which ``lines`` name them."""
    theirs: dict[str, list[Line]] = {}
    for one in lines:
        theirs.setdefault(one.vendor, []).append(one)
    return {vendor: totals(found) for vendor, found in theirs.items()}
