"""``vendor-eval price``: the document word for word, the streams, the exit status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.spec.conftest import Run

TOP = Path(__file__).parents[2]
# The scenario that the file formats are explained with, for two months.
SCENARIO = """
title = "Family practice"
start = "2026-01"
months = 2

[usage]
net_collections = [182000, 191500.25]
claims = 2600
claim_lines = 7800
encounters = 2100
statements = 900
fte = 3.5
growth = "2 %"

[[options]]
name = "Percent, tiered"
fees = [
  { type = "graduated_percentage", on = "net_collections", tiers = [{ up_to = 100000, rate = "6 %" }, { up_to = 200000, rate = "5 %" }, { rate = "4 %" }], minimum = "5000 USD" },
  { type = "one_time", month = 1, amount = "2500 USD" },
]

[[options]]
name = "Per claim"
fees = [
  { type = "graduated", on = "claims", tiers = [{ up_to = 1000, price = "6.50 USD" }, { up_to = 2000, price = "5.75 USD" }, { price = "5.00 USD" }] },
  { type = "per_unit", on = "statements", price = "0.91 USD" },
]
"""  # noqa: E501 - an inline table of TOML stands on one line
FLAT = '[[options]]\nname = "Flat"\nfees = [{ type = "flat", amount = "11000 USD" }]\n'


@pytest.fixture
def scenario(folder: Path) -> Path:
    file = folder / "scenario.toml"
    file.write_text(SCENARIO)
    return file


def with_fees(file: Path, *fees: str, usage: str = "net_collections = 100000") -> Path:
    """A scenario of one month and one option."""
    table = f'start = "2026-01"\nmonths = 1\n[usage]\nclaims = 2000\n{usage}\n'
    file.write_text(f'{table}[[options]]\nname = "Option"\nfees = [{", ".join(fees)}]\n')
    return file


def test_the_document_has_the_promised_keys_types_and_words(run: Run, scenario: Path) -> None:
    ended = run("price", scenario, "--json")

    assert (ended.status, ended.err) == (0, "")
    document = ended.document
    assert list(document) == ["options", "cheapest", "cheapest_all_in", "break_even", "cautions"]
    tiered, per_claim = document["options"]
    assert list(tiered) == ["name", "total", "months", "all_in"]
    assert (tiered["name"], tiered["all_in"]) == ("Percent, tiered", None)
    # 100,000 x 6 % + 82,000 x 5 %, and the set-up fee once.
    assert tiered["months"][0] == {
        "month": "2026-01",
        "fee": "12600.00",
        "lines": [
            {
                "label": "Percentage of net collections",
                "quantity": "182000.00",
                "rate": None,
                "amount": "10100.00",
            },
            {"label": "One-time fee", "quantity": 1, "rate": "2500.00", "amount": "2500.00"},
        ],
    }
    # 6,000 + 91,500.25 x 5 % = 10,575.0125
    assert [one["fee"] for one in tiered["months"]] == ["12600.00", "10575.01"]
    assert tiered["total"] == "23175.01"
    # 1,000 x 6.50 + 1,000 x 5.75 + 600 x 5.00 = 15,250 and 900 x 0.91 = 819;
    # then 2,652 claims: 15,250 + 52 x 5.00 = 15,510, and 918 statements: 835.38
    assert [one["fee"] for one in per_claim["months"]] == ["16069.00", "16345.38"]
    assert per_claim["months"][1]["lines"] == [
        {"label": "Claims submitted", "quantity": 2652, "rate": None, "amount": "15510.00"},
        {"label": "Patient statements", "quantity": 918, "rate": "0.91", "amount": "835.38"},
    ]
    assert per_claim["total"] == "32414.38"
    assert (document["cheapest"], document["cheapest_all_in"]) == ("Percent, tiered", None)


def test_break_even_is_on_a_steady_month_over_claims(run: Run, scenario: Path) -> None:
    document = run("price", scenario, "--json").document

    # The minimum of 5,000 meets 6.50 a claim and 0.91 for each of 900 statements in 2,600 claims.
    (pair,) = document["break_even"]
    assert (pair["a"], pair["b"], pair["on"]) == ("Percent, tiered", "Per claim", "claims")
    assert pair["at"] == [pytest.approx(5_000 / (6.5 + 0.91 * 900 / 2_600))]


def test_a_pair_of_which_neither_follows_what_is_done_has_no_break_even(
    run: Run, folder: Path
) -> None:
    file = with_fees(folder / "s.toml", '{ type = "flat", amount = "9000 USD" }')
    file.write_text(file.read_text() + FLAT + FLAT.replace("Flat", "Tied"))

    document = run("price", file, "--json").document

    assert document["break_even"] == []
    assert document["cheapest"] == "Option"
    assert document["cautions"] == []


def test_ties_go_to_the_first_in_the_file(run: Run, folder: Path) -> None:
    file = with_fees(folder / "s.toml", '{ type = "flat", amount = "11000 USD" }')
    file.write_text(file.read_text() + FLAT)

    assert run("price", file, "--json").document["cheapest"] == "Option"


def test_volume_tiers_cross_a_flat_fee_three_times(run: Run, folder: Path) -> None:
    tiers = (
        '[{ up_to = 1000, price = "6 USD" }, { up_to = 2500, price = "5 USD" }, '
        '{ price = "4.25 USD" }]'
    )
    file = with_fees(folder / "s.toml", f'{{ type = "volume", on = "claims", tiers = {tiers} }}')
    file.write_text(file.read_text() + FLAT.replace("11000", "11500"))

    (pair,) = run("price", file, "--json").document["break_even"]

    # 2,300 x 5.00; the fall of the whole beyond 2,500; 11,500 / 4.25
    assert pair["at"] == [2300, 2500, pytest.approx(11_500 / 4.25)]


def test_a_cliff_is_pointed_out(run: Run, folder: Path) -> None:
    tiers = '[{ up_to = 100000, rate = "7 %" }, { up_to = 250000, rate = "6 %" }, { rate = "5 %" }]'
    fee = f'{{ type = "volume_percentage", on = "net_collections", tiers = {tiers} }}'

    ended = run("price", with_fees(folder / "s.toml", fee))

    # 250,000.00 x 6 % = 15,000.00 and 250,000.01 x 5 % = 12,500.00
    said = "at $250,000, one cent more collected lowers the fee by $2,500.00"
    assert said in ended.out
    assert "at $100,000, one cent more collected lowers the fee by $1,000.00" in ended.out


@pytest.mark.parametrize(
    ("collections", "fee"),
    [
        ("70000", "5000.00"),  # 4,200 and the rest of the minimum
        ("100000", "6000.00"),
        ("182000", "10100.00"),
        ("200000", "11000.00"),
        ("200000.01", "11000.00"),
        ("250000", "13000.00"),
    ],
)
def test_tiers_with_a_minimum(run: Run, folder: Path, collections: str, fee: str) -> None:
    tiers = '[{ up_to = 100000, rate = "6 %" }, { up_to = 200000, rate = "5 %" }, { rate = "4 %" }]'
    one = (
        f'{{ type = "graduated_percentage", on = "net_collections", tiers = {tiers}, '
        'minimum = "5000 USD" }'
    )
    file = with_fees(folder / "s.toml", one, usage=f"net_collections = {collections}")

    (option,) = run("price", file, "--json").document["options"]

    assert option["total"] == fee
    lines = option["months"][0]["lines"]
    assert len(lines) == (2 if collections == "70000" else 1)


def test_the_example_in_which_the_cheapest_fee_costs_the_most(run: Run, folder: Path) -> None:
    file = shutil.copy(TOP / "examples" / "three-offers.toml", folder)

    document = run("price", file, "--json").document

    parts = {one["name"]: one["all_in"] for one in document["options"]}
    # 24,000 claims x 3.25; 3,000,000 x (.97 - .915); 2,745,000 x 56 / 365 x .08;
    # 24,000 x .13 x .30 x 25; 12 x 20 x 45
    assert parts["Per claim"] == {
        "fee": "78000.00",
        "credits": "0.00",
        "leakage": "165000.00",
        "carrying": "33692.05",
        "rework": "23400.00",
        "oversight": "10800.00",
        "transition": "0.00",
        "total": "310892.05",
        "per_claim": "12.95",
        "per_100_collected": "11.33",
    }
    assert [parts[name]["total"] for name in ("Percentage", "Flat")] == ["213087.74", "257020.27"]
    assert document["cheapest"] == "Per claim"
    assert document["cheapest_all_in"] == "Percentage"


def test_what_is_assumed_and_what_is_unusual_is_said_beside_the_document(
    run: Run, folder: Path
) -> None:
    text = (TOP / "examples" / "three-offers.toml").read_text("utf-8")
    text = text.replace('cost_of_capital = "8 %"\n', "").replace('"5.5 %"', '"8.5 %"')
    file = folder / "s.toml"
    file.write_text(text, "utf-8")

    ended = run("price", file, "--json")

    assert ended.document["options"][0]["all_in"]["carrying"] == "33692.05"
    assumed, unusual = ended.err.splitlines()
    assert assumed.startswith("assumed What money costs the practice: 8.00 % a year (assumption)")
    assert unusual.startswith("Percentage, fee 1: 8.50 % is above the usual 4.00 % to 8.00 %")


def test_cautions_are_dated_cited_and_for_counsel(run: Run, folder: Path) -> None:
    fee = '{ type = "percentage", on = "net_collections", rate = "6 %" }'
    file = with_fees(folder / "s.toml", fee)
    practice = '[practice]\nstate = "NY"\npayers = ["Medicaid"]\n'
    file.write_text(file.read_text().replace("[[options]]", f"{practice}[[options]]"))

    said = run("price", file, "--json").document["cautions"]

    assert all("Ask counsel." in one and "as of 2026-11-21" in one for one in said)
    assert [any(word in one for one in said) for word in ("447.10", "New York", "424.73")] == [
        True,
        True,
        False,
    ]


def test_a_months_refunds_are_made_up_for_first(run: Run, folder: Path) -> None:
    fee = '{ type = "percentage", on = "net_collections", rate = "6 %" }'
    file = with_fees(folder / "s.toml", fee, usage="net_collections = [40000, -5000, 42000]")
    file.write_text(file.read_text().replace("months = 1", "months = 3"))

    (option,) = run("price", file, "--json").document["options"]

    # 6 % of 40,000; nothing; 6 % of 37,000
    assert [one["fee"] for one in option["months"]] == ["2400.00", "0.00", "2220.00"]


BAD = """
start = "2026-13"
months = 12
sart = 1
[usage]
net_collections = [1, 2]
claims = -5
[[options]]
name = "A"
fees = [
  { type = "percentage", on = "net_collections", rate = "600 %" },
  { type = "per_unit", on = "claims", price = 6.5 },
  { type = "graduated", on = "claims", tiers = [{ up_to = 100, price = "1 USD" }, { up_to = 100, price = "1 USD" }, { price = "2 USD" }], minimum = "5 USD", maximum = "4 USD" },
  { type = "package", on = "claims", size = 0, price = "1 USD", from = "2026-05", until = "2026-04" },
  { type = "flat", amount = "1 USD", amuont = 1 },
]
[[options]]
name = "a"
fees = [{ type = "flat", amount = "1 USD" }]
"""  # noqa: E501 - an inline table of TOML stands on one line


def test_every_fault_is_listed_with_its_place_and_what_mends_it(run: Run, folder: Path) -> None:
    file = folder / "bad.toml"
    file.write_text(BAD)

    ended = run("price", file, "--json")

    assert ended.status == 2
    places = [where.removeprefix("bad.toml: ") for where in ended.faults]
    assert sorted(places) == sorted(
        [
            "start",
            "sart",
            "usage.claims",
            "usage.net_collections",
            "options[1].fees[1].rate",
            "options[1].fees[2].price",
            "options[1].fees[3].tiers[2].up_to",
            "options[1].fees[3].minimum",
            "options[1].fees[4].size",
            "options[1].fees[4].until",
            "options[1].fees[5].amuont",
            "options[2].name",
        ]
    )
    assert all(one["mend"] for one in ended.document["faults"])
    assert 'write price = "6.5 USD"' in ended.err


def test_a_file_that_is_not_there_is_not_found(run: Run, folder: Path) -> None:
    assert run("price", folder / "none.toml", "--json").status == 3


@pytest.mark.parametrize(
    ("fee", "usage", "total"),
    [
        # 5 packages of 20 for 98
        (
            '{ type = "package", on = "statements", size = 20, price = "10 USD" }',
            "statements = 98",
            "50.00",
        ),
        # 201 less 100 free are 2 packages of 100
        (
            '{ type = "package", on = "statements", size = 100, price = "5 USD", free = 100 }',
            "statements = 201",
            "10.00",
        ),
        # (50,000 - 20,000) x 6 %
        (
            '{ type = "percentage", on = "net_collections", rate = "6 %", free = "20000 USD" }',
            "net_collections = 50000",
            "1800.00",
        ),
        # 5 % of 500,000, at most 20,000
        (
            '{ type = "percentage", on = "net_collections", rate = "5 %", maximum = "20000 USD" }',
            "net_collections = 500000",
            "20000.00",
        ),
        # 55 x 0.067 = 3.685, half-up
        (
            '{ type = "per_unit", on = "encounters", price = "0.067 USD" }',
            "encounters = 55",
            "3.69",
        ),
        # 20 at the price of the tier reached; then 5 x 7 + 5 x 6.50 + 10 x 6
        (
            (
                '{ type = "volume", on = "providers", tiers = [{ up_to = 5, price = "7 USD" }, '
                '{ up_to = 10, price = "6.50 USD" }, { price = "6 USD" }] }'
            ),
            "providers = 20",
            "120.00",
        ),
        (
            (
                '{ type = "graduated", on = "providers", tiers = [{ up_to = 5, price = "7 USD" }, '
                '{ up_to = 10, price = "6.50 USD" }, { price = "6 USD" }] }'
            ),
            "providers = 20",
            "127.50",
        ),
        # 900 x 0.91 and a tenth on top
        (
            '{ type = "pass_through", on = "statements", price = "0.91 USD", markup = "10 %" }',
            "statements = 900",
            "900.90",
        ),
        # 2,000 + 1.10 x 1,800 + 2 % of 150,000, at most 4,000
        (
            (
                '{ type = "flat", amount = "2000 USD" }, '
                '{ type = "per_unit", on = "claim_lines", price = "1.10 USD" }, '
                '{ type = "percentage", on = "net_collections", rate = "2 %", '
                'maximum = "4000 USD" }'
            ),
            "claim_lines = 1800\nnet_collections = 150000",
            "6980.00",
        ),
        # 2 above the 1,000 included
        (
            (
                '{ type = "allowance_overage", on = "encounters", included = 1000, '
                'price = "3 USD", amount = "900 USD" }'
            ),
            "encounters = 1002",
            "906.00",
        ),
        (
            (
                '{ type = "stair_step", on = "encounters", bands = [{ up_to = 100, '
                'amount = "500 USD" }, { amount = "800 USD" }] }'
            ),
            "encounters = 101",
            "800.00",
        ),
        # 1,500, up to the minimum of 2,500, less 10 % of that
        (
            (
                '{ type = "flat", amount = "1500 USD" }, '
                '{ type = "minimum", amount = "2500 USD" }, '
                '{ type = "service_credit", share = "10 %" }'
            ),
            "encounters = 1",
            "2250.00",
        ),
        # the minimum swallows the credit
        (
            (
                '{ type = "flat", amount = "1500 USD" }, '
                '{ type = "minimum", amount = "2500 USD" }, '
                '{ type = "service_credit", share = "10 %", basis = "before_minimum" }'
            ),
            "encounters = 1",
            "2500.00",
        ),
    ],
)
def test_fees_by_the_names_that_files_have_for_them(
    run: Run, folder: Path, fee: str, usage: str, total: str
) -> None:
    file = with_fees(folder / "s.toml", fee, usage=usage)

    (option,) = run("price", file, "--json").document["options"]

    assert option["total"] == total


def test_an_escalator_moves_a_price_on_each_anniversary(run: Run, folder: Path) -> None:
    file = with_fees(folder / "s.toml", '{ type = "flat", amount = "5000 USD", escalator = "3 %" }')
    file.write_text(file.read_text().replace("months = 1", "months = 25"))

    (option,) = run("price", file, "--json").document["options"]

    fees = [month["fee"] for month in option["months"]]
    assert [fees[at] for at in (11, 12, 24)] == ["5000.00", "5150.00", "5304.50"]
