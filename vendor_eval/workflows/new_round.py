"""A round as somebody wants it to be, and what keeps it from being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vendor_eval.errors import Fault
from vendor_eval.evaluation.scorecard import WHOLE, Scorecard
from vendor_eval.files.typed import name_faults
from vendor_eval.naming import name_key


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round as somebody wants to open it.

    Attributes:
        vendors: the candidates.
        scorecards: their ids.
        weights: points of a scorecard, 0 to 100; its own where it has none here.
    """

    name: str
    vendors: tuple[str, ...]
    scorecards: tuple[str, ...]
    weights: Mapping[str, int] = field(default_factory=dict)

    def weights_among(self, known: Mapping[str, Scorecard]) -> dict[str, int]:
        """The points of its scorecards, and whatever else it has points for.

        Args:
            known: the scorecards there are, by id.
        """
        own = {name: known[name].weight for name in self.scorecards if name in known}
        return own | dict(self.weights)


def faults(new: NewRound, known: Mapping[str, Scorecard]) -> Iterator[Fault]:
    """What is wrong with ``new``, where ``known`` are the scorecards there are, by id."""
    yield from name_faults("Name", new.name)
    yield from _vendor_faults(new.vendors)
    yield from _scorecard_faults(new.scorecards, known)
    chosen = [name for name in new.scorecards if name in known]
    yield from _weight_faults(new.weights_among(known), chosen)


def _weight_faults(weights: Mapping[str, int], scorecards: Sequence[str]) -> Iterator[Fault]:
    for name, weight in weights.items():
        if name not in scorecards:
            yield Fault(f"Weight of {name}", "is of no scorecard of the round", "take it out")
        if not 0 <= weight <= WHOLE:
            yield Fault(f"Weight of {name}", "is not from 0 to 100", "write a whole number")
    if weights and not any(weights.values()):
        yield Fault("Weights", "are all 0", "let at least one scorecard count")


def _vendor_faults(vendors: Sequence[str]) -> Iterator[Fault]:
    if not vendors:
        yield Fault("Vendors", "there is none", "name at least one candidate")
    keys = [name_key(vendor) for vendor in vendors]
    for at, vendor in enumerate(vendors):
        yield from name_faults(f"Vendor {at + 1}", vendor)
        if keys[at] in keys[:at]:
            yield Fault(f"Vendor {at + 1}", "is named twice", "leave one of them")


def _scorecard_faults(scorecards: Sequence[str], known: Mapping[str, object]) -> Iterator[Fault]:
    if not scorecards:
        yield Fault("Scorecards", "there is none", "choose at least one")
    for at, name in enumerate(scorecards):
        if name not in known:
            mend = "`vendor-eval scorecards list` has them"
            yield Fault(f"Scorecard {at + 1}", "is not known", mend)
        elif name in scorecards[:at]:
            yield Fault(name, "is chosen twice", "leave one of them")
