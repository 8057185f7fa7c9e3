"""What was denied in a month, to whom and why, and how that moved.

A month is held against the one before and against the average of the three before it. A month
without remittances is no month with nothing denied: what it would be held against is then absent.
Rates are by claims (DN1): denied claims over first remittances.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.claims.denial_tallies import (
    NOT_GIVEN,
    NOTHING,
    UNMAPPED,
    By,
    Counted,
    Denials,
    Kind,
    Remitted,
)
from vendor_eval.claims.reasons import Answers
from vendor_eval.quantities import Month

MONTHS_BEFORE = 3
"""Over how many months the average runs that a month is held against."""


@dataclass(frozen=True, slots=True)
class Average:
    """Denied claims and cents a month."""

    claims: Fraction
    cents: Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """One payer, place, category or reason in a month.

    Attributes:
        remits: first remittances of a payer or place; None for categories and reasons.
        of_claims: its share of the month's denied claims; None where none was denied.
        of_cents: its share of the money.
        before: the month before; None where that has no remittance.
        usual: the three months before; None unless each of them has remittances.
    """

    kind: Kind
    now: Counted
    remits: int | None
    of_claims: Fraction | None
    of_cents: Fraction | None
    before: Counted | None
    usual: Average | None

    @property
    def rate(self) -> Fraction | None:
        """Denied claims over first remittances; None where it has none of its own."""
        return _over(self.now.claims, self.remits or 0)


@dataclass(frozen=True, slots=True)
class Pair:
    """A reason at a payer."""

    payer: Kind
    reason: Kind
    now: Counted
    of_claims: Fraction | None
    before: Counted | None


@dataclass(frozen=True, slots=True)
class Shared:
    """The denials that one side can keep from happening.

    Attributes:
        answers: None for those of which nobody knows whose they are.
        rate: over all first remittances, so that the rates of all sides add up to the whole.
    """

    answers: Answers | None
    now: Counted
    of_claims: Fraction | None
    rate: Fraction | None


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A code that the map does not know.

    Attributes:
        mentions: claims on which it occurs, denied or not.
    """

    group_code: str
    carc: str
    claims: int
    mentions: int
    cents: int


@dataclass(frozen=True, slots=True)
class DenialMonth:
    """A vendor's denials in a month.

    Attributes:
        parts: by what they are parted, those with the most denied claims first.
        pairs: reasons by payer, in the same order.
        sides: one for each side that answers for some, the vendor first.
    """

    month: Month
    remitted: Remitted
    denied: Counted
    before: Counted | None
    usual: Average | None
    parts: Mapping[By, tuple[Part, ...]]
    pairs: tuple[Pair, ...]
    sides: tuple[Shared, ...]
    unmapped: tuple[Unmapped, ...]

    @property
    def rate(self) -> Fraction | None:
        """Denied claims over first remittances (DN1)."""
        return _over(self.remitted.denied, self.remitted.remits)

    @property
    def full_rate(self) -> Fraction | None:
        """Claims denied as a whole over first remittances (DN2)."""
        return _over(self.remitted.fully_denied, self.remitted.remits)

    @property
    def dollar_rate(self) -> Fraction | None:
        """Charges of denied lines over charges on first remittances (DN3)."""
        return _over(self.remitted.denied_cents, self.remitted.billed_cents)

    @property
    def vendor_rate(self) -> Fraction | None:
        """Denied claims that the vendor answers for, over all first remittances."""
        claims = sum(one.now.claims for one in self.sides if one.answers is Answers.VENDOR)
        return _over(claims, self.remitted.remits)

    @property
    def without_reason(self) -> int:
        """Denied claims of which nobody can tell whose they are."""
        unknown = {UNMAPPED, NOT_GIVEN}
        found = self.parts[By.CATEGORY]
        return sum(one.now.claims for one in found if one.kind.id in unknown)


def denial_month(denials: Denials, month: Month) -> DenialMonth:
    """The analysis of one month; all zero where it has no remittance."""
    remitted = denials.remitted(month).get(Kind("", ""), Remitted())
    parts = {by: _parts(denials, month, by) for by in By}
    return DenialMonth(
        month=month,
        remitted=remitted,
        denied=_total(denials, month),
        before=_before(denials, month),
        usual=_usual(denials, month),
        parts=parts,
        pairs=_pairs(denials, month),
        sides=_sides(parts[By.CATEGORY], remitted),
        unmapped=_unmapped(denials, month),
    )


def _over(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _total(denials: Denials, month: Month) -> Counted:
    return sum(denials.counted(month, By.CATEGORY).values(), NOTHING)


def _before(denials: Denials, month: Month) -> Counted | None:
    earlier = month.plus(-1)
    return _total(denials, earlier) if earlier in denials.months else None


def _usual(denials: Denials, month: Month) -> Average | None:
    earlier = [month.plus(-back) for back in range(1, MONTHS_BEFORE + 1)]
    if not set(earlier) <= set(denials.months):
        return None
    return _average(_total(denials, one) for one in earlier)


def _average(counted: Iterable[Counted]) -> Average:
    total = sum(counted, NOTHING)
    return Average(Fraction(total.claims, MONTHS_BEFORE), Fraction(total.cents, MONTHS_BEFORE))


def _parts(denials: Denials, month: Month, by: By) -> tuple[Part, ...]:
    now, total = denials.counted(month, by), _total(denials, month)
    earlier = [month.plus(-back) for back in range(1, MONTHS_BEFORE + 1)]
    known = set(denials.months)
    past = [denials.counted(one, by) if one in known else None for one in earlier]
    of_place = by in {By.PAYER, By.SPECIALTY, By.SITE}
    remitted = denials.remitted(month, by) if of_place else {}
    parts = []
    # What was denied before and is no more has moved too.
    for kind in {*now, *remitted, *(past[0] or ())}:
        found = now.get(kind, NOTHING)
        told = [one.get(kind, NOTHING) for one in past if one is not None]
        parts.append(
            Part(
                kind=kind,
                now=found,
                remits=remitted[kind].remits if kind in remitted else None,
                of_claims=_over(found.claims, total.claims),
                of_cents=_over(found.cents, total.cents),
                before=None if past[0] is None else past[0].get(kind, NOTHING),
                usual=_average(told) if len(told) == MONTHS_BEFORE else None,
            )
        )
    return tuple(sorted(parts, key=lambda one: (*_size(one.now), one.kind.label, one.kind.id)))


def _size(counted: Counted) -> tuple[int, int]:
    """What sorts the largest first."""
    return -counted.claims, -counted.cents


def _pairs(denials: Denials, month: Month) -> tuple[Pair, ...]:
    now, total = _by_payer(denials, month), _total(denials, month)
    before = _by_payer(denials, month.plus(-1)) if month.plus(-1) in denials.months else None
    pairs = [
        Pair(
            payer=payer,
            reason=reason,
            now=found,
            of_claims=_over(found.claims, total.claims),
            before=None if before is None else before.get((payer, reason), NOTHING),
        )
        for (payer, reason), found in now.items()
        if found != NOTHING
    ]
    return tuple(sorted(pairs, key=lambda one: (*_size(one.now), one.payer.id, one.reason.id)))


def _by_payer(denials: Denials, month: Month) -> dict[tuple[Kind, Kind], Counted]:
    found: dict[tuple[Kind, Kind], Counted] = defaultdict(Counted)
    for one in denials.denials:
        if one.place.month == month:
            pair = denials.kind(one, By.PAYER), denials.kind(one, By.REASON)
            found[pair] += Counted(one.claims, one.cents)
    return found


def _sides(categories: Iterable[Part], remitted: Remitted) -> tuple[Shared, ...]:
    found: dict[Answers | None, Counted] = defaultdict(Counted)
    for one in categories:
        found[one.kind.answers] += one.now
    total = sum(found.values(), NOTHING)
    return tuple(
        Shared(
            answers=side,
            now=found[side],
            of_claims=_over(found[side].claims, total.claims),
            rate=_over(found[side].claims, remitted.remits),
        )
        for side in (*Answers, None)
        if found.get(side, NOTHING) != NOTHING
    )


def _unmapped(denials: Denials, month: Month) -> tuple[Unmapped, ...]:
    found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in denials.denials:
        if one.place.month == month and denials.kind(one, By.CATEGORY).id == UNMAPPED:
            sums = found[one.group_code, one.carc]
            for at, number in enumerate((one.claims, one.mentions, one.cents)):
                sums[at] += number
    every = (Unmapped(*code, *sums) for code, sums in found.items())
    return tuple(sorted(every, key=lambda one: (-one.mentions, one.carc, one.group_code)))
