"""Which breaches are followed up together, and which month ends a case.

One letter a month from January 2026: B breach, G judged and no breach, - not judged.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.follow_up.cases import Case, Judged, case_of, cases
from vendor_eval.follow_up.plan import Plan
from vendor_eval.quantities import Month


def judged(letters: str) -> list[Judged]:
    return [
        Judged(Month(2026, 1).plus(number), letter == "B")
        for number, letter in enumerate(letters)
        if letter != "-"
    ]


def plan(month: int, works_from: int | None = None) -> Plan:
    return Plan(
        "denial_rate", Month(2026, month), works_from=works_from and Month(2026, works_from)
    )


def told(found: tuple[Case, ...]) -> str:
    """``1,2>4 5``: breaches of January and February ended by April; one of May goes on."""
    return " ".join(
        ",".join(str(one.month) for one in case.breaches)
        + (f">{case.good.month}" if case.good else "")
        for case in found
    )


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("", ""),
        ("GGG", ""),
        ("B", "1"),
        ("BG", "1>2"),
        ("BBG", "1,2>3"),
        # A month that was not judged neither ends a case nor begins another.
        ("B-BG", "1,3>4"),
        ("B--", "1"),
        ("GBGBB", "2>3 4,5"),
    ],
)
def test_a_judged_month_without_a_breach_ends_a_case(letters: str, expected: str) -> None:
    assert told(cases(judged(letters), ())) == expected


@pytest.mark.parametrize(
    ("letters", "plans", "expected"),
    [
        # The action should show from March on: February is too early to tell.
        ("BGG", [plan(1, 3)], "1>3"),
        ("BGBG", [plan(1, 3)], "1,3>4"),
        ("BG", [plan(1, 3)], "1"),
        # No month was named, so that the first good one will do.
        ("BG", [plan(1)], "1>2"),
        # A plan of the second breach in a row is the case's.
        ("BBGG", [plan(2, 4)], "1,2>4"),
        # Of two plans the newer one counts.
        ("BBGG", [plan(1, 3), plan(2, 4)], "1,2>4"),
        # What was planned for a case that ended says nothing about the next one.
        ("BGBG", [plan(1, 2)], "1>2 3>4"),
        # A breach that was taken back leaves its plan to the breaches after it.
        ("-BGG", [plan(1, 4)], "2>4"),
    ],
)
def test_a_plan_says_from_which_month_on_it_is_looked_at(
    letters: str, plans: list[Plan], expected: str
) -> None:
    assert told(cases(judged(letters), plans)) == expected


def test_a_case_knows_the_months_since_the_plan_should_show() -> None:
    (found,) = cases(judged("BBB-BG"), [plan(1, 3)])

    assert [one.month.month for one in found.since] == [3, 5, 6]
    assert found.failed_since == (Month(2026, 3), Month(2026, 5))
    assert (found.first, found.last) == (Month(2026, 1), Month(2026, 5))


def test_each_breach_finds_its_case_and_other_months_have_none() -> None:
    found = cases(judged("BBGB"), ())

    assert case_of(found, Month(2026, 2)) == found[0]
    assert case_of(found, Month(2026, 4)) == found[1]
    assert case_of(found, Month(2026, 3)) is None


letters = st.text("BG-", max_size=24)
months = st.integers(1, 12)
plans = st.lists(st.builds(plan, months, st.none() | months), max_size=4)


@given(letters, plans)
def test_every_breach_is_in_exactly_one_case_and_only_the_last_goes_on(
    history: str, kept: list[Plan]
) -> None:
    series = judged(history)

    found = cases(series, kept)

    assert [month for case in found for month in case.breaches] == [
        one.month for one in series if one.breach
    ]
    assert all(case.good is not None for case in found[:-1])
    assert all(case.good > case.last for case in found if case.good)
    good = {one.month for one in series if not one.breach}
    assert all(case.good in good for case in found if case.good)


@given(letters)
def test_a_further_good_month_ends_whatever_has_no_plan(history: str) -> None:
    assert all(case.good for case in cases(judged(history + "G"), ()))
