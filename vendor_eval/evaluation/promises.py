"""What vendors promise: answers whose truth a metric will show month by month.

A proposal says "below 8 %", the contract may say nothing, and the reports come later. A promise is
the first of the three, and knows whether a later figure keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.bands import NO_FIGURE, Band
from vendor_eval.evaluation.scope import Place, Scope
from vendor_eval.evaluation.scorecard import Kind
from vendor_eval.metrics import CATALOGUE


@dataclass(frozen=True, slots=True)
class Promise:
    """An answer of a vendor about something that a metric measures.

    Attributes:
        metric: the id of the metric that checks it.
        answer: as given; of a measured item the band that the vendor says it is in.
    """

    vendor: str
    place: Place
    metric: str
    answer: str

    @property
    def words(self) -> str:
        """The answer as people read it: where it is a bare anchor, what the anchor says."""
        item = self.place.item
        if item.kind is not Kind.ANCHORED:
            return self.answer
        return next(one.says for one in item.options if one.answer == self.answer)

    @property
    def brief(self) -> str:
        """The answer where there is little room: of an anchor how far up it stands, ``3 of 4``."""
        item = self.place.item
        best = item.options[0].answer
        return f"{self.answer} of {best}" if item.kind is Kind.ANCHORED else self.answer

    def kept_by(self, value: Decimal) -> bool | None:
        """Whether a figure is as good as the band promised, or better; None without a band.

        Args:
            value: in the metric's unit.
        """
        item = self.place.item
        if item.kind is not Kind.MEASURED:
            return None
        unit = CATALOGUE[self.metric].unit
        answers = [option.answer for option in item.options if option.answer != NO_FIGURE]
        promised = answers[: answers.index(self.answer) + 1]
        return any(Band.parse(band, unit).holds(value) for band in promised)


def promises(scope: Scope, answers: Iterable[Answer]) -> Iterator[Promise]:
    """Every promise among the answers, in the order of the items.

    An answer that is worth nothing promises nothing, and what only the practice can answer is no
    word of the vendor.

    Args:
        answers: of one vendor, at most one an item.
    """
    given = {answer.item: answer for answer in answers}
    for place in scope.places():
        answer, metric = given.get(place.key), place.item.metric
        if answer is None or metric is None or place.item.ours:
            continue
        if place.item.value_of(answer.answer):
            yield Promise(answer.vendor, place, metric, answer.answer)
