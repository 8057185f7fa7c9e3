"""The service levels of a contract file: limits, credits, and how entries fit each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.files.contracts.credit_methods import credit_of
from vendor_eval.files.limit_reader import LimitReader, clock_of, metric_of
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.measurement import Truth
from vendor_eval.metrics import Metric
from vendor_eval.quantities import Limit
from vendor_eval.sla.contract import Clock, MinimumFrom, Sample, ServiceLevel
from vendor_eval.sla.limits import out_of_order

MOST_TIMES = 100  # a repeat multiplier beyond it is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a service level has when it does not say otherwise."""

    starts: dt.date | None
    clause: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Entry:
    """A service level as far as it could be read.

    Attributes:
        metric: None where the metric is missing or unknown.
        starts: the date from which it holds, where that could be read.
        level: None where it could not be built.
    """

    table: TomlTable
    metric: Metric | None
    clock: Clock
    starts: dt.date | None
    level: ServiceLevel | None


def entries_of(file: TomlTable, defaults: Defaults) -> list[Entry]:
    """The entries of ``service_levels`` in the file's order; their faults are in the file's."""
    tables = file.tables("service_levels")
    if not tables and not file.values.get("service_levels"):
        file.fault("service_levels", "is missing", "add at least one [[service_levels]]")
    entries = [_entry(table, defaults) for table in tables]
    taken: dict[tuple[str, dt.date], str] = {}
    for entry in entries:
        if entry.metric is None or entry.starts is None:
            continue
        first = taken.setdefault((entry.metric.id, entry.starts), entry.table.path)
        if first != entry.table.path:
            entry.table.fault(
                "effective",
                f"{entry.metric.id} has an entry from {entry.starts} already, {first}",
                "give this one the date from which it takes over, or remove it",
            )
    return entries


def _entry(table: TomlTable, defaults: Defaults) -> Entry:
    metric, clock = metric_of(table), clock_of(table, defaults.clock)
    reader = LimitReader(table, metric, clock)
    table.required("target", reader.example)
    limits = _limits(reader)
    effective = table.date("effective")
    credit = credit_of(reader, limits.minimum)
    times = table.factor("repeat_multiplier", 1, MOST_TIMES)
    clause = table.text("clause", '"Exhibit B, 2.1"')
    judged_on = _judged_on(table)
    sample = _sample(table, judged_on)
    table.no_other_keys()
    level = None
    if metric is not None and limits.target is not None:
        level = ServiceLevel(
            metric=metric.id,
            target=limits.target,
            warning=limits.warning,
            minimum=limits.minimum,
            minimum_from=limits.minimum_from,
            effective=effective,
            credit=credit,
            repeat_multiplier=times or Decimal(1),
            clause=clause or defaults.clause,
            clock=clock,
            judged_on=judged_on,
            sample=sample,
        )
    return Entry(table, metric, clock, effective or defaults.starts, level)


def _judged_on(table: TomlTable) -> Truth:
    """Whose value the table names, or the reported one."""
    text = table.text("judged_on", '"recomputed"')
    if text is None:
        return Truth.REPORTED
    if text in tuple(Truth):
        return Truth(text)
    what = f"{text!r} is no value to judge on"
    table.fault("judged_on", what, 'write "reported", "recomputed" or "audited"')
    return Truth.REPORTED


def _sample(table: TomlTable, judged_on: Truth) -> Sample:
    """What of an audited sample the table says can break the promise, or the interval."""
    text = table.text("sample", '"point estimate"')
    if text is None:
        return Sample.INTERVAL
    if text not in tuple(Sample):
        table.fault(
            "sample", f"{text!r} is no part of a sample", 'write "interval" or "point estimate"'
        )
        return Sample.INTERVAL
    if judged_on is not Truth.AUDITED:
        what = "is of audited values, and this service level is judged on others"
        table.fault("sample", what, 'write judged_on = "audited", or remove it')
    return Sample(text)


class _Limits(NamedTuple):
    target: Limit | None
    warning: Limit | None
    minimum: Limit | None
    minimum_from: MinimumFrom | None


def _limits(reader: LimitReader) -> _Limits:
    """The three limits; without a minimum the catalogue's warning line is it."""
    minimum, minimum_from = reader.limit("minimum"), MinimumFrom.CONTRACT
    if not reader.table.has("minimum") and reader.metric is not None:
        minimum, minimum_from = reader.metric.warning, MinimumFrom.CATALOGUE
    limits = _Limits(
        reader.limit("target"),
        reader.limit("warning"),
        minimum,
        None if minimum is None else minimum_from,
    )
    for key, other, text in out_of_order(limits.target, limits.warning, minimum):
        if key == "minimum" and minimum_from is MinimumFrom.CATALOGUE:
            reader.table.fault(
                key,
                f'is missing, and the catalogue\'s is stricter than the {other} "{text}"',
                f'write a minimum of the contract\'s own, for example minimum = "{text}"',
            )
        else:
            reader.table.fault(key, f'is stricter than the {other} "{text}"', "swap them")
    return limits
