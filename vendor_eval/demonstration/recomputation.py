"""What was recomputed from the demonstration's claims: near what vendors report, but for one.

No claim is invented, only what would come of some: values, and sums that add up to them. One
vendor stops counting at the clearinghouse and leaves claims out; its first-pass rate looks far
better than it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from vendor_eval.claims.groups import CodeGroup, DenialGroup, Place, RemitGroup
from vendor_eval.claims.kpis import Found, Kpi, Number, Recomputed
from vendor_eval.measurement import known_value, rolled_up
from vendor_eval.metrics import CATALOGUE, Metric, Parts
from vendor_eval.quantities import Month, Unit

OVER_REPORTING = "Blue Mesa Billing"
COUNTS_AS = "clearinghouse_acceptance_rate"
"""By which definition that vendor says it works out its first-pass rate."""
AUDITS = (("Northgate Revenue Partners", 389, 400), ("Cedar Ridge RCM", 352, 400))
"""Vendors whose coding was audited for the last month: how many codes were right of how many."""
CORRECTED = (
    "Commercial A",
    "197",
    "Imaging is booked before anybody has asked the payer for authorisation",
    "The desk asks for it when it books, and the vendor holds the claim until the number is there",
)
"""What is done about that vendor's denials: at which payer, for which reason, cause and action."""
MONTHS = 12
_SEED = 8_350_277
_ACCEPTANCE = "first_pass_acceptance_rate"
_RECOMPUTED = (
    _ACCEPTANCE,
    "denial_rate",
    "days_in_ar",
    "net_collection_rate",
    "coding_turnaround",
    "coding_on_time_rate",
    "resubmission_on_time_rate",
    "claims_submitted",
)
_PAYERS = {"Commercial A": 0.45, "Medicare": 0.35, "Commercial B": 0.20}
_SITES = {"Main Street": 0.6, "Riverside": 0.4}
# Group, CARC, share of the denials, and the usual charge of one in cents.
_REASONS = (
    ("CO", "16", 0.30, 21_400),
    ("CO", "197", 0.22, 48_900),
    ("CO", "50", 0.16, 31_200),
    ("CO", "29", 0.10, 18_700),
    ("CO", "4", 0.12, 16_300),
    ("PR", "27", 0.10, 24_100),
)
# CPT, share of the lines, and its charge in cents; numbers without their licensed words.
_CODES = (
    ("99213", 0.20, 14_800),
    ("99214", 0.18, 21_600),
    ("99203", 0.07, 19_900),
    ("99204", 0.05, 29_800),
    ("99215", 0.05, 29_200),
    ("99212", 0.05, 9_100),
    ("93000", 0.05, 6_200),
    ("36415", 0.05, 1_400),
    ("90834", 0.04, 17_500),
    ("90837", 0.04, 25_400),
    ("97110", 0.04, 8_800),
    ("97140", 0.03, 8_100),
    ("80053", 0.03, 4_300),
    ("85025", 0.03, 3_200),
    ("99396", 0.03, 24_600),
    ("20610", 0.02, 19_400),
    ("71046", 0.02, 11_800),
    ("93306", 0.02, 68_500),
)
_PAYS = {"Commercial A": (0.62, 0.60), "Medicare": (0.48, 0.48), "Commercial B": (0.66, 0.63)}
"""What each payer's schedule allows of a charge, and what it allows in fact."""
_LEFT_OUT = 25 / 24
_CENTS = Decimal("0.01")


def looked_at(last: Month, today: dt.date) -> dt.date:
    """The day from which the claims were looked at: soon after ``last``, and not after today."""
    return min(today, last.plus(1).first_day + dt.timedelta(days=9))


def recomputed(reported: pd.DataFrame, last: Month, as_of: dt.date) -> Recomputed:
    """What the claims of the last `MONTHS` months give.

    Args:
        reported: what vendors report, with `measurement.COLUMNS`.
        last: the last month reported.
    """
    rng = np.random.default_rng(_SEED)
    whole = rolled_up(reported, CATALOGUE).sort_values(["vendor", "month", "metric"])
    recent = whole[whole["month"] > last.plus(-MONTHS).index]
    remits = tuple(_remits(recent[recent["metric"] == "denial_rate"], rng))
    lines = recent[recent["metric"] == "claims_submitted"]
    return Recomputed(
        kpis=(*_kpis(recent, rng), *_denial_rates(remits)),
        checks=(Found("remitted_before_submitted", "remitted before it was sent", 3),),
        rows=int(lines["value"].sum()),
        files=1,
        as_of=as_of,
        provisional={_ACCEPTANCE: Month.of(as_of + dt.timedelta(days=-13))},
        remits=remits,
        denials=tuple(one for group in remits for one in _denials(group)),
        codes=tuple(_codes(lines)),
    )


def _kpis(recent: pd.DataFrame, rng: np.random.Generator) -> Iterator[Kpi]:
    columns = ("vendor", "month", "metric", "value", "denominator")
    entries = zip(*(recent[name].tolist() for name in columns), strict=True)
    for vendor, index, metric, value, denominator in entries:
        if metric not in _RECOMPUTED or metric == "denial_rate":
            continue
        month, off = Month.at(index), float(rng.normal(0, 0.001))
        if vendor == OVER_REPORTING and metric == _ACCEPTANCE:
            yield from _flattered(vendor, month, denominator, value)
            continue
        if vendor == OVER_REPORTING and metric == "claims_submitted":
            off = _LEFT_OUT - 1
        yield _near(vendor, month, CATALOGUE[metric], (value * (1 + off), denominator))


def _near(vendor: str, month: Month, metric: Metric, found: tuple[float, float]) -> Kpi:
    """A value close to the reported one, with parts that give it."""
    value, denominator = found
    if metric.parts is Parts.COUNTS and metric.unit is Unit.RATIO:
        items = int(denominator)
        good = min(round(value * items), items)
        return Kpi(vendor, month, metric.id, good, items, good / items, pending=0)
    if metric.parts is Parts.DOLLARS and known_value(denominator) is not None:
        below = Decimal(str(denominator)).quantize(_CENTS)
        above = (below * Decimal(str(value))).quantize(_CENTS)
        return Kpi(vendor, month, metric.id, above, below, float(above / below), pending=0)
    count: Number | None = round(value) if metric.unit is Unit.COUNT else None
    exact = float(count) if count is not None else round(value, 1)
    return Kpi(vendor, month, metric.id, count, None, exact, pending=0)


def _flattered(vendor: str, month: Month, reported: float, value: float) -> Iterator[Kpi]:
    """Claims of which the vendor left out one in twenty-five, and more that a payer refused."""
    claims = round(reported * _LEFT_OUT)
    for metric, good in ((_ACCEPTANCE, value - 0.065), (COUNTS_AS, value - 0.02)):
        accepted = round(good * claims)
        yield Kpi(vendor, month, metric, accepted, claims, accepted / claims, pending=0)


def _remits(denial_rates: pd.DataFrame, rng: np.random.Generator) -> Iterator[RemitGroup]:
    """First remittances by payer and site, with about as many denials as were reported."""
    columns = ("vendor", "month", "value", "denominator")
    entries = zip(*(denial_rates[name].tolist() for name in columns), strict=True)
    for vendor, index, rate, remits in entries:
        for payer, of_payer in _PAYERS.items():
            for site, of_site in _SITES.items():
                count = max(round(remits * of_payer * of_site), 1)
                denied = min(round(count * rate * float(rng.normal(1, 0.02))), count)
                place = Place(vendor, Month.at(index), payer, "Internal medicine", site)
                yield RemitGroup(
                    place=place,
                    remits=count,
                    denied=denied,
                    fully_denied=denied * 7 // 10,
                    billed_cents=count * 21_200,
                    denied_cents=sum(one.cents for one in _reasons(place, denied)),
                )


def _denial_rates(remits: Sequence[RemitGroup]) -> Iterator[Kpi]:
    """The denial rate of each vendor and month, which its remittances add up to."""
    together: dict[tuple[str, Month], list[RemitGroup]] = {}
    for one in remits:
        together.setdefault((one.place.vendor, one.place.month), []).append(one)
    for (vendor, month), groups in together.items():
        denied, count = (sum(getattr(one, n) for one in groups) for n in ("denied", "remits"))
        yield Kpi(vendor, month, "denial_rate", denied, count, denied / count, pending=0)


def _denials(group: RemitGroup) -> tuple[DenialGroup, ...]:
    return tuple(_reasons(group.place, group.denied))


def _reasons(place: Place, denied: int) -> Iterator[DenialGroup]:
    """So many denials by reason; what rounding leaves has the first one."""
    rest = denied
    for group_code, carc, share, cents in reversed(_REASONS):
        claims = rest if carc == _REASONS[0][1] else round(denied * share)
        claims = min(claims, rest)
        rest -= claims
        if claims:
            yield DenialGroup(place, group_code, carc, claims, claims, claims * cents)


def _codes(volumes: pd.DataFrame) -> Iterator[CodeGroup]:
    """Lines by procedure code and payer, some of them paid below the schedule."""
    columns = (volumes[name].tolist() for name in ("vendor", "month", "value"))
    for vendor, index, claims in zip(*columns, strict=True):
        for payer, of_payer in _PAYERS.items():
            place = Place(vendor, Month.at(index), payer)
            expects, allows = _PAYS[payer]
            for code, share, charge in _CODES:
                lines = round(claims * 1.6 * of_payer * share)
                if lines:
                    due, allowed = round(charge * expects), round(charge * allows)
                    short = due - allowed
                    yield CodeGroup(
                        place=place,
                        code=code,
                        lines=lines,
                        units=lines * 100,
                        billed_cents=lines * charge,
                        paid_cents=lines * allowed * 8 // 10,
                        allowed_lines=lines,
                        allowed_cents=lines * allowed,
                        priced_lines=lines,
                        expected_cents=lines * due,
                        priced_allowed_cents=lines * allowed,
                        underpaid_lines=lines if short else 0,
                        underpaid_cents=lines * short,
                    )
