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
        few: vendors in the smaller database that pages are drawn from; ``many`` in the larger.
        runs: of whatever is not a rerun of a page.
        reruns: of each page, each with another month.
    """

    vendors: int
    months: int
    not_reported: int
    looped: int
    calculated: int
    few: int
    many: int
    runs: int
    reruns: int


FULL = Sizes(1000, 84, 8000, 20_000, 100_000, few=30, many=1000, runs=5, reruns=15)
QUICK = Sizes(20, 24, 60, 1000, 1000, few=3, many=45, runs=2, reruns=2)
PAGE_MONTHS = 24
