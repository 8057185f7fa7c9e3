"""A form of questions becomes a scorecard file that reads back as the same questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.errors import BadInput
from vendor_eval.evaluation.own_questions import (
    OwnQuestion,
    OwnQuestions,
    advice,
    equal_weights,
    questions_of,
)
from vendor_eval.evaluation.scorecard import Kind
from vendor_eval.files.scorecards import read_scorecard, shipped
from vendor_eval.files.scorecards.own import id_from, own_faults, own_text, text_faults

PLAIN = OwnQuestion(
    id="question-1",
    question='Does the vendor say "no" at times?',
    good="Yes, with a case.",
    red_flag="Never.",
    evidence="The case.",
    weight=60,
)
ANCHORED = OwnQuestion(
    id="question-4",
    question="How well do they know C:\\Claims?",
    kind=Kind.ANCHORED,
    anchors=("By heart.", "Well.", "Somewhat.", "Barely.", "Not."),
    evidence="A walk-through.",
    weight=40,
    gate=True,
)
OURS = OwnQuestions("ours", "Our questions", 5, (PLAIN, ANCHORED))

# Control, invisible and unassigned characters are refused wherever they stand.
_LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
sentences = st.text(_LETTERS, min_size=1).map(str.strip).filter(bool)
points = st.integers(0, 100)


@st.composite
def own_questions(draw: st.DrawFn) -> OwnQuestions:
    """Two questions with whatever text, whose weights add up to 100."""
    weight = draw(points)
    plain = replace(
        PLAIN,
        question=draw(sentences),
        good=draw(sentences),
        partly=draw(sentences | st.just("")),
        red_flag=draw(sentences),
        gate=draw(st.booleans()),
        weight=weight,
    )
    anchors = draw(st.tuples(*[sentences] * 5))
    anchored = replace(ANCHORED, anchors=anchors, evidence=draw(sentences), weight=100 - weight)
    return OwnQuestions("ours", draw(sentences), draw(points), (plain, anchored), ("cardiology",))


@given(own_questions())
def test_what_is_written_reads_back_as_the_same_questions(own: OwnQuestions) -> None:
    assert questions_of(read_scorecard(own_text(own, "1.0"), "ours")) == own


def test_a_gate_is_passed_by_the_best_answer() -> None:
    card = read_scorecard(own_text(OURS, "3.0"), "ours")

    assert card.version == "3.0"
    assert [item.passes_at for _, item in card.items()] == [None, "4"]


def test_new_questions_go_on_counting_and_take_nobody_s_id() -> None:
    asked = (replace(PLAIN, id=""), ANCHORED, replace(PLAIN, id="", weight=0))

    card = read_scorecard(own_text(replace(OURS, questions=asked), "1.0"), "ours")

    assert [item.id for _, item in card.items()] == ["question-5", "question-4", "question-6"]


def test_everything_that_is_missing_is_said_in_the_words_of_the_form() -> None:
    empty = OwnQuestions("", "?!", 5, (replace(PLAIN, good=" "), OwnQuestion("", "Why?")))

    assert [(fault.where, fault.what) for fault in own_faults(empty)] == [
        ("Title", "has neither letters nor digits"),
        ("Question 1, good answer", "is empty"),
        ("Question 2, good answer", "is empty"),
        ("Question 2, red flag", "is empty"),
        ("Question 2, evidence", "is empty"),
        ("Weights", "add up to 60, not 100"),
    ]
    assert [fault.where for fault in own_faults(OwnQuestions("", "", 5, ()))] == [
        "Title",
        "Questions",
    ]


def test_text_that_may_not_be_kept_is_refused_without_repeating_it() -> None:
    formula = replace(PLAIN, good="=HYPERLINK()")
    card = read_scorecard(own_text(replace(OURS, questions=(formula, ANCHORED)), "1.0"), "ours")
    personal = replace(formula, red_flag="SSN 123-45-6789")

    assert [(fault.where, fault.what) for fault in text_faults(card)] == [
        ("Question 1", "a text of it begins like a formula"),
    ]
    with pytest.raises(BadInput) as refused:
        read_scorecard(own_text(replace(OURS, questions=(personal, ANCHORED)), "1.0"), "ours")
    assert str(refused.value) == (
        "ours: sections[1].items[1].red_flag: looks like patient data; take it out"
    )


def test_every_shipped_scorecard_has_texts_that_may_be_kept() -> None:
    assert [fault for card in shipped() for fault in text_faults(card)] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [("Our own  questions!", "our-own-questions"), ("Größe 7", "gr-e-7"), ("?", "")],
)
def test_a_title_makes_an_id(title: str, name: str) -> None:
    assert id_from(title) == name


@pytest.mark.parametrize("count", [5, 6, 7])
def test_five_to_seven_questions_need_no_advice(count: int) -> None:
    assert advice(count) == ""


@pytest.mark.parametrize(("count", "said"), [(0, "fewer"), (4, "fewer"), (8, "more of them")])
def test_fewer_or_more_are_advised_against(count: int, said: str) -> None:
    assert said in advice(count)


@given(st.integers(1, 100))
def test_equal_weights_add_up_to_the_whole_and_differ_by_one_point_at_most(count: int) -> None:
    weights = equal_weights(count)

    assert (len(weights), sum(weights)) == (count, 100)
    assert max(weights) - min(weights) <= 1
