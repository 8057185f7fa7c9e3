"""What the sample behind an audited share can show, for the sentence of a finding.

An audit looks at a sample, and a share of few things says little: the sentence names the size of
the sample and the shares that it is compatible with. A share beyond the minimum breaks the promise
only where every share of the interval does, unless the contract says that the share itself counts.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from vendor_eval.measurement import Interval, Truth, wilson, wilson_ends
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Limit, Unit, shown
from vendor_eval.sla.contract import Sample, ServiceLevel
from vendor_eval.sla.findings import Finding
from vendor_eval.sla.grid import Floats


def needs_a_telling_sample(level: ServiceLevel) -> bool:
    """Whether a breach of ``level`` takes a sample that can tell the rate from the minimum."""
    return is_audited_share(level) and level.sample is Sample.INTERVAL


def best_end(share: Floats, of: Floats, side: Floats) -> Floats:
    """(n,) the best share that each sample allows with 95 % confidence, where more is better.

    NaN where nobody entered the size of the sample: there the share itself counts.

    Args:
        share: (n,) fractions of one.
        of: (n,) sizes of the samples.
        side: (n,) 1 where more is better, -1 where less is.
    """
    known = (of >= 1) & (share >= 0) & (share <= 1)
    whole = np.where(known, np.rint(of), np.nan)
    low, high = wilson_ends(np.rint(share * whole), whole)
    return np.where(side > 0, high, -low)


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


def is_audited_share(level: ServiceLevel) -> bool:
    """Whether what is judged is a share of things that an audit looked at."""
    metric = CATALOGUE[level.metric]
    counted = metric.unit is Unit.RATIO and metric.parts is Parts.COUNTS
    return level.judged_on is Truth.AUDITED and counted


def _is_sampled(finding: Finding) -> bool:
    return finding.value is not None and is_audited_share(finding.level)


def _interval(finding: Finding) -> Interval | None:
    value, of = finding.value, finding.denominator
    if value is None or of is None or of < 1 or not 0 <= value <= 1:
        return None
    return wilson(round(value * of), round(of))
