"""Agreement with gaps, against the example that Krippendorff's alpha is always shown with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.unit.evaluation.scorecards import SCOPE
from vendor_eval.evaluation.raters import Ratings
from vendor_eval.evaluation.reliability import Reliability, alpha, reliability

# Three observers, fifteen units, a star where one is missing.
PUBLISHED = ("*****34121133*3", "1*213343*******", "**21344*21133*4")


def ratings(*observers: str) -> Ratings:
    """One word an observer: a value in quarters or a star for none, unit by unit."""
    return {
        f"u{at}": {
            f"e{number}": Fraction(int(value), 4)
            for number, value in enumerate(given)
            if value != "*"
        }
        for at, given in enumerate(zip(*observers, strict=True))
    }


def of_items(**given: str) -> Ratings:
    """``speed="44"`` is what two evaluators gave, in quarters; a star is n/a."""
    return {
        f"card/{name}": {
            f"e{at}": None if value == "*" else Fraction(int(value), 4)
            for at, value in enumerate(values)
        }
        for name, values in given.items()
    }


def told(found: tuple[Reliability, ...]) -> list[tuple[str, int]]:
    return [(one.section.key if one.section else "all", one.answers) for one in found]


def test_alpha_of_ordered_values_is_the_published_one() -> None:
    assert alpha(ratings(*PUBLISHED)) == pytest.approx(0.806721, abs=1e-6)


def test_units_of_one_evaluator_and_of_none_change_nothing() -> None:
    longer = ratings(
        *(f"{word}{more}" for word, more in zip(PUBLISHED, ("2*", "**", "**"), strict=True))
    )

    assert alpha(longer) == alpha(ratings(*PUBLISHED))


def test_an_item_called_not_applicable_counts_as_left_out() -> None:
    given = of_items(speed="40", care="44", contract="4*")

    assert alpha(given) == alpha(of_items(speed="40", care="44"))


def test_full_agreement_on_items_that_differ_is_one() -> None:
    assert alpha(of_items(speed="44", care="22", contract="00")) == 1


@pytest.mark.parametrize(
    "given", [{}, of_items(speed="4", care="0"), of_items(speed="44", care="44", contract="0")]
)
def test_where_nothing_can_be_told_apart_there_is_no_figure(given: Ratings) -> None:
    assert alpha(given) is None


@pytest.mark.parametrize(("speed", "care", "doubtful"), [("44", "00", False), ("40", "04", True)])
def test_answers_that_agree_too_little_are_to_be_discussed(
    speed: str, care: str, doubtful: bool
) -> None:
    (whole, *_) = reliability(SCOPE, {"Acme": of_items(speed=speed, care=care)})

    assert whole.doubtful is doubtful


def test_the_round_comes_first_and_a_section_with_one_evaluator_is_left_out() -> None:
    given = of_items(speed="44", care="20", contract="4")

    found = reliability(SCOPE, {"Acme": given, "Best": of_items(speed="00")})

    assert told(found) == [("all", 3), ("card/work", 3)]


def test_of_no_answers_nothing_is_said() -> None:
    assert reliability(SCOPE, {}) == ()
