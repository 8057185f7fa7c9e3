"""Clocks and closed months in words: how far along, what comes next, what a correction did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.unit.sla.histories import DENIALS, contract, level, measured, month
from vendor_eval.follow_up.month_close import Locked
from vendor_eval.follow_up.restated import Change, Restated
from vendor_eval.follow_up.termination_clock import Clock, clocks
from vendor_eval.quantities import Limit, Month, Quantity, Unit, Usd
from vendor_eval.reports.month_close_tables import sentences
from vendor_eval.reports.rule_words import right_name_in_words
from vendor_eval.reports.termination_words import (
    headline,
    months_of,
    next_month,
    right_sentence,
    so_far,
)
from vendor_eval.sla.assessment import assess_all
from vendor_eval.sla.contract import (
    Consecutive,
    Deadlines,
    FixedAmount,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)

AVERAGE = RollingAverage(DENIALS, Limit.parse("<= 12 %"), 3)
STRICT = RollingAverage(DENIALS, Limit.parse("< 12 %"), 3)
SHARE = ShareFailing(Decimal("0.4"), 4)
SUM = SumOfCredits(Usd(1_500_00), 12)
SIXTY_DAYS = Deadlines(
    notice=Quantity(Decimal(60), Unit.DAYS), delivery=Quantity(Decimal(5), Unit.DAYS)
)


def clock(history: str, rule: TerminationRule, **terms: object) -> Clock:
    agreed = contract(level(credit=FixedAmount(Usd(400_00))), termination=(rule,), **terms)
    judged = assess_all([agreed], measured({DENIALS: history}), month(len(history)))
    (found,) = clocks(judged, {})
    return found


@pytest.mark.parametrize(
    ("history", "rule", "so_far_said", "next_said"),
    [
        ("KBB", Consecutive(3), "2 of 3 in a row", "A breach in Apr 2026 gives the right."),
        (
            "KKB",
            Consecutive(3),
            "1 of 3 in a row",
            "2 more breaches are needed, in May 2026 at the soonest.",
        ),
        (
            "BBBB",
            Consecutive(3),
            "4 in a row",
            "Stays met in May 2026 unless it is judged and no breach.",
        ),
        (
            "KBB",
            NOfM(1, 3),
            "2 within 3 months",
            "Stays met in Apr 2026 whatever is reported.",
        ),
        (
            # January leaves the window, so that two of three stay breaches whatever April is.
            "KBB",
            ShareFailing(Decimal("0.66"), 3),
            "2 of 3 in breach (66.67 %) within 3 months",
            "Stays met in Apr 2026 whatever is reported.",
        ),
        (
            "BBK",
            NOfM(2, 3),
            "2 of 2 within 3 months",
            "A breach in Apr 2026 keeps it met.",
        ),
        (
            "BKBB",
            SUM,
            "$1,200.00 of $1,500.00 within 12 months",
            "Credits of $300.00 or more in May 2026 give the right.",
        ),
        (
            "KKBK",
            SHARE,
            "1 of 4 in breach (25.00 %) within 4 months",
            "1 breach of 1 service level in May 2026 gives the right.",
        ),
        (
            "BKK",
            AVERAGE,
            "8.33 % on average over 3 months",
            "More than 26.00 % in Apr 2026 gives the right.",
        ),
        (
            "BKK",
            STRICT,
            "8.33 % on average over 3 months",
            "26.00 % or more in Apr 2026 gives the right.",
        ),
        (
            "B",
            AVERAGE,
            "15.00 % on average over 3 months",
            "Cannot be met before Mar 2026, when its window is whole.",
        ),
        (
            "---",
            AVERAGE,
            "no month judged within 3 months",
            "More than 12.00 % in Apr 2026 gives the right.",
        ),
    ],
)
def test_how_far_along_and_what_next_month_has_to_bring(
    history: str, rule: TerminationRule, so_far_said: str, next_said: str
) -> None:
    found = clock(history, rule)

    assert (so_far(found), next_month(found)) == (so_far_said, next_said)


def test_more_than_is_at_risk_cannot_come_in_a_month() -> None:
    at_risk = {"monthly_fee": Usd(6_000_00), "fee_at_risk": Decimal("0.1")}

    said = next_month(clock("B", SUM, **at_risk))

    assert said == "$1,100.00 are missing, more than is at risk in Feb 2026."


def test_many_months_are_told_by_the_first_and_the_last() -> None:
    assert months_of(clock("BKB", NOfM(2, 9))) == "Jan 2026, Mar 2026"
    assert months_of(clock("BBBBBBB", NOfM(2, 9))) == "7 months, Jan 2026 to Jul 2026"


def test_the_end_of_the_term_is_said() -> None:
    ended = clock("BB", Consecutive(3), ends=dt.date(2026, 2, 28))
    too_short = clock("B", Consecutive(3), ends=dt.date(2026, 2, 28))

    assert next_month(ended) == "The contract ends with the last month judged."
    assert next_month(too_short) == "2 more breaches are needed; the contract ends before."


@pytest.mark.parametrize(
    ("today", "ends"),
    [
        (dt.date(2026, 5, 1), "the last safe day to send notice is May 22, 2026, in 21 days."),
        (dt.date(2026, 5, 22), "the last safe day to send notice is May 22, 2026, today."),
        (dt.date(2026, 5, 25), "the last safe day, May 22, 2026, has passed. Ask counsel today."),
        (dt.date(2026, 6, 1), "It lapsed on May 30, 2026; nobody decided."),
    ],
)
def test_a_right_says_until_when(today: dt.date, ends: str) -> None:
    (right,) = clock("BBB", Consecutive(3), deadlines=SIXTY_DAYS).rights

    said = right_sentence(right, today)

    assert said.startswith(
        "Denial rate: 3 judged months in a row in breach, met in March 2026. The right arose on "
        "March 31, 2026."
    )
    assert said.endswith(ends)


def test_a_contract_without_a_deadline_sends_to_counsel() -> None:
    (right,) = clock("BBB", Consecutive(3)).rights

    said = right_sentence(right, dt.date(2026, 5, 1))

    assert said.endswith("The contract names no deadline; ask counsel.")


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ("BBB", "Acme: 1 right to terminate open. The next notice is due by May 22, 2026."),
        ("KBB", "Acme: next month can give a right to terminate (Denial rate)."),
        ("KKK", "Acme: no right to terminate is open, and none can arise next month."),
    ],
)
def test_where_a_vendor_stands_in_a_sentence(history: str, said: str) -> None:
    found = [clock(history, Consecutive(3), deadlines=SIXTY_DAYS)]

    assert headline("Acme", found, dt.date(2026, 4, 10)) == said


def locked(value: str | None, status: str, credit: int) -> Locked:
    number = None if value is None else Decimal(value)
    return Locked("denial_rate", number, None, None, status, ("< 8 %",), "1", Usd(credit))


def restated(changes: Sequence[Change], gone: str = "", new: str = "", now: int = 1) -> str:
    return sentences(
        Restated(
            vendor="Acme",
            month=Month(2026, 3),
            changes=tuple(changes),
            rights_gone=(gone,) if gone else (),
            rights_new=(new,) if new else (),
            contract=(1, now),
            redefined=(),
        )
    )


def test_a_correction_says_what_was_what_is_and_what_hangs_on_it() -> None:
    worse = Change(
        "denial_rate", locked("0.07", "on_target", 0), locked("0.13", "breach", 1_600_00)
    )
    late = Change("denial_rate", locked(None, "not_reported", 0), locked("0.07", "on_target", 0))
    same = Change("denial_rate", locked("0.07", "on_target", 0), locked("0.07", "on_target", 0))

    assert restated([worse], new="consecutive denial_rate") == (
        "Acme, March 2026: Denial rate was 7.00 % (on target) when it was closed and is 13.00 % "
        "(breach); credits grow by $1,600.00; new: consecutive, Denial rate as a right to "
        "terminate."
    )
    assert "; new: 3 breaches within 6 months, Denial rate as a right" in restated(
        [worse], new="n_of_m:3/6 denial_rate"
    )
    assert "Denial rate was not reported when it was closed and is 7.00 %" in restated([late])
    assert restated([same], now=2) == (
        "Acme, March 2026: Denial rate is held against other limits or counts; the contract has "
        "revision 2 instead of 1."
    )
    assert "Denial rate was 13.00 % (breach) when it was closed and is not judged" in restated(
        [Change("denial_rate", worse.now, None)]
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("consecutive:3 denial_rate", "3 judged months in a row in breach, Denial rate"),
        ("n_of_m:3/6 denial_rate", "3 breaches within 6 months, Denial rate"),
        ("sum_of_credits:1500.00/12", "credits of $1500.00 or more within 12 months"),
        ("share_failing:0.05/12", "more than 5.00 % of measurements in breach within 12 months"),
        (
            "rolling_average:<=0.08/3 denial_rate",
            "average over 3 months not <= 8.00 %, Denial rate",
        ),
        ("n_of_m denial_rate", "n of m, Denial rate"),
    ],
)
def test_a_right_is_told_by_its_name_alone(name: str, said: str) -> None:
    assert right_name_in_words(name) == said
