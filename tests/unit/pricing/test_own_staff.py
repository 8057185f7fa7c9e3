"""Own staff as an option: what it costs, line by line, and beside a vendor."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.pricing.three_vendors import PRACTICE, vendor_b
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.draws import CERTAIN, Uncertainty
from vendor_eval.pricing.flaws import flaws
from vendor_eval.pricing.offer import Offer, with_own_staff
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.own_staff import (
    STAFF_ASSUMPTIONS,
    STAFF_BY_TASK,
    OwnStaff,
    Staffing,
    Task,
)
from vendor_eval.pricing.simulation import Case, simulated
from vendor_eval.pricing.structures import is_usual, models_of
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd

ASSUMED = OwnStaff(
    tasks=frozenset(Task),
    assumed=frozenset(STAFF_ASSUMPTIONS),
    **{id: one.value for id, one in STAFF_ASSUMPTIONS.items()},
)
WAGES_ALONE = replace(
    ASSUMED,
    turnover=Decimal(0),
    training=Decimal(0),
    software=Decimal(0),
    clearinghouse=Decimal(0),
    management_hours=Decimal(0),
)


def alone(staff: OwnStaff) -> Offer:
    """Own staff and no vendor."""
    return with_own_staff(Offer("Own staff", (), performance=vendor_b().performance), staff)


def year(staff: OwnStaff, claims: int = 3_000) -> dict[str, str]:
    """What each line of twelve months comes to."""
    usage = Usage.exact(Month(2026, 1), {"claims": [claims] * 12})
    found: dict[str, Usd] = {}
    for invoice in bill(alone(staff), usage).invoices():
        for line in invoice.lines:
            found[line.label] = found.get(line.label, Usd(0)) + line.amount
    return {label: str(amount) for label, amount in found.items() if amount != Usd(0)}


def test_labor_for_a_claim_costs_what_was_published() -> None:
    # 36,000 claims take 3.762 of the staff at 50,250 x 1.30 = 65,325 dollars: 245,752.65 a year,
    # 6.8265 a claim; each of 12 months is 20,479.3875, to the cent 20,479.39.
    assert year(WAGES_ALONE) == {"Wages and benefits": "245752.68"}


def test_everything_beside_the_wage_is_a_line_of_its_own() -> None:
    assert year(ASSUMED) == {
        "Wages and benefits": "245752.68",
        "Replacing who leaves": "11286.00",  # 3.762 x 0.20 x 15,000
        "Training": "3762.00",  # 3.762 x 1,000
        "Billing software": "9000.00",
        "Clearinghouse": "2000.04",  # 12 x 166.67
        "Management": "10800.00",  # 12 x 20 x 45
    }


@pytest.mark.parametrize(
    ("claims", "persons"),
    [(797, 1), (798, 2), (1_594, 2), (1_595, 3), (0, 0)],  # one works 100,000 / 12 / 10.45 = 797.45
)
def test_staff_that_comes_whole_grows_by_one_person_at_a_time(claims: int, persons: int) -> None:
    lines = year(replace(WAGES_ALONE, staffing=Staffing.WHOLE), claims)

    # 65,325 / 12 = 5,443.75 a month
    expected = {"Wages and benefits": str(Usd(persons * 12 * 544_375))} if persons else {}
    assert lines == expected


def test_wages_rise_on_the_anniversary_and_setting_up_is_paid_once() -> None:
    staff = replace(WAGES_ALONE, rise=Decimal("0.03"), set_up=Usd(1_000_000))
    usage = Usage.exact(Month(2026, 1), {"claims": [1_000] * 13})

    fees = [invoice.fee for invoice in bill(alone(staff), usage).invoices()]

    # 1,000 x 6.8264625, with 10,000 once; 3 % more in the thirteenth month.
    assert [str(fee) for fee in (fees[0], fees[1], fees[12])] == ["16826.46", "6826.46", "7031.26"]


def test_part_of_the_work_takes_part_of_the_staff() -> None:
    some = replace(ASSUMED, tasks=frozenset({Task.DENIALS, Task.POSTING}))

    assert some.needed == Decimal("5.0")  # 3.1 + 1.9 of 10.45
    assert sum(STAFF_BY_TASK.values()) == Decimal("10.45")
    assert ASSUMED.needed == ASSUMED.staff
    assert replace(ASSUMED, tasks=frozenset[Task]()).needed == 0


def test_beside_a_vendor_both_are_paid() -> None:
    (vendor,) = vendor_b().parts
    usage = Usage.exact(Month(2026, 1), {"claims": [3_000] * 12, "net_collections": [360_000] * 12})
    staff = replace(WAGES_ALONE, tasks=frozenset({Task.DENIALS}))

    together = bill(with_own_staff(vendor, staff), usage).total()

    of_staff = bill(alone(staff), usage).total()
    # 36,000 claims x 3.1 / 100,000 x 65,325 = 72,902.70, 6,075.225 a month, to the cent 6,075.23
    assert str(of_staff) == "72902.76"
    assert together == bill(vendor, usage).total() + of_staff


def test_what_a_vendor_asks_stands_apart_from_own_staff() -> None:
    (vendor,) = vendor_b().parts

    both = with_own_staff(vendor, ASSUMED)

    assert both.asked == vendor.fees
    assert (models_of(both), is_usual(both)) == (models_of(vendor), is_usual(vendor))
    assert (alone(ASSUMED).asked, models_of(alone(ASSUMED))) == ((), ())


def test_what_is_spent_on_denied_claims_is_not_paid_twice() -> None:
    usage = vendor_b().usage
    options = tuple(
        Option.of(alone(replace(ASSUMED, tasks=frozenset({task}))), usage, "The practice")
        for task in (Task.DENIALS, Task.POSTING)
    )
    case = Case(options, replace(PRACTICE, discount_rate=None), CERTAIN)

    found = simulated(case, case.plan(1))

    denials, posting = found.all_in[:, 0] - found.fees[:, 0]
    # 36 x 2,000 claims x 6.5 % denied x 30 % x 25 dollars, in cents
    assert posting - denials == pytest.approx(3_510_000, rel=1e-6)


def test_own_staff_is_simulated_like_any_vendor() -> None:
    own = Option.of(alone(ASSUMED), vendor_b().usage)
    case = Case((own, vendor_b()), PRACTICE, Uncertainty())

    found = simulated(case, case.plan(100))

    assert (found.all_in > found.fees).all()
    assert found.options == ("Own staff", "B")


def test_own_staff_is_an_offer_without_flaws() -> None:
    for staffing in Staffing:
        assert [*flaws(alone(replace(ASSUMED, staffing=staffing)), "own staff")] == []


def test_every_figure_has_a_source_or_is_marked_as_an_assumption() -> None:
    assumed = [id for id, one in STAFF_ASSUMPTIONS.items() if one.source == "assumption"]

    assert assumed == ["turnover", "management_hours", "management_rate"]
    for one in STAFF_ASSUMPTIONS.values():
        assert one.low is None or one.low <= one.value
        assert one.high is None or one.value <= one.high


def test_the_staff_that_is_assumed_is_shown_with_its_decimals() -> None:
    assert ": 10.45 (" in str(STAFF_ASSUMPTIONS["staff"])
