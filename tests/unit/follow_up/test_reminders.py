"""A date is reminded of at each stage once, and never silently passed over."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.follow_up.reminders import OVERDUE, STAGES, Due, Topic, reminders, stage_of

DAY = dt.date(2026, 4, 30)


def due(key: str = "plan", on: dt.date = DAY, first: int = max(STAGES)) -> Due:
    return Due(key, Topic.PLAN, "Acme", "The plan is due.", on, "breach", first)


def on(days_before: int) -> dt.date:
    return DAY - dt.timedelta(days_before)


@pytest.mark.parametrize(
    ("days_left", "stage"),
    [(31, None), (30, 30), (8, 30), (7, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 0), (-1, OVERDUE)],
)
def test_the_stage_is_the_nearest_that_was_reached(days_left: int, stage: int | None) -> None:
    assert stage_of(days_left) == stage


def test_what_comes_every_month_is_not_reminded_of_a_month_before() -> None:
    assert not reminders([due(first=7)], set(), on(8))
    assert [one.stage for one in reminders([due(first=7)], set(), on(7))] == [7]


def test_the_most_urgent_comes_first() -> None:
    dates = [due("far", DAY), due("late", on(40)), due("near", on(24))]
    found = reminders(dates, set(), on(25))

    assert [(one.due.key, one.days_left) for one in found] == [
        ("late", -15),
        ("near", 1),
        ("far", 25),
    ]


def test_a_date_that_was_moved_is_reminded_of_anew() -> None:
    [first] = reminders([due()], set(), on(3))
    moved = due(on=DAY + dt.timedelta(1))

    assert not reminders([due()], {first.id}, on(3))
    assert len(reminders([moved], {first.id}, on(2))) == 1


@given(st.lists(st.integers(-20, 60), min_size=1, unique=True))
def test_each_stage_comes_once_and_the_last_run_before_the_date_is_never_without(
    asked: list[int],
) -> None:
    sent: set[tuple[str, str, int]] = set()
    stages = []
    for days_before in sorted(asked, reverse=True):
        found = reminders([due()], sent, on(days_before))
        stages += [one.stage for one in found]
        sent |= {one.id for one in found}

    assert len(stages) == len(set(stages))
    assert stages == sorted(stages, reverse=True)
    # Whatever days were asked on, each stage that one of them belongs to was sent.
    assert set(stages) == {stage_of(one) for one in asked} - {None}
