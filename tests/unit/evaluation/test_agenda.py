"""The order of a meeting: furthest apart first, then heaviest."""

from __future__ import annotations

from fractions import Fraction

from tests.unit.evaluation.scorecards import SCOPE, answers
from vendor_eval.evaluation.agenda import agenda
from vendor_eval.evaluation.settling import settled

ADA = {"speed": "yes verified", "care": "yes verified", "contract": "n/a none"}
BEN = {"speed": "partly verified", "care": "no verified", "contract": "yes verified"}


def test_what_is_furthest_apart_comes_first_and_of_equals_what_weighs_most() -> None:
    first = [("Ada", one) for one in answers(**ADA)] + [("Ben", one) for one in answers(**BEN)]

    found = agenda(settled(first).unsettled, SCOPE)

    # Contract weighs 40, care 18, speed 42; whether contract applies at all is disputed.
    assert [(one.place.item.id, one.apart) for one in found] == [
        ("contract", 1),
        ("care", 1),
        ("speed", Fraction(1, 2)),
    ]


def test_where_all_agree_there_is_nothing_to_meet_about() -> None:
    assert agenda((), SCOPE) == ()
