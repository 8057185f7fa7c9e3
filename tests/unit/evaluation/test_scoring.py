"""Scores of single vendors, worked by hand: work 60 (speed 70, care 30), law 40 (contract 100)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.unit.evaluation.scorecards import (
    CARD,
    SCOPE,
    answer,
    answers,
    item,
    scorecard,
    scored,
    section,
)
from vendor_eval.evaluation.scope import in_scope, scope_of
from vendor_eval.evaluation.scoring import VendorScore, score_all, score_vendor


def by_section(score: VendorScore) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    return {one.section.key: (one.tally.score, score.contribution(one)) for one in score.sections}


@pytest.mark.parametrize(
    ("given", "score", "high", "coverage"),
    [
        # 100 x (.6 x .7 x 1 + .6 x .3 x .5 + .4 x 1)
        ({"speed": "yes", "care": "partly", "contract": "yes"}, 91, 91, 1),
        # Unanswered earns nothing and may still earn all: care weighs .6 x .3.
        ({"speed": "yes", "contract": "yes"}, 82, 100, Fraction(82, 100)),
        ({"speed": "no", "contract": "no"}, 0, 18, Fraction(82, 100)),
        # n/a leaves both sums: (.42 + .4) / (1 - .18).
        ({"speed": "yes", "care": "n/a", "contract": "yes"}, 100, 100, 1),
        ({"speed": "no", "care": "n/a", "contract": "yes"}, Fraction(4000, 82), None, 1),
        # (.09) / (.6), and all of it settled
        ({"speed": "no", "care": "partly", "contract": "n/a"}, 15, 15, 1),
    ],
)
def test_a_score_is_what_was_earned_over_what_applies(
    given: dict[str, str], score: Fraction, high: Fraction | None, coverage: Fraction
) -> None:
    found = scored(**given)

    assert found.score == score
    assert found.tally.high == (score if high is None else high)
    assert found.tally.coverage == coverage


def test_nothing_scorable_is_no_score_neither_zero_nor_full() -> None:
    found = scored(speed="n/a", care="n/a", contract="n/a")

    assert (found.score, found.tally.evidenced_score, found.tally.high) == (None, None, None)
    assert found.tally.coverage == 1
    assert by_section(found) == {"card/work": (None, None), "card/law": (None, None)}


def test_a_section_with_nothing_scorable_has_no_score_and_adds_nothing() -> None:
    found = scored(speed="n/a", care="n/a", contract="yes")

    assert found.score == 100
    assert by_section(found) == {"card/work": (None, 0), "card/law": (100, 100)}


def test_a_section_that_nobody_answered_scores_zero_because_it_applies() -> None:
    assert by_section(scored(contract="yes")) == {"card/work": (0, 0), "card/law": (100, 40)}


def test_every_item_shows_what_it_adds() -> None:
    found = scored(speed="partly", care="n/a", contract="yes")

    added = {
        one.place.item.id: found.contribution(one) for part in found.sections for one in part.items
    }
    # .42 x .5 and .4, over the .82 that apply.
    assert added == {
        "speed": Fraction(2100, 82),
        "care": 0,
        "contract": Fraction(4000, 82),
    }
    assert found.score == Fraction(6100, 82)


@pytest.mark.parametrize(
    ("evidence", "evidenced"),
    [("none", 0), ("stated", 25), ("documented", 75), ("verified", 100), ("expired", 0)],
)
def test_the_evidenced_score_counts_an_answer_as_far_as_it_is_supported(
    evidence: str, evidenced: int
) -> None:
    found = scored(speed=f"yes {evidence}", care=f"yes {evidence}", contract=f"yes {evidence}")

    assert (found.score, found.tally.evidenced_score) == (100, evidenced)


@pytest.mark.parametrize(("evidence", "evidenced"), [("none", 100), ("expired", 0)])
def test_an_item_without_need_of_evidence_counts_in_full_until_its_evidence_expires(
    evidence: str, evidenced: int
) -> None:
    scope = scope_of([scorecard("card", section("talk", 100, item("tone", needs_evidence=False)))])

    assert scored(scope, tone=f"yes {evidence}").tally.evidenced_score == evidenced


def test_scorecards_weigh_among_those_in_scope() -> None:
    light = scorecard("light", section("all", 100, item("one")), weight=1)
    heavy = scorecard("heavy", section("all", 100, item("one")), weight=3)

    found = score_vendor(
        scope_of([light, heavy]), "Acme", [answer("light/one", "no"), answer("heavy/one", "yes")]
    )

    assert found.score == 75
    assert [one.weight for one in found.sections] == [Fraction(1, 4), Fraction(3, 4)]


def test_what_weighs_nothing_is_asked_and_shown_and_counts_nothing() -> None:
    ready = section("ready", 0, item("next-rule", 100))
    card = scorecard("card", section("work", 100, item("speed", 100), item("extra", 0)), ready)

    found = scored(scope_of([card]), speed="partly", extra="yes")

    assert (found.score, found.tally.high, found.tally.coverage) == (50, 50, 1)
    assert by_section(found)["card/ready"] == (0, 0)


def test_where_no_scorecard_weighs_anything_there_is_neither_score_nor_coverage() -> None:
    scope = scope_of([scorecard("card", section("work", 100, item("speed")), weight=0)])

    found = scored(scope, speed="yes")

    assert (found.score, found.tally.coverage) == (None, None)


def test_in_scope_is_what_somebody_answered_even_with_not_applicable() -> None:
    other = scorecard("other", section("all", 100, item("one")))
    silent = scorecard("silent", section("all", 100, item("one")))

    found = in_scope([CARD, other, silent], [*answers(speed="yes"), answer("other/one", "n/a")])

    assert found == (CARD, other)


def test_every_vendor_with_an_answer_is_scored_by_name() -> None:
    found = score_all(SCOPE, answers("Bolt", speed="no") + answers("Acme", speed="yes"))

    assert [(one.vendor, one.score) for one in found] == [("Acme", 42), ("Bolt", 0)]
