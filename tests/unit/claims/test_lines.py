"""Lines of claims and reasons of remittances, numbered alike; and what was allowed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.claims.told import JANUARY, submission
from tests.unit.x12.written import claims, remittance
from vendor_eval.claims.allowed import claim_allowed
from vendor_eval.claims.lines import (
    Numbering,
    adjustment_rows,
    line_rows,
    services_remitted,
    services_sent,
)
from vendor_eval.claims.submissions import MINUTES, SubmittedLine


def remitted(*segments, paid="0"):
    return claims(remittance(*segments, paid=paid))


def services(*lines):
    """The lines of a claim sent, each as code, charge in cents and control number."""
    made = [
        SubmittedLine(code, ("25",), charge, "UN", Decimal(2), JANUARY, JANUARY, control)
        for code, charge, control in lines
    ]
    return services_sent(replace(submission(), lines=tuple(made)))


@pytest.mark.parametrize(
    ("charge", "paid", "segments", "allowed"),
    [
        # 500 less a contract's 200: contractual amounts are no part of what is allowed.
        (500, 300, ["CAS*CO*45*200"], 300_00),
        # 200 less 60: of 140 the patient bears 20, and 120 are paid.
        (200, 120, ["CAS*CO*45*60", "CAS*PR*2*20"], 140_00),
        # An earlier payer's 80 are owed and not for this payer to pay.
        (100, 0, ["CAS*OA*23*80", "CAS*CO*45*20"], 80_00),
        # A law cuts 2 off the payment and nothing off what is allowed: 100 - 20.
        (100, 78, ["CAS*CO*45*20*1*253*2"], 80_00),
        # Refused is not allowed, whoever is to pay it.
        (100, 0, ["CAS*CO*50*100"], 0),
        (100, 0, ["CAS*PR*96*100"], 0),
        # The payer's own word outweighs the sum.
        (100, 80, ["CAS*CO*45*20", "AMT*B6*85"], 85_00),
    ],
)
def test_what_was_allowed(charge, paid, segments, allowed):
    (claim,) = remitted(
        f"CLP*A1*1*{charge}*{paid}**12*P1", f"SVC*HC:99213*{charge}*{paid}", *segments, paid=paid
    )

    assert claim_allowed(claim) == allowed


def test_what_was_allowed_for_a_claim_without_lines_or_adjusted_as_a_whole():
    # 300 less 100; and lines of 200 and 100 less 50 off the claim as a whole.
    whole, parted = remitted(
        "CLP*A1*1*300*200**12*P1",
        "CAS*CO*45*100",
        "CLP*A2*1*300*250**12*P2",
        "CAS*CO*45*50",
        "SVC*HC:99213*200*200",
        "SVC*HC:99214*100*50",
        paid="450",
    )

    assert (claim_allowed(whole), claim_allowed(parted)) == (200_00, 250_00)


def test_lines_are_found_by_number_then_by_charge_then_by_procedure():
    known = services(("99213", 100_00, "L1"), ("99213", 50_00, "L2"), ("81002", 20_00, "L3"))
    (claim,) = remitted(
        "CLP*A1*1*170*0**12*P1",
        "SVC*HC:99213*50*0",
        "CAS*CO*50*50",
        "SVC*HC:81001*20*0***HC:81002",
        "CAS*CO*50*20",
        "SVC*HC:99213*90*0",
        "CAS*CO*50*90",
        "SVC*HC:36415*10*0",
        "CAS*CO*50*10",
    )
    assert Numbering(known).numbers(claim) == [2, 3, 1, 3 + 1]

    (by_number,) = remitted(
        "CLP*A1*1*50*0**12*P1", "SVC*HC:99213*50*0", "CAS*CO*50*50", "REF*6R*L1"
    )
    assert Numbering(known).numbers(by_number) == [1]


def test_reasons_of_the_claim_and_of_its_lines():
    original, taken_back = remitted(
        "CLP*A1*1*300*180**12*P1",
        "CAS*CO*45*20",
        "MOA***MA01",
        "SVC*HC:99213*300*200",
        "CAS*CO*45*60*1*253*40",
        "LQ*HE*N130",
        "LQ*HE*N19",
        "CLP*A1*22*-300*-180**12*P1",
        "CAS*CO*45*-20",
        "SVC*HC:99213*-300*-200",
        "CAS*CO*45*-60*1*253*-40",
    )

    rows = adjustment_rows("K", [original, taken_back], services_remitted([original]))

    assert [(one.line_no, one.carc, one.amount_cents, one.rarc_list) for one in rows[:3]] == [
        (None, "45", 20_00, "MA01"),
        (1, "45", 60_00, "N130 N19"),
        (1, "253", 40_00, "N130 N19"),
    ]
    assert [one.is_reversal for one in rows] == [False] * 3 + [True] * 3
    assert sum(one.amount_cents for one in rows) == 0


def test_lines_hold_what_was_sent_and_the_sum_of_what_remittances_say():
    # Allowed 140, taken back, then 155: the correction alone remains. Paid likewise 120, 135.
    told = remitted(
        "CLP*A1*1*200*120*20*12*P1",
        "SVC*HC:99213*200*120",
        "CAS*CO*45*60",
        "CAS*PR*2*20",
        "AMT*B6*140",
        "CLP*A1*22*-200*-120**12*P1",
        "SVC*HC:99213*-200*-120",
        "CAS*CO*45*-60",
        "CAS*PR*2*-20",
        "AMT*B6*140",
        "CLP*A1*1*200*135*20*12*P1",
        "SVC*HC:99213*200*135",
        "CAS*CO*45*45",
        "CAS*PR*2*20",
        paid="135",
    )

    (row, unremitted) = line_rows("K", services(("99213", 200_00, ""), ("81002", 20_00, "")), told)

    assert (row.line_no, row.cpt_hcpcs, row.modifiers, row.units) == (1, "99213", "25", 2)
    assert (row.billed_cents, row.allowed_cents, row.paid_cents) == (200_00, 155_00, 135_00)
    assert (unremitted.allowed_cents, unremitted.paid_cents) == (None, None)


def test_a_line_that_the_payer_added_has_no_charge():
    told = remitted(
        "CLP*A1*1*100*100**12*P1", "SVC*HC:99213*0*0", "SVC*HC:99455*100*100", paid="100"
    )

    _, added = line_rows("K", services(("99213", 100_00, "")), told)

    assert (added.line_no, added.cpt_hcpcs, added.billed_cents) == (2, "99455", None)
    assert added.paid_cents == 100_00


def test_minutes_are_no_units():
    one = SubmittedLine("00790", (), 1, MINUTES, Decimal(75), JANUARY, JANUARY, "")
    (service,) = services_sent(replace(submission(), lines=(one,)))

    assert service.units is None


def test_units_that_a_remittance_leaves_out_are_one():
    told = remitted("CLP*A1*1*100*100**12*P1", "SVC*HC:99213*100*100", paid="100")

    assert [one.units for one in services_remitted(told)] == [1]


def test_estimates_are_passed_over():
    told = remitted("CLP*A1*25*100*0**12*P1", "SVC*HC:99213*100*0", "CAS*CO*45*100")

    assert adjustment_rows("K", told, ()) == ()
    assert line_rows("K", (), told) == ()


def test_each_part_of_a_claim_that_a_payer_split_has_lines_of_its_own():
    # Three visits alike, one in each part; paid 60, 0 and 70 of 100.
    parts = [
        (
            f"CLP*A1*1*100*{paid}**12*P{part}",
            "MOA***MA15",
            f"SVC*HC:99213*100*{paid}",
            f"CAS*CO*45*{100 - paid}",
        )
        for part, paid in enumerate((60, 0, 70), 1)
    ]
    told = remitted(*(segment for part in parts for segment in part), paid="130")

    rows = line_rows("K", services_remitted(told), told)

    assert [(one.line_no, one.billed_cents, one.paid_cents) for one in rows] == [
        (1, 100_00, 60_00),
        (2, 100_00, 0),
        (3, 100_00, 70_00),
    ]


def test_a_line_of_a_part_keeps_its_number_in_what_follows():
    reversed_, corrected = remitted(
        "CLP*A1*22*-100*0**12*P2",
        "SVC*HC:99213*-100*0",
        "CAS*CO*50*-100",
        "CLP*A1*1*100*80**12*P2",
        "SVC*HC:99213*100*80",
        "CAS*CO*45*20",
        paid="80",
    )
    parts = remitted(
        "CLP*A1*1*100*60**12*P1",
        "MOA***MA15",
        "SVC*HC:99213*100*60",
        "CAS*CO*45*40",
        "CLP*A1*1*100*0**12*P2",
        "MOA***MA15",
        "SVC*HC:99213*100*0",
        "CAS*CO*50*100",
        paid="60",
    )
    told = [*parts, reversed_, corrected]

    numbered = adjustment_rows("K", told, services_remitted(told))

    assert [one.line_no for one in numbered] == [1, 2, 2, 2]


def test_a_line_that_the_payer_added_keeps_its_number_whatever_stands_before_it():
    known = services(("99213", 100_00, ""))
    first, second = remitted(
        "CLP*A1*1*100*100**12*P1",
        "SVC*HC:99213*0*0",
        "SVC*HC:99455*100*100",
        "CLP*A1*1*100*100**12*P1",
        "SVC*HC:99455*60*60",
        "SVC*HC:99456*40*40",
        paid="200",
    )
    numbering = Numbering(known)

    assert [numbering.numbers(one) for one in (first, second)] == [[1, 2], [2, 3]]
