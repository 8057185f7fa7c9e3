"""Which answers promise what a metric will show, and what keeps them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.evaluation.scorecards import answer, item, scorecard, section
from vendor_eval.evaluation.promises import Promise, promises
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scorecard import Item, Kind

BANDS = {"< 8 %": "1", ">= 8 % and <= 10 %": "0.6", "> 10 %": "0", "no figure": "0"}
MEASURED = replace(item("denials", values=BANDS), kind=Kind.MEASURED, metric="denial_rate")
STATED = replace(item("report"), metric="days_in_ar")


def promised(asked: Item, said: str) -> list[Promise]:
    card = scorecard("card", section("only", 100, asked))
    return list(promises(scope_of([card]), [answer(f"card/{asked.id}", said)]))


@pytest.mark.parametrize(
    ("said", "value", "kept"),
    [
        ("< 8 %", "0.0799", True),
        ("< 8 %", "0.08", False),
        # Better than promised keeps a promise.
        (">= 8 % and <= 10 %", "0.05", True),
        (">= 8 % and <= 10 %", "0.10", True),
        (">= 8 % and <= 10 %", "0.1001", False),
    ],
)
def test_a_figure_keeps_a_promise_in_its_band_or_better(said: str, value: str, kept: bool) -> None:
    (promise,) = promised(MEASURED, said)

    assert promise.metric == "denial_rate"
    assert promise.kept_by(Decimal(value)) is kept


def test_a_yes_promises_without_saying_which_figure() -> None:
    (promise,) = promised(STATED, "partly")

    assert promise.kept_by(Decimal(40)) is None


def test_an_anchor_is_told_by_what_it_says_and_in_brief_by_how_far_up_it_stands() -> None:
    anchored = replace(
        item("denials", values={"4": "1", "3": "0.75", "0": "0"}),
        kind=Kind.ANCHORED,
        metric="denial_rate",
    )

    (promise,) = promised(anchored, "3")

    assert (promise.words, promise.brief) == ("seen", "3 of 4")


def test_any_other_answer_is_told_as_it_is() -> None:
    (promise,) = promised(MEASURED, "< 8 %")

    assert (promise.words, promise.brief) == ("< 8 %", "< 8 %")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (MEASURED, "> 10 %"),
        (MEASURED, "no figure"),
        (MEASURED, "n/a"),
        (item("unmeasured"), "yes"),
        (replace(STATED, ours=True), "yes"),
    ],
)
def test_what_is_worth_nothing_unmeasured_or_not_the_vendor_s_word_promises_nothing(
    asked: Item, said: str
) -> None:
    assert promised(asked, said) == []
