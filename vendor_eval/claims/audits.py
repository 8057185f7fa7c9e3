"""How right the coding of a sample is, and how much a sample of that size can show.

The same worksheet gives a different share by each method, so a share never stands without its
method, the size of its sample and who audited. A limit that lies inside the interval of a share is
not judged: the sample is too small to tell, unless the contract says that the share itself counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vendor_eval.claims.kpis import Kpi
from vendor_eval.measurement import Interval, wilson
from vendor_eval.quantities import Limit, Month


class Method(StrEnum):
    """What is counted over what, under the id of the definition that counts it."""

    CODES = "coding_accuracy"
    LESS_EXTRAS = "coding_accuracy.less_extras"
    UNION = "coding_accuracy.union"
    ENCOUNTERS = "coding_accuracy.encounters"
    FINANCIAL = "coding_accuracy.financial"
    NOT_BY_VENDOR = "coding_accuracy.not_by_vendor"


@dataclass(frozen=True, slots=True)
class Sample:
    """Of ``of`` things looked at ``good`` are right.

    Attributes:
        good: below zero where surplus codes outnumber the right ones.
    """

    good: int
    of: int

    @property
    def share(self) -> Fraction | None:
        """A fraction of one; None where nothing was looked at."""
        return Fraction(self.good, self.of) if self.of else None

    @property
    def interval(self) -> Interval | None:
        """None where nothing was looked at, or the figure is no share of the sample."""
        if not self.of or not 0 <= self.good <= self.of:
            return None
        return wilson(self.good, self.of)


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audits of a vendor's coding found, for services of one month.

    Attributes:
        samples: by method, those that the worksheets allow.
    """

    vendor: str
    month: Month
    samples: Mapping[Method, Sample]

    @property
    def encounters(self) -> int | None:
        """How many were audited; None where the worksheets do not list errors."""
        sample = self.samples.get(Method.ENCOUNTERS)
        return None if sample is None else sample.of

    @property
    def independence(self) -> Fraction | None:
        """The share of audited codes that the practice or an independent auditor audited.

        None where the worksheets do not say who audited, or in words of their own, which is not
        the same as somebody else.
        """
        every, others = self.samples.get(Method.CODES), self.samples.get(Method.NOT_BY_VENDOR)
        if every is None or others is None or not every.of:
            return None
        return Fraction(others.of, every.of)


def audited(values: Sequence[Kpi]) -> tuple[Audited, ...]:
    """What audits found, by vendor and month, out of values that include those of audits."""
    methods = {str(method): method for method in Method}
    found: dict[tuple[str, Month], dict[Method, Sample]] = {}
    for one in values:
        if one.metric in methods and one.numerator is not None and one.denominator is not None:
            samples = found.setdefault((one.vendor, one.month), {})
            samples[methods[one.metric]] = Sample(int(one.numerator), int(one.denominator))
    return tuple(Audited(*key, samples) for key, samples in sorted(found.items()))


class Counts(StrEnum):
    """What of a sample is held against a limit."""

    INTERVAL = "interval"
    POINT = "point estimate"


class Verdict(StrEnum):
    """What a sample says about a limit."""

    KEPT = "kept"
    MISSED = "missed"
    OPEN = "not judged"


def judged(sample: Sample, limit: Limit, counts: Counts = Counts.INTERVAL) -> Verdict:
    """Whether the sample keeps ``limit``, whose quantity is a ratio.

    Args:
        counts: what the contract says; without a word of it the interval, which misses the limit
            only where every share in it does.
    """
    share, interval = sample.share, sample.interval
    if share is None:
        return Verdict.OPEN
    if counts is Counts.POINT or interval is None:
        return Verdict.KEPT if limit.keeps(share) else Verdict.MISSED
    ends = {limit.keeps(Fraction(end)) for end in (interval.low, interval.high)}
    if len(ends) > 1:
        return Verdict.OPEN
    return Verdict.KEPT if ends.pop() else Verdict.MISSED
