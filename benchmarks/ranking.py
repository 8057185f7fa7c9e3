"""Ranks under drawn weights, beside the bare product and a library's loop over the draws."""

from __future__ import annotations

from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Timing, in_turns, timed
from vendor_eval.evaluation.contest import Candidate, Contest
from vendor_eval.evaluation.robustness import (
    Draws,
    Floats,
    always_tied,
    chances,
    drawn_scores,
    drawn_weights,
    places,
    rank_acceptability,
)
from vendor_eval.evaluation.scope import ScopeSection

_AT_MOST = 5
_FASTER = 100
_SEED = 20_261_121
# Answers are worth 0 to 4 quarters.
_BEST = 4


def contest_of(values: Floats) -> Contest:
    """(vendors, items) values, 0 to 1, as a contest in which every item weighs alike."""
    items = values.shape[1]
    alike = Fraction(1, items)
    return Contest(
        tuple(Candidate.of(f"Vendor {at}", map(Fraction, row)) for at, row in enumerate(values)),
        tuple(ScopeSection(f"card/{at}", f"Item {at}", alike, ()) for at in range(items)),
    )


def ranked(weights: Floats, values: Floats) -> Floats:
    """Ours from the same weights that the product starts from: every vendor's chance of a rank."""
    scores = drawn_scores(weights, earned=values, possible=np.ones_like(values))
    return rank_acceptability(places(scores), always_tied(scores[0]))


def looped(weights: Floats, values: Floats) -> list[list[int]]:
    """The ranks in each draw by scikit-criteria, which takes one weighting at a time."""
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    model = WeightedSumModel()
    objectives = [max] * values.shape[1]
    found = []
    for row in weights:
        matrix = skcriteria.mkdm(values, objectives, weights=row)
        found.append(model.evaluate(matrix).rank_.tolist())
    return found


def measured(sizes: Sizes, folder: Path) -> Subject:  # noqa: ARG001 - works in memory
    """Us, the product alone, and the peer over fewer draws."""
    shape = (sizes.candidates, sizes.items)
    values = np.random.default_rng(_SEED).integers(0, _BEST + 1, shape) / _BEST
    contest = contest_of(values)
    weights = drawn_weights(np.full(sizes.items, 1 / sizes.items), Draws())
    part = weights[: sizes.drawn]
    jobs = {
        "ranks": lambda: timed(lambda: ranked(weights, values)),
        "whole": lambda: timed(lambda: chances(contest)),
        "bare": lambda: timed(lambda: weights @ values.T),
    }
    has_peer = find_spec("skcriteria") is not None
    if has_peer:
        _check_agreement(part, values)
        jobs["looped"] = lambda: timed(lambda: looped(part, values))
    times = in_turns(jobs, sizes.reruns)
    loop = times["looped"].scaled(len(weights) / len(part)) if has_peer else None
    spread = f"{sizes.candidates} vendors, {sizes.items} items, {len(weights):,} weightings"
    return Subject(f"Chance of every rank: {spread}", tuple(_rows(times, loop, sizes.drawn)))


def _check_agreement(weights: Floats, values: Floats) -> None:
    """Refuse to compare what does not do the same."""
    if looped(weights, values) != (places(weights @ values.T).T + 1).tolist():
        raise AssertionError("the peer finds other ranks")


def _rows(times: dict[str, Timing], loop: Timing | None, drawn: int) -> list[Row]:
    name = "the product alone"
    goal = Goal.at_most(_AT_MOST, times["ranks"], times["bare"], name)
    what = "scikit-criteria, a loop over the weightings"
    peer = Row(what, None, note="not measured: scikit-criteria is not installed")
    if loop is not None:
        note = f"scaled from {drawn:,} weightings; ranks only"
        peer = Row(what, loop, Goal.faster(_FASTER, times["whole"], loop), note)
    return [
        Row("vendor-eval: the product and every rank", times["ranks"], goal),
        Row(
            "vendor-eval: all of it",
            times["whole"],
            note="weights drawn, ranks, and every vendor against every other",
        ),
        Row("NumPy, the product alone", times["bare"], note="the limit: weights given, no ranks"),
        peer,
    ]
