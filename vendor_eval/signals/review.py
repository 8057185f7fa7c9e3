"""The signals of many series at once, side by side and never added up.

The contract status, the first of the four, is not among them: `vendor_eval.sla` finds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.signals.charts import Assurance, Chart, assured
from vendor_eval.signals.confidence import Confidence, confidence
from vendor_eval.signals.outlook import Outlook, outlook
from vendor_eval.signals.phases import BASELINE
from vendor_eval.signals.series import Bools, Counts, Limits, Values
from vendor_eval.signals.share_chart import ShareChart, share_chart
from vendor_eval.signals.value_chart import value_chart


@dataclass(frozen=True, slots=True, eq=False)
class CountedSignals:
    """What counted items tell beside the contract status."""

    confidence: Confidence
    change: ShareChart
    assurance: tuple[Assurance | None, ...]
    outlook: Outlook


@dataclass(frozen=True, slots=True, eq=False)
class ValuedSignals:
    """What values tell: no confidence and no outlook, because nothing is known behind them."""

    change: Chart
    assurance: tuple[Assurance | None, ...]


def review_counts(
    counts: Counts, limits: Limits, rebased: Bools | None = None, baseline: int = BASELINE
) -> CountedSignals:
    """Confidence, change and outlook of each series.

    Args:
        limits: what makes a breach: the contract's minimum.
        rebased: (series, months), true in the months that begin a new phase by decision.
        baseline: reported months of a phase that its chart's limits come from.
    """
    change = share_chart(counts, rebased, baseline)
    return CountedSignals(
        confidence(counts, limits), change, assured(change.chart, limits), outlook(counts, limits)
    )


def review_values(
    values: Values, limits: Limits, rebased: Bools | None = None, baseline: int = BASELINE
) -> ValuedSignals:
    """Change of each series; the arguments as for `review_counts`."""
    change = value_chart(values, rebased, baseline)
    return ValuedSignals(change, assured(change, limits))
