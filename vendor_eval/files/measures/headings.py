"""What a column is about, told by its heading.

A heading that is written as this product writes it is taken silently, one that merely means the
same is taken and said, and one that nobody knows is said and passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from vendor_eval.files.measures.unit_words import says_unit
from vendor_eval.metrics import CATALOGUE, by_heading

VENDOR, MONTH, METRIC, VALUE = "vendor", "month", "metric", "value"
ROLES = (
    VENDOR,
    MONTH,
    METRIC,
    VALUE,
    "unit",
    "numerator",
    "denominator",
    "site",
    "payer",
    "specialty",
)
IGNORED = "ignore"

_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    VENDOR: ("billing company", "billing vendor", "rcm vendor", "vendor name", "company", "biller"),
    MONTH: (
        "period",
        "reporting month",
        "report month",
        "reporting period",
        "month ending",
        "date",
    ),
    METRIC: (
        "kpi",
        "measure",
        "metric name",
        "kpi name",
        "indicator",
        "metric id",
        "performance indicator",
    ),
    VALUE: ("result", "actual", "score", "reported", "reported value", "metric value"),
    "unit": ("units", "uom", "unit of measure"),
    "numerator": ("num", "numer"),
    "denominator": ("den", "denom"),
    "site": ("location", "facility", "practice site", "clinic"),
    "payer": ("payor", "insurer", "payer name", "insurance"),
    "specialty": ("speciality", "department"),
}
_ROLE_OF = {word: role for role, words in _OTHER_WORDS.items() for word in (role, *words)}

# In parentheses or behind the words: "Denial rate (%)", "Days in A/R, days", "Coding TAT hours".
_UNIT_BEHIND = re.compile(
    r".*?[\s(\[,_](?P<unit>%|percent|pct|ratio|business days|days|hours|hrs|usd|us\$|\$)[)\]]?"
    r"|.*(?P<sign>%)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading understood.

    Attributes:
        text: as the file writes it.
        meaning: one of `ROLES`, the id of a metric, or None where nobody knows it.
        exact: whether it is written as this product writes it.
        unit: the unit written in it, or None.
    """

    text: str
    meaning: str | None
    exact: bool
    unit: str | None = None


def heading_of(text: str, told: Mapping[str, str]) -> Heading:
    """What ``text`` heads.

    Args:
        told: meanings that a person gave, by heading; they go before everything else.
    """
    plain = " ".join(text.split())
    if (meaning := told.get(text, told.get(plain))) is not None:
        return Heading(text, meaning, True, _unit_in(plain, meaning))
    if text in ROLES or text in CATALOGUE:
        return Heading(text, text, True)
    words = " ".join(plain.lower().replace("_", " ").split())
    if (role := _ROLE_OF.get(words)) is not None:
        return Heading(text, role, False)
    metric = _metric_headed(plain)
    exact = metric is not None and text == CATALOGUE[metric].name
    return Heading(text, metric, exact, _unit_in(plain, metric))


@lru_cache(maxsize=10_000)
def _metric_headed(heading: str) -> str | None:
    return by_heading(heading)


def _unit_in(heading: str, meaning: str | None) -> str | None:
    """The unit that the heading of a metric or of values says, or None."""
    found = _UNIT_BEHIND.fullmatch(heading.lower())
    if found is None or meaning is None:
        return None
    unit: str = found["unit"] or found["sign"]
    if meaning in CATALOGUE and not says_unit(CATALOGUE[meaning].unit, unit):
        return None
    return unit
