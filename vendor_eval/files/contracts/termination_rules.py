"""The termination rules of a contract file."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from vendor_eval.files.contracts.service_levels import Entry
from vendor_eval.files.limit_reader import LimitReader, metric_of
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.sla.contract import (
    Clock,
    Consecutive,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)


def rule_of(table: TomlTable, entries: Sequence[Entry]) -> TerminationRule | None:
    """The rule in ``table``, or None with its faults; ``entries`` are the service levels."""
    table.required("rule", '"consecutive"')
    name = table.text("rule", '"consecutive"')
    if name is None:
        return None
    if name not in _RULES:
        meant = difflib.get_close_matches(name, _RULES, n=1)
        known = ", ".join(f'"{rule}"' for rule in _RULES)
        mend = f'did you mean "{meant[0]}"?' if meant else f"write one of {known}"
        table.fault("rule", f"{name!r} is not a termination rule", mend)
        return None
    rule = _RULES[name](table, entries)
    table.no_other_keys()
    return rule


def _months(table: TomlTable, key: str = "months") -> int | None:
    table.required(key, "3")
    return table.whole(key, 1)


def _consecutive(table: TomlTable, _: Sequence[Entry]) -> TerminationRule | None:
    months = _months(table)
    return None if months is None else Consecutive(months)


def _n_of_m(table: TomlTable, _: Sequence[Entry]) -> TerminationRule | None:
    n, m = _months(table, "n"), _months(table, "m")
    if n is None or m is None:
        return None
    if n > m:
        table.fault("n", f"{n} breaches cannot fall within {m} months", "write n of at most m")
    return NOfM(n, m)


def _sum_of_credits(table: TomlTable, _: Sequence[Entry]) -> TerminationRule | None:
    table.required("amount", '"20000.00 USD"')
    amount, months = table.usd("amount"), _months(table)
    return None if amount is None or months is None else SumOfCredits(amount, months)


def _share_failing(table: TomlTable, _: Sequence[Entry]) -> TerminationRule | None:
    table.required("share", '"5 %"')
    share, months = table.share("share"), _months(table)
    return None if share is None or months is None else ShareFailing(share, months)


def _rolling_average(table: TomlTable, entries: Sequence[Entry]) -> TerminationRule | None:
    metric = metric_of(table)
    clocks = [entry.clock for entry in entries if entry.metric is metric]
    if metric is not None and not clocks:
        table.fault("metric", f"{metric.id} has no service level", "name a metric that has one")
    # The limit is on the clock of the service level whose months are averaged.
    reader = LimitReader(table, metric, clocks[0] if clocks else Clock.CALENDAR)
    table.required("limit", reader.example)
    limit, months = reader.limit("limit"), _months(table)
    if metric is None or limit is None or months is None:
        return None
    return RollingAverage(metric.id, limit, months)


_RULES: dict[str, Callable[[TomlTable, Sequence[Entry]], TerminationRule | None]] = {
    "consecutive": _consecutive,
    "n_of_m": _n_of_m,
    "sum_of_credits": _sum_of_credits,
    "share_failing": _share_failing,
    "rolling_average": _rolling_average,
}
