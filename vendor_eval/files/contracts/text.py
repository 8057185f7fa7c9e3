"""A contract written as the TOML text that reads back as the same contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal

from vendor_eval.files.toml_text import quoted
from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Quantity, Unit, Usd
from vendor_eval.sla.contract import (
    Allocation,
    Clock,
    Consecutive,
    Contract,
    CreditMethod,
    Deadlines,
    FixedAmount,
    LinearGap,
    MinimumFrom,
    NOfM,
    PercentOfFee,
    RollingAverage,
    Sample,
    ServiceLevel,
    SeverityPoints,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)

# TOML text of each key; None leaves the key out.
Entries = Mapping[str, str | None]

_UNITS = {
    Unit.RATIO: " %",
    Unit.HOURS: " h",
    Unit.DAYS: " days",
    Unit.BUSINESS_DAYS: " business days",
    Unit.USD: " USD",
    Unit.COUNT: " count",
}


def contract_toml(contract: Contract) -> str:
    """The file of ``contract``: `read_contract` gives an equal one; comments are not kept."""
    return "\n".join(_lines(contract)) + "\n"


def service_level_toml(limits: Mapping[str, str], effective: dt.date) -> str:
    """An entry to put at the end of a contract file: an amendment from ``effective`` on.

    Args:
        limits: key and value as a person writes them, for example target and ``> 95 %``; empty
            values are left out. Nothing is checked here: `read_contract` lists the faults.
    """
    entries = {key: quoted(value) for key, value in limits.items() if value}
    return "\n".join(("[[service_levels]]", *_keys(entries), f"effective = {effective}")) + "\n"


def _lines(contract: Contract) -> Iterator[str]:
    yield from _keys(
        {
            "vendor": quoted(contract.vendor),
            "starts": contract.starts.isoformat(),
            "ends": contract.ends.isoformat(),
            "ramp_months": str(contract.ramp_months),
            "low_volume": str(contract.low_volume),
            "monthly_fee": _money(contract.monthly_fee),
            "fee_at_risk": _share(contract.fee_at_risk),
        }
    )
    if contract.fees:
        yield from ("", "[fees]")
        yield from (f'"{month}" = {_money(fee)}' for month, fee in sorted(contract.fees.items()))
    for level in contract.service_levels:
        yield from ("", "[[service_levels]]")
        yield from _keys(_level(level))
    for rule in contract.termination:
        yield from ("", "[[termination]]")
        yield from _keys(_rule(rule))
    if contract.earn_back_months is not None:
        yield from ("", "[earn_back]", f"months = {contract.earn_back_months}")
    deadlines = {one.name: getattr(contract.deadlines, one.name) for one in fields(Deadlines)}
    if any(deadlines.values()):
        yield from ("", "[deadlines]")
        yield from _keys({key: span and _days(span) for key, span in deadlines.items()})
    for relief in contract.relief:
        yield from ("", "[[relief]]")
        yield from _keys(
            {
                "metric": quoted(relief.metric),
                "month": quoted(str(relief.month)),
                "reason": quoted(relief.reason),
                "approved_by": quoted(relief.approved_by),
            }
        )


def _level(level: ServiceLevel) -> Entries:
    agreed = level.minimum_from is MinimumFrom.CONTRACT and level.minimum is not None
    share = level.credit.share if isinstance(level.credit, Allocation) else None
    return {
        "metric": quoted(level.metric),
        "target": quoted(level.target.text),
        "warning": quoted(level.warning.text) if level.warning else None,
        "minimum": quoted(level.minimum.text) if agreed and level.minimum else None,
        "effective": level.effective.isoformat() if level.effective else None,
        "allocation": _share(share),
        "credit": _credit(level.credit, CATALOGUE[level.metric].unit),
        "repeat_multiplier": _number(level.repeat_multiplier),
        "clause": quoted(level.clause) if level.clause else None,
        "clock": quoted(level.clock.value) if level.clock is not Clock.CALENDAR else None,
        "judged_on": _judged_on(level.judged_on),
        "sample": None if level.sample is Sample.INTERVAL else quoted(level.sample.value),
    }


def _days(span: Quantity) -> str:
    return quoted(f"{span.value}{_UNITS[span.unit]}")


def _judged_on(truth: Truth) -> str | None:
    return None if truth is Truth.REPORTED else quoted(truth.value)


def _credit(credit: CreditMethod | None, unit: Unit) -> str | None:
    """The inline table of a credit method other than an allocation."""
    match credit:
        case None | Allocation():
            return None
        case FixedAmount(amount):
            return _inline({"method": quoted("fixed"), "amount": _money(amount)})
        case PercentOfFee(share):
            return _inline({"method": quoted("percent_of_fee"), "share": _share(share)})
        case LinearGap(share, full_at):
            full = _quantity(full_at, unit)
            return _inline(
                {"method": quoted("linear_gap"), "share": _share(share), "full_at": full}
            )
        case SeverityPoints(step, share_a_point, amount_a_point):
            return _inline(
                {
                    "method": quoted("points"),
                    "step": _quantity(step, unit),
                    "share_a_point": _share(share_a_point),
                    "amount_a_point": _money(amount_a_point),
                }
            )


def _rule(rule: TerminationRule) -> Entries:
    match rule:
        case Consecutive(months):
            return {"rule": quoted("consecutive"), "months": str(months)}
        case NOfM(n, m):
            return {"rule": quoted("n_of_m"), "n": str(n), "m": str(m)}
        case SumOfCredits(amount, months):
            entries = {"amount": _money(amount), "months": str(months)}
            return {"rule": quoted("sum_of_credits"), **entries}
        case ShareFailing(share, months):
            entries = {"share": _share(share), "months": str(months)}
            return {"rule": quoted("share_failing"), **entries}
        case RollingAverage(metric, limit, months):
            return {
                "rule": quoted("rolling_average"),
                "metric": quoted(metric),
                "limit": quoted(limit.text),
                "months": str(months),
            }


def _keys(entries: Entries) -> Iterator[str]:
    return (f"{key} = {text}" for key, text in entries.items() if text is not None)


def _inline(entries: Entries) -> str:
    return f"{{ {', '.join(_keys(entries))} }}"


def _number(value: Decimal) -> str:
    """All digits of ``value``, without an exponent."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _quantity(value: Decimal, unit: Unit) -> str:
    number = value * 100 if unit is Unit.RATIO else value
    return quoted(f"{_number(number)}{_UNITS[unit]}")


def _share(share: Decimal | None) -> str | None:
    return None if share is None else _quantity(share, Unit.RATIO)


def _money(amount: Usd | None) -> str | None:
    return None if amount is None else quoted(f"{amount} USD")
