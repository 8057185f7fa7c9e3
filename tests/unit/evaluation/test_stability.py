"""Weight stability against published worked values, and the sentence about the winner."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tests.unit.evaluation.contests import CLEAR, FOUR, TIED, contest, fifths
from vendor_eval.evaluation.contest import Candidate, Contest
from vendor_eval.evaluation.stability import stability
from vendor_eval.evaluation.winner import flip_of, flips_of, sentence_of

STEP = Fraction(1, 400)


def searched(table: Contest, leader: Candidate, at: int) -> tuple[Fraction, Fraction]:
    """The ends of the row of grid points around the weight at which ``leader`` is first."""

    def leads(weight: Fraction) -> bool:
        weights = table.shifted(at, weight)
        return leader.score(weights) == max(one.score(weights) for one in table.candidates)

    low = high = table.weights[at]
    while low - STEP >= 0 and leads(low - STEP):
        low -= STEP
    while high + STEP <= 1 and leads(high + STEP):
        high += STEP
    return low, high


def test_scores_of_the_worked_case() -> None:
    scores = [one.score(CLEAR.weights) for one in CLEAR.candidates]

    assert scores == [Fraction("0.74"), Fraction("0.7"), Fraction("0.7")]


@pytest.mark.parametrize(
    ("at", "low", "high"),
    [(0, ".2500", ".5000"), (1, ".1250", ".4167"), (2, ".1111", "1"), (3, "0", ".15625")],
)
def test_stability_intervals_of_the_worked_case(at: int, low: str, high: str) -> None:
    found = stability(CLEAR, CLEAR.leaders()[0], at)

    assert float(found.low) == pytest.approx(float(low), abs=5e-5)
    assert float(found.high) == pytest.approx(float(high), abs=5e-5)


@pytest.mark.parametrize("at", range(4))
def test_a_grid_search_finds_the_same_intervals(at: int) -> None:
    low, high = searched(CLEAR, CLEAR.leaders()[0], at)

    found = stability(CLEAR, CLEAR.leaders()[0], at)

    assert found.low <= low < found.low + STEP
    assert found.high - STEP < high <= found.high


def test_all_three_lead_where_all_three_tie() -> None:
    assert [one.vendor for one in TIED.leaders()] == ["A", "B", "C"]
    assert TIED.leaders()[0].score(TIED.weights) == Fraction("0.74")
    assert sentence_of(TIED) == "A, B and C share the first place."


def test_who_ties_stays_first_only_on_the_side_where_nobody_passes() -> None:
    # A has 4, 3, 5, 2 where B has 3, 5, 3, 4 and C has 5, 2, 4, 3.
    on_first = stability(TIED, TIED.candidates[0], 0)
    on_third = stability(TIED, TIED.candidates[0], 2)

    # More of the first helps C over A, less of it helps B.
    assert (on_first.low, on_first.high) == (Fraction(".4"), Fraction(".4"))
    # More of the third, where A is best, keeps A first.
    assert (on_third.low, on_third.high) == (Fraction(".2"), 1)


def test_one_section_alone_has_no_weight_to_give_away() -> None:
    only = contest({"A": [1], "B": ["1/2"]}, ["1"])

    found = stability(only, only.candidates[0], 0)

    assert (found.low, found.high) == (1, 1)
    assert sentence_of(only) == "A is first whatever any one section weighs."


@pytest.mark.parametrize("at", range(3))
def test_what_does_not_apply_bends_the_lead_and_a_grid_search_still_agrees(at: int) -> None:
    # Of B's second section a quarter applies: its score is no line in the weight.
    bent = contest(
        {"A": [".6", ".7", ".2"], "B": [".9", ".05", ".3"]},
        (".3", ".4", ".3"),
        possible={"B": [1, "1/4", 1]},
    )
    low, high = searched(bent, bent.leaders()[0], at)

    found = stability(bent, bent.leaders()[0], at)

    assert found.low <= low < found.low + STEP
    assert found.high - STEP < high <= found.high


def test_where_a_section_does_not_apply_at_all_the_rest_decides() -> None:
    without = contest({"A": [".6", ".5"], "B": ["0", ".55"]}, (".5", ".5"), possible={"B": [0, 1]})

    # A has (.6 t + .5 (1 - t)), B .55 whatever t is: A stays first from t = .5 on.
    found = stability(without, without.candidates[0], 0)

    assert (found.low, found.high) == (Fraction(".5"), 1)


def test_the_smallest_change_is_named_with_who_wins_by_it() -> None:
    flip = flip_of(CLEAR, CLEAR.leaders()[0])

    # The fourth section from .1 to .15625; every other end is further away.
    assert flip is not None
    assert (flip.section.key, flip.to, flip.winner) == ("card/s4", Fraction(".15625"), "B")
    assert sentence_of(CLEAR) == (
        "The winner changes if “Section 4” weighs more than 15.6 % (now 10.0 %): "
        "then B overtakes A."
    )


def test_every_end_of_a_lead_is_told_with_who_overtakes_there() -> None:
    found = [
        (one.section.key[-1], one.to, one.winner) for one in flips_of(CLEAR, CLEAR.leaders()[0])
    ]

    # The ends of the worked case; 0 and 1 are none, because nobody overtakes there.
    assert found == [
        ("1", Fraction("1/4"), "B"),
        ("1", Fraction("1/2"), "C"),
        ("2", Fraction("1/8"), "C"),
        ("2", Fraction("5/12"), "B"),
        # B and C catch up together here; one of them is named.
        ("3", Fraction("1/9"), "B"),
        ("4", Fraction("5/32"), "B"),
    ]


def test_a_change_downwards_is_told_as_less() -> None:
    # A leads by the first section only: .5 x .2 - .5 x .1; even at t x .2 = (1 - t) x .1.
    lead = contest({"A": [".7", ".4"], "B": [".5", ".5"]}, (".5", ".5"))

    assert sentence_of(lead) == (
        "The winner changes if “Section 1” weighs less than 33.3 % (now 50.0 %): "
        "then B overtakes A."
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({}, "No vendor is eligible and has a score, so that none is first."),
        (
            {"A": ("1", "0", "0", "0")},
            "A is first because no other vendor is eligible and has a score.",
        ),
        (fifths("A 4352", "B 3241"), "A is first whatever any one section weighs."),
    ],
)
def test_a_first_place_that_no_weight_decides_is_told_so(
    rows: dict[str, list[str]], sentence: str
) -> None:
    assert sentence_of(contest(rows, FOUR)) == sentence


def test_fixed_anchors_do_not_turn_a_ranking_round_when_a_dominated_vendor_joins() -> None:
    three = {"A": (9, 4), "B": (6, 10), "C": (7, 3)}
    four = three | {"D": (1, 3)}

    # Stretched to the candidates' own range, D's arrival puts B before A.
    assert by_range(three) == pytest.approx({"A": 0.571, "B": 0.5, "C": 1 / 6}, abs=5e-4)
    assert by_range(four) == pytest.approx(
        {"A": 0.571, "B": 0.8125, "C": 0.375, "D": 0.0}, abs=5e-4
    )
    # On anchors of 1 and 10 nothing moves: (8 + 3) / 18 and (5 + 9) / 18.
    assert by_anchors(three) == {"A": Fraction(11, 18), "B": Fraction(14, 18), "C": Fraction(8, 18)}
    assert by_anchors(four) == by_anchors(three) | {"D": Fraction(2, 18)}


def by_range(rows: dict[str, tuple[int, int]]) -> dict[str, float]:
    values = np.array(list(rows.values()))
    stretched = (values - values.min(axis=0)) / np.ptp(values, axis=0)
    return dict(zip(rows, stretched.mean(axis=1).tolist(), strict=True))


def by_anchors(rows: dict[str, tuple[int, int]]) -> dict[str, Fraction]:
    values = {name: [f"{one - 1}/9" for one in row] for name, row in rows.items()}
    table = contest(values, (".5", ".5"))
    return {one.vendor: one.score(table.weights) for one in table.candidates}
