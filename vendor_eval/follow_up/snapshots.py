"""What a vendor's month says at some time, as it is kept when the month is closed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from vendor_eval.follow_up.month_close import EarnedBack, Locked
from vendor_eval.follow_up.notice import right_name
from vendor_eval.measurement import known_value
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.assessment import Standings, credit_values, right_values
from vendor_eval.sla.contract import ServiceLevel
from vendor_eval.sla.grid import NUMBERS

MonthOf = tuple[str, Month]
"""A vendor and a month."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one vendor's month says at some time.

    Attributes:
        locked: the findings, in the contract's order of metrics.
        contract: the number of the contract's revision that they are judged by.
        rights: the rights that arise in the month, as ``rule metric``.
        earned_back: the credits of earlier months that the vendor earns back with it.
    """

    locked: tuple[Locked, ...]
    contract: int
    rights: tuple[str, ...]
    earned_back: tuple[EarnedBack, ...] = ()


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
    credits = standings.credits[standings.credits["month"] == month.index]
    cents = dict(
        zip(zip(credits["contract"], credits["metric"], strict=True), credits["cents"], strict=True)
    )
    locked: dict[int, list[Locked]] = {}
    found = standings.findings[standings.findings["month"] == month.index]
    for row in found.to_dict("records"):
        at, metric = row["contract"], row["metric"]
        level = standings.contracts[at].service_levels[row["level"]]
        credit = Usd(int(cents.get((at, metric), 0)))
        locked.setdefault(at, []).append(_locked(row, level, credit, versions.definition))
    rights, back = rights_by_month(standings), earned_back_by_month(standings)
    names = {at: standings.contracts[at].vendor for at in locked}
    return {
        names[at]: Snapshot(
            tuple(findings),
            versions.contracts.get(names[at], 0),
            rights.get((names[at], month), ()),
            back.get((names[at], month), ()),
        )
        for at, findings in locked.items()
    }


def rights_by_month(standings: Standings) -> dict[MonthOf, tuple[str, ...]]:
    """The rights that arose in each month, as ``rule metric``, in the contract's order."""
    arisen = standings.termination
    pairs = zip(arisen["vendor"].tolist(), right_values(arisen), strict=True)
    return _gathered(
        ((vendor, one.month), right_name(one.rule, one.metric)) for vendor, one in pairs
    )


def earned_back_by_month(standings: Standings) -> dict[MonthOf, tuple[EarnedBack, ...]]:
    """The credits that were earned back with each month, the oldest first."""
    back = standings.credits[standings.credits["earned_back"].notna()]
    pairs = zip(back["vendor"].tolist(), credit_values(back), strict=True)
    return _gathered(
        ((vendor, one.earned_back_in), EarnedBack(one.metric, one.month, one.amount))
        for vendor, one in pairs
        if one.earned_back_in is not None
    )


def limits_of(level: ServiceLevel) -> tuple[str, ...]:
    """The limits that a month is held against, as the contract writes them."""
    limits = (level.target, level.warning, level.minimum)
    return tuple(one.text for one in limits if one is not None)


def _gathered(found: Iterable[tuple[MonthOf, T]]) -> dict[MonthOf, tuple[T, ...]]:
    by_month: dict[MonthOf, list[T]] = {}
    for month, one in found:
        by_month.setdefault(month, []).append(one)
    return {month: tuple(each) for month, each in by_month.items()}


def _locked(
    row: Mapping[Hashable, Any], level: ServiceLevel, credit: Usd, definition: str
) -> Locked:
    value, numerator, denominator = (_exact(row[name]) for name in NUMBERS)
    return Locked(
        metric=str(row["metric"]),
        value=value,
        numerator=numerator,
        denominator=denominator,
        status=str(row["status"]),
        limits=limits_of(level),
        definition=definition,
        credit=credit,
    )


def _exact(number: float) -> Decimal | None:
    """The number as it is written; None for one that is missing."""
    known = known_value(number)
    return None if known is None else Decimal(repr(float(known)))
