"""Rounds of two vendors and three people, told in few words.

`GROWTH` has one section, `CHANGE` another; neither has a gate.
"""

from __future__ import annotations

from typing import Any

from vendor_eval.access.roles import Person, Role
from vendor_eval.workflows import answers, rounds
from vendor_eval.workflows.answers import Evidence, NewAnswer, Stored
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, Round, State

ADMINISTRATOR = Person("A. Moreno", Role.ADMINISTRATOR)
ADA = Person("Ada", Role.EVALUATOR)
BEN = Person("Ben", Role.EVALUATOR)
LEADER = Person("L. Stone", Role.LEADERSHIP)
AUDITOR = Person("Q. Wells", Role.AUDITOR)

BEST, NORTH = "Best Billing", "Northwind RCM"
GROWTH, CHANGE = "scalability", "transition"
STAFFING, SITES = "scalability/staffing-model", "scalability/multi-site-example"
PLAN, OVERLAP = "transition/transition-plan", "transition/parallel-run"
NEW = NewRound("Spring", (NORTH, BEST), (GROWTH, CHANGE), {GROWTH: 60, CHANGE: 40})


def opened(deps: Deps, state: State = State.OPEN, new: NewRound = NEW) -> Round:
    """A round that was moved up to ``state``."""
    return moved(deps, rounds.open_round(deps, ADMINISTRATOR, new), state)


def moved(deps: Deps, shown: Round, state: State) -> Round:
    """The round moved on, step by step, up to ``state``."""
    order = tuple(State)
    for step in order[order.index(State(shown.state)) + 1 : order.index(state) + 1]:
        shown = rounds.move(deps, ADMINISTRATOR, shown, step)
    return shown


def said(kept: Round, item: str, words: str, **other: Any) -> NewAnswer:
    """``"yes verified"`` on Best Billing; ``other`` are further parts of the answer."""
    answer, _, evidence = words.partition(" ")
    vendor = other.pop("vendor", BEST)
    return NewAnswer(kept.id, vendor, item, answer, Evidence(evidence or "none"), **other)


def give(deps: Deps, person: Person, *args: Any, **other: Any) -> Stored:
    """Keep a first answer of ``person``: round, item, words."""
    return answers.answer(deps, person, said(*args, **other))


def settle(deps: Deps, *args: Any, **other: Any) -> Stored:
    """Keep an answer of the consensus: round, item, words."""
    return answers.settle(deps, ADMINISTRATOR, said(*args, **other))
