"""The invoice that is expected for one month: what it takes to know, and what it comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.pricing.expected_invoice import (
    CREDITS_DUE,
    PAYMENTS,
    Known,
    Missing,
    expected_invoice,
    missing_usage,
)
from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Base,
    Escalator,
    Fee,
    Graduated,
    KpiIndexed,
    MetricBand,
    Minimum,
    Modifiers,
    OneTime,
    Percentage,
    Period,
    PerTransaction,
    PerUnit,
    RecurringFlat,
    ServiceCredit,
    Tax,
    Tier,
    Window,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Month, Usd

JANUARY, MARCH, DECEMBER = Month(2026, 1), Month(2026, 3), Month(2026, 12)
CLAIMS, COLLECTIONS = Base("claims"), Base("net_collections")
PER_CLAIM = PerUnit(Decimal("5.75"), CLAIMS)


def offer(*fees: Fee, starts: Month | None = JANUARY) -> Offer:
    return Offer("Agreed", fees, starts)


def known(**drivers: dict[Month, int]) -> Known:
    return Known(
        {id: {month: Decimal(n) for month, n in told.items()} for id, told in drivers.items()}
    )


def lines(agreed: Offer, month: Month, told: Known) -> list[tuple[str, str]]:
    return [(one.label, str(one.amount)) for one in expected_invoice(agreed, month, told).lines]


def missing(agreed: Offer, month: Month, told: Known) -> tuple[Missing, ...]:
    return missing_usage(agreed, month, told)


def test_only_the_month_itself_has_to_be_known_where_nothing_looks_back() -> None:
    told = known(claims={MARCH: 2600})

    assert missing(offer(PER_CLAIM), MARCH, told) == ()
    # 2,600 x 5.75
    assert lines(offer(PER_CLAIM), MARCH, told) == [("Claims submitted", "14950.00")]


def test_what_nobody_told_is_named_with_its_month() -> None:
    agreed = offer(PER_CLAIM, Percentage(Decimal("0.05"), COLLECTIONS))

    found = missing(agreed, MARCH, known(claims={JANUARY: 2600}))

    assert found == (Missing("claims", (MARCH,)), Missing("net_collections", (MARCH,)))
    assert [one.label for one in found] == ["claims submitted", "net collections"]


@pytest.mark.parametrize(
    "fee",
    [
        Minimum(Usd(1_00), each=Period.YEAR),
        Graduated(CLAIMS, (Tier(None, Decimal(5)),), Period.YEAR),
        PerUnit(Decimal(5), CLAIMS, Modifiers(minimum=Usd(1_00), minimum_each=Period.YEAR)),
        AllowanceOverage(CLAIMS, Decimal(100), Decimal(5), carry_over=True),
    ],
)
def test_what_counts_through_a_year_takes_every_month_of_it(fee: Fee) -> None:
    told = known(claims={JANUARY: 1, MARCH: 1})

    assert missing(offer(PER_CLAIM, fee), MARCH, told) == (Missing("claims", (Month(2026, 2),)),)


def test_a_fee_of_the_month_before_takes_that_month() -> None:
    agreed = offer(PerUnit(Decimal(5), Base("claims", lag=1)))
    told = known(claims={Month(2026, 2): 100, MARCH: 7})

    assert missing(agreed, MARCH, told) == ()
    assert lines(agreed, MARCH, told) == [("Claims submitted", "500.00")]


def test_fees_that_do_not_stand_in_the_month_need_nothing() -> None:
    set_up = OneTime(Usd(900_00), 1, Base("providers"))
    ended = PerUnit(
        Decimal(1), Base("statements"), Modifiers(window=Window.of_months(JANUARY, JANUARY))
    )

    assert missing(offer(set_up, ended, RecurringFlat(Usd(100_00))), MARCH, known()) == ()
    assert missing(offer(set_up, ended), JANUARY, known()) == (
        Missing("providers", (JANUARY,)),
        Missing("statements", (JANUARY,)),
    )


def test_single_payments_are_never_known() -> None:
    card = Percentage(Decimal("0.03"), COLLECTIONS, PerTransaction(minimum=Usd(1_00)))

    [found] = missing(offer(card), MARCH, known(net_collections={MARCH: 1000}))

    assert (found.driver, found.label) == (PAYMENTS, "single payments")


def test_a_set_up_fee_falls_due_once_and_prices_rise_on_the_anniversary() -> None:
    agreed = offer(OneTime(Usd(2_500_00)), RecurringFlat(Usd(1_000_00)), Escalator(Decimal("0.03")))

    assert lines(agreed, JANUARY, known())[0] == ("One-time fee", "2500.00")
    assert lines(agreed, MARCH, known()) == [("Monthly fee", "1000.00")]
    # 1,000 x 1.03 x 1.03 in the third year
    assert lines(agreed, Month(2028, 3), known()) == [("Monthly fee", "1060.90")]


def test_an_annual_minimum_is_asked_for_at_the_end_of_the_year_and_not_before() -> None:
    agreed = offer(PER_CLAIM, Minimum(Usd(13_000_00), each=Period.YEAR))
    told = known(claims={JANUARY.plus(at): 100 for at in range(12)})

    assert lines(agreed, MARCH, told) == [("Claims submitted", "575.00")]
    # 13,000.00 - 12 x 575.00
    assert lines(agreed, DECEMBER, told)[-1] == ("Up to the minimum", "6100.00")


@pytest.mark.parametrize(
    "clauses",
    [
        (),
        (ServiceCredit(share=Decimal("0.02")),),
        (ServiceCredit(on=Base(CREDITS_DUE), share=Decimal("0.02")),),
        (ServiceCredit(share=Decimal("0.02")), ServiceCredit(share=Decimal("0.01"))),
    ],
)
def test_credits_are_those_that_fell_due_and_never_assumed_ones(clauses) -> None:
    agreed = offer(RecurringFlat(Usd(1_000_00)), *clauses)

    due = lines(agreed, MARCH, known(service_credits={MARCH: 160}))

    assert due == [("Monthly fee", "1000.00"), ("Service credit", "-160.00")]
    assert lines(agreed, MARCH, known()) == [("Monthly fee", "1000.00")]


def test_credits_stay_within_what_the_offer_puts_at_risk_and_come_before_the_tax() -> None:
    agreed = offer(
        RecurringFlat(Usd(1_000_00)), ServiceCredit(at_risk=Decimal("0.1")), Tax(Decimal("0.05"))
    )

    # 10 % of 1,000.00, and 5 % of the other 900.00
    assert lines(agreed, MARCH, known(service_credits={MARCH: 160}))[1:] == [
        ("Service credit", "-100.00"),
        ("Tax", "45.00"),
    ]


@pytest.mark.parametrize(("value", "amount"), [(0.96, "200.00"), (None, "0.00")])
def test_a_metric_that_was_not_measured_earns_no_bonus(value: float | None, amount: str) -> None:
    bands = (MetricBand(Decimal("0.95")), MetricBand(None, amount=Usd(200_00)))
    agreed = offer(KpiIndexed("first_pass_acceptance_rate", CLAIMS, bands))
    measured = {} if value is None else {MARCH: value}
    told = Known({"claims": {MARCH: Decimal(10)}}, {"first_pass_acceptance_rate": measured})

    [line] = expected_invoice(agreed, MARCH, told).lines
    assert str(line.amount) == amount


@pytest.mark.parametrize("starts", [None, Month(2027, 1)])
def test_an_offer_without_an_earlier_start_begins_in_the_month(starts: Month | None) -> None:
    agreed = offer(OneTime(Usd(5_00)), starts=starts)

    assert lines(agreed, MARCH, known()) == [("One-time fee", "5.00")]
