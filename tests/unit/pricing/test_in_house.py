"""Own staff as an option: what it costs, line by line, and beside a vendor."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.pricing.three_vendors import PRACTICE, vendor_b
from vendor_eval.pricing.bill import bill
from vendor_eval.pricing.draws import CERTAIN, Uncertainty
from vendor_eval.pricing.flaws import flaws
from vendor_eval.pricing.in_house import (
    ASSUMED_IN_HOUSE,
    STAFF_BY_TASK,
    InHouse,
    Staffing,
    Task,
    assumed_in_house,
    hybrid,
    in_house,
)
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.simulation import Case, simulated
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month, Usd

ASSUMED = assumed_in_house()
WAGES_ALONE = replace(
    ASSUMED,
    turnover=Decimal(0),
    training=Decimal(0),
    software=Decimal(0),
    clearinghouse=Decimal(0),
    management_hours=Decimal(0),
)


def year(figures: InHouse, claims: int = 3_000) -> dict[str, str]:
    """What each line of twelve months comes to."""
    usage = Usage.exact(Month(2026, 1), {"claims": [claims] * 12})
    found: dict[str, Usd] = {}
    for invoice in bill(in_house(figures), usage).invoices():
        for line in invoice.lines:
            found[line.label] = found.get(line.label, Usd(0)) + line.amount
    return {label: str(amount) for label, amount in found.items() if amount != Usd(0)}


def test_labor_for_a_claim_costs_what_was_published() -> None:
    # 36,000 claims take 3.762 of the staff at 50,250 x 1.30 = 65,325 dollars: 245,752.65 a year,
    # 6.8265 a claim; each of 12 months is 20,479.3875, to the cent 20,479.39.
    assert year(WAGES_ALONE) == {"Wages and benefits": "245752.68"}


def test_everything_beside_the_wage_is_a_line_of_its_own() -> None:
    lines = year(ASSUMED)

    assert lines == {
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
    figures = replace(WAGES_ALONE, rise=Decimal("0.03"), set_up=Usd(1_000_000))
    usage = Usage.exact(Month(2026, 1), {"claims": [1_000] * 13})

    fees = [invoice.fee for invoice in bill(in_house(figures), usage).invoices()]

    # 1,000 x 6.8264625, with 10,000 once; 3 % more in the thirteenth month.
    assert [str(fee) for fee in (fees[0], fees[1], fees[12])] == ["16826.46", "6826.46", "7031.26"]


def test_part_of_the_work_takes_part_of_the_staff() -> None:
    denials = ASSUMED.only(Task.DENIALS, Task.POSTING)

    assert denials.staff == Decimal("5.0")  # 3.1 + 1.9 of 10.45
    assert sum(STAFF_BY_TASK.values()) == Decimal("10.45")
    assert ASSUMED.only(*Task).staff == ASSUMED.staff
    assert ASSUMED.only().staff == 0


def test_half_and_half_pays_the_vendor_and_the_staff() -> None:
    vendor = vendor_b()
    inside = in_house(WAGES_ALONE.only(Task.DENIALS), name="Own denial desk")
    both = hybrid("B with own denial desk", vendor, inside, vendor.performance)
    alone = Option.of(inside, vendor.usage)
    case = Case((both, vendor, alone), replace(PRACTICE, discount_rate=None), CERTAIN)

    together, of_vendor, of_staff = simulated(case, case.plan(1)).fees[:, 0]

    assert together == pytest.approx(of_vendor + of_staff, rel=1e-6)
    # 36 x 2,000 claims x 3.1 / 100,000 x 65,325
    assert of_staff / 100 == pytest.approx(145_805.4, rel=1e-6)


def test_own_staff_is_simulated_like_any_vendor() -> None:
    own = Option.of(in_house(ASSUMED, vendor_b().performance), vendor_b().usage)
    case = Case((own, vendor_b()), PRACTICE, Uncertainty())

    found = simulated(case, case.plan(100))

    assert (found.all_in > found.fees).all()
    assert found.options == ("In-house", "B")


def test_own_staff_is_an_offer_without_flaws() -> None:
    for staffing in Staffing:
        assert [*flaws(in_house(replace(ASSUMED, staffing=staffing)), "in-house")] == []


def test_every_figure_has_a_source_or_is_marked_as_an_assumption() -> None:
    assumed = [id for id, one in ASSUMED_IN_HOUSE.items() if one.source == "assumption"]

    assert assumed == ["turnover", "management_hours", "management_rate"]
    for one in ASSUMED_IN_HOUSE.values():
        assert one.low is None or one.low <= one.value
        assert one.high is None or one.value <= one.high


def test_what_is_assumed_fills_the_figure_of_its_name() -> None:
    for id, one in ASSUMED_IN_HOUSE.items():
        assert getattr(ASSUMED, id) == one.value
