"""What the sample behind an audited share can show, for the sentence of a finding.

An audit looks at a sample, and a share of few things says little: the sentence names the size of
the sample and the shares that it is compatible with. The status goes by the share itself.
"""

from __future__ import annotations

from fractions import Fraction

from vendor_eval.measurement import Interval, Truth, wilson
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Limit, Unit, shown
from vendor_eval.sla.findings import Finding


def sample_words(finding: Finding) -> str:
    """The sample and its interval in brackets; empty for what is no share that an audit found."""
    if not _is_sampled(finding):
        return ""
    interval = _interval(finding)
    if interval is None or finding.denominator is None:
        return " (of a sample whose size nobody entered)"
    low, high = (shown(one, Unit.RATIO) for one in (interval.low, interval.high))
    return f" ({finding.denominator:,.0f} audited: {low} to {high} with 95 % confidence)"


def doubt(finding: Finding, limit: Limit | None, name: str) -> str:
    """A sentence where the sample is compatible with either side of the limit; else empty.

    Args:
        name: of the limit, as ``minimum``.
    """
    interval = _interval(finding) if _is_sampled(finding) else None
    if interval is None or limit is None:
        return ""
    low, high = (limit.keeps(Fraction(one)) for one in (interval.low, interval.high))
    return "" if low is high else f" The sample is too small to tell it from the {name}."


def _is_sampled(finding: Finding) -> bool:
    metric = CATALOGUE[finding.metric]
    return (
        finding.level.judged_on is Truth.AUDITED
        and finding.value is not None
        and metric.unit is Unit.RATIO
        and metric.parts is Parts.COUNTS
    )


def _interval(finding: Finding) -> Interval | None:
    value, of = finding.value, finding.denominator
    if value is None or of is None or of < 1 or not 0 <= value <= 1:
        return None
    return wilson(round(value * of), round(of))
