"""Service lines by procedure code: what counts once, what has a rate, and what is underpaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from vendor_eval.claims.groups import CodeGroup, Place
from vendor_eval.claims.tolerance import Tolerance
from vendor_eval.engines import duckdb_codes
from vendor_eval.quantities import Month, Usd

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
    "dos_from": "DATE",
    "first_remit_date": "DATE",
    "first_outcome": "VARCHAR",
}
_LINES = {
    "vendor": "VARCHAR",
    "practice_claim_key": "VARCHAR",
    "line_no": "INTEGER",
    "cpt_hcpcs": "VARCHAR",
    "units": "DECIMAL(18, 3)",
    "billed": "DECIMAL(18, 2)",
    "allowed": "DECIMAL(18, 2)",
    "paid": "DECIMAL(18, 2)",
    "expected_allowed": "DECIMAL(18, 2)",
}
MARCH = Place("Acme", Month(2025, 3), "P1", "Cardiology", "North")
Row = Mapping[str, Any]


def sent(number: int, **cells: Any) -> dict[str, Any]:
    """A claim of March 2025 that was sent once and remitted."""
    return {
        "vendor": "Acme",
        "practice_claim_key": f"k{number}",
        "claim_root_key": f"r{number}",
        "attempt_no": 1,
        "payer_key": "P1",
        "payer_sequence": "P",
        "location_key": "North",
        "specialty": "Cardiology",
        "dos_from": "2025-03-03",
        "first_remit_date": "2025-03-20",
        "first_outcome": "paid",
        **cells,
    }


def line(number: int, **cells: Any) -> dict[str, Any]:
    """One unit of 99213 on the claim ``number``, allowed as contracted."""
    return {
        "vendor": "Acme",
        "practice_claim_key": f"k{number}",
        "line_no": 1,
        "cpt_hcpcs": "99213",
        "units": 1,
        "billed": Decimal(150),
        "allowed": Decimal(100),
        "paid": Decimal(80),
        "expected_allowed": Decimal(100),
        **cells,
    }


def summed(
    events: Sequence[Row], lines: Sequence[Row], tolerance: Tolerance | None = None
) -> tuple[CodeGroup, ...]:
    with duckdb.connect() as connection:
        for name, columns, rows in (
            ("claim_events", _EVENTS, events),
            ("claim_lines", _LINES, lines),
        ):
            of_type = ", ".join(f"{column} {kind}" for column, kind in columns.items())
            connection.execute(f"CREATE TABLE {name} ({of_type})")
            for row in rows:
                marks = ", ".join("?" for _ in columns)
                connection.execute(
                    f"INSERT INTO {name} VALUES ({marks})", [row.get(column) for column in columns]
                )
        return duckdb_codes.codes(connection, tolerance or Tolerance())


def test_lines_of_a_code_add_up() -> None:
    events = [sent(1), sent(2)]
    lines = [
        line(1),
        line(1, line_no=2, cpt_hcpcs="j1885", units=Decimal("2.5"), allowed=Decimal(5)),
        line(2, units=2, allowed=Decimal(180), paid=Decimal(150), expected_allowed=Decimal(200)),
    ]

    assert summed(events, lines) == (
        CodeGroup(
            place=MARCH,
            code="99213",
            lines=2,
            units=300,
            billed_cents=300_00,
            paid_cents=230_00,
            allowed_lines=2,
            allowed_cents=280_00,
            priced_lines=2,
            expected_cents=300_00,
            priced_allowed_cents=280_00,
            underpaid_lines=1,
            underpaid_cents=20_00,
        ),
        CodeGroup(MARCH, "J1885", 1, 250, 150_00, 80_00, 1, 5_00, 1, 100_00, 5_00, 1, 95_00),
    )


@pytest.mark.parametrize(
    ("expected", "allowed", "underpaid"),
    [
        # Beyond 1 % and beyond $1: of $100.00 both are $1.00, which is not beyond.
        ("100.00", "99.00", 0),
        ("100.00", "98.99", 1_01),
        # 2 % of $40.00, but less than a dollar.
        ("40.00", "39.20", 0),
        ("40.00", "38.99", 1_01),
        # More than a dollar of $500.00, but less than 1 %.
        ("500.00", "495.00", 0),
        ("500.00", "494.99", 5_01),
        # More than contracted is no underpayment.
        ("100.00", "120.00", 0),
        # Nothing allowed is a denial.
        ("100.00", "0.00", 0),
    ],
)
def test_a_line_is_underpaid_beyond_both_tolerances(
    expected: str, allowed: str, underpaid: int
) -> None:
    priced = line(1, expected_allowed=Decimal(expected), allowed=Decimal(allowed))

    (found,) = summed([sent(1)], [priced])

    assert (found.underpaid_lines, found.underpaid_cents) == (int(underpaid > 0), underpaid)


def test_a_tolerance_can_be_another() -> None:
    (found,) = summed([sent(1)], [line(1, allowed=Decimal(99))], Tolerance(Decimal(0), Usd(99)))

    assert found.underpaid_cents == 100


def test_what_was_denied_or_is_not_known_has_no_rate() -> None:
    lines = [
        line(1, allowed=Decimal(0), paid=Decimal(0)),
        line(1, line_no=2, allowed=None, paid=None),
        line(1, line_no=3, expected_allowed=None, units=None),
    ]

    (found,) = summed([sent(1)], lines)

    assert (found.lines, found.allowed_lines, found.allowed_cents, found.units) == (
        3,
        1,
        10000,
        100,
    )
    assert (found.priced_lines, found.expected_cents, found.priced_allowed_cents) == (0, 0, 0)


def test_a_claim_that_was_sent_again_counts_once_as_it_was_remitted_last() -> None:
    events = [
        sent(1, practice_claim_key="first"),
        sent(1, practice_claim_key="second", attempt_no=2),
        # Not answered yet, so its lines do not stand for what came of the claim.
        sent(1, practice_claim_key="third", attempt_no=3, first_remit_date=None),
    ]
    lines = [
        line(1, practice_claim_key="first", allowed=Decimal(0), paid=Decimal(0)),
        line(1, practice_claim_key="second", allowed=Decimal(90)),
        line(1, practice_claim_key="third", allowed=None, paid=None),
    ]

    (found,) = summed(events, lines)

    assert (found.lines, found.allowed_cents, found.paid_cents) == (1, 9000, 8000)


def test_lines_count_once_where_the_key_is_kept_and_where_a_second_payer_pays() -> None:
    events = [
        sent(1),
        sent(1, attempt_no=2, first_remit_date="2025-04-20"),
        sent(1, payer_sequence="S", payer_key="P2"),
    ]

    (found,) = summed(events, [line(1)])

    assert (found.place.payer, found.lines) == ("P1", 1)


def test_lines_are_parted_by_month_payer_specialty_and_site_and_by_vendor() -> None:
    events = [
        sent(1),
        sent(2, payer_key="P2"),
        sent(3, dos_from="2025-04-01"),
        sent(4, specialty=None, location_key=None),
        # Another vendor may use the same keys.
        sent(1, vendor="Other"),
    ]

    found = summed(events, [*(line(number) for number in (1, 2, 3, 4)), line(1, vendor="Other")])

    assert [(one.place, one.lines) for one in found] == [
        (Place("Acme", Month(2025, 3), "P1"), 1),
        (MARCH, 1),
        (Place("Acme", Month(2025, 3), "P2", "Cardiology", "North"), 1),
        (Place("Acme", Month(2025, 4), "P1", "Cardiology", "North"), 1),
        (Place("Other", Month(2025, 3), "P1", "Cardiology", "North"), 1),
    ]


def test_lines_without_a_claim_and_claims_without_lines_are_passed_over() -> None:
    assert summed([sent(1)], [line(2)]) == ()
