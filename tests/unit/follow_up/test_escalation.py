"""The next rung of the ladder: offered when its day has come, and none is left out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.follow_up.breach_note import Taken
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.dispute_window import days_late, is_open
from vendor_eval.follow_up.escalation import offered
from vendor_eval.follow_up.ladder import STEPS, Ladder
from vendor_eval.quantities import Month

# A Friday; Monday is Columbus Day, a federal holiday.
DUE = dt.date(2026, 10, 9)
LADDER = Ladder("S. Roe, account manager")


def taken(*numbers: int) -> list[Taken]:
    return [Taken(DUE, STEPS[number].what, STEPS[number].who) for number in numbers]


@pytest.mark.parametrize(
    ("day", "done", "now", "then"),
    [
        # Nothing has passed on the day itself.
        ((10, 9), (), None, (0, dt.date(2026, 10, 10))),
        ((10, 10), (), 0, (1, dt.date(2026, 10, 19))),
        ((10, 10), (0,), None, (1, dt.date(2026, 10, 19))),
        # Five business days later, without Columbus Day on October 12.
        ((10, 18), (0,), None, (1, dt.date(2026, 10, 19))),
        ((10, 19), (0,), 1, (2, dt.date(2026, 10, 26))),
        # Whoever was slow still begins at the bottom.
        ((12, 31), (), 0, (1, dt.date(2026, 10, 19))),
        ((12, 31), (0, 1, 2), 3, None),
        ((12, 31), (0, 1, 2, 3), None, None),
    ],
)
def test_the_lowest_rung_that_was_not_taken_is_offered_when_its_day_has_come(
    day: tuple[int, int], done: tuple[int, ...], now: int | None, then: tuple[int, dt.date] | None
) -> None:
    found = offered(LADDER, DUE, taken(*done), dt.date(2026, *day))

    assert (found.now and found.now.step) == (None if now is None else STEPS[now])
    assert (found.then and (found.then.step, found.then.from_day)) == (
        then and (STEPS[then[0]], then[1])
    )


def test_where_nothing_is_due_there_is_nothing_to_climb() -> None:
    found = offered(LADDER, None, (), DUE)

    assert (found.now, found.then) == (None, None)


@given(st.dates(dt.date(2026, 10, 1), dt.date(2026, 12, 31)), st.integers(0, 4))
def test_nothing_is_offered_before_its_day(today: dt.date, done: int) -> None:
    found = offered(LADDER, DUE, taken(*range(done)), today)

    assert found.now is None or DUE < found.now.from_day <= today
    assert found.then is None or found.now or found.then.from_day > today


@pytest.mark.parametrize(("filed", "late"), [((10, 8), 0), ((10, 9), 0), ((10, 12), 3)])
def test_a_dispute_is_late_from_the_day_after_the_window_on(
    filed: tuple[int, int], late: int
) -> None:
    dispute = Dispute("denial_rate", Month(2026, 9), dt.date(2026, *filed), "S. Roe", "No")

    assert days_late(dispute, DUE) == late
    assert days_late(dispute, None) == 0
    assert is_open(DUE, dispute.filed_on) is (late == 0)
    assert is_open(None, dispute.filed_on)
