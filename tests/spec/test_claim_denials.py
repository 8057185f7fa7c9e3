"""Denials by reason from files: claims beside the adjustments of their remittances."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.claim_rows import claim, only, outcome, write_csv
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.quantities import Month

PLACE = Place("Northwind RCM", Month(2025, 3), "P1", "Cardiology", "North")
WHERE = {"payer_key": "P1", "specialty": "Cardiology", "location_key": "North"}


def adjusted(number: int, carc: str, amount: str, **cells: Any) -> dict[str, Any]:
    row = {
        "vendor": "Northwind RCM",
        "practice_claim_key": f"k{number:06}",
        "line_no": "1",
        "remit_date": "2025-03-20",
        "group_code": "CO",
        "carc": carc,
        "amount": amount,
        "is_reversal": "false",
    }
    return {**row, **cells}


def cohort() -> list[dict[str, Any]]:
    """E2: 932 first remittances, 74 denied in full and 18 in part."""
    kinds: list[tuple[int, dict[str, Any]]] = [
        (74, {"first_outcome": "denied", "billed_amt": "420.00", "denied_charge_amt": "420.00"}),
        (18, {"first_outcome": "partial", "denied_charge_amt": "140.00"}),
        (40, {"first_outcome": "patient"}),
        (800, {}),
    ]
    rows = [cells for many, cells in kinds for _ in range(many)]
    return [claim(number, **WHERE, **cells) for number, cells in enumerate(rows)]


def test_the_parts_of_the_published_cohort_are_its_denial_rate(tmp_path: Path) -> None:
    claims = write_csv(tmp_path / "claims.csv", cohort())
    # Of the 92 denied ones 50 were sent late, 41 lacked authorisation, and one says nothing.
    reasons = [adjusted(at, "29", "100.00") for at in range(50)]
    reasons += [adjusted(at, "197", "90.00") for at in range(50, 91)]
    reasons += [adjusted(at, "45", "20.00") for at in range(932)]

    done = outcome(claims, write_csv(tmp_path / "adjustments.csv", reasons))

    (remits,) = done.remits
    assert (remits.place, remits.remits, remits.denied, remits.fully_denied) == (PLACE, 932, 92, 74)
    assert (remits.denied, remits.remits) == (
        only(done, "denial_rate").numerator,
        only(done, "denial_rate").denominator,
    )
    # 74 x 420.00 + 18 x 140.00 = 33,600.00
    assert remits.denied_cents == 3_360_000 == 100 * only(done, "denial_rate_dollars").numerator
    assert done.denials == (
        DenialGroup(PLACE, "", "", 1, 0, 0),
        DenialGroup(PLACE, "CO", "197", 41, 41, 41 * 9_000),
        DenialGroup(PLACE, "CO", "29", 50, 50, 50 * 10_000),
    )


def test_claims_without_adjustments_give_remittances_and_no_reasons(tmp_path: Path) -> None:
    done = outcome(write_csv(tmp_path / "claims.csv", [claim(1, **WHERE)]))

    assert done.remits == (RemitGroup(PLACE, 1, 0, 0, 30_000, 0),)
    assert done.denials == ()


def test_places_that_no_column_names_are_empty(tmp_path: Path) -> None:
    done = outcome(write_csv(tmp_path / "claims.csv", [claim(1)]))

    assert [one.place for one in done.remits] == [Place("Northwind RCM", Month(2025, 3))]
