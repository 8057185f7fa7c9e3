"""Chances under drawn weights, against values worked out by hand and by integration."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from tests.unit.evaluation.contests import CLEAR, TIED, contest
from vendor_eval.evaluation.contest import Contest
from vendor_eval.evaluation.robustness import Chances, Draws, chances, drawn_weights, places

# Four standard errors of a chance from 10,000 draws, at most 4 x .005.
NEAR = 0.02


def ranked_one_by_one(table: Contest, draws: Draws) -> np.ndarray:
    """The share of draws with each rank, vendor by vendor, counted without any short cut."""
    weights = drawn_weights(np.array(table.weights, dtype=float), draws)
    found = np.zeros((len(table.candidates), len(table.candidates)))
    for row in weights.tolist():
        scores = [
            sum(w * float(e) for w, e in zip(row, one.earned, strict=True))
            / sum(w * float(p) for w, p in zip(row, one.possible, strict=True))
            for one in table.candidates
        ]
        for at, score in enumerate(scores):
            found[at, sum(other > score for other in scores)] += 1
    return found / draws.count


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        # A is first where w1 > .5 w1 + .8 (1 - w1), that is w1 > .8 / 1.3.
        ({"A": [1, 0], "B": [".5", ".8"]}, [1 - 0.8 / 1.3, 0.8 / 1.3]),
        # B is first from w1 = .4 to .6.
        ({"A": [1, 0], "B": [".6", ".6"], "C": [0, 1]}, [0.4, 0.2, 0.4]),
    ],
)
def test_the_chance_of_the_first_place_is_the_share_of_weightings(
    rows: dict[str, Sequence[str | int]], first: list[float]
) -> None:
    found = chances(contest(rows, (".5", ".5")))

    assert list(found.first().values()) == pytest.approx(first, abs=NEAR)


def test_the_same_seed_gives_the_same_chances() -> None:
    assert chances(CLEAR).first() == chances(CLEAR).first()
    assert chances(CLEAR, Draws(seed=1)).first() != chances(CLEAR, Draws(seed=2)).first()


@pytest.mark.parametrize("confidence", [0, 9])
def test_weights_are_drawn_around_those_of_the_practice(confidence: float) -> None:
    given = np.array([0.4, 0.3, 0.2, 0.1])

    drawn = drawn_weights(given, Draws(confidence=confidence))

    assert drawn.shape == (10_000, 4)
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx(given, abs=0.01)
    # A Dirichlet weight has variance w (1 - w) / (total + 1), its total here 4 (1 + confidence).
    variance = given * (1 - given) / (4 * (1 + confidence) + 1)
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.1)


def test_who_stands_firmly_by_the_weights_makes_the_leader_surer() -> None:
    loose, firm = (chances(CLEAR, Draws(confidence=given)).first()["A"] for given in (0, 99))

    assert loose < firm
    assert firm > 0.7


def test_ranks_are_those_that_counting_one_by_one_gives() -> None:
    draws = Draws(count=400)

    found = chances(CLEAR, draws)

    assert found.at_rank == pytest.approx(ranked_one_by_one(CLEAR, draws))
    sums_to_one(found)


@pytest.mark.parametrize("vendors", [1, 2, 255, 256, 300])
def test_a_place_counts_who_stands_before_however_many_there_are(vendors: int) -> None:
    scores = np.random.default_rng(1).random((20, vendors))

    before = (scores[:, None, :] > scores[:, :, None]).sum(axis=2)

    assert (places(scores) == before.T).all()


def test_places_hold_at_the_ends_of_the_scale_and_where_rounding_goes_beyond_it() -> None:
    scores = np.array([[0.0, 1.0, np.nextafter(1.0, 2.0), 0.5]])

    standing = places(scores)[:, 0]

    # The second and the third are equal but for rounding: either may be before the other.
    assert sorted(standing[[1, 2]]) == [0, 1]
    assert standing[[3, 0]].tolist() == [2, 3]


def test_what_does_not_apply_leaves_both_sums_in_every_draw() -> None:
    table = contest(
        {"A": [".6", ".7", ".2"], "B": [".9", ".05", ".3"], "C": [0, ".4", ".5"]},
        (".3", ".4", ".3"),
        possible={"B": [1, "1/4", 1], "C": [0, 1, 1]},
    )
    draws = Draws(count=400)

    found = chances(table, draws)

    assert found.at_rank == pytest.approx(ranked_one_by_one(table, draws))
    sums_to_one(found)


def test_vendors_that_always_tie_share_every_rank_they_have_together() -> None:
    twins = contest({"A": [1, ".2"], "B": [".5", ".6"], "C": [1, ".2"]}, (".5", ".5"))
    alone = contest({"A": [1, ".2"], "B": [".5", ".6"]}, (".5", ".5"))

    found, without = chances(twins), chances(alone)

    assert found.at_rank[0] == pytest.approx(found.at_rank[2])
    assert found.first()["A"] == pytest.approx(without.first()["A"] / 2)
    assert found.first()["B"] == pytest.approx(without.first()["B"])
    assert found.beats[0, 2] == 0.5
    sums_to_one(found)


def test_full_marks_tie_even_where_something_else_does_not_apply() -> None:
    full = contest({"A": [1, 1], "B": [1, ".5"]}, (".5", ".5"), possible={"B": [1, ".5"]})

    assert chances(full).first() == {"A": 0.5, "B": 0.5}


def test_a_tie_at_the_weights_as_they_are_is_none_when_weights_are_drawn() -> None:
    found = chances(TIED)

    assert sum(found.first().values()) == pytest.approx(1)
    assert all(0.2 < chance < 0.5 for chance in found.first().values())
    sums_to_one(found)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ({}, {}),
        ({"A": [0, 0]}, {"A": 1.0}),
        ({"A": [1, 1], "B": [".9", ".9"]}, {"A": 1.0, "B": 0.0}),
    ],
)
def test_what_no_weight_decides_is_certain(
    rows: dict[str, Sequence[str | int]], first: dict[str, float]
) -> None:
    assert chances(contest(rows, (".5", ".5"))).first() == first


def test_pairwise_chances_are_those_of_the_pair() -> None:
    found = chances(contest({"A": [1, 0], "B": [".6", ".6"], "C": [0, 1]}, (".5", ".5")))

    # A before B above w1 = .6, A before C above .5, B before C above .4 of the others' weight.
    assert found.beats[0, 1] == pytest.approx(0.4, abs=NEAR)
    assert found.beats[0, 2] == pytest.approx(0.5, abs=NEAR)
    assert found.beats[1, 2] == pytest.approx(0.6, abs=NEAR)


def test_a_weight_so_small_that_no_draw_notices_it_does_no_harm() -> None:
    tiny = contest(
        {"A": [0, ".9"], "B": [1, ".5"]},
        (str(1 - Fraction(1, 10_000)), str(Fraction(1, 10_000))),
        possible={"A": [0, 1]},
    )

    assert chances(tiny).first()["B"] == pytest.approx(1, abs=NEAR)


def sums_to_one(found: Chances) -> None:
    everybody = np.ones(len(found.vendors))
    assert found.at_rank.sum(axis=0) == pytest.approx(everybody)
    assert found.at_rank.sum(axis=1) == pytest.approx(everybody)
    assert found.beats + found.beats.T == pytest.approx(np.ones_like(found.beats))
