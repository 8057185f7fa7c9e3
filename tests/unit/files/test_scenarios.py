"""Scenario files: what is refused, where, and with what remedy."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.errors import BadInput
from vendor_eval.files.scenarios import read_offer, read_scenario, scenario_toml
from vendor_eval.pricing.fees import Cap, Minimum, RecurringFlat
from vendor_eval.quantities import Usd

FLAT = '{ type = "flat", amount = "9000 USD" }'
PERFORMANCE = """
[options.performance]
net_collection_rate = "95 %"
denial_rate = "8 %"
days_in_ar = 40
oversight_hours = 10
"""


def scenario(**parts: str) -> str:
    """A scenario without a fault, of which some parts are other ones."""
    text = {
        "top": 'start = "2026-01"\nmonths = 3',
        "usage": "claims = 2600\nnet_collections = 182000",
        "practice": 'allowed_per_claim = "125 USD"',
        "option": f'name = "Flat"\nfees = [{FLAT}]',
    } | parts
    return (
        f"{text['top']}\n[usage]\n{text['usage']}\n[practice]\n{text['practice']}\n"
        f"[[options]]\n{text['option']}\n"
    )


def faults(text: str) -> list[tuple[str, str, str]]:
    """Place, what is wrong and what mends it."""
    with pytest.raises(BadInput) as refused:
        read_scenario(text, "s.toml")
    return [
        (one.where.removeprefix("s.toml: "), one.what, one.mend) for one in refused.value.faults
    ]


def fee(text: str) -> dict[str, str]:
    return {"option": f'name = "Option"\nfees = [{text}]'}


def test_a_scenario_without_a_fault_is_read() -> None:
    read = read_scenario(scenario(), "s.toml")

    assert [option.name for option in read.options] == ["Flat"]
    assert read.assumed == {
        "net_collection_reference",
        "cost_of_capital",
        "rework_cost",
        "practice_touch_share",
        "oversight_rate",
    }


@pytest.mark.parametrize(
    ("parts", "place", "what"),
    [
        ({"top": 'start = "2026-01"'}, "months", "is missing"),
        ({"top": "months = 3"}, "start", "is missing"),
        ({"top": 'start = "2026-01"\nmonths = 0'}, "months", "is not a whole number from 1"),
        ({"top": 'start = "9999-12"\nmonths = 3'}, "start", "cannot be meant"),
        ({"top": 'start = 2026-01-01\nmonths = 3'}, "start", "is not a text"),
        ({"usage": "claims = [1, 2]"}, "usage.claims", "has 2 values for 3 months"),
        ({"usage": "claims = [1, 2, 3, 4]"}, "usage.claims", "has 4 values for 3 months"),
        ({"usage": "claims = [1, -2, 3]"}, "usage.claims[2]", "-2 is negative"),
        ({"usage": 'claims = "many"'}, "usage.claims", "is not a number"),
        ({"usage": "claims = true"}, "usage.claims", "is not a number"),
        ({"usage": "claims = nan"}, "usage.claims", "is not a number that can be meant"),
        ({"usage": "claims = 1e99"}, "usage.claims", "is not a number that can be meant"),
        ({"usage": "claims = 0.00001"}, "usage.claims", "too many decimals"),
        ({"usage": "postage = 0.001"}, "usage.postage", "too many decimals"),
        ({"usage": 'claims = "3 USD"'}, "usage.claims", "usd cannot be read as count"),
        ({"usage": "claim = 3"}, "usage.claim", "is not a key that is known here"),
        ({"usage": "claims = 1\ngrowth = 0.02"}, "usage.growth", "is 0.02, without a unit"),
        ({"usage": 'claims = 1\ngrowth = "200 %"'}, "usage.growth", "is above 100 %"),
        ({"usage": 'claims = 1\nvolume = "-95 %"'}, "usage.volume", "is below -90 %"),
        ({"usage": "claims = 1\nseasons = [1, 2]"}, "usage.seasons", "not a list of 12 factors"),
        (
            {"usage": 'claims = 1\npayers = [{ name = "A", share = "90 %", allowed = "9 USD", '
             'collected = "95 %" }]'},
            "usage.payers",
            "add up to 90.00%",
        ),
        ({"practice": "allowed_per_claim = 125"}, "practice.allowed_per_claim", "without a unit"),
        ({"practice": 'rework_cost = "25 %"'}, "practice.rework_cost", "cannot be read as usd"),
        ({"practice": 'oversight = "45 USD"'}, "practice.oversight", "is not a key"),
        ({"option": f"fees = [{FLAT}]"}, "options[1].name", "is missing"),
        ({"option": 'name = "A"'}, "options[1].fees", "is missing"),
        ({"option": 'name = "A"\nfees = []'}, "options[1].fees", "is empty"),
        ({"option": 'name = "A"\nfees = [1]'}, "options[1].fees", "is not a list of tables"),
        (fee("{ amount = 1 }"), "options[1].fees[1].type", "is missing"),
        (fee('{ type = "flatt" }'), "options[1].fees[1].type", "is no kind of fee"),
        (fee('{ type = "flat" }'), "options[1].fees[1].amount", "is missing"),
        (fee('{ type = "flat", amount = "1.005 USD" }'), "options[1].fees[1].amount", "fraction"),
        (
            fee('{ type = "per_unit", on = "claims", price = "-1 USD" }'),
            "options[1].fees[1].price",
            "is negative",
        ),
        (
            fee('{ type = "per_unit", on = "net_collections", price = "1 USD" }'),
            "options[1].fees[1].on",
            "cannot be charged like that",
        ),
        (
            fee('{ type = "per_unit", on = "hours", price = "1 USD" }'),
            "options[1].fees",
            "hours is not in the usage",
        ),
        (
            fee('{ type = "graduated", on = "claims", tiers = [{ up_to = 5, price = "1 USD" }] }'),
            "options[1].fees[1].tiers[1].up_to",
            "nothing is said of what is above 5",
        ),
        (
            fee('{ type = "volume", on = "claims", tiers = [] }'),
            "options[1].fees[1].tiers",
            "is empty",
        ),
        (
            fee('{ type = "volume", on = "claims", tiers = [{ price = 1 }] }'),
            "options[1].fees[1].tiers[1].price",
            "is 1, without a unit",
        ),
        (
            fee('{ type = "stair_step", on = "claims", bands = [{ up_to = 9, amount = "1 USD" }, '
                '{ up_to = 8, amount = "1 USD" }, { amount = "1 USD" }] }'),
            "options[1].fees[1].bands[2].up_to",
            "overlaps",
        ),
        (
            fee('{ type = "kpi_indexed", metric = "denial_rat", on = "net_collections", '
                'bands = [{ rate = "1 %" }] }'),
            "options[1].fees[1].metric",
            "is not a metric",
        ),
        (
            fee('{ type = "kpi_indexed", metric = "denial_rate", on = "net_collections", '
                'bands = [{ rate = "1 %" }] }'),
            "options[1].fees",
            "nothing says what denial_rate will be",
        ),
        (
            fee('{ type = "percentage", on = "net_collections", rate = "6 %", '
                'each = { fixed = "1 USD" } }'),
            "options[1].fees",
            "no single payments",
        ),
        (
            {"practice": "", "option": f'name = "A"\nfees = [{FLAT}]{PERFORMANCE}'},
            "options[1].performance",
            "no all-in cost without allowed_per_claim",
        ),
        (
            {"usage": "encounters = 3", "option": f'name = "A"\nfees = [{FLAT}]{PERFORMANCE}'},
            "options[1].performance",
            "no all-in cost without claims",
        ),
        (
            {"option": f'name = "A"\nfees = [{FLAT}]\n[options.performance]\ndays_in_ar = 5'},
            "options[1].performance.net_collection_rate",
            "is missing",
        ),
        (
            {"option": f'name = "A"\nfees = [{FLAT}]\ninvoice = {{ minimum = "5 USD", '
             'cap = "4 USD" }'},
            "options[1].invoice.minimum",
            "is above the cap",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_its_place(
    parts: dict[str, str], place: str, what: str
) -> None:
    found = faults(scenario(**parts))

    assert place in [where for where, _, _ in found]
    assert any(where == place and what in said for where, said, _ in found), found
    assert all(mend for _, _, mend in found)


def test_two_spellings_of_one_name_are_one_name() -> None:
    again = '\n[[options]]\nname = "FLAT "\nfees = [' + FLAT + "]\n"

    assert [place for place, _, _ in faults(scenario() + again)] == ["options[2].name"]


def test_collections_need_not_be_given_where_an_option_tells_them() -> None:
    percentage = '{ type = "percentage", on = "net_collections", rate = "6 %" }'
    option = f'name = "A"\nfees = [{percentage}]'

    derived = scenario(usage="claims = 2000", option=f"{option}{PERFORMANCE}")
    assert read_scenario(derived, "s.toml").options
    assert [place for place, _, _ in faults(scenario(usage="claims = 2000", option=option))] == [
        "options[1].fees"
    ]


def test_a_limit_of_the_invoice_in_short_is_a_clause() -> None:
    text = f'name = "A"\nfees = [{FLAT}]\ninvoice = {{ minimum = "5 USD", cap = "8 USD" }}'

    offer = read_offer(text, "offer.toml")

    assert offer.fees == (RecurringFlat(Usd(900_000)), Minimum(Usd(500)), Cap(Usd(800)))


def test_numbers_may_carry_the_unit_that_their_key_says() -> None:
    usage = 'claims = "2,600"\nnet_collections = "182000.50 USD"\nfte = 3.5'

    given = read_scenario(scenario(usage=usage), "s.toml").expected.given

    assert given == {
        "claims": Decimal(2600),
        "net_collections": Decimal("182000.50"),
        "fte": Decimal("3.5"),
    }


OWN_STAFF = """name = "Own staff"
[options.own_staff]
tasks = ["posting", "credits", "denials", "patients", "other"]
wage = "52000 USD"
rise = "3 %"
"""
BESIDE_A_MINIMUM = f"""name = "Both"
fees = [{FLAT}]
invoice = {{ minimum = "5000 USD" }}
own_staff = {{ tasks = ["denials"] }}
"""


def test_own_staff_alone_is_an_option_and_what_is_not_said_is_assumed() -> None:
    read = read_scenario(scenario(option=OWN_STAFF + PERFORMANCE), "s.toml")

    (option,) = read.options
    assert option.own_staff is not None
    assert option.asked == ()
    assert option.own_staff.wage == 52_000
    assert "wage" not in option.own_staff.assumed
    assert "Wage of a medical records specialist" not in {one.label for one in read.assumptions}
    assert "Billing software" in {one.label for one in read.assumptions}


def test_own_staff_beside_a_vendor_goes_round_as_it_came() -> None:
    text = scenario(option=f"{OWN_STAFF}\n".replace("[options", f"fees = [{FLAT}]\n[options"))

    read = read_scenario(text, "s.toml")

    assert len(read.options[0].asked) == 1
    assert read_scenario(scenario_toml(read), "s.toml") == read


@pytest.mark.parametrize(
    ("option", "found"),
    [
        (
            'name = "Own"\nown_staff = {}',
            ("options[1].own_staff.tasks", "is missing", 'write tasks = ["denials", "posting"]'),
        ),
        (
            'name = "Own"\nown_staff = { tasks = [] }',
            (
                "options[1].own_staff.tasks",
                "is empty",
                "write some of posting, credits, denials, patients, other",
            ),
        ),
        (
            'name = "Own"\nown_staff = { tasks = ["denial"] }',
            (
                "options[1].own_staff.tasks",
                "'denial' is not known here",
                'did you mean "denials"?',
            ),
        ),
        (
            'name = "Own"\nown_staff = { tasks = ["denials"], wage = 50000 }',
            (
                "options[1].own_staff.wage",
                "is 50000, without a unit",
                'write wage = "50000 USD"',
            ),
        ),
        (
            BESIDE_A_MINIMUM,
            (
                "options[1].own_staff",
                "stands beside what acts on the whole invoice, and would be counted into it",
                "write it on the fee, or give own staff an option of its own",
            ),
        ),
    ],
)
def test_what_is_wrong_with_own_staff_is_told_at_its_key(
    option: str, found: tuple[str, str, str]
) -> None:
    assert faults(scenario(option=option)) == [found]


def test_own_staff_is_on_no_vendors_invoice() -> None:
    with pytest.raises(BadInput, match=r"own_staff: is no vendor's work"):
        read_offer(f'name = "Both"\nfees = [{FLAT}]\nown_staff = {{ tasks = ["denials"] }}', "o")
