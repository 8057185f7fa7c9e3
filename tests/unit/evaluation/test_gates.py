"""Gates, ranks and what follows from them."""

from __future__ import annotations

import pytest

from tests.unit.evaluation.scorecards import VENDOR, answers, item, scorecard, scored, section
from vendor_eval.evaluation.gates import GateState
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scoring import score_all
from vendor_eval.evaluation.standing import Consequence, consequence_of, ranks

LENIENT = scope_of([scorecard("card", section("law", 100, item("contract", passes_at="partly")))])
OPEN_TO_ALL = scope_of([scorecard("card", section("work", 100, item("speed")))])


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ("yes verified", GateState.PASSED),
        ("yes none", GateState.PASSED),
        ("partly verified", GateState.FAILED),
        ("no verified", GateState.FAILED),
        ("no expired", GateState.FAILED),
        ("yes expired", GateState.EXPIRED),
        ("n/a none", GateState.OPEN),
        (None, GateState.OPEN),
    ],
)
def test_a_gate_is_passed_only_by_an_answer_that_passes_and_stands(
    given: str | None, state: GateState
) -> None:
    found = scored(**({"contract": given} if given else {"speed": "yes"}))

    assert [(gate.item, gate.state) for gate in found.gates] == [("card/contract", state)]
    assert found.eligible is (state is GateState.PASSED)


@pytest.mark.parametrize(("given", "passed"), [("yes", True), ("partly", True), ("no", False)])
def test_a_gate_passes_at_its_answer_and_at_every_better_one(given: str, passed: bool) -> None:
    assert scored(LENIENT, contract=given).eligible is passed


def test_a_gate_stands_beside_the_score_and_never_inside_it() -> None:
    lost = scored(speed="yes", care="yes", contract="no")

    assert lost.score == 60
    assert not lost.eligible


def test_where_there_is_no_gate_every_vendor_is_eligible() -> None:
    assert scored(OPEN_TO_ALL, speed="no").eligible


def test_ties_share_a_rank_and_the_next_one_keeps_its_place() -> None:
    given = {"Acme": "yes", "Bolt": "partly", "Cord": "yes", "Dune": "no", "Eddy": "n/a"}
    scores = score_all(
        OPEN_TO_ALL, [one for name, said in given.items() for one in answers(name, speed=said)]
    )

    # Eddy is eligible and has nothing to be ranked by.
    assert ranks(scores) == {"Acme": 1, "Cord": 1, "Bolt": 3, "Dune": 4}


def test_only_eligible_vendors_are_ranked() -> None:
    scores = score_all(
        LENIENT,
        answers("Acme", contract="no") + answers("Bolt", contract="partly"),
    )

    assert ranks(scores) == {"Bolt": 1}


# With contract "partly" 40 x .5 + 60 = 80 points, by the lenient gate of a card like the others.
EDGE = scope_of(
    [
        scorecard(
            "card",
            section("work", 60, item("speed")),
            section("law", 40, item("contract", passes_at="partly")),
        )
    ]
)


@pytest.mark.parametrize(
    ("speed", "contract", "consequence"),
    [
        # 80 points, the least; evidenced 80.
        ("yes verified", "partly verified", Consequence.PREFERRED),
        # 80 points, evidenced 60 x 3/4 + 20 x 3/4 = 60, the least.
        ("yes documented", "partly documented", Consequence.PREFERRED),
        # 80 points, evidenced 60 x 3/4 + 20 x 1/4 = 50.
        ("yes documented", "partly stated", Consequence.NEEDS_APPROVAL),
        # 70 points
        ("partly verified", "yes verified", Consequence.NEEDS_APPROVAL),
        ("yes verified", "no verified", Consequence.NOT_ELIGIBLE),
        ("yes verified", "yes expired", Consequence.NOT_ELIGIBLE),
    ],
)
def test_what_follows_depends_on_gates_first_then_on_both_scores(
    speed: str, contract: str, consequence: Consequence
) -> None:
    assert consequence_of(scored(EDGE, speed=speed, contract=contract)) is consequence


def test_a_vendor_without_a_score_is_never_preferred() -> None:
    found = scored(OPEN_TO_ALL, speed="n/a")

    assert found.vendor == VENDOR
    assert consequence_of(found) is Consequence.NEEDS_APPROVAL
