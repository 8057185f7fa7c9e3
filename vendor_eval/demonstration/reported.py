"""What the vendors of the demonstration report month by month, and what they correct later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from vendor_eval.demonstration.stories import (
    MONTHS,
    SITES,
    STORIES,
    STORY_BY_VENDOR,
    Quality,
    Story,
)
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month

_SEED = 20_261_121


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
    story = STORY_BY_VENDOR["Larkspur Claims"]
    for back, share in ((9, 0.121), (4, 0.128)):
        month = last.plus(-back)
        remits = int(story.claims * 0.94)
        denied = int(remits * share)
        corrected = Measurement(story.vendor, month, "denial_rate", denied / remits, denied, remits)
        name = f"larkspur-{month}-corrected.xlsx"
        yield MonthlyReport(name, frame_of([corrected]), corrects=True)
