"""A synthetic practice with eight vendors over thirty months, the same for every reader.

Nothing here is about anybody: names are invented and every number is drawn from a seeded
generator. Each vendor shows one story that a practice meets, named in its `Story`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month

PRACTICE = "Demonstration practice (synthetic data)"
EHR_SYSTEMS = ("Epic",)
MONTHS = 30
SITES = {"Main Street": 0.5, "Riverside": 0.3, "North Campus": 0.2}
_SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the work is in one month; rates are fractions of one."""

    first_pass: float
    denial: float
    ar_days: float
    collection: float
    on_time: float
    accuracy: float


GOOD = Quality(0.972, 0.055, 34.0, 0.968, 0.972, 0.968)
FAIR = Quality(0.955, 0.078, 39.0, 0.955, 0.955, 0.955)
POOR = Quality(0.905, 0.118, 51.0, 0.921, 0.905, 0.925)
BAD = Quality(0.880, 0.142, 58.0, 0.893, 0.860, 0.905)


@dataclass(frozen=True, slots=True)
class Story:
    """One vendor of the demonstration.

    Attributes:
        shows: what a reader is meant to see.
        quality: of the month counted from 0, the first of `MONTHS`.
        first: the first month with work, counted likewise.
        silent: months, counted likewise, for which no report came.
        by_site: whether counts are reported per site.
    """

    vendor: str
    shows: str
    claims: int
    fee: int
    quality: Callable[[int], Quality]
    first: int = 0
    silent: frozenset[int] = frozenset()
    by_site: bool = False


def _between(one: Quality, other: Quality, share: float) -> Quality:
    """``share`` of the way from ``one`` to ``other``."""
    way = min(max(share, 0.0), 1.0)
    names = Quality.__slots__
    return Quality(*(getattr(one, n) * (1 - way) + getattr(other, n) * way for n in names))


STORIES = (
    Story("Northgate Revenue Partners", "steadily good", 4200, 38_000, lambda i: GOOD),
    Story(
        "Cedar Ridge RCM",
        "chronic",
        3600,
        40_000,
        lambda i: _between(POOR, BAD, i / 24),
        by_site=True,
    ),
    Story(
        "Blue Mesa Billing",
        "improving after a remediation",
        2900,
        29_500,
        lambda i: _between(BAD, GOOD, (i - 14) / 9),
    ),
    Story(
        "Quillcrest Medical Billing",
        "stopped reporting",
        1800,
        18_000,
        lambda i: FAIR,
        silent=frozenset({17, 26, 27, 28, 29}),
    ),
    Story(
        "Summit Coding Group",
        "an amendment mid-term",
        2400,
        24_000,
        lambda i: _between(FAIR, POOR, 0.30),
    ),
    Story("Larkspur Claims", "restates what it reported", 3100, 31_000, lambda i: FAIR),
    Story("Fernhollow RCM", "still in ramp", 1500, 16_500, lambda i: POOR, first=28),
    Story("Pinewood Behavioral Billing", "small: its rates jump", 38, 2_400, lambda i: FAIR),
)
_STORY_BY_VENDOR = {story.vendor: story for story in STORIES}


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """One report as a vendor sent it.

    Attributes:
        frame: with `measurement.COLUMNS`.
        corrects: whether it changes what an earlier report said.
    """

    name: str
    frame: pd.DataFrame
    corrects: bool = False


def contract_text(vendor: str, last: Month) -> str:
    """The contract of one vendor of the demonstration, as a contract file.

    Args:
        last: the last month of the demonstration.
    """
    story = _STORY_BY_VENDOR[vendor]
    starts = last.plus(story.first - MONTHS + 1)
    ends = starts.plus(36).first_day
    head = f"""vendor = "{vendor}"
starts = {starts.first_day}
ends = {ends}
ramp_months = {3 if story.first else 0}
low_volume = 30
monthly_fee = "{story.fee} USD"
fee_at_risk = "10 %"
"""
    parts = [head, _SERVICE_LEVELS, _AMENDMENTS.get(vendor, "").format(**_dates(last))]
    return "\n".join((*parts, _REMEDIES, _RELIEF.get(vendor, "").format(**_dates(last))))


def _dates(last: Month) -> dict[str, str]:
    return {"amended": str(last.plus(-11).first_day), "outage": str(last.plus(-7))}


def monthly_reports(last: Month) -> Iterator[MonthlyReport]:
    """Every report of the demonstration, oldest first, restatements as reports of their own.

    Args:
        last: the last month reported.
    """
    for number in range(MONTHS):
        for story in STORIES:
            if number < story.first or number in story.silent:
                continue
            month = last.plus(number - MONTHS + 1)
            name = f"{story.vendor.split(maxsplit=1)[0].lower()}-{month}.xlsx"
            yield MonthlyReport(name, frame_of(_month_of(story, number, month)))
    yield from _restatements(last)


@dataclass(frozen=True, slots=True)
class _Block:
    """One part of a report: the whole practice, or one site of it."""

    vendor: str
    month: Month
    claims: int
    quality: Quality
    site: str | None

    def counted(self, metric: str, good: int, out_of: int) -> Measurement:
        return Measurement(self.vendor, self.month, metric, good / out_of, good, out_of, self.site)

    def dollars(self, metric: str, top: float, bottom: float) -> Measurement:
        return Measurement(self.vendor, self.month, metric, top / bottom, top, bottom, self.site)

    def amount(self, metric: str, value: float) -> Measurement:
        return Measurement(self.vendor, self.month, metric, value, site=self.site)


def _month_of(story: Story, number: int, month: Month) -> list[Measurement]:
    """What one vendor reports for one month."""
    rng = np.random.default_rng([_SEED, STORIES.index(story), number])
    season = 1 + 0.06 * np.sin(2 * np.pi * (month.month - 3) / 12)
    claims = max(int(rng.poisson(story.claims * season)), 8)
    quality = story.quality(number)
    shares = tuple(SITES.items()) if story.by_site else ((None, 1.0),)
    rows: list[Measurement] = []
    for site, share in shares:
        rows += _reported(_Block(story.vendor, month, int(claims * share), quality, site), rng)
    return [*rows, *_of_the_whole(_Block(story.vendor, month, claims, quality, None), rng)]


def _reported(block: _Block, rng: np.random.Generator) -> list[Measurement]:
    """What can be reported by site."""
    quality, claims = block.quality, block.claims
    remits, late = max(int(claims * 0.94), 1), max(int(claims * 0.11), 2)
    shares = (
        ("first_pass_acceptance_rate", quality.first_pass, claims),
        ("denial_rate", quality.denial, remits),
        ("coding_on_time_rate", quality.on_time, claims),
        ("resubmission_on_time_rate", quality.on_time, late),
    )
    allowed = round(claims * 118.0, 2)
    collected = round(allowed * float(rng.normal(quality.collection, 0.006)), 2)
    daily = round(claims * 212.0 / 30.4, 2)
    receivable = round(daily * float(rng.normal(quality.ar_days, 1.1)), 2)
    return [
        *(block.counted(name, int(rng.binomial(n, share)), n) for name, share, n in shares),
        block.dollars("days_in_ar", receivable, daily),
        block.dollars("net_collection_rate", collected, allowed),
        block.amount("claims_submitted", float(claims)),
        block.amount("net_collections", collected),
    ]


def _of_the_whole(block: _Block, rng: np.random.Generator) -> list[Measurement]:
    """What is only known for the whole practice: an audit, and a median."""
    codes = 240 if block.claims > 100 else 40
    hours = round(float(rng.normal(30 + (1 - block.quality.on_time) * 260, 2.5)), 1)
    return [
        block.counted("coding_accuracy", int(rng.binomial(codes, block.quality.accuracy)), codes),
        block.amount("coding_turnaround", hours),
    ]


def _restatements(last: Month) -> Iterator[MonthlyReport]:
    """Larkspur's corrections: two months whose denials turn out higher than first reported."""
    story = _STORY_BY_VENDOR["Larkspur Claims"]
    for back, share in ((9, 0.121), (4, 0.128)):
        month = last.plus(-back)
        remits = int(story.claims * 0.94)
        denied = int(remits * share)
        corrected = Measurement(story.vendor, month, "denial_rate", denied / remits, denied, remits)
        name = f"larkspur-{month}-corrected.xlsx"
        yield MonthlyReport(name, frame_of([corrected]), corrects=True)


_SERVICE_LEVELS = """
[[service_levels]]
metric = "first_pass_acceptance_rate"
target = "> 95 %"
warning = ">= 92 %"
minimum = ">= 90 %"
allocation = "40 %"
repeat_multiplier = 1.5
clause = "Exhibit B, 2.1"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
warning = "<= 10 %"
minimum = "<= 12 %"
allocation = "40 %"
repeat_multiplier = 1.5
clause = "Exhibit B, 2.2"

[[service_levels]]
metric = "days_in_ar"
target = "< 40 days"
warning = "<= 50 days"
minimum = "<= 55 days"
allocation = "20 %"
clause = "Exhibit B, 2.3"

[[service_levels]]
metric = "net_collection_rate"
target = "> 95 %"
minimum = ">= 90 %"
allocation = "30 %"
clause = "Exhibit B, 2.4"

[[service_levels]]
metric = "coding_on_time_rate"
target = ">= 95 %"
minimum = ">= 90 %"
allocation = "20 %"
clause = "Exhibit B, 2.5"

[[service_levels]]
metric = "resubmission_on_time_rate"
target = ">= 95 %"
minimum = ">= 85 %"
clause = "Exhibit B, 2.6"

[[service_levels]]
metric = "coding_accuracy"
target = ">= 95 %"
clause = "Exhibit B, 2.7"

[[service_levels]]
metric = "coding_turnaround"
target = "<= 48 h"
minimum = "<= 72 h"
clause = "Exhibit B, 2.8"
"""
_REMEDIES = """
[[termination]]
rule = "consecutive"
months = 3

[[termination]]
rule = "n_of_m"
n = 4
m = 12

[earn_back]
months = 3

[deadlines]
root_cause = "10 business days"
plan = "30 days"
dispute = "15 days"
notice = "60 days"
delivery = "5 days"
"""
_AMENDMENTS = {
    "Summit Coding Group": """
[[service_levels]]
metric = "denial_rate"
target = "< 7 %"
warning = "<= 8 %"
minimum = "<= 9 %"
effective = {amended}
allocation = "40 %"
repeat_multiplier = 1.5
clause = "Amendment 1, 3"
"""
}
_RELIEF = {
    "Cedar Ridge RCM": """
[[relief]]
metric = "denial_rate"
month = "{outage}"
reason = "payer outage"
approved_by = "R. Osei"
"""
}
