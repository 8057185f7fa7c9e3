"""How much is measured, and how often."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """The amount of work.

    Attributes:
        vendors: of the measures that are judged and imported; each has all metrics.
        months: of each vendor and metric.
        not_reported: measures that are missing, at random.
        looped: rows that the row loop goes over.
        calculated: rows of the workbook that is recalculated.
        candidates: vendors that are ranked under drawn weights.
        items: that they are ranked by.
        drawn: weightings that the peer goes over.
        asked: items of the round that is opened in a browser, at least.
        series: of one vendor and metric each, whose signals are found, at least.
        series_months: of each.
        forecast: series that the peer forecasts.
        practices: that are billed.
        few: vendors in the smaller database that pages are drawn from; ``many`` in the larger.
        remitted_bytes: of the remittance file, at least.
        segmented_bytes: of the piece of it that the slower peer reads.
        claims: that metrics are worked out from, and a tenth of them.
        claim_runs: of that, which takes minutes.
        people: at work at once, for ``work_s`` seconds.
        sessions: that stand open at once.
        entries: of the audit log that is verified.
        runs: of whatever is not a rerun of a page.
        reruns: of each page, each with another month.
    """

    vendors: int
    months: int
    not_reported: int
    looped: int
    calculated: int
    candidates: int
    items: int
    drawn: int
    asked: int
    series: int
    series_months: int
    forecast: int
    practices: int
    few: int
    many: int
    remitted_bytes: int
    segmented_bytes: int
    claims: int
    claim_runs: int
    people: int
    work_s: float
    sessions: int
    entries: int
    runs: int
    reruns: int


FULL = Sizes(
    vendors=1000,
    months=84,
    not_reported=8000,
    looped=20_000,
    calculated=100_000,
    candidates=50,
    items=60,
    drawn=200,
    asked=300,
    series=1000,
    series_months=36,
    forecast=40,
    practices=1000,
    few=30,
    many=1000,
    remitted_bytes=100_000_000,
    segmented_bytes=5_000_000,
    claims=10_000_000,
    claim_runs=1,
    people=20,
    work_s=45,
    sessions=50,
    entries=1_000_000,
    runs=5,
    reruns=15,
)
QUICK = Sizes(
    vendors=20,
    months=24,
    not_reported=60,
    looped=1000,
    calculated=1000,
    candidates=5,
    items=8,
    drawn=20,
    asked=40,
    series=24,
    series_months=24,
    forecast=2,
    practices=20,
    few=3,
    many=45,
    remitted_bytes=1_000_000,
    segmented_bytes=300_000,
    claims=20_000,
    claim_runs=2,
    people=3,
    work_s=5,
    sessions=4,
    entries=2_000,
    runs=2,
    reruns=2,
)
PAGE_MONTHS = 24
