"""Every metric the product knows, in the order in which pages and files show them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.metrics import denials, first_pass, quality, receivables, turnaround, volume
from vendor_eval.metrics.definition import Metric
from vendor_eval.metrics.headings import index_of, meant_by, nearest

_IN_ORDER = (
    *first_pass.METRICS,
    *denials.METRICS,
    *receivables.METRICS,
    *turnaround.TURNAROUNDS,
    *quality.METRICS,
    *turnaround.ON_TIME,
    *volume.METRICS,
)

CATALOGUE: Mapping[str, Metric] = MappingProxyType({metric.id: metric for metric in _IN_ORDER})
_HEADINGS = MappingProxyType(index_of(_IN_ORDER))


def by_heading(text: str) -> str | None:
    """The id of the metric that a vendor heads a column with, or None when it is unknown.

    Compared without case, blanks, punctuation and a fitting unit at either end. None also where
    the heading could mean two metrics: that is asked, not guessed.
    """
    return meant_by(text, _HEADINGS)


def closest(text: str) -> str | None:
    """The id to suggest for a misspelt metric, or None when nothing is like it."""
    return nearest(text, _HEADINGS)
