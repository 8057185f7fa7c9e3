"""A closed month held against what it says now: the diary of what a correction changed.

The month as it was closed stays as it is. What a later report, relief, dispute or amendment makes
of it is told apart from it, finding by finding, with the money and the rights that hang on it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from vendor_eval.follow_up.month_close import Locked, MonthClose
from vendor_eval.follow_up.notice import right_name
from vendor_eval.measurement import known_value
from vendor_eval.quantities import NOTHING_DUE, Month, Usd
from vendor_eval.sla.assessment import Standings
from vendor_eval.sla.contract import ServiceLevel
from vendor_eval.sla.grid import NUMBERS


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one vendor's month says at some time.

    Attributes:
        locked: the findings, in the contract's order of metrics.
        contract: the number of the contract's revision that they are judged by.
        rights: the rights that arise in the month, as ``rule metric``.
    """

    locked: tuple[Locked, ...]
    contract: int
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that is no longer what it was; None where there was none, or is none any more."""

    metric: str
    was: Locked | None
    now: Locked | None

    @property
    def money(self) -> Usd:
        """By how much the credit has grown; below zero where it shrank or fell away."""
        was = self.was.credit if self.was else NOTHING_DUE
        now = self.now.credit if self.now else NOTHING_DUE
        return now - was


@dataclass(frozen=True, slots=True)
class Restated:
    """What is different in a closed month.

    Attributes:
        changes: findings of which value, parts, status, limits or credit changed.
        rights_gone: rights that the month gave when it was closed and does not give any more.
        rights_new: the other way round.
        contract: the revision then and now.
        redefined: metrics whose definition has another version now, whatever its value.
    """

    vendor: str
    month: Month
    changes: tuple[Change, ...]
    rights_gone: tuple[str, ...]
    rights_new: tuple[str, ...]
    contract: tuple[int, int]
    redefined: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether a value, a finding, a credit or a right changed."""
        return bool(self.changes or self.rights_gone or self.rights_new)

    @property
    def matters(self) -> bool:
        """Whether money or a right hangs on what changed."""
        # Credits that fell and rose by the same are two credits, and no change of nothing.
        moved = any(one.money.cents for one in self.changes)
        return bool(moved or self.rights_gone or self.rights_new)

    @property
    def money(self) -> Usd:
        """By how much the month's credits have grown."""
        return sum((one.money for one in self.changes), NOTHING_DUE)


def restated(vendor: str, closed: MonthClose, now: Snapshot) -> Restated:
    """What is different from how the month was closed."""
    was_by, now_by = _by_metric(closed.locked), _by_metric(now.locked)
    both = dict.fromkeys([*was_by, *now_by])
    pairs = [(metric, was_by.get(metric), now_by.get(metric)) for metric in both]
    return Restated(
        vendor=vendor,
        month=closed.month,
        changes=tuple(Change(*pair) for pair in pairs if _says(pair[1]) != _says(pair[2])),
        rights_gone=tuple(_missing_from(now.rights, closed.rights)),
        rights_new=tuple(_missing_from(closed.rights, now.rights)),
        contract=(closed.contract, now.contract),
        redefined=tuple(
            metric
            for metric, was, is_now in pairs
            if was and is_now and was.definition != is_now.definition
        ),
    )


@dataclass(frozen=True, slots=True)
class Versions:
    """What a month is judged by.

    Attributes:
        contracts: the number of each contract's revision, by vendor.
        definition: that of the texts that define the metrics.
    """

    contracts: Mapping[str, int]
    definition: str


def snapshots(standings: Standings, month: Month, versions: Versions) -> dict[str, Snapshot]:
    """What a month says now, by vendor; only of vendors with findings in it."""
    credits, rights = (
        frame[frame["month"] == month.index] for frame in (standings.credits, standings.termination)
    )
    cents = dict(
        zip(zip(credits["contract"], credits["metric"], strict=True), credits["cents"], strict=True)
    )
    arisen: dict[int, list[str]] = {}
    for at, rule, metric in zip(
        *(rights[name] for name in ("contract", "rule", "metric")), strict=True
    ):
        arisen.setdefault(at, []).append(
            right_name(rule, metric if isinstance(metric, str) else "")
        )
    locked: dict[int, list[Locked]] = {}
    found = standings.findings[standings.findings["month"] == month.index]
    for row in found.to_dict("records"):
        at, metric = row["contract"], row["metric"]
        level = standings.contracts[at].service_levels[row["level"]]
        credit = Usd(int(cents.get((at, metric), 0)))
        locked.setdefault(at, []).append(_locked(row, level, credit, versions.definition))
    return {
        (vendor := standings.contracts[at].vendor): Snapshot(
            tuple(findings), versions.contracts.get(vendor, 0), tuple(arisen.get(at, ()))
        )
        for at, findings in locked.items()
    }


def _missing_from(others: Sequence[str], rights: Sequence[str]) -> Iterator[str]:
    """Those of ``rights`` that are not among ``others``.

    A name without numbers is of a time when the contract had no other rule of that kind, or the
    numbers were not kept: it stands for one right of that kind, whatever its numbers.
    """
    left = [one for one in others if one not in rights]
    for right in rights:
        bare = _without_numbers(right)
        alike = [one for one in left if one == bare or _without_numbers(one) == right]
        if right in others:
            continue
        if alike:
            left.remove(alike[0])
        else:
            yield right


def _without_numbers(right: str) -> str:
    rule, _, metric = right.partition(" ")
    return right_name(rule.partition(":")[0], metric)


def _locked(
    row: Mapping[Hashable, Any], level: ServiceLevel, credit: Usd, definition: str
) -> Locked:
    limits = (level.target, level.warning, level.minimum)
    value, numerator, denominator = (_exact(row[name]) for name in NUMBERS)
    return Locked(
        metric=str(row["metric"]),
        value=value,
        numerator=numerator,
        denominator=denominator,
        status=str(row["status"]),
        limits=tuple(one.text for one in limits if one is not None),
        definition=definition,
        credit=credit,
    )


def _exact(number: float) -> Decimal | None:
    """The number as it is written; None for one that is missing."""
    known = known_value(number)
    return None if known is None else Decimal(repr(float(known)))


def _by_metric(locked: Iterable[Locked]) -> dict[str, Locked]:
    return {one.metric: one for one in locked}


def _says(locked: Locked | None) -> Locked | None:
    """The finding without its definition's version, which by itself changes nothing."""
    return None if locked is None else replace(locked, definition="")
