"""Denials by reason: what leads, what is mentioned, what is counted where the map has no answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

import duckdb
import pytest

from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.reasons import Kind
from vendor_eval.engines import duckdb_denials
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.quantities import Month

_EVENTS = {
    "vendor": "VARCHAR",
    "practice_claim_key": "VARCHAR",
    "claim_root_key": "VARCHAR",
    "attempt_no": "INTEGER",
    "frequency_code": "VARCHAR",
    "submitted_ts": "TIMESTAMP",
    "submitted_on": "DATE",
    "payer_key": "VARCHAR",
    "payer_sequence": "VARCHAR",
    "location_key": "VARCHAR",
    "specialty": "VARCHAR",
    "billed_amt": "DECIMAL(18, 2)",
    "first_remit_date": "DATE",
    "first_remit_paid": "DECIMAL(18, 2)",
    "first_outcome": "VARCHAR",
    "denied_charge_amt": "DECIMAL(18, 2)",
}
_ADJUSTMENTS = {
    "vendor": "VARCHAR",
    "practice_claim_key": "VARCHAR",
    "line_no": "INTEGER",
    "remit_date": "DATE",
    "group_code": "VARCHAR",
    "carc": "VARCHAR",
    "rarc_list": "VARCHAR",
    "amount": "DECIMAL(18, 2)",
    "is_reversal": "BOOLEAN",
}
MARCH = Place("Acme", Month(2025, 3), "P1", "Cardiology", "North")
Row = Mapping[str, Any]


def remitted(number: int, **cells: Any) -> dict[str, Any]:
    """A denied first attempt of 100.00, remitted in March 2025."""
    return {
        "vendor": "Acme",
        "practice_claim_key": f"k{number}",
        "claim_root_key": f"r{number}",
        "attempt_no": 1,
        "payer_key": "P1",
        "payer_sequence": "P",
        "location_key": "North",
        "specialty": "Cardiology",
        "billed_amt": Decimal(100),
        "first_remit_date": "2025-03-20",
        "first_outcome": "denied",
        "denied_charge_amt": Decimal(100),
        **cells,
    }


def adjusted(number: int, carc: str, amount: str = "100.00", **cells: Any) -> dict[str, Any]:
    """An adjustment of the claim ``number`` on its first remittance."""
    return {
        "vendor": "Acme",
        "practice_claim_key": f"k{number}",
        "line_no": 1,
        "remit_date": "2025-03-20",
        "group_code": "CO",
        "carc": carc,
        "rarc_list": None,
        "amount": Decimal(amount),
        "is_reversal": False,
        **cells,
    }


def engine(events: Sequence[Row], adjustments: Sequence[Row] = ()) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    tables = (
        ("claim_events", _EVENTS, events),
        ("claim_adjustments", _ADJUSTMENTS, adjustments),
    )
    for name, columns, rows in tables:
        of_type = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        connection.execute(f"CREATE TABLE {name} ({of_type})")
        if rows:
            marks = ", ".join("?" * len(columns))
            cells = [[row.get(column) for column in columns] for row in rows]
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", cells)
    duckdb_denials.know(connection, shipped())
    return connection


def reasons(events: Sequence[Row], adjustments: Sequence[Row]) -> dict[str, tuple[int, int, int]]:
    """Claims, mentions and cents by group and code."""
    found = duckdb_denials.denials(engine(events, adjustments))
    return {f"{one.group_code}-{one.carc}": (one.claims, one.mentions, one.cents) for one in found}


def test_the_published_cohort_gives_its_three_rates():
    # E2: 932 first remittances, 279,600.00 remitted; 74 denied in full carry 31,080.00,
    # 18 in part 18 x 140.00 = 2,520.00 of denied lines. 279,600 - 31,080 = 248,520 for the rest.
    kinds = [
        (74, "denied", "420.00", "420.00"),
        (18, "partial", "300.00", "140.00"),
        (40, "patient", "200.00", "0.00"),
        # 248,520.00 - 18 x 300.00 - 40 x 200.00 = 235,120.00 = 800 x 293.90
        (800, "paid", "293.90", "0.00"),
    ]
    rows = [
        {"first_outcome": outcome, "billed_amt": billed, "denied_charge_amt": denied}
        for many, outcome, billed, denied in kinds
        for _ in range(many)
    ]

    (found,) = duckdb_denials.remits(engine([remitted(at, **row) for at, row in enumerate(rows)]))

    assert found == RemitGroup(MARCH, 932, 74 + 18, 74, 27_960_000, 3_108_000 + 252_000)


def test_only_the_first_remittance_of_the_primary_payer_counts():
    events = [
        remitted(1),
        remitted(1, attempt_no=2, practice_claim_key="k1b", first_remit_date="2025-04-20"),
        remitted(1, payer_sequence="S", practice_claim_key="k1c", first_remit_date="2025-03-01"),
    ]
    adjustments = [
        adjusted(1, "29"),
        adjusted(1, "197", practice_claim_key="k1b", remit_date="2025-04-20"),
        adjusted(1, "22", practice_claim_key="k1c", remit_date="2025-03-01"),
        # Of the same attempt, but in a later remittance.
        adjusted(1, "50", remit_date="2025-05-02"),
        adjusted(1, "16", is_reversal=True),
    ]

    connection = engine(events, adjustments)

    assert duckdb_denials.remits(connection) == (RemitGroup(MARCH, 1, 1, 1, 10_000, 10_000),)
    assert duckdb_denials.denials(connection) == (DenialGroup(MARCH, "CO", "29", 1, 1, 10_000),)


def test_the_reason_with_the_most_money_leads_and_every_other_is_mentioned():
    adjustments = [
        adjusted(1, "29", "30.00"),
        adjusted(1, "197", "25.00"),
        adjusted(1, "197", "15.00", line_no=2),
    ]

    assert reasons([remitted(1)], adjustments) == {
        "CO-197": (1, 1, 4_000),
        "CO-29": (0, 1, 3_000),
    }


@pytest.mark.parametrize(
    ("one", "other", "leads"),
    [
        # Authorisation comes before coding in the map, coding before duplicates.
        ("4", "197", "CO-197"),
        ("18", "4", "CO-4"),
        # One category: the lower code.
        ("6", "5", "CO-5"),
    ],
)
def test_of_equal_amounts_the_order_of_categories_decides_and_then_the_code(one, other, leads):
    found = reasons([remitted(1)], [adjusted(1, one, "50.00"), adjusted(1, other, "50.00")])

    assert [code for code, (claims, _, _) in found.items() if claims] == [leads]


def test_what_a_contract_or_a_patient_bears_is_no_reason():
    adjustments = [adjusted(1, "45", "60.00"), adjusted(1, "1", "40.00", group_code="PR")]

    assert reasons([remitted(1, first_outcome="patient")], adjustments) == {}
    # Denied all the same, as the extract says: without a reason, and counted.
    assert reasons([remitted(1)], adjustments) == {"-": (1, 0, 0)}


def test_a_refusal_that_makes_the_patient_pay_is_one():
    assert reasons([remitted(1)], [adjusted(1, "26", group_code="PR")]) == {"PR-26": (1, 1, 10_000)}


def test_a_code_that_nobody_knows_leads_only_where_nothing_else_does():
    events = [remitted(1), remitted(2), remitted(3, first_outcome="paid")]
    adjustments = [
        adjusted(1, "Z9", "60.00"),
        adjusted(1, "29", "40.00"),
        adjusted(2, "z9"),
        # On a claim that was paid it is mentioned, and no money was denied for it.
        adjusted(3, "Z9", "70.00"),
    ]

    assert reasons(events, adjustments) == {
        "CO-29": (1, 1, 4_000),
        "CO-Z9": (1, 3, 6_000 + 10_000),
    }


def test_a_reason_that_takes_off_a_part_denies_where_nothing_was_paid():
    # 59 takes off a part of what several procedures cost; it denies what was paid nothing.
    in_part = remitted(2, first_outcome="partial")
    adjustments = [
        adjusted(1, "59"),
        adjusted(2, "59", "60.00"),
        adjusted(2, "29", "40.00", line_no=2),
    ]

    assert reasons([remitted(1), in_part], adjustments) == {
        "CO-29": (1, 1, 4_000),
        "CO-59": (1, 2, 10_000),
    }


def test_a_retired_code_is_known_until_its_day():
    # 42 was the fee schedule's discount until 2007-06-01.
    def found(day: str) -> dict[str, tuple[int, int, int]]:
        claim = remitted(1, first_remit_date=day)
        return reasons([claim], [adjusted(1, "42", remit_date=day)])

    assert found("2007-05-31") == {"-": (1, 0, 0)}
    assert found("2007-06-01") == {"CO-42": (1, 1, 10_000)}


def test_every_code_of_the_map_is_taken_as_its_class_says():
    known = [found[0] for found in shipped().reasons.values()]
    # Each on a claim and at a payer of its own, in a time in which the code was in force.
    days = ["2000-01-03" if one.until else "2025-03-20" for one in known]
    events = [
        remitted(at, payer_key=one.carc, first_remit_date=days[at]) for at, one in enumerate(known)
    ]
    adjustments = [adjusted(at, one.carc, remit_date=days[at]) for at, one in enumerate(known)]

    found = duckdb_denials.denials(engine(events, adjustments))

    refusing = {one.carc for one in known if one.kind in {Kind.DENIAL, Kind.CONDITIONAL}}
    assert {one.place.payer: one.carc for one in found} == {
        one.carc: one.carc if one.carc in refusing else "" for one in known
    }
    assert all((one.claims, one.mentions) == (1, int(bool(one.carc))) for one in found)


def test_claims_of_all_reasons_are_the_denied_ones_place_by_place():
    places = list(product(("P1", "P2"), ("Cardiology", None), ("North", None)))
    events = [
        remitted(
            at,
            payer_key=places[at % 8][0],
            specialty=places[at % 8][1],
            location_key=places[at % 8][2],
            first_outcome=("denied", "partial", "paid")[at % 3],
        )
        for at in range(48)
    ]
    adjustments = [
        adjusted(at, ("29", "197", "Z9", "45", "59")[at % 5], f"{at + 1}.00") for at in range(48)
    ]

    connection = engine(events, adjustments)
    remits = duckdb_denials.remits(connection)
    denials = duckdb_denials.denials(connection)

    assert len(remits) == 8
    for one in remits:
        of_place = [denial for denial in denials if denial.place == one.place]
        assert sum(denial.claims for denial in of_place) == one.denied
