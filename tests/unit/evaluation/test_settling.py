"""Which answer of a round counts. "E yes verified" is evaluator E's answer with its evidence."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from tests.unit.evaluation.scorecards import SCOPE, answer, scored
from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.evidence import ASSUMED_SCALE
from vendor_eval.evaluation.red_flags import red_flags
from vendor_eval.evaluation.settling import WEAKEST_FIRST, lapsed, settled

SPEED = "card/speed"
MARCH = dt.date(2026, 3, 31)
APRIL = dt.date(2026, 4, 1)


def given(*said: str) -> list[tuple[str, Answer]]:
    found = []
    for one in said:
        evaluator, words = one.split(" ", maxsplit=1)
        found.append((evaluator, answer(SPEED, *words.split(" "))))
    return found


def counted(*said: str, consensus: str = "", expired: bool = False) -> str:
    """What counts of the answers to one item, or "unsettled"."""
    together = [answer(SPEED, *consensus.split(" "))] if consensus else []
    over = frozenset({("Acme", SPEED)} if expired else ())
    found = settled(given(*said), together, over)
    if found.unsettled:
        assert not found.answers
        return "unsettled"
    return " ".join(f"{one.answer} {one.evidence}" for one in found.answers)


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ((), ""),
        (("A yes verified",), "yes verified"),
        (("A yes verified", "B yes verified"), "yes verified"),
        (("A yes verified", "B no verified"), "unsettled"),
        (("A yes verified", "B yes verified", "C partly verified"), "unsettled"),
        (("A n/a none", "B n/a none"), "n/a none"),
        (("A n/a none", "B no none"), "unsettled"),
    ],
)
def test_an_answer_counts_when_everybody_who_answered_gave_it(said: tuple[str, ...], counts: str):
    assert counted(*said) == counts


@pytest.mark.parametrize(
    ("one", "other", "weakest"),
    [
        ("verified", "documented", "documented"),
        ("documented", "stated", "stated"),
        ("stated", "none", "none"),
        ("none", "expired", "expired"),
    ],
)
def test_the_same_answer_counts_with_the_weakest_evidence(one: str, other: str, weakest: str):
    assert counted(f"A yes {one}", f"B yes {other}") == f"yes {weakest}"
    assert counted(f"A yes {other}", f"B yes {one}") == f"yes {weakest}"


def test_every_kind_of_evidence_has_its_place_and_weaker_is_never_worth_more():
    worth = [ASSUMED_SCALE.worth[kind] for kind in WEAKEST_FIRST]

    assert set(WEAKEST_FIRST) == set(Evidence)
    assert worth == sorted(worth)


def test_what_was_settled_together_counts_whatever_the_first_answers_are():
    assert counted("A yes verified", "B no none", consensus="partly stated") == "partly stated"
    assert counted("A yes verified", "B yes verified", consensus="no none") == "no none"
    assert counted(consensus="yes documented") == "yes documented"


def test_expired_evidence_outweighs_what_an_answer_claims():
    assert counted("A yes verified", expired=True) == "yes expired"
    assert counted("A yes verified", consensus="yes verified", expired=True) == "yes expired"


def test_expired_evidence_answers_nothing():
    assert counted(expired=True) == ""


def test_what_is_unsettled_says_who_answered_what():
    found = settled(given("B no none", "A yes verified")).unsettled[0]

    assert (found.vendor, found.item) == ("Acme", SPEED)
    assert [(name, one.answer) for name, one in found.answers.items()] == [
        ("A", "yes"),
        ("B", "no"),
    ]


def test_reasons_of_evaluators_who_agree_are_kept_once_each():
    same = Answer("Acme", SPEED, "n/a", note="no inpatients")
    other = Answer("Acme", SPEED, "n/a", note="no wards")

    found = settled([("A", same), ("B", other), ("C", same)]).answers[0]

    assert found.note == "no inpatients; no wards"


def test_the_order_of_the_answers_changes_nothing():
    said = ("A yes verified", "B yes stated", "C yes documented")

    assert {counted(*order) for order in permutations(said)} == {"yes stated"}


def test_vendors_and_items_are_settled_apart():
    first = [
        ("A", answer(SPEED, "yes")),
        ("B", answer(SPEED, "no", vendor="Best")),
        ("B", answer("card/care", "no")),
    ]

    assert len(settled(first).answers) == 3


@pytest.mark.parametrize(
    ("days", "over"),
    [
        ([], False),
        ([MARCH], True),
        ([APRIL], False),
        ([MARCH, APRIL], False),
        ([MARCH, MARCH.replace(day=1)], True),
    ],
)
def test_evidence_stands_through_its_last_day_and_a_renewal_takes_its_place(
    days: list[dt.date], over: bool
):
    asked = ("Acme", SPEED)

    assert lapsed([(asked, day) for day in days], APRIL) == ({asked} if over else set())


def test_an_answer_worth_nothing_is_a_red_flag_and_a_gate_stands_first():
    found = red_flags(scored(SCOPE, speed="no", care="partly", contract="no"))

    # Speed weighs 0.6 x 0.7 = 0.42, the contract 0.4; it is a gate.
    assert [(flag.place.key, flag.answer, flag.means) for flag in found] == [
        ("card/contract", "no", "not seen"),
        ("card/speed", "no", "not seen"),
    ]


def test_silence_and_what_does_not_apply_are_no_red_flags():
    assert red_flags(scored(SCOPE, speed="n/a")) == ()
