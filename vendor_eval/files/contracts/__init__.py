"""Contracts as TOML files: read with every fault at once, and written back.

Keys are those of the standard template. Besides, a service level may name its `clause` and its
`clock`, and the file a default of both; instead of an `allocation` it may have another credit
method: ``credit = { method = "points", step = "1 %", share_a_point = "0.5 %" }``, ``"fixed"``
(amount), ``"percent_of_fee"`` (share) or ``"linear_gap"`` (share, full_at). Entries of lists are
counted from one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib import resources

from vendor_eval.files.contracts.service_levels import Defaults, Entry, entries_of
from vendor_eval.files.contracts.termination_rules import rule_of
from vendor_eval.files.contracts.text import contract_toml
from vendor_eval.files.limit_reader import clock_of, metric_of
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.contract import Allocation, Clock, Contract, Deadlines, LinearGap, Relief

__all__ = ["contract_toml", "read_contract", "standard_contract"]

MOST_ITEMS = 1_000_000_000


def read_contract(text: str | bytes, name: str) -> Contract:
    """The contract in a file.

    Args:
        text: the file's content.
        name: the file's name, for faults.

    Raises:
        BadInput: with every fault of the file.
    """
    return read(text, name, _contract)


def standard_contract() -> str:
    """The text of the standard template, to be filled in and read with `read_contract`."""
    shipped = resources.files("vendor_eval") / "templates" / "standard-contract.toml"
    return shipped.read_text("utf-8")


def _contract(file: TomlTable) -> Contract | None:
    """The contract, or None where a fault left too little to build it from."""
    file.required("vendor", '"Northwind RCM"')
    vendor, (starts, ends) = file.text("vendor", '"Northwind RCM"'), _term(file)
    clause, clock = file.text("clause", '"Exhibit B"'), clock_of(file, Clock.CALENDAR)
    ramp, few = file.whole("ramp_months", 0), file.whole("low_volume", 0, MOST_ITEMS)
    fee, fees, at_risk = (
        file.usd("monthly_fee"),
        _fees(file),
        file.share("fee_at_risk"),
    )
    entries = entries_of(file, Defaults(starts, clause or "", clock))
    _check_at_risk(file, entries)
    rules = [rule_of(table, entries) for table in file.tables("termination")]
    earn_back = _earn_back(file)
    reliefs = [_relief(table, entries) for table in file.tables("relief")]
    deadlines = _deadlines(file)
    file.no_other_keys()
    if vendor is None or starts is None or ends is None:
        return None
    return Contract(
        vendor=vendor,
        starts=starts,
        ends=ends,
        service_levels=tuple(entry.level for entry in entries if entry.level is not None),
        ramp_months=ramp or 0,
        low_volume=few or 0,
        monthly_fee=fee,
        fees=fees,
        fee_at_risk=at_risk,
        # The same rule written twice gives no second right.
        termination=tuple(dict.fromkeys(rule for rule in rules if rule is not None)),
        earn_back_months=earn_back,
        relief=tuple(relief for relief in reliefs if relief is not None),
        deadlines=deadlines,
    )


def _term(file: TomlTable) -> tuple[dt.date | None, dt.date | None]:
    file.required("starts", "2026-01-01")
    file.required("ends", "2028-12-31")
    starts, ends = file.date("starts"), file.date("ends")
    if starts is not None and ends is not None and ends < starts:
        file.fault("ends", f"{ends} is before the start, {starts}", "write the term's last day")
    return starts, ends


def _fees(file: TomlTable) -> Mapping[Month, Usd]:
    table = file.table("fees")
    fees = {}
    for key in table.values if table is not None else ():
        assert table is not None, "its keys are being read"
        month, fee = table.month_of(key, key), table.usd(key)
        if month is not None and fee is not None:
            fees[month] = fee
    return fees


def _check_at_risk(file: TomlTable, entries: Sequence[Entry]) -> None:
    """A share of the amount at risk needs an amount at risk."""
    if file.has("fee_at_risk"):
        return
    for entry in entries:
        if entry.level is not None and isinstance(entry.level.credit, Allocation | LinearGap):
            key = "credit" if entry.table.has("credit") else "allocation"
            entry.table.fault(
                key, "is a share of the fee at risk, and none is", 'write fee_at_risk = "10 %"'
            )


def _earn_back(file: TomlTable) -> int | None:
    table = file.table("earn_back")
    if table is None:
        return None
    table.required("months", "3")
    months = table.whole("months", 1)
    table.no_other_keys()
    return months


def _deadlines(file: TomlTable) -> Deadlines:
    table = file.table("deadlines")
    if table is None:
        return Deadlines()
    found = Deadlines(**{one.name: table.days(one.name) for one in fields(Deadlines)})
    table.no_other_keys()
    return found


def _relief(table: TomlTable, entries: Sequence[Entry]) -> Relief | None:
    metric = metric_of(table)
    table.required("month", '"2026-04"')
    table.required("reason", '"payer outage"')
    table.required("approved_by", '"R. Osei"')
    month = table.month("month")
    said, approved_by = (
        table.text("reason", '"payer outage"'),
        table.text("approved_by", '"R. Osei"'),
    )
    table.no_other_keys()
    if metric is not None and metric not in [entry.metric for entry in entries]:
        table.fault("metric", f"{metric.id} has no service level", "relieve one that has")
    if metric is None or month is None or said is None or approved_by is None:
        return None
    return Relief(metric.id, month, said, approved_by)
