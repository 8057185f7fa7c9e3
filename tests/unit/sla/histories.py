"""Contracts and measured histories, written as briefly as a test can read them.

One letter a month from January 2026: K on target, T below target, W warning, B breach, - nothing
reported. The service level is on the denial rate: target < 8 %, warning <= 10 %, minimum <= 12 %.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Month
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import Contract, MinimumFrom, ServiceLevel
from vendor_eval.sla.findings import Assessment, Status
from vendor_eval.sla.judging import judge

VENDOR = "Northwind RCM"
DENIALS = "denial_rate"
DENIAL_RATES = {"K": 0.05, "T": 0.09, "W": 0.11, "B": 0.15, "-": None}
LETTERS = {
    Status.ON_TARGET: "K",
    Status.BELOW_TARGET: "T",
    Status.WARNING: "W",
    Status.BREACH: "B",
    Status.NOT_REPORTED: "-",
    Status.RAMP: "r",
    Status.RELIEF: "x",
    Status.LOW_VOLUME: "v",
}


def month(number: int) -> Month:
    """The month that many months into 2026; 13 is January 2027."""
    return Month(2026, 1).plus(number - 1)


def level(metric: str = DENIALS, **changes: object) -> ServiceLevel:
    """A service level on the denial rate; limits may be given as text, in the metric's unit."""
    terms: dict[str, object] = {
        "target": "< 8 %",
        "warning": "<= 10 %",
        "minimum": "<= 12 %",
        "minimum_from": MinimumFrom.CONTRACT,
    } | changes
    for key in ("target", "warning", "minimum"):
        text = terms[key]
        terms[key] = Limit.parse(text) if isinstance(text, str) else text
    return ServiceLevel(metric, **terms)  # type: ignore[arg-type]  # the keys are checked by the class


def contract(*levels: ServiceLevel, **terms: object) -> Contract:
    """A contract of three years from January 2026, on the denial rate unless told otherwise."""
    agreed: dict[str, object] = {
        "vendor": VENDOR,
        "starts": dt.date(2026, 1, 1),
        "ends": dt.date(2028, 12, 31),
    } | terms
    return Contract(service_levels=levels or (level(),), **agreed)  # type: ignore[arg-type]  # the keys are checked by the class


def measured(
    values: Mapping[str, str | Iterable[float | None]], vendor: str = VENDOR
) -> pd.DataFrame:
    """Measurements from January 2026 on, by metric: letters of the denial rate, or numbers."""
    return frame_of(
        Measurement(vendor, month(number), metric, value)
        for metric, history in values.items()
        for number, value in enumerate(_numbers(history), start=1)
    )


def _numbers(history: str | Iterable[float | None]) -> list[float | None]:
    if isinstance(history, str):
        return [DENIAL_RATES[letter] for letter in history]
    return list(history)


def assessed(history: str, agreement: Contract | None = None) -> Assessment:
    """What follows from the letters of ``history``."""
    return assess(agreement or contract(), measured({DENIALS: history}))


def statuses(history: str, agreement: Contract | None = None) -> str:
    """One letter a finding."""
    found = assessed(history, agreement).findings
    return "".join(LETTERS[finding.status] for finding in found)


def streaks(history: str, agreement: Contract | None = None) -> list[int]:
    """The streak of each finding."""
    return [finding.streak for finding in assessed(history, agreement).findings]


def rights(history: str, agreement: Contract) -> str:
    """``!`` for each month in which a right to terminate arose, ``.`` for the others."""
    arisen = {right.month for right in assessed(history, agreement).termination}
    return "".join("!" if month(number) in arisen else "." for number in range(1, len(history) + 1))


def one_status(value: float | None, **terms: object) -> str:
    """The status of a single month with ``value``, under a level with these terms."""
    metric = str(terms.pop("metric", DENIALS))
    findings = judge([contract(level(metric, **terms))], measured({metric: [value]}))
    return str(findings["status"].iloc[0])
