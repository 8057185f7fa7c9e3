"""How far along each rule of termination is, by when to send notice, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.unit.sla.histories import DENIALS, contract, level, measured, month
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.termination_clock import (
    Clock,
    Standing,
    clocks,
    last_days,
    unfounded,
    urgency,
)
from vendor_eval.quantities import Limit, Quantity, Unit, Usd
from vendor_eval.sla.assessment import assess_all
from vendor_eval.sla.contract import (
    Consecutive,
    Contract,
    Deadlines,
    FixedAmount,
    NOfM,
    RollingAverage,
    ShareFailing,
    SumOfCredits,
    TerminationRule,
)

SIXTY_DAYS = Deadlines(
    notice=Quantity(Decimal(60), Unit.DAYS), delivery=Quantity(Decimal(5), Unit.DAYS)
)
MAY_1 = dt.date(2026, 5, 1)


def found(history: str, agreed: Contract, notices: Sequence[Notice] = ()) -> list[Clock]:
    judged = assess_all([agreed], measured({DENIALS: history}), month(len(history)))
    return list(clocks(judged, {agreed.vendor: notices}))


def one(history: str, rule: TerminationRule, **terms: object) -> Clock:
    (clock,) = found(
        history, contract(level(credit=FixedAmount(Usd(400_00))), termination=(rule,), **terms)
    )
    return clock


@pytest.mark.parametrize(
    ("history", "reached", "missing", "possible", "soonest"),
    [
        ("KK", 0, 3, False, 5),
        ("KB", 1, 2, False, 4),
        ("BB", 2, 1, True, 3),
        ("BB-", 2, 1, True, 4),  # a month that was not judged does not interrupt
        ("BBB", 3, 0, True, 4),
    ],
)
def test_three_in_a_row(
    history: str, reached: int, missing: int, possible: bool, soonest: int
) -> None:
    clock = one(history, Consecutive(3))

    assert clock.progress.reached == reached == len(clock.made_of)
    assert clock.ahead is not None
    assert (clock.ahead.missing, clock.ahead.possible) == (missing, possible)
    assert clock.ahead.soonest == month(soonest)


def test_the_oldest_month_leaves_the_window_of_the_next() -> None:
    # March looks back on January to March: of the breaches of January and February both count.
    # April looks back on February to April: January's is gone, so that two more are needed.
    clock = one("BBK", NOfM(3, 3))

    assert clock.progress.reached == 2
    assert [when for _, when in clock.made_of] == [month(1), month(2)]
    assert clock.ahead is not None
    assert clock.ahead.missing == 2
    assert clock.ahead.soonest == month(6)


def test_credits_add_up_in_money_and_a_month_can_bring_no_more_than_is_at_risk() -> None:
    rule = SumOfCredits(Usd(1_500_00), 12)
    at_risk = {"monthly_fee": Usd(6_000_00), "fee_at_risk": Decimal("0.1")}

    near = one("BKBB", rule, **at_risk)
    far = one("B", rule, **at_risk)

    # 3 x 400 of 1,500 are there; 300 are missing, and 600 a month are at risk.
    assert near.progress.reached == 1_200_00
    assert near.ahead is not None
    assert (near.ahead.missing, near.ahead.possible) == (300_00, True)
    assert [when for _, when in near.made_of] == [month(1), month(3), month(4)]
    # 1,100 are missing, more than the 600 that are at risk in a month.
    assert far.ahead is not None
    assert (far.ahead.missing, far.ahead.possible) == (1_100_00, False)


def test_a_share_counts_breaches_of_all_that_was_judged() -> None:
    clock = one("KKBK", ShareFailing(Decimal("0.4"), 4))

    # 1 of 4; of the next window of 4 more than 1.6 are 2, and 1 breach is carried over.
    assert (clock.progress.reached, clock.progress.judged) == (1, 4)
    assert clock.ahead is not None
    assert (clock.ahead.missing, clock.ahead.of, clock.ahead.possible) == (1, 1, True)


def test_an_average_names_the_value_that_would_take_it_to_its_limit() -> None:
    clock = one("BKK", RollingAverage(DENIALS, Limit.parse("<= 12 %"), 3))

    # (15 + 5 + 5) / 3 now; of the next three months 5 + 5 + 26 are 36, which is 3 x 12.
    assert clock.progress.reached == Fraction(25, 300)
    assert clock.ahead is not None
    assert clock.ahead.missing == Fraction(26, 100)
    assert not clock.is_met


def test_a_rule_about_an_average_waits_for_its_whole_window() -> None:
    clock = one("B", RollingAverage(DENIALS, Limit.parse("<= 12 %"), 3))

    assert clock.ahead is not None
    assert (clock.ahead.whole, clock.ahead.possible) == (month(3), False)


def test_a_metric_without_a_minimum_has_no_clock_of_its_own() -> None:
    without = contract(level(minimum=None), termination=(Consecutive(3),))

    assert found("BBB", without) == []


def test_after_the_term_no_month_brings_anything() -> None:
    clock = one("BB", Consecutive(3), ends=dt.date(2026, 2, 28))

    assert clock.ahead is None
    assert clock.standing(MAY_1) is Standing.COUNTING


def test_a_right_arises_on_the_last_day_of_its_month_and_lapses_by_the_contract() -> None:
    (right,) = one("BBB", Consecutive(3), deadlines=SIXTY_DAYS).rights

    assert right.arose_on == dt.date(2026, 3, 31)
    # 60 days after March 31: 30 of April, 30 of May. Five days for delivery end on May 25, which
    # is Memorial Day; the last business day before is Friday, May 22.
    assert right.lapses_on == dt.date(2026, 5, 30)
    assert right.send_by == dt.date(2026, 5, 22)
    assert right.days_left(MAY_1) == 21
    assert right.days_left(dt.date(2026, 5, 23)) == -1
    assert right.standing(dt.date(2026, 5, 30)) is Standing.OPEN
    assert right.standing(dt.date(2026, 5, 31)) is Standing.LAPSED


def test_a_contract_without_a_deadline_names_none() -> None:
    (right,) = one("BBB", Consecutive(3)).rights

    assert (right.lapses_on, right.send_by, right.days_left(MAY_1)) == (None, None, None)
    assert right.standing(dt.date(2028, 12, 31)) is Standing.OPEN
    # The contract is over then, and so is what could be terminated.
    assert right.standing(dt.date(2029, 1, 1)) is Standing.LAPSED


def test_business_days_of_notice_and_of_delivery_leave_out_weekends_and_holidays() -> None:
    ten = Quantity(Decimal(10), Unit.BUSINESS_DAYS)
    three = Quantity(Decimal(3), Unit.BUSINESS_DAYS)

    # From June 30, 2026: July 3 is kept for July 4, so that the tenth business day is July 15.
    agreed = contract(deadlines=Deadlines(notice=ten, delivery=three))
    assert last_days(dt.date(2026, 6, 30), agreed) == (
        dt.date(2026, 7, 15),
        dt.date(2026, 7, 10),
    )


def test_after_the_end_of_the_contract_no_right_stands() -> None:
    ends = replace(contract(deadlines=SIXTY_DAYS), ends=dt.date(2026, 7, 31))
    found = last_days(dt.date(2026, 6, 30), ends)

    assert found is not None
    assert found[0] == dt.date(2026, 7, 31)


def test_a_notice_sent_too_late_has_used_nothing() -> None:
    # Three breaches through March: the right lapses on May 30, sixty days after March 31.
    late = Notice("consecutive", DENIALS, month(3), Use.USED, dt.date(2026, 6, 2), "M. Chen", "It")
    agreed = contract(termination=(Consecutive(3),), deadlines=SIXTY_DAYS)
    (clock,) = found("BBB", agreed, [late])
    (right,) = clock.rights

    assert (right.lapses_on, right.days_too_late) == (dt.date(2026, 5, 30), 3)
    assert right.standing(dt.date(2026, 6, 3)) is Standing.LAPSED
    assert right.standing(MAY_1) is Standing.LAPSED


@pytest.mark.parametrize(
    ("use", "standing"), [(Use.USED, Standing.USED), (Use.LET_GO, Standing.LET_GO)]
)
def test_what_was_decided_about_a_right_stands_with_it(use: Use, standing: Standing) -> None:
    notice = Notice("consecutive", DENIALS, month(3), use, MAY_1, "M. Chen", "Agreed")
    agreed = contract(termination=(Consecutive(3),), deadlines=SIXTY_DAYS)

    (clock,) = found("BBB", agreed, [notice])

    assert clock.rights[0].standing(dt.date(2027, 1, 1)) is standing
    assert clock.standing(MAY_1) is standing
    assert unfounded(clock.rights, [notice]) == ()


def test_a_decision_about_a_right_that_is_gone_is_told_apart() -> None:
    notice = Notice("consecutive", DENIALS, month(3), Use.USED, MAY_1, "M. Chen", "Agreed")
    (clock,) = found("BBK", contract(termination=(Consecutive(3),)), [notice])

    assert unfounded(clock.rights, [notice]) == (notice,)


def test_the_right_that_lapses_first_is_the_most_urgent() -> None:
    rules = (NOfM(1, 12), NOfM(4, 12), Consecutive(2), Consecutive(3))
    agreed = contract(termination=rules, deadlines=SIXTY_DAYS)

    in_order = sorted(found("BKB", agreed), key=lambda clock: urgency(clock, MAY_1))

    # One of 12 arose in January and its notice was due on March 27: lapsed on April 1.
    # Three in a row stand at one, as do two in a row, which one more breach would meet.
    assert [clock.rule for clock in in_order] == [
        Consecutive(2),
        NOfM(4, 12),
        Consecutive(3),
        NOfM(1, 12),
    ]


def test_a_right_that_arose_again_has_its_own_days() -> None:
    agreed = contract(termination=(Consecutive(2),), deadlines=SIXTY_DAYS)
    (clock,) = found("BBKBB", replace(agreed))

    assert [right.month for right in clock.rights] == [month(5), month(2)]
    assert [right.standing(dt.date(2026, 6, 15)) for right in clock.rights] == [
        Standing.OPEN,
        Standing.LAPSED,
    ]


def test_a_decision_about_one_rule_leaves_another_of_its_kind_open() -> None:
    agreed = contract(termination=(NOfM(3, 6), NOfM(3, 4)), deadlines=SIXTY_DAYS)
    named, bare = (
        Notice(name, DENIALS, month(3), Use.LET_GO, MAY_1, "M. Chen", "Agreed")
        for name in ("n_of_m:3/6", "n_of_m")
    )

    of_six, of_four = (clock.rights[0] for clock in found("BBB", agreed, [named, bare]))

    assert [one.standing(MAY_1) for one in (of_six, of_four)] == [Standing.LET_GO, Standing.OPEN]
    # Which of the two was meant, the bare name does not say.
    assert unfounded((of_six, of_four), [named, bare]) == (bare,)


def test_a_decision_without_numbers_counts_for_the_only_rule_of_its_kind() -> None:
    bare = Notice("n_of_m", DENIALS, month(3), Use.LET_GO, MAY_1, "M. Chen", "Agreed")
    agreed = contract(termination=(Consecutive(3), NOfM(3, 6)))

    standings = [clock.rights[0].standing(MAY_1) for clock in found("BBB", agreed, [bare])]

    assert standings == [Standing.OPEN, Standing.LET_GO]
