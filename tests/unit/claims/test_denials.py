"""Denials told from groups, reasons and amounts, in the notation of remittances."""

import pytest

from tests.unit.x12.written import claims, remittance, sample
from vendor_eval.claims.denials import verdict
from vendor_eval.claims.verdicts import DenialRules, LineState, Outcome, combined
from vendor_eval.files.denial_reasons import shipped

MAP, RULES = shipped(), DenialRules()


def judged(*segments, paid="0", rules=RULES):
    (claim,) = claims(remittance(*segments, paid=paid))
    return verdict(claim, MAP, rules)


def line(charge, paid, *adjustments, rules=RULES, more=()):
    """The verdict on a claim with one line of these amounts, in whole dollars."""
    segments = [f"CLP*A1*1*{charge}*{paid}**12*P1", f"SVC*HC:99213*{charge}*{paid}"]
    segments += [f"CAS*{adjustment}" for adjustment in adjustments]
    return judged(*segments, *more, paid=str(paid), rules=rules)


@pytest.mark.parametrize(
    ("charge", "paid", "adjustments", "state", "outcome"),
    [
        # 200 = 100 contract + 100 refused: nothing is left, so the line is denied in full.
        (200, 0, ["CO*45*100", "CO*50*100"], LineState.DENIED, Outcome.DENIED),
        # 200 = 100 refused + 100 deductible: a part was allowed.
        (200, 0, ["CO*50*100", "PR*1*100"], LineState.CUT, Outcome.PATIENT),
        (200, 120, ["CO*45*80"], LineState.SETTLED, Outcome.PAID),
        (200, 100, ["CO*151*100"], LineState.CUT, Outcome.PAID),
        (200, 0, ["CO*45*80", "PR*1*120"], LineState.SETTLED, Outcome.PATIENT),
        (200, 0, ["OA*23*200"], LineState.SETTLED, Outcome.PAID),
        (200, 0, ["CO*253*4", "CO*29*196"], LineState.DENIED, Outcome.DENIED),
        (200, 0, ["PR*27*200"], LineState.DENIED, Outcome.DENIED),
        # A rule for several procedures refuses only where nothing is paid.
        (200, 100, ["CO*59*100"], LineState.SETTLED, Outcome.PAID),
        (200, 0, ["CO*59*200"], LineState.DENIED, Outcome.DENIED),
        # Neither paid nor refused: the contract cannot discount all of it.
        (200, 0, ["CO*45*200"], LineState.UNEXPLAINED, Outcome.PENDING),
        (200, 0, ["CO*999*200"], LineState.UNEXPLAINED, Outcome.PENDING),
        (200, 0, ["OA*133*200"], LineState.PENDED, Outcome.PENDING),
        (200, 0, ["CO*24*200"], LineState.EXCLUDED, Outcome.PENDING),
        (200, 0, ["CO*246*200"], LineState.EXCLUDED, Outcome.PENDING),
        (0, 0, [], LineState.EXCLUDED, Outcome.PENDING),
        ("0.01", 0, ["CO*97*0.01"], LineState.EXCLUDED, Outcome.PENDING),
    ],
)
def test_one_line(charge, paid, adjustments, state, outcome):
    found = line(charge, paid, *adjustments)

    assert found.lines[0].state is state
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("adjustment", "switched", "usual", "otherwise"),
    [
        ("PR*27*200", {"patient_group": False}, Outcome.DENIED, Outcome.PATIENT),
        ("CO*16*200", {"information_requests": False}, Outcome.DENIED, Outcome.PENDING),
        ("CO*252*200", {"information_requests": False}, Outcome.DENIED, Outcome.PENDING),
        ("CO*18*200", {"duplicates": True}, Outcome.PENDING, Outcome.DENIED),
    ],
)
def test_what_definitions_differ_by(adjustment, switched, usual, otherwise):
    assert line(200, 0, adjustment).outcome is usual
    assert line(200, 0, adjustment, rules=DenialRules(**switched)).outcome is otherwise


def test_a_cut_makes_the_claim_partly_denied_only_where_the_rules_say_so():
    rules = DenialRules(partial_cuts=True)

    assert line(200, 100, "CO*151*100", rules=rules).outcome is Outcome.PARTIAL


def test_a_duplicate_is_marked():
    assert line(200, 0, "CO*18*200").duplicate
    assert line(200, 0, "OA*B13*200").duplicate
    assert not line(200, 0, "CO*50*200").duplicate
    assert not line(200, 200).duplicate


def test_an_unprocessable_claim_is_a_rejection_that_came_by_remittance():
    remark = ["LQ*HE*MA130"]

    found = line(200, 0, "CO*16*200", more=remark)
    counted = line(200, 0, "CO*16*200", more=remark, rules=DenialRules(unprocessable=True))

    assert (found.outcome, found.unprocessable) == (Outcome.PENDING, True)
    assert (counted.outcome, counted.unprocessable) == (Outcome.DENIED, False)


def test_one_line_of_two_denied():
    found = judged(
        "CLP*A1*1*300*80**12*P1",
        "SVC*HC:99213*100*80",
        "CAS*CO*45*20",
        "SVC*HC:99214*200*0",
        "CAS*CO*197*200",
        paid="80",
    )

    assert found.outcome is Outcome.PARTIAL
    assert found.denied_charge_cents == 20_000
    assert found.leading.carc == "197"
    assert found.leading.reason.category.answers == "practice"


def test_the_leading_reason_is_the_largest_and_ties_go_by_category():
    found = judged(
        "CLP*A1*1*300*0**12*P1",
        "SVC*HC:99213*100*0",
        "CAS*CO*29*40**50*60",
        "SVC*HC:99214*200*0",
        "CAS*CO*96*60**4*60**11*80",
    )

    # 80 for coding, then three of 60: coding before medical necessity before not covered.
    assert [one.carc for one in found.denials] == ["11", "4", "50", "96", "29"]


def test_a_claim_with_adjustments_of_the_claim_alone():
    denied = judged("CLP*A1*1*200*0**12*P1", "CAS*CO*39*200")
    paid = judged("CLP*A1*1*200*150**12*P1", "CAS*CO*45*50", paid="150")

    assert (denied.outcome, denied.denied_charge_cents) == (Outcome.DENIED, 20_000)
    assert paid.outcome is Outcome.PAID


def test_a_refusal_of_the_claim_that_covers_its_charge_denies_its_lines():
    found = judged(
        "CLP*A1*1*200*0**12*P1", "CAS*CO*29*200", "SVC*HC:99213*120*0", "SVC*HC:99214*80*0"
    )

    assert found.outcome is Outcome.DENIED
    assert found.denied_charge_cents == 20_000


def test_a_patient_whom_the_payer_does_not_know():
    # Status 4; two of its three lines carry a reason that the map does not know.
    (claim,) = claims(sample("835_mult_loops_denied.edi"))

    found = verdict(claim, MAP, RULES)

    assert found.outcome is Outcome.DENIED
    assert found.denied_charge_cents == 91_539
    assert found.unmapped == ("A7", "A7")


def test_the_status_alone_neither_makes_nor_hinders_a_denial():
    # Status 3 and 2 in these files, and refused all the same.
    first, _ = claims(sample("835_institutional_2014.edi"))
    _, late, part = claims(sample("835_professional_paid_2014.edi"))

    assert verdict(first, MAP, RULES).outcome is Outcome.DENIED
    assert verdict(late, MAP, RULES).leading.reason.category.id == "timely_filing"
    assert verdict(part, MAP, RULES).outcome is not Outcome.DENIED


def test_a_retired_code_means_something_only_in_its_time():
    # Both are of 2002 and 2005, before A2 and 42 went out of use.
    (claim, _) = claims(sample("835_managed_care.edi"))
    (_, second) = claims(sample("835_secondary_payment.edi"))

    assert verdict(claim, MAP, RULES).unmapped == ()
    assert verdict(second, MAP, RULES).unmapped == ()
    assert line(200, 100, "CO*42*100").unmapped == ("42",)


def test_a_negative_patient_responsibility_is_no_share():
    found = line(200, 220, "PR*2*-20")

    assert found.outcome is Outcome.PAID


def test_parts_of_a_split_claim_make_one_verdict():
    paid, denied = line(200, 200), line(100, 0, "CO*50*100")

    assert combined([paid, denied]).outcome is Outcome.PARTIAL
    assert combined([denied, denied]).outcome is Outcome.DENIED
    assert combined([paid, line(100, 0, "PR*1*100")]).outcome is Outcome.PAID
    assert combined([paid, denied]).denied_charge_cents == 10_000


def test_one_cohort_under_three_definitions():
    # 800 paid, 40 to the patient's deductible, 18 denied in part, 74 denied in full.
    paid = line(300, 200, "CO*45*100")
    patient = line(300, 0, "CO*45*100", "PR*1*200")
    part = judged(
        "CLP*A1*1*300*100**12*P1",
        "SVC*HC:99213*160*100",
        "CAS*CO*45*60",
        "SVC*HC:99214*140*0",
        "CAS*CO*50*140",
        paid="100",
    )
    full = line(420, 0, "CO*50*420")
    cohort = [paid] * 800 + [patient] * 40 + [part] * 18 + [full] * 74

    outcomes = [one.outcome for one in cohort]
    in_full = outcomes.count(Outcome.DENIED)
    with_a_line = in_full + outcomes.count(Outcome.PARTIAL)

    assert round(100 * in_full / 932, 4) == 7.9399
    assert round(100 * with_a_line / 932, 4) == 9.8712
    assert round(100 * (in_full + outcomes.count(Outcome.PATIENT)) / 932, 4) == 12.2318
    # 74 x 420 + 18 x 140 = 31,080 + 2,520
    assert sum(one.denied_charge_cents for one in cohort) == 3_360_000
