"""What claims give: a metric's value for a vendor and month, recomputed under its definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from vendor_eval.claims.definitions import DEFINITIONS, Definition
from vendor_eval.claims.extracts import Rejection
from vendor_eval.claims.groups import CodeGroup, DenialGroup, RemitGroup
from vendor_eval.claims.noted import Noted
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Kpi:
    """One value.

    Attributes:
        numerator: a count or US dollars; None for a median.
        denominator: likewise; for a median the number of items behind it.
        value: in the metric's unit; None where the denominator is nothing.
        pending: items that are not decided yet; None where the extract does not say.
    """

    vendor: str
    month: Month
    metric: str
    numerator: Number | None
    denominator: Number | None
    value: float | None
    pending: int | None


@dataclass(frozen=True, slots=True)
class NotComputable:
    """Why a metric, or the rows of some files, could not be worked out."""

    metric: str
    because: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows a named check found; ``column`` where it is about empty cells."""

    check: str
    text: str
    rows: int
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Everything that came of a set of files.

    Attributes:
        kpis: by vendor, month and the catalogue's order of metrics.
        not_computable: metrics for which no file has what they need.
        left_out: metrics worked out without the rows of some files, and why.
        provisional: for metrics with a maturity, the first month that is not mature yet.
        files: how many count.
        as_of: None where no file could be read.
        variants: the same claims under the other definitions of the field; `Kpi.metric` is the
            variant's id.
        noted: what to know about X12 files beside their metrics.
        remits, denials, codes: sums for analyses; empty where no file has what they need.
        counted: by where it lies, each file that counts, with its rows; None where nobody counted
            those of this file apart.
        seen_on: the day up to which the files know of anything; None where they do not say, so that
            `as_of` stands for it.
    """

    kpis: tuple[Kpi, ...] = ()
    not_computable: tuple[NotComputable, ...] = ()
    left_out: tuple[NotComputable, ...] = ()
    provisional: Mapping[str, Month] = field(default_factory=dict)
    checks: tuple[Found, ...] = ()
    rows: int = 0
    files: int = 0
    rejected: tuple[Rejection, ...] = ()
    as_of: dt.date | None = None
    variants: tuple[Kpi, ...] = ()
    remits: tuple[RemitGroup, ...] = ()
    denials: tuple[DenialGroup, ...] = ()
    codes: tuple[CodeGroup, ...] = ()
    noted: tuple[Noted, ...] = ()
    seen_on: dt.date | None = None
    counted: Mapping[str, int | None] = field(default_factory=dict)


def kpi(definition: Definition, row: Mapping[str, Any]) -> Kpi:
    """The value that one row of the definition's result states; exact up to the last division."""
    numerator, denominator = row.get("numerator"), row["denominator"]
    value = row.get("value")
    if "value" not in row and numerator is not None and denominator:
        value = float(Fraction(numerator) / Fraction(denominator))
    return Kpi(
        vendor=row["vendor"],
        month=Month.of(row["month"]),
        metric=definition.id,
        numerator=numerator,
        denominator=denominator,
        value=None if value is None else float(value),
        pending=None if row["pending"] is None else int(row["pending"]),
    )


def in_order(kpis: list[Kpi]) -> tuple[Kpi, ...]:
    """By vendor, month and the catalogue's order of metrics."""
    place = {id: at for at, id in enumerate(CATALOGUE)}
    return tuple(sorted(kpis, key=lambda one: (one.vendor, one.month, place[one.metric])))


def provisional_from(metrics: Sequence[str], as_of: dt.date) -> Mapping[str, Month]:
    """For each metric with a maturity the first month of which it has not passed on ``as_of``."""
    lags = {id: DEFINITIONS[id].lag_days for id in metrics if id in DEFINITIONS}
    return {id: first_provisional(days, as_of) for id, days in lags.items() if days}


def first_provisional(lag_days: int, as_of: dt.date) -> Month:
    """The first month after whose end fewer than ``lag_days`` have passed on ``as_of``."""
    return Month.of(as_of + dt.timedelta(days=1 - lag_days))
