"""A synthetic round of evaluation: three candidates, two evaluators, the same for every reader.

Names are invented and every answer is drawn from a seeded generator. One candidate leads, one
would not sign the agreement that comes first, and one is under contract already: its evidence has
expired, and what it promises can be held against what it reports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

import numpy as np

from vendor_eval.evaluation.answers import NOT_APPLICABLE, Answer, Evidence
from vendor_eval.evaluation.scope import Place, Scope

NAME = "Selection of a billing vendor"
WEIGHTS = MappingProxyType(
    {
        "hipaa-controls": 30,
        "claim-workflow": 25,
        "reporting": 20,
        "service-agreement": 15,
        "scalability": 10,
    }
)
EVALUATORS = ("M. Patel", "R. Osei")
SETTLED_SCORECARD = "hipaa-controls"
"""Where the evaluators have met already; what they differ on elsewhere is still unsettled."""
SETTLED_BECAUSE = "Settled in the meeting: what was not shown does not count yet."

_AGREEMENT = "hipaa-controls/agreement-first"
_ASSURANCE = "hipaa-controls/independent-assurance"
_INSURANCE = "hipaa-controls/cyber-insurance"
_GOVERNMENT = "hipaa-controls/government-access"
_CLAUSE = "service-agreement/data-ownership"
_SEED = 20_261_122
_DIFFERING = 0.12
_UNANSWERED = 0.03
_UNSAID = 0.15
_OWN, _OWN_DOUBT = 1, 0.08
_OWN_NOTE = "As described in our proposal."
_KINDS = (Evidence.STATED, Evidence.DOCUMENTED, Evidence.VERIFIED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One vendor of the round.

    Attributes:
        shows: what a reader is meant to see.
        quality: how often an answer is the best one, 0 to 1.
        proof: how often it is stated, documented and verified; they add up to 1.
        fixed: answers that belong to its story, by item.
    """

    vendor: str
    shows: str
    quality: float
    proof: tuple[float, float, float]
    fixed: dict[str, str] = field(default_factory=dict)


CANDIDATES = (
    Candidate("Halyard Revenue Group", "leads", 0.80, (0.15, 0.50, 0.35)),
    Candidate("Cedar Ridge RCM", "under contract, evidence expired", 0.62, (0.25, 0.55, 0.20)),
    Candidate(
        "Tamarack Billing",
        "refuses the business associate agreement",
        0.74,
        (0.60, 0.30, 0.10),
        {_AGREEMENT: "no"},
    ),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece of evidence; ``days_left`` counts from today and is negative once it has expired."""

    vendor: str
    item: str
    name: str
    note: str
    days_left: int

    def last_day(self, today: dt.date) -> dt.date:
        """The last day on which it stands."""
        return today + dt.timedelta(days=self.days_left)


_ON_FILE = "Synthetic: the paper itself is not kept here."
PAPERS = (
    Paper("Halyard Revenue Group", _INSURANCE, "Certificate of insurance", _ON_FILE, 6),
    Paper("Halyard Revenue Group", _ASSURANCE, "SOC 2 report, type II", _ON_FILE, 24),
    Paper("Halyard Revenue Group", _AGREEMENT, "Signed agreement", _ON_FILE, 400),
    Paper("Cedar Ridge RCM", _ASSURANCE, "HITRUST letter", _ON_FILE, -17),
    Paper("Cedar Ridge RCM", _CLAUSE, "Draft of the agreement", _ON_FILE, 1),
)


def first_answers(scope: Scope) -> Iterator[tuple[str, Answer]]:
    """Evaluator and answer, candidate by candidate, item by item."""
    for number, candidate in enumerate(CANDIDATES):
        rng = np.random.default_rng([_SEED, number])
        for place in scope.places():
            yield from _of_item(candidate, place, rng)


def settled_answers(scope: Scope) -> Iterator[Answer]:
    """What was settled where the evaluators differed: of two answers the one worth less."""
    items = {place.key: place.item for place in scope.places()}
    first = (answer for _, answer in first_answers(scope))
    for (_, key), found in groupby(first, key=lambda one: (one.vendor, one.item)):
        answers = list(found)
        differing = len({one.answer for one in answers}) > 1
        if differing and key.partition("/")[0] == SETTLED_SCORECARD:
            worst = min(answers, key=lambda one: items[key].value_of(one.answer) or 0)
            yield Answer(worst.vendor, key, worst.answer, worst.evidence, SETTLED_BECAUSE)


def own_answers(scope: Scope) -> Iterator[Answer]:
    """What each candidate says of itself, candidate by candidate: rosier than what was found."""
    for number, candidate in enumerate(CANDIDATES):
        rng = np.random.default_rng([_SEED, number, _OWN])
        for place in scope.places():
            item = place.item
            chosen = int(rng.binomial(len(item.options) - 1, _OWN_DOUBT))
            silent = rng.random() < _UNSAID
            if item.ours or silent:
                continue
            best = item.options[0 if item.gate else chosen].answer
            said = candidate.fixed.get(place.key, best)
            yield Answer(candidate.vendor, place.key, said, Evidence.STATED, _OWN_NOTE)


def _of_item(
    candidate: Candidate, place: Place, rng: np.random.Generator
) -> Iterator[tuple[str, Answer]]:
    """Both evaluators' answers to one item; none where the vendor never replied."""
    item = place.item
    last = len(item.options) - 1
    # Every number is drawn for every item, so that one story never shifts another's answers.
    chosen = int(rng.binomial(last, 1 - candidate.quality))
    differing, silent = rng.random() < _DIFFERING, rng.random() < _UNANSWERED
    kind = _KINDS[int(rng.choice(3, p=candidate.proof))]
    if place.key == _GOVERNMENT:
        for evaluator in EVALUATORS:
            note = "No government programme is billed here."
            yield evaluator, Answer(candidate.vendor, place.key, NOT_APPLICABLE, note=note)
        return
    if item.gate:
        chosen, differing, silent = 0, False, False
    if silent:
        return
    for evaluator, step in zip(EVALUATORS, (0, int(differing)), strict=True):
        option = item.options[chosen + step if chosen < last else chosen - step].answer
        said = candidate.fixed.get(place.key, option)
        yield evaluator, Answer(candidate.vendor, place.key, said, kind)
