"""Which answers of an earlier round still stand in a later one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.carrying import (
    Given,
    Hindrance,
    Terms,
    asks_the_same,
    items_of,
    months_later,
)
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scorecard import Item, Option, Polarity
from vendor_eval.files.scorecards import shipped

ITEMS = items_of(scope_of(shipped()))
SITES = "scalability/multi-site-example"
VENDOR = "Best Billing"
OLDEST = dt.date(2025, 11, 21)
TERMS = Terms(ITEMS, ITEMS, frozenset(), OLDEST)


def given(on: dt.date = OLDEST, **other: Any) -> Given:
    return Given("Ada", Answer(VENDOR, SITES, "yes", **other), on)


def now(item: Item) -> Terms:
    return replace(TERMS, now={SITES: item})


def test_an_answer_of_the_oldest_day_still_stands_and_one_of_the_day_before_does_not() -> None:
    assert TERMS.hindrance(given(OLDEST)) is None
    assert TERMS.hindrance(given(OLDEST - dt.timedelta(days=1))) is Hindrance.TOO_OLD


def test_what_is_not_asked_any_more_is_not_carried() -> None:
    assert replace(TERMS, now={}).hindrance(given()) is Hindrance.NOT_ASKED


@pytest.mark.parametrize(
    "change",
    [
        {"question": "Something else?"},
        {"good": "Something else."},
        {"red_flag": "Something else."},
        {"evidence": "Something else."},
        {"polarity": Polarity.BAD},
        {"options": (Option("yes", Decimal(1), "Something else."),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_answer_to_other_words_is_not_carried(change: dict[str, Any]) -> None:
    assert now(replace(ITEMS[SITES], **change)).hindrance(given()) is Hindrance.REWORDED


@pytest.mark.parametrize(
    "change", [{"weight": 1}, {"cites": ()}, {"covers": ()}, {"passes_at": "yes"}], ids=str
)
def test_what_says_nothing_of_the_question_keeps_no_answer_back(change: dict[str, Any]) -> None:
    assert now(replace(ITEMS[SITES], **change)).hindrance(given()) is None


def test_every_item_asks_the_same_as_itself() -> None:
    assert all(asks_the_same(item, item) for item in ITEMS.values())


def test_expired_evidence_never_carries_whoever_says_that_it_expired() -> None:
    assert TERMS.hindrance(given(evidence=Evidence.EXPIRED)) is Hindrance.EXPIRED
    over = replace(TERMS, lapsed=frozenset({(VENDOR, SITES)}))
    assert over.hindrance(given(evidence=Evidence.VERIFIED)) is Hindrance.EXPIRED


def test_every_answer_is_either_carried_or_left() -> None:
    recent, old = given(), given(dt.date(2020, 1, 1))

    carried, left = TERMS.divided([recent, old])

    assert carried == (recent,)
    assert [(one.given, one.why) for one in left] == [(old, Hindrance.TOO_OLD)]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-21", 12, "2027-11-21"),
        ("2026-11-21", -12, "2025-11-21"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: str, months: int, later: str
) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)
