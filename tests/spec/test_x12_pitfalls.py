"""What makes naive counts of remittances wrong, each in a file of its own at the prompt.

The arithmetic stands beside each case; every file balances to its payment.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.claims_in_x12 import answered, paid, put, sent
from tests.spec.conftest import Run

A1_PAID = ("A1*1*200*120*20*12*P1", "CO*45*60", "PR*2*20")
A1_REVERSED = ("A1*22*-200*-120*-20*12*P1", "CO*45*-60", "PR*2*-20")
A1_CORRECTED = ("A1*1*200*135*20*12*P1", "CO*45*45", "PR*2*20")
A2_DENIED = ("A2*1*100*0**12*P2", "CO*50*100")
Document = dict[str, Any]
Told = Callable[..., Document]


@pytest.fixture
def told(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """The document of a folder with these files."""
    monkeypatch.setenv("VENDOR_EVAL_CLAIM_KEYS", str(folder / "keys.json"))

    def told(**files: str) -> Document:
        put(folder / "Acme", **files)
        document: Document = run("claims", "kpis", folder / "Acme", "--json").document
        assert document["rejected"] == []
        return document

    return told


def share(document: Document, metric: str, month: str = "2026-01") -> tuple[Any, Any]:
    found = [one for one in document["kpis"] if (one["metric"], one["month"]) == (metric, month)]
    return (found[0]["numerator"], found[0]["denominator"]) if found else (None, None)


def noted(document: Document) -> dict[str, int]:
    return {one["what"]: one["count"] for one in document["noted"]}


def test_a_reversal_and_its_correction_are_one_remittance_and_no_denial(told: Told) -> None:
    # E12: 200 - 60 - 20 = 120, all taken back, then 200 - 45 - 20 = 135. BPR02 of each file is its
    # claims less its PLB: 120; and -120 + 135 = 15. First outcome paid, denials 0.
    document = told(
        first=paid(A1_PAID, amount=120),
        later=paid(A1_REVERSED, A1_CORRECTED, amount=15, trace="T2", on="20260128"),
    )

    assert share(document, "denial_rate") == (0, 1)
    assert share(document, "denial_rate_dollars") == ("0.00", "200.00")
    assert "taken_back" not in noted(document)


def test_a_payment_is_net_of_recoupment_and_with_interest(told: Told) -> None:
    # E12: 10,450.00 - WO 320.50 - L6 -14.25 = 10,143.75.
    document = told(
        net=paid(
            ("A1*1*10450*10450**12*P1",),
            amount=10143.75,
            provider="PLB*1234567893*20261231*WO:X1*320.5*L6*-14.25",
        )
    )

    assert (document["files"], share(document, "denial_rate")) == (1, (0, 1))


def test_a_reversal_that_nothing_follows_is_no_denial(told: Told) -> None:
    document = told(
        first=paid(A1_PAID, amount=120),
        # Paid nothing: the reversal of 120 is recouped later (PLB FB).
        back=paid(
            A1_REVERSED,
            trace="T2",
            on="20260128",
            provider="PLB*1234567893*20261231*FB:X1*-120",
        ),
    )

    assert share(document, "denial_rate") == (0, 1)
    assert noted(document)["taken_back"] == 1


def test_a_correction_that_comes_before_its_reversal(told: Told) -> None:
    document = told(
        correction=paid(A1_CORRECTED, amount=135, trace="T2", on="20260124"),
        first=paid(A1_PAID, amount=120),
        reversal=paid(
            A1_REVERSED,
            trace="T3",
            on="20260128",
            provider="PLB*1234567893*20261231*WO:X1*-120",
        ),
    )

    assert share(document, "denial_rate") == (0, 1)


def test_denied_and_then_paid_in_the_same_month_stays_denied_first(told: Told) -> None:
    document = told(
        first=paid(A2_DENIED),
        then=paid(("A2*1*100*80**12*P3", "CO*45*20"), amount=80, trace="T2", on="20260129"),
    )

    assert share(document, "denial_rate") == (1, 1)


def test_a_split_claim_is_one_claim_and_denied_in_part(told: Told) -> None:
    parts = [
        ("A1*1*120*120**12*P1", "MOA***MA15", "SVC*HC:99213*120*120", "DTM*472*20260102"),
        (
            "A1*1*80*0**12*P2",
            "MOA***MA15",
            "SVC*HC:99214*80*0",
            "DTM*472*20260102",
            "CAS*CO*50*80",
        ),
    ]
    document = told(sent=sent(("A1", "200")), paid=paid(*parts, amount=120))

    assert share(document, "denial_rate") == (1, 1)
    assert share(document, "full_denial_rate") == (0, 1)
    # 80 of the 200 that were sent, and not of the 120 of the first part.
    assert share(document, "denial_rate_dollars") == ("80.00", "200.00")

    # Without the claim as it was sent, its parts together are its charge: 120 + 80.
    unsent = told(paid=paid(*parts, amount=120))
    assert share(unsent, "denial_rate_dollars") == ("80.00", "200.00")


def test_a_claim_adjusted_as_a_whole_is_denied_as_a_whole(told: Told) -> None:
    whole = ("A1*1*100*0**12*P1", "CAS*CO*50*100", "SVC*HC:99213*100*100", "DTM*472*20260102")
    document = told(paid=paid(whole))

    assert share(document, "full_denial_rate") == (1, 1)
    assert share(document, "denial_rate_dollars") == ("100.00", "100.00")


def test_lines_that_only_report_are_not_counted(told: Told) -> None:
    reported = ("A1*1*100*80**12*P1", "SVC*HC:99213*100*80", "CAS*CO*45*20", "SVC*HC:3074F*0*0")
    alone = ("A2*1*0*0**12*P2", "SVC*HC:3074F*0*0")
    document = told(paid=paid(reported, alone, amount=80))

    assert share(document, "denial_rate") == (0, 1)
    assert noted(document)["not_counted"] == 1


def test_several_remittances_of_one_transfer_and_one_that_pays_nothing(told: Told) -> None:
    # The transfer T1 is told in two files, and T2 is a notice of nothing paid.
    document = told(
        one=paid(A1_PAID, amount=120),
        other=paid(("A3*1*50*50**12*P3",), amount=50, file=1),
        notice=paid(A2_DENIED, trace="T2"),
    )

    assert (document["files"], share(document, "denial_rate")) == (3, (1, 3))


def test_a_file_of_provider_adjustments_alone_counts_no_claim(told: Told) -> None:
    alone = paid(amount=-25, trace="T2", provider="PLB*1234567893*20261231*WO:X1*25")
    document = told(one=paid(A1_PAID, amount=120), alone=alone)

    assert (document["files"], document["rows"], share(document, "denial_rate")) == (2, 1, (0, 1))


def test_a_secondary_payment_without_the_primary_is_no_first_remittance(told: Told) -> None:
    document = told(paid=paid(("A1*2*200*0**12*P1", "OA*23*200"), A2_DENIED))

    assert share(document, "denial_rate") == (1, 1)


def test_primary_and_secondary_remittances_are_about_one_claim(told: Told) -> None:
    secondary = paid(("A1*2*200*20**12*S1", "OA*23*180"), amount=20, trace="T2", on="20260128")
    document = told(
        primary=paid(A1_PAID, amount=120), secondary=secondary.replace("XV*PAYER", "XV*OTHER")
    )

    assert document["rows"] == 2
    assert share(document, "denial_rate_dollars") == ("0.00", "200.00")


def test_interim_bills_of_one_number_are_claims_of_their_own(told: Told) -> None:
    other_week = sent(("A1", "100", "3"), batch="B2", on="20260112").replace(
        "472*D8*20260102", "472*D8*20260109"
    )
    document = told(
        first=sent(("A1", "100", "2")), then=other_week, one=sent(("A9", "5"), batch="B9")
    )

    # Neither is an original claim; both are there.
    assert document["rows"] == 3
    assert [one["value"] for one in document["kpis"]] == [1]


def test_payers_are_told_by_their_numbers_and_not_by_their_names(told: Told) -> None:
    document = told(
        sent=sent(("A1", "200")),
        paid=paid(A1_PAID, amount=120).replace("N1*PR*ACME*", "N1*PR*ACME HEALTH PLAN INC*"),
    )

    assert "unmatched" not in noted(document)


def test_a_number_used_again_in_another_year_is_another_claim(told: Told) -> None:
    earlier = paid(("A1*1*200*0**12*P0", "CO*50*200"), trace="T0", on="20250120")
    document = told(
        now=paid(A1_PAID, amount=120), earlier=earlier.replace("472*20260102", "472*20250102")
    )

    assert share(document, "denial_rate") == (0, 1)
    assert share(document, "denial_rate", "2025-01") == (1, 1)


def test_a_month_is_that_of_the_practices_clocks(told: Told, run: Run, folder: Path) -> None:
    told(sent=sent(("A1", "200"), on="20260131", at="2330"))
    words = ("--metrics", "claims_submitted", "--json")

    # X12 tells no zone: the time is that of the practice, wherever that is.
    for zone in ("America/New_York", "Pacific/Honolulu", "Asia/Tokyo"):
        (one,) = run("claims", "kpis", folder / "Acme", "--timezone", zone, *words).document["kpis"]
        assert (one["month"], one["value"]) == ("2026-01", 1)


def test_an_answer_after_the_remittance_changes_nothing(told: Told) -> None:
    document = told(
        sent=sent(("A1", "200")),
        paid=paid(A1_PAID, amount=120),
        answered=answered(("A1", "A7"), on="20260125"),
    )

    assert share(document, "first_pass_acceptance_rate") == (1, 1)
    assert noted(document)["contradicted"] == 1


def test_a_negative_share_of_the_patient_is_no_denial(told: Told) -> None:
    document = told(paid=paid(("A1*1*100*110*-10*12*P1", "PR*2*-10"), amount=110))

    assert share(document, "denial_rate") == (0, 1)


def test_received_is_not_accepted(told: Told) -> None:
    document = told(
        sent=sent(("A1", "200"), ("A2", "200"), ("A3", "200")),
        answered=answered(("A1", "A1"), ("A2", "A2"), ("A3", "A0")),
    )

    assert share(document, "first_pass_acceptance_rate") == (1, 3)


def test_a_corrected_claim_sent_anew_is_counted_by_its_charge_where_it_was_judged(
    told: Told,
) -> None:
    document = told(
        sent=sent(("A2", "100")),
        answered=answered(("A2", "A7")),
        again=sent(("A2", "100"), batch="B2", on="20260108"),
        taken=answered(("A2", "A2"), batch="B2", on="20260109"),
        paid=paid(A2_DENIED),
    )

    assert share(document, "first_pass_acceptance_rate") == (0, 1)
    assert share(document, "denial_rate_dollars") == ("100.00", "100.00")
    # From the rejection on 6 January 9:00 to 8 January 9:00.
    (hours,) = [one for one in document["kpis"] if one["metric"] == "resubmission_turnaround"]
    assert hours["value"] == 48.0


def test_a_claim_voided_before_any_remittance_is_not_counted_and_told(told: Told) -> None:
    document = told(
        sent=sent(("A1", "200"), ("A2", "100")),
        void=sent(("A1", "200", "8", "P1"), batch="B2", on="20260108"),
    )

    assert [one["value"] for one in document["kpis"]] == [1]
    # Its two attempts, the void among them.
    (found,) = [one for one in document["checks"] if one["check"] == "voided"]
    assert found["rows"] == 2


def test_an_unknown_code_and_a_payment_of_nothing_without_reason_are_told(told: Told) -> None:
    document = told(
        paid=paid(("A1*1*100*80**12*P1", "CO*Z9*20"), ("A2*1*100*0**12*P2", "CO*45*100"), amount=80)
    )

    assert (noted(document)["unmapped"], noted(document)["unexplained"]) == (1, 1)
    assert any("Z9" in one["text"] for one in document["noted"])


def test_a_claim_that_does_not_add_up_counts_and_is_told(told: Told) -> None:
    document = told(paid=paid(("A1*1*100*80**12*P1", "CO*45*15"), amount=80))

    assert share(document, "denial_rate") == (0, 1)
    assert noted(document)["unbalanced"] == 1
