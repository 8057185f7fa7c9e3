"""What a round of evaluation came to, as the reports on it take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from vendor_eval.evaluation.baseline import Baseline
from vendor_eval.evaluation.comparison import Comparison
from vendor_eval.evaluation.diligence import Diligence
from vendor_eval.evaluation.red_flags import RedFlag
from vendor_eval.evaluation.reliability import Reliability
from vendor_eval.evaluation.scope import Place, Scope
from vendor_eval.evaluation.scoring import FULL_SCORE, VendorScore
from vendor_eval.evaluation.settling import Asked, Unsettled
from vendor_eval.reports.promise_trace import Trace
from vendor_eval.reports.report import Points


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision as somebody signed it.

    Attributes:
        rejected: why not, by the name of each other candidate.
        on: the day, in UTC.
    """

    vendor: str
    reason: str
    rejected: Mapping[str, str]
    by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class RoundResult:
    """What a round came to.

    Attributes:
        formula: the version of the rules of scoring.
        unsettled: where the evaluators differ; counted as unanswered.
        lapsed: where the evidence has expired.
        reliability: of first answers, over the round and then section by section.
        traces: what became of the promises among the answers.
        diligence: what was found out about the candidates, in the order of the scores.
        baseline: the practice's own figures before the round; None where they are not shown.
        profile: a sentence for each thing that the practice has told of itself.
        signed: None while the round is not decided.
    """

    name: str
    formula: str
    scope: Scope
    comparison: Comparison
    unsettled: tuple[Unsettled, ...]
    red_flags: tuple[RedFlag, ...]
    lapsed: frozenset[Asked]
    reliability: tuple[Reliability, ...] = ()
    traces: tuple[Trace, ...] = ()
    diligence: tuple[Diligence, ...] = ()
    baseline: Baseline | None = None
    profile: tuple[str, ...] = ()
    signed: Signed | None = None

    @property
    def scores(self) -> tuple[VendorScore, ...]:
        """The candidates, best first."""
        return self.comparison.scores

    @property
    def leaders(self) -> tuple[VendorScore, ...]:
        """Who is first: several where they tie, none where nobody is eligible."""
        return tuple(one for one in self.scores if self.comparison.ranks.get(one.vendor) == 1)

    @property
    def places(self) -> dict[str, Place]:
        """Every item by its key."""
        return {place.key: place for place in self.scope.places()}

    def only(self, vendor: str) -> RoundResult:
        """The same result with nothing but one candidate in it, who keeps its rank and chance."""
        scores = tuple(one for one in self.scores if one.vendor == vendor)
        return replace(
            self,
            comparison=replace(self.comparison, scores=scores),
            unsettled=tuple(one for one in self.unsettled if one.vendor == vendor),
            red_flags=tuple(self.flags_of(vendor)),
            lapsed=frozenset(asked for asked in self.lapsed if asked[0] == vendor),
            traces=self.traces_of(vendor),
            diligence=tuple(one for one in self.diligence if one.vendor == vendor),
        )

    def flags_of(self, vendor: str) -> Iterator[RedFlag]:
        """The red flags of one candidate."""
        return (one for one in self.red_flags if one.vendor == vendor)

    def traces_of(self, vendor: str) -> tuple[Trace, ...]:
        """What became of one candidate's promises."""
        return tuple(one for one in self.traces if one.promise.vendor == vendor)

    def unsettled_of(self, vendor: str) -> list[Unsettled]:
        """What is unsettled about one candidate, what weighs most first."""
        places = self.places
        found = [one for one in self.unsettled if one.vendor == vendor]
        return sorted(found, key=lambda one: (-places[one.item].weight, one.item))


def points(value: Fraction | None) -> Points | None:
    """A score or a part of it as a cell."""
    return None if value is None else Points(float(value))


def percent(share: Fraction | None) -> Points | None:
    """A share of one as percent, for a column whose heading says so."""
    return None if share is None else Points(float(FULL_SCORE * share))


def written(value: Fraction | None) -> str:
    """A score in a sentence: ``73.9``; a dash for none."""
    return "–" if value is None else f"{float(value):.1f}"
