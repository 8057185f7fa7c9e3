"""A change is told with its sides, its months, and how its dollars came."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from vendor_eval.follow_up.course import Course
from vendor_eval.follow_up.exit_readiness import Check
from vendor_eval.follow_up.since_go_live import Change, Per
from vendor_eval.follow_up.transition import Transition
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports import transition_words as words
from vendor_eval.reports.report import Mark

COLLECTED = Change(
    "net_collection_rate",
    Fraction(92, 100),
    Fraction(95, 100),
    (3, 6),
    True,
    Usd(600_000),
    Per.MONTH,
    Usd(20_000_000),
)
DAYS = Change(
    "days_in_ar",
    Fraction(40),
    Fraction(45),
    (3, 2),
    False,
    Usd(-3_123_288),
    Per.ONCE,
    Usd(624_658),
)
DENIED = Change("denial_rate", Fraction(1, 10), Fraction(1, 10), (3, 6), None, None, None)
CLAIMS = Change("claims_submitted", Fraction(4000), Fraction(3000), (3, 6), None, None, None)


def course(change: Change) -> Course:
    return Course(change.metric, change, change.months, ())


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        (COLLECTED, words.BETTER),
        (DAYS, words.WORSE),
        (DENIED, words.SAME),
        (CLAIMS, words.VOLUME),
    ],
)
def test_each_change_has_its_mark(change: Change, mark: Mark) -> None:
    assert words.mark(course(change)) == mark


def test_shares_change_by_points_and_everything_else_in_its_unit() -> None:
    assert words.values(COLLECTED) == ("92.00 %", "95.00 %", "+3.00 points")
    assert words.values(DAYS) == ("40.0 days", "45.0 days", "+5.0 days")
    assert words.values(DENIED)[2] == "0.00 points"
    assert words.values(CLAIMS)[2] == "−1,000"


def test_dollars_say_how_they_came() -> None:
    assert words.worth(COLLECTED) == (
        "Brings $6,000 a month: 3.00 points of $200,000 that payers and patients owe in a month."
    )
    assert words.worth(DAYS) == (
        "Costs $31,233 once, and not again: 5.0 days of $6,247 collected in a day."
    )
    assert words.worth(DENIED) == ""


def test_the_total_names_what_it_is_of_and_says_when_there_is_none() -> None:
    assert words.together([course(COLLECTED), course(DAYS), course(DENIED)]) == (
        "Together +$6,000 a month (Net collection rate) and −$31,233 once (Days in A/R). "
        "That rests on few months."
    )
    assert words.together([course(COLLECTED)]) == "Together +$6,000 a month (Net collection rate)."
    assert words.together([course(DENIED)]).startswith("No dollars can be told")


def test_few_months_are_called_few() -> None:
    assert words.months(course(COLLECTED)) == "3 months before, 6 months since."
    assert words.months(course(DAYS)) == (
        "3 months before, 2 months since. Too few to rely on: 3 a side are usual."
    )
    alone = Course("denial_rate", None, (3, 0), ())
    assert words.mark(alone) == words.TOO_FEW
    assert words.months(alone) == (
        "3 months before, no months since. Without a month on each side nothing can be told."
    )


def test_the_periods_are_named_with_whose_they_are() -> None:
    moved = Transition(
        dt.date(2026, 4, 1), dt.date(2026, 6, 15), "Acme", Month(2025, 4), Month(2025, 6)
    )

    assert words.periods(moved, "Northwind RCM") == (
        "Before: April 2025 to June 2025, of Acme. Since: July 2026 and later. The transition "
        "began on April 1, 2026, and Northwind RCM went live on June 15, 2026; its months count "
        "for neither side."
    )


def test_a_check_that_is_missing_says_what_mends_it() -> None:
    there, missing = Check("A", True, "b", "Mend it."), Check("C", False, "no d", "Mend it.")

    assert words.check(there) == "A: b."
    assert words.check(missing) == "C: no d. Mend it."
    assert words.readiness([there, missing]) == "1 of 2 things that leaving needs are there."
