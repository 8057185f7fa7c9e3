"""Whether the limits of a service level fit its metric and each other.

The good side of every limit is the metric's, and the minimum is the loosest of the three: a value
that keeps the target keeps the warning line, and what keeps that keeps the minimum.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.metrics import Metric
from vendor_eval.quantities import EXAMPLES, Comparison, Direction, Limit, Unit


def example_of(metric: Metric) -> str:
    """A limit that fits the metric, to show in a mend: the documented one where there is one."""
    if metric.target is not None:
        return metric.target.text
    rising = metric.direction is Direction.HIGHER
    comparison = Comparison.AT_LEAST if rising else Comparison.AT_MOST
    return f"{comparison.value} {EXAMPLES[metric.unit]}"


def misfit(limit: Limit, metric: Metric) -> tuple[str, str] | None:
    """What is wrong with ``limit`` for ``metric``, in its unit already, and what mends it."""
    if limit.comparison.good_side is not metric.direction:
        side = "more" if metric.direction is Direction.HIGHER else "less"
        return (
            f'"{limit.text}" keeps the wrong side: of {metric.id}, {side} is better',
            f'write the comparison the other way round, as in "{example_of(metric)}"',
        )
    if limit.quantity.value < 0:
        return f'"{limit.text}" is negative', f'write it as in "{example_of(metric)}"'
    if metric.unit is Unit.RATIO and limit.quantity.value > 1:
        return f'"{limit.text}" is above 100 %', f'write it as in "{example_of(metric)}"'
    return None


def out_of_order(
    target: Limit | None, warning: Limit | None, minimum: Limit | None
) -> Iterator[tuple[str, str, str]]:
    """Each limit that is stricter than one it must not be: its key, that one's key and text.

    All are in one unit, with one good side; a limit that is absent cannot be out of order.
    """
    ranked = (("minimum", minimum), ("warning", warning), ("target", target))
    for place, (looser, limit) in enumerate(ranked):
        for stricter, other in ranked[place + 1 :]:
            if limit is not None and other is not None and limit.stricter_than(other):
                yield looser, stricter, other.text
