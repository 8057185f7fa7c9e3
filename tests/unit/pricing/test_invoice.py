"""What acts on an invoice once its charges stand; amounts are dollars."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from vendor_eval.pricing.bill import Bill, bill
from vendor_eval.pricing.fees import (
    Base,
    Cap,
    CreditBasis,
    Discount,
    Escalated,
    Escalator,
    Fee,
    Minimum,
    Modifiers,
    PartialYear,
    Percentage,
    Period,
    PerUnit,
    Rebate,
    RecurringFlat,
    ServiceCredit,
    Tax,
    Tier,
    Window,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd

JANUARY = Month(2026, 1)
CLAIMS = Base("claims")


def usd(dollars: str | int) -> Usd:
    return Usd.of(Decimal(dollars))


def share(text: str) -> Decimal:
    return Decimal(text)


def billed(*fees: Fee, claims: Sequence[int] = (1,), **usage: Sequence[int]) -> Bill:
    return bill(Offer("an offer", fees), Usage.exact(JANUARY, {"claims": claims, **usage}))


def dollars(made: Bill) -> list[str]:
    return [str(Usd(int(cents))) for cents in made.fee]


FLAT = RecurringFlat(usd(1500))
TWELVE_THOUSAND = RecurringFlat(usd(12_000))
THREE_DOLLARS = PerUnit(Decimal(3), CLAIMS)


def test_a_commitment_is_made_up_for() -> None:
    made = billed(
        RecurringFlat(usd(50)), PerUnit(Decimal(3), CLAIMS), Minimum(usd(100)), claims=[10]
    )

    assert dollars(made) == ["100.00"]
    assert [str(line.amount) for line in next(made.invoices()).lines] == ["50.00", "30.00", "20.00"]


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (CreditBasis.AFTER_MINIMUM, "2250.00"),
        # The minimum swallows the credit.
        (CreditBasis.BEFORE_MINIMUM, "2500.00"),
    ],
)
def test_a_credit_before_the_minimum_is_swallowed_by_it(basis: CreditBasis, expected: str) -> None:
    credit = ServiceCredit(share("0.10"), basis=basis)

    assert dollars(billed(FLAT, Minimum(usd(2500)), credit)) == [expected]


@pytest.mark.parametrize(("at_risk", "credit"), [("0.15", "1800.00"), ("0.20", "2160.00")])
def test_credits_together_stay_within_what_is_at_risk(at_risk: str, credit: str) -> None:
    credits = [
        ServiceCredit(share(one), at_risk=share(at_risk)) for one in ("0.05", "0.10", "0.03")
    ]

    made = billed(TWELVE_THOUSAND, *credits)

    assert usd(12_000) - made.total() == usd(credit)


def test_credits_that_did_fall_due_are_taken_as_they_are() -> None:
    made = billed(
        TWELVE_THOUSAND,
        ServiceCredit(on=Base("service_credits"), at_risk=share("0.10")),
        claims=[1, 1],
        service_credits=[700, 5000],
    )

    assert dollars(made) == ["11300.00", "10800.00"]


def test_a_cap_by_the_month_and_by_the_year() -> None:
    monthly = billed(TWELVE_THOUSAND, Cap(usd(10_000)), claims=[1, 1])
    yearly = billed(TWELVE_THOUSAND, Cap(usd(30_000), Period.YEAR), claims=[1] * 13)

    assert dollars(monthly) == ["10000.00"] * 2
    assert dollars(yearly) == ["12000.00"] * 2 + ["6000.00"] + ["0.00"] * 9 + ["12000.00"]


def test_a_cap_holds_only_while_its_window_is_open() -> None:
    until_january = Window.of_months(None, JANUARY)

    made = billed(TWELVE_THOUSAND, Cap(usd(10_000), window=until_january), claims=[1, 1])

    assert dollars(made) == ["10000.00", "12000.00"]


def test_years_count_from_the_start_of_the_offer() -> None:
    # The first contract year ends with March 2026; of it three months are billed.
    offer = Offer("x", (FLAT, Minimum(usd(24_000), Period.YEAR)), starts=Month(2025, 4))

    made = bill(offer, Usage.exact(JANUARY, {"claims": [1] * 4}))

    # 24,000 x 3/12 - 3 x 1,500, and 24,000 x 1/12 - 1,500.
    assert dollars(made) == ["1500.00", "1500.00", "3000.00", "2000.00"]


def test_a_minimum_of_a_partial_year_may_be_waived() -> None:
    least = Minimum(usd(24_000), Period.YEAR, PartialYear.WAIVED)

    assert dollars(billed(FLAT, least, claims=[1] * 3)) == ["1500.00"] * 3


def test_a_minimum_may_ramp() -> None:
    first = Minimum(usd(1000), window=Window.of_months(None, JANUARY))
    later = Minimum(usd(2000), window=Window.of_months(JANUARY.plus(1), None))

    assert dollars(billed(THREE_DOLLARS, first, later, claims=[1, 1])) == ["1000.00", "2000.00"]


def test_a_discount_in_per_cent_comes_before_a_minimum_and_one_in_money_after() -> None:
    least = PerUnit(Decimal(3), CLAIMS, Modifiers(minimum=usd(280)))
    window = Window.of_months(None, JANUARY)

    in_per_cent = billed(least, Discount(share("0.10"), window=window), claims=[100, 100])
    in_money = billed(least, Discount(amount=usd(30), window=window), claims=[100, 100])

    assert dollars(in_per_cent) == ["280.00", "300.00"]  # 300 less 10 % is 270
    assert dollars(in_money) == ["270.00", "300.00"]


def test_a_rebate_comes_at_the_end_of_each_contract_year() -> None:
    tiers = (Tier(Decimal(1200), share("0")), Tier(None, share("0.05")))

    full = billed(THREE_DOLLARS, Rebate(CLAIMS, tiers), claims=[101] * 12)
    short = billed(THREE_DOLLARS, Rebate(CLAIMS, tiers), claims=[100] * 12)

    assert dollars(full) == ["303.00"] * 11 + ["121.20"]  # 5 % of 3,636 is 181.80
    assert dollars(short) == ["300.00"] * 12


def test_an_escalator_of_the_offer_moves_what_has_none_of_its_own() -> None:
    own = RecurringFlat(usd(1000), modifiers=Modifiers(escalator=Decimal(0)))
    only_prices = Escalator(share("0.03"), frozenset({Escalated.PRICES}))

    made = billed(RecurringFlat(usd(5000)), own, Minimum(usd(6100)), only_prices, claims=[1] * 13)

    assert dollars(made)[11:] == ["6100.00", "6150.00"]


def test_tax_is_last() -> None:
    made = billed(TWELVE_THOUSAND, ServiceCredit(share("0.10")), Tax(share("0.0825")))

    assert dollars(made) == ["11691.00"]  # 10,800 x 1.0825
    assert [line.label for line in next(made.invoices()).lines][-1] == "Tax"


def test_a_month_without_volume_owes_minimums_and_flat_fees_alone() -> None:
    made = billed(THREE_DOLLARS, FLAT, Percentage(share("0.05"), Base("net_collections")),
                  claims=[0], net_collections=[0])  # fmt: skip

    assert dollars(made) == ["1500.00"]
