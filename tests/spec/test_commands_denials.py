"""``vendor-eval claims denials``: what was denied, to whom and why, and what recurs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claim_rows import claim, write_csv
from tests.spec.conftest import Run

SAMPLES = Path(__file__).parents[1] / "samples" / "x12"
DENIED = {"first_outcome": "denied", "denied_charge_amt": "300.00", "payer_paid_total": "0.00"}


@pytest.fixture
def files(folder: Path) -> Path:
    """Four months of ten claims each; one more is sent late to P1 every month, from none on."""
    claims, adjustments = [], []
    for late, month in enumerate(("01", "02", "03", "04")):
        for at in range(10):
            number = late * 10 + at
            cells = {"payer_key": "P1", "first_remit_date": f"2025-{month}-20"}
            claims.append(claim(number, **{**cells, **(DENIED if at < late else {})}))
            adjustments.append(
                {
                    "vendor": "Northwind RCM",
                    "practice_claim_key": f"k{number:06}",
                    "remit_date": cells["first_remit_date"],
                    "group_code": "CO",
                    "carc": "29" if at < late else "45",
                    "amount": "300.00" if at < late else "100.00",
                }
            )
    write_csv(folder / "claims.csv", claims)
    write_csv(folder / "adjustments.csv", adjustments)
    return folder


def test_the_document_tells_each_month_and_what_recurs(run: Run, files: Path) -> None:
    ended = run("claims", "denials", files, "--json")

    assert ended.status == 0
    assert list(ended.document) == ["months", "recurring", "rows", "files", "rejected"]
    assert [one["month"] for one in ended.document["months"]] == [
        f"2025-0{number}" for number in (1, 2, 3, 4)
    ]
    april = ended.document["months"][-1]
    assert (april["denied"], april["remits"], april["rate"]) == (3, 10, 0.3)
    assert (april["adjusted"], april["denied_charges"]) == ("900.00", "900.00")
    # 3 x 300.00 of 10 x 300.00
    assert (april["dollar_rate"], april["vendor_rate"]) == (0.3, 0.3)
    assert april["before"] == {"claims": 2, "adjusted": "600.00"}
    # None in January, one in February, two in March.
    assert april["average_of_three"] == {"claims": 1.0, "adjusted": 300.0}
    (category,) = april["categories"]
    assert (category["category"], category["answers"]) == ("timely_filing", "vendor")
    assert april["reasons_by_payer"] == [
        {
            "payer": "P1",
            "carc": "29",
            "label": "Filed too late",
            "claims": 3,
            "adjusted": "900.00",
            "share": 1.0,
            "before": {"claims": 2, "adjusted": "600.00"},
        }
    ]
    (recurs,) = ended.document["recurring"]
    assert (recurs["through"], recurs["occurred"], recurs["months"]) == ("2025-04", 3, 4)
    assert recurs["sentence"] == (
        "Filed too late (29) at P1: in 3 of 4 months, 6 claims, 100.00 % of all that were "
        "denied, $1,800.00; 3 claims in April 2025."
    )


def test_one_month_in_plain_lines(run: Run, files: Path) -> None:
    ended = run("claims", "denials", files, "--month", "2025-04")

    assert ended.out == (
        "Northwind RCM had 3 of 10 claims denied in April 2025: 30.00 %, and 30.00 % in full. "
        "30.00 % of all claims is what the vendor can prevent.\n"
        "  That is 1 more than the month before and 2 more than the average of the three months "
        "before.\n"
        "      3  Filed too late (29) at P1, $900.00\n"
        "  Recurs: Filed too late (29) at P1: in 3 of 4 months, 6 claims, 100.00 % of all that "
        "were denied, $1,800.00; 3 claims in April 2025.\n"
    )


def test_a_month_is_written_like_every_month(run: Run, files: Path) -> None:
    ended = run("claims", "denials", files, "--month", "April")

    assert ended.status == 2
    assert "--month" in ended.err


def test_claims_without_reasons_are_denied_all_the_same(run: Run, files: Path) -> None:
    ended = run("claims", "denials", files / "claims.csv", "--month", "2025-04", "--json")

    (april,) = ended.document["months"]
    assert (april["denied"], april["without_reason"]) == (3, 3)
    assert [one["category"] for one in april["categories"]] == ["not_given"]
    assert ended.document["recurring"] == []


def test_nothing_that_can_be_read_is_bad_input(run: Run, folder: Path) -> None:
    (folder / "notes.csv").write_text("nothing,known\n1,2\n", encoding="utf-8")

    ended = run("claims", "denials", folder, "--json")

    assert ended.status == 2
    assert ended.document["months"] == []
    assert len(ended.document["rejected"]) == 1


def test_a_remittance_alone_tells_its_reasons(run: Run, folder: Path) -> None:
    # CLP ... 3*137.48*0 with CAS*CO*39*137.48: refused in full, for an authorisation refused.
    # The published file is marked as a test, which would not count.
    published = (SAMPLES / "835_institutional_2014.edi").read_text("ascii")
    remittance = folder / "remittance.edi"
    remittance.write_text(published.replace("*T*:~", "*P*:~", 1), "ascii")

    ended = run("claims", "denials", remittance, "--vendor", "Acme", "--json")

    (january,) = ended.document["months"]
    assert (january["month"], january["denied"], january["fully_denied"]) == ("2010-01", 1, 1)
    assert (january["denied_charges"], january["adjusted"]) == ("137.48", "137.48")
    (reason,) = january["reasons"]
    assert (reason["carc"], reason["category"], reason["claims"]) == ("39", "authorization", 1)
    # The practice asks for authorisation; the vendor could not have prevented it.
    assert january["vendor_rate"] == 0
