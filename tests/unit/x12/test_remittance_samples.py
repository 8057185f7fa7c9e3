"""835 files, with what they say read off by hand."""

import datetime as dt

import pytest

from tests.unit.x12.written import claims, read, remittance, sample
from vendor_eval.claims.balances import balances, claim_gap
from vendor_eval.claims.remittances import Adjustment, Payment, ProviderAdjustment
from vendor_eval.errors import BadInput


def only(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_a_managed_care_remittance():
    found, counts = read(sample("835_managed_care.edi"))

    (payment,) = only(found, Payment)
    # BPR16 is 20002316, which is no day; the remittance was made on 2002-03-14.
    assert (payment.paid_cents, payment.paid_on) == (94_500, dt.date(2002, 3, 14))
    assert (payment.method, payment.trace, payment.payee) == ("ACH", "7170066655", "5544667733")
    first, second = claims(sample("835_managed_care.edi"))
    assert (first.claim_number, first.status) == ("5554555444", "1")
    assert (first.charge_cents, first.paid_cents, first.patient_cents) == (80_000, 45_000, 30_000)
    assert first.adjustments == (Adjustment("CO", "A2", 5_000),)
    assert first.lines[0].adjustments == (Adjustment("PR", "1", 30_000),)
    assert first.lines[0].procedure == "99211"
    assert first.lines[0].served_from == dt.date(2002, 3, 1)
    assert first.lines[0].served_to == dt.date(2002, 3, 4)
    assert second.lines[0].adjustments[1] == Adjustment("CO", "45", 5_000)
    assert counts.dropped == {"names": 2, "member numbers": 2}
    assert counts.unbalanced == []


def test_a_provider_adjustment_that_raises_the_payment():
    found, _ = read(sample("835_medicare_part_a.edi"))

    (adjustment,) = only(found, ProviderAdjustment)
    # 138,018.40 + 11,980.33 + 1.27 = 150,000.00
    assert (adjustment.reason, adjustment.cents) == ("CV", -127)
    assert only(found, Payment)[0].paid_cents == 15_000_000
    assert claims(sample("835_medicare_part_a.edi"))[1].remarks == ("MA02",)
    assert claims(sample("835_medicare_part_a.edi"))[1].served_to == dt.date(2002, 5, 12)


def test_several_adjustments_in_one_segment_and_the_prior_payers_share():
    first, second = claims(sample("835_secondary_payment.edi"))

    assert first.adjustments == (Adjustment("OA", "23", 941_164),)
    line = second.lines[1]
    assert line.adjustments == (
        Adjustment("PR", "1", 15_000),
        Adjustment("PR", "2", 7_000),
        Adjustment("CO", "42", 8_500),
    )
    assert (line.procedure, line.modifiers, line.allowed_cents) == ("66543", ("26",), 50_000)
    assert first.payment.paid_on == dt.date(2005, 4, 12)


def test_a_denied_claim_with_its_remarks():
    (claim,) = claims(sample("835_mult_loops_denied.edi"))

    assert (claim.status, claim.charge_cents, claim.paid_cents) == ("4", 91_539, 0)
    assert [line.charge_cents for line in claim.lines] == [50_004, 12_780, 28_755]
    assert [line.adjustments[0].carc for line in claim.lines] == ["16", "A7", "A7"]
    assert {line.remarks for line in claim.lines} == {("N14",)}


def test_a_reversal_with_its_correction_and_a_balance_carried_forward():
    found, _ = read(sample("835_reversal_correction_outpatient.edi"))

    reversal, correction = claims(sample("835_reversal_correction_outpatient.edi"))
    assert reversal.is_reversal
    assert not correction.is_reversal
    assert (reversal.charge_cents, reversal.paid_cents) == (-715_117, -715_117)
    assert (correction.charge_cents, correction.paid_cents) == (715_117, 713_101)
    assert (reversal.remarks, correction.remarks) == (("N689",), ("N419",))
    assert reversal.payer_claim_number == correction.payer_claim_number == "1400000000000020"
    # -7,151.17 + 7,131.01 + 20.16 = 0.00
    assert only(found, ProviderAdjustment)[0].cents == -2_016


def test_claims_with_adjustments_of_the_claim_alone():
    denied, paid = claims(sample("835_institutional_2014.edi"))

    assert (denied.status, denied.facility, denied.frequency) == ("3", "34", "1")
    assert denied.adjustments == (Adjustment("CO", "39", 13_748),)
    assert denied.lines == ()
    # 2,286.99 - 805.00 = 1,481.99
    assert (paid.charge_cents, paid.paid_cents, paid.rendering) == (228_699, 148_199, "9999999995")


def test_a_professional_remittance_of_three_claims():
    found, counts = read(sample("835_professional_paid_2014.edi"))

    paid = [claim.paid_cents for claim in claims(sample("835_professional_paid_2014.edi"))]
    assert paid == [3_425, 0, 1_150]
    assert sum(paid) == only(found, Payment)[0].paid_cents == 4_575
    assert counts.dropped == {
        "names": 6,
        "member numbers": 3,
        "medical record numbers": 3,
    }


def test_interchanges_marked_as_tests_are_read_and_told():
    marked, earnest = sample("835_managed_care.edi"), sample("835_mult_loops_denied.edi")

    assert read(marked)[1].test == "000000907"
    assert read(earnest)[1].test == ""
    assert read(earnest + marked)[1].test == "000000907"


def test_a_payment_is_net_of_recoupment_and_with_interest():
    # 10,450.00 - (320.50 - 14.25) = 10,143.75
    found, _ = read(
        remittance(
            "CLP*A1*1*10450*10450**12*P1",
            "PLB*1234567893*20261231*WO:P0*320.5*L6*-14.25",
            paid="10143.75",
        )
    )

    assert [one.cents for one in only(found, ProviderAdjustment)] == [32_050, -1_425]


def test_a_file_that_does_not_balance_to_its_payment_is_refused():
    with pytest.raises(BadInput, match=r"is 100\.00, but its claims .* come to 80\.00") as refused:
        read(remittance("CLP*A1*1*100*80**12*P1", "CAS*CO*45*20", paid="100"))

    assert refused.value.code == "unbalanced"


@pytest.mark.parametrize(("paid", "refuses"), [("80.01", False), ("80.02", True)])
def test_a_cent_is_rounding(paid, refuses):
    text = remittance("CLP*A1*1*100*80**12*P1", "CAS*CO*45*20", paid=paid)

    if refuses:
        with pytest.raises(BadInput):
            read(text)
    else:
        assert len(claims(text)) == 1


def test_a_claim_that_does_not_balance_is_kept_and_listed():
    text = remittance("CLP*A1*1*100*80**12*P1", "CLP*A2*1*50*50**12*P2", paid="130")

    found, counts = read(text)

    first, second = claims(text)
    # 100 charged less nothing adjusted is not 80 paid.
    assert claim_gap(first) == 2_000
    assert (balances(first), balances(second)) == (False, True)
    assert [(one.ordinal, one.cents) for one in counts.unbalanced] == [(1, 2_000)]
    assert len(found) == 3


def test_a_claim_whose_lines_are_off_is_listed_though_its_sum_is_right():
    text = remittance(
        "CLP*A1*1*100*80**12*P1",
        "SVC*HC:99213*60*60",
        "CAS*CO*45*20",
        "SVC*HC:99214*40*20",
        paid="80",
    )

    _, counts = read(text)

    assert [(one.ordinal, one.cents) for one in counts.unbalanced] == [(1, 0)]


def test_a_notice_without_payment_and_one_of_adjustments_alone():
    notice, _ = read(remittance("CLP*A1*1*100*0**12*P1", "CAS*CO*50*100", paid="0"))
    adjusted, _ = read(remittance("PLB*1234567893*20261231*WO:P0*25", paid="-25"))

    assert [type(event).__name__ for event in notice] == ["Payment", "RemittedClaim"]
    assert [type(event).__name__ for event in adjusted] == ["Payment", "ProviderAdjustment"]


def test_a_lines_own_day_outweighs_the_claims():
    text = remittance(
        "CLP*A1*1*100*100**12*P1",
        "DTM*232*20260101",
        "DTM*233*20260103",
        "SVC*HC:99213*60*60",
        "SVC*HC:99214*40*40",
        "DTM*472*20260102",
        paid="100",
    )

    (claim,) = claims(text)

    first, second = claim.lines
    assert (first.served_from, first.served_to) == (dt.date(2026, 1, 1), dt.date(2026, 1, 3))
    assert (second.served_from, second.served_to) == (dt.date(2026, 1, 2), dt.date(2026, 1, 2))


def test_a_claim_without_days_of_its_own_has_those_of_its_lines():
    (claim,) = claims(
        remittance(
            "CLP*A1*1*200*200**12*P1",
            "SVC*HC:99213*100*100",
            "DTM*472*20260107",
            "SVC*HC:99214*100*100",
            "DTM*472*20260105",
            paid="200",
        )
    )

    assert (claim.served_from, claim.served_to) == (dt.date(2026, 1, 5), dt.date(2026, 1, 7))
