"""Eight vendors over thirty months, each with a story that a practice meets, named in `Story`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PRACTICE = "Demonstration practice (synthetic data)"
EHR_SYSTEMS = ("Epic",)
MONTHS = 30
SITES = {"Main Street": 0.5, "Riverside": 0.3, "North Campus": 0.2}


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
STORY_BY_VENDOR = {story.vendor: story for story in STORIES}
