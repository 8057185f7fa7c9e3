"""Which answers warn in themselves, whatever they weigh."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.evaluation.scorecards import item, scorecard, scored, section
from vendor_eval.evaluation.red_flags import red_flags
from vendor_eval.evaluation.scope import scope_of


def test_gates_warn_first_and_then_what_weighs_most() -> None:
    found = red_flags(scored(speed="no", care="no", contract="no"))

    assert [one.place.item.id for one in found] == ["contract", "speed", "care"]


def test_what_is_worth_something_or_does_not_apply_is_no_warning() -> None:
    assert red_flags(scored(speed="partly", care="n/a", contract="yes")) == ()


@pytest.mark.parametrize(
    ("weight", "ours", "warns"),
    [(60, False, True), (60, True, True), (0, False, True), (0, True, False)],
)
def test_what_the_practice_answers_about_itself_without_weight_warns_of_no_vendor(
    weight: int, ours: bool, warns: bool
) -> None:
    asked = replace(item("prepared"), ours=ours)
    card = scorecard(
        "card", section("first", weight, asked), section("rest", 100 - weight, item("b"))
    )

    assert bool(red_flags(scored(scope_of([card]), prepared="no"))) is warns
