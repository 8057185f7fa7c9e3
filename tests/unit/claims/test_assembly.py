"""Rows put together from everything that files told."""

import dataclasses
import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from tests.unit.claims.told import (
    answer,
    at,
    batch_answer,
    remitted,
    reversal,
    submission,
    transaction_set,
)
from tests.unit.x12.written import read, sample
from vendor_eval.claims.acknowledgements import (
    GroupAcknowledged,
    InterchangeAcknowledged,
    SetAcknowledged,
    Speaker,
)
from vendor_eval.claims.assembly import Ways, assembled
from vendor_eval.claims.noted import Seen
from vendor_eval.claims.told import Told
from vendor_eval.claims.verdicts import Outcome
from vendor_eval.files.denial_reasons import shipped

PAID = remitted(20_000, 12_000, ("CO", "45", 6_000), ("PR", "2", 2_000))
DENIED = remitted(20_000, 0, ("CO", "50", 20_000))


def from_events(*events):
    """The rows of all tables, claim by claim, and what was seen on the way."""
    told, keys, seen = Told(), {}, Seen()
    told.hear(events)
    ways = Ways(shipped(), lambda name: keys.setdefault(name, f"K{len(keys)}"), as_of=at(31))
    return list(assembled(told, ways, seen)), seen


def rows(*events):
    found, _ = from_events(*events)
    return [one.claim for one in found]


def test_a_claim_sent_accepted_and_paid():
    (row,) = rows(submission(), answer("A0", speaker=Speaker.CLEARINGHOUSE), answer("A2"), PAID)

    assert (row.claim_root_key, row.attempt_no, row.payer_sequence) == ("K0", 1, "P")
    assert (row.ch_ack_status, row.payer_ack_status) == ("accepted", "accepted")
    assert (row.submitted_ts, row.payer_ack_ts) == (at(6), at(7))
    assert (row.billed_amt_cents, row.first_remit_paid_cents) == (20_000, 12_000)
    assert (row.first_remit_patient_resp_cents, row.contractual_adj_total_cents) == (2_000, 6_000)
    assert (row.first_outcome, row.last_outcome) == (Outcome.PAID, Outcome.PAID)
    assert row.first_remit_date == row.resolved_date == dt.date(2026, 1, 20)


def test_no_number_of_a_claim_is_in_its_row():
    (row,) = rows(submission("SECRET77"), PAID._replace(claim_number="SECRET77"))

    assert "SECRET" not in repr(row)


def test_a_rejected_attempt_and_the_one_that_followed():
    first, second = rows(
        submission(sent=at(6), batch="B1"),
        answer("A7", "U", made=at(7), batch="B1"),
        submission(sent=at(8), batch="B2"),
        answer("A2", made=at(9), batch="B2"),
        PAID,
    )

    assert (first.attempt_no, first.payer_ack_status) == (1, "rejected")
    assert (first.first_outcome, first.first_remit_date) == (Outcome.PENDING, None)
    assert (second.attempt_no, second.payer_ack_status) == (2, "accepted")
    assert second.first_outcome is Outcome.PAID
    assert first.claim_root_key == second.claim_root_key
    # The charge was sent twice and is owed once: it stands where the claim is counted.
    assert (first.billed_amt_cents, second.billed_amt_cents) == (None, 20_000)


def test_the_charge_stands_on_the_first_row_until_a_payer_has_judged():
    first, second = rows(submission(sent=at(6)), submission(sent=at(8), batch="B2"))

    assert (first.billed_amt_cents, second.billed_amt_cents) == (20_000, None)


def test_a_batch_rejected_as_a_whole_rejects_each_of_its_claims():
    found = rows(
        submission("A1", batch="B1"),
        submission("A2", batch="B1"),
        submission("A3", batch="B2"),
        batch_answer("A3", "U", accepted=0, rejected=2, batch="B1"),
    )

    assert [row.payer_ack_status for row in found] == ["rejected", "rejected", None]


def acknowledging(made, speaker="RECEIVER"):
    """The set of a 999 that the receiver of claims, or somebody else, sends back."""
    whole = transaction_set(made=made)
    envelope = dataclasses.replace(whole.interchange, sender=speaker, receiver="SENDER")
    return dataclasses.replace(whole, interchange=envelope)


def test_what_the_gateway_refused_was_rejected_before_any_payer():
    made = acknowledging(at(6, 12))
    for refusal in (
        GroupAcknowledged(made, "1", "R", 1, 0),
        SetAcknowledged(made, "1", "0001", "R", 1),
        InterchangeAcknowledged("101", "R", "006", at(6, 12)),
    ):
        (row,) = rows(submission(), refusal)
        assert (row.ch_ack_status, row.payer_ack_status) == ("rejected", None)

    (other,) = rows(submission(), SetAcknowledged(made, "1", "0009", "R", 1))
    assert other.ch_ack_status is None


@pytest.mark.parametrize(
    ("speaker", "kind", "status"),
    [
        ("RECEIVER", "HC", "rejected"),
        ("", "HC", "rejected"),
        ("ANOTHER", "HC", None),
        ("RECEIVER", "HP", None),
    ],
)
def test_a_999_is_about_claims_sent_to_its_sender_alone(speaker, kind, status):
    made = acknowledging(at(6, 12), speaker)
    for refusal in (
        GroupAcknowledged(made, "1", "R", 1, 0, kind),
        SetAcknowledged(made, "1", "0001", "R", 1, kind),
    ):
        (row,) = rows(submission(), refusal)
        assert row.ch_ack_status == status


def test_control_numbers_of_another_year_are_about_something_else():
    later = acknowledging(dt.datetime(2027, 1, 6, tzinfo=dt.UTC))

    (row,) = rows(submission(), GroupAcknowledged(later, "1", "R", 1, 0))

    assert row.ch_ack_status is None


def test_an_acknowledgement_after_the_remittance():
    (row,) = rows(submission(), PAID, answer("A3", "U", made=at(25)))

    assert (row.payer_ack_status, row.first_outcome) == ("accepted", Outcome.PAID)


def test_a_replacement_whose_original_is_reversed_afterwards():
    replacement = submission(sent=at(22), frequency="7", replaces="P1", batch="B2")
    correction = remitted(20_000, 13_500, ("CO", "45", 6_500), on=28, payer_number="P2")

    first, second = rows(submission(), DENIED, replacement, reversal(DENIED, on=28), correction)

    assert (first.first_outcome, first.denied_charge_amt_cents) == (Outcome.DENIED, 20_000)
    assert first.payer_paid_total_cents == 0
    assert (second.frequency_code, second.first_outcome) == ("7", Outcome.PAID)
    assert second.payer_paid_total_cents == 13_500


def test_a_reversal_and_its_correction_within_one_attempt():
    correction = remitted(20_000, 13_500, ("CO", "45", 4_500), ("PR", "2", 2_000), on=28)

    (row,) = rows(submission(), PAID, reversal(PAID, on=28), correction)

    assert row.first_remit_paid_cents == 12_000
    assert (row.payer_paid_total_cents, row.contractual_adj_total_cents) == (13_500, 4_500)


@pytest.mark.parametrize("sent", [(submission(),), ()], ids=["sent", "never seen sent"])
def test_a_reversal_that_comes_again_counts_once(sent):
    # 120 paid and taken back, and taken back once more on another day: 120 - 120 is nothing.
    ((one,), seen) = from_events(*sent, PAID, reversal(PAID, on=24), reversal(PAID, on=28))

    assert one.claim.payer_paid_total_cents == 0
    assert sum(reason.amount_cents for reason in one.adjustments) == 0
    assert sum(line.paid_cents for line in one.lines) == 0
    assert (seen.reversed_again, seen.original_unseen, seen.taken_back) == (1, 0, 1)


def test_a_secondary_payer_has_its_own_row_and_no_charge():
    primary, secondary = rows(
        submission(payer="MED"),
        submission(payer="SUP", sequence="S", sent=at(21)),
        remitted(20_000, 12_000, ("CO", "45", 6_000), ("PR", "2", 2_000), payer="MED"),
        remitted(20_000, 0, ("OA", "23", 20_000), payer="SUP", status="2", on=28),
    )

    assert (primary.payer_sequence, secondary.payer_sequence) == ("P", "S")
    assert secondary.first_outcome is Outcome.PAID
    assert (primary.billed_amt_cents, secondary.billed_amt_cents) == (20_000, None)


def test_a_crossover_makes_a_row_though_the_vendor_sent_nothing():
    primary, crossed = rows(
        submission(payer="MED"),
        remitted(20_000, 12_000, ("CO", "45", 8_000), payer="MED", status="19"),
        remitted(20_000, 1_500, ("OA", "23", 18_500), payer="SUP", status="2", on=28),
    )

    assert (primary.payer_sequence, primary.payer_paid_total_cents) == ("P", 12_000)
    assert (crossed.payer_sequence, crossed.attempt_no) == ("S", None)
    assert (crossed.payer_paid_total_cents, crossed.billed_amt_cents) == (1_500, None)
    assert crossed.claim_root_key == primary.claim_root_key


def test_unprocessable_is_a_rejection_and_no_denial():
    refused = remitted(20_000, 0, ("CO", "16", 20_000), remarks=["MA130"])

    (row,) = rows(submission(), answer("A2"), refused)

    assert (row.payer_ack_status, row.first_outcome) == ("rejected", Outcome.PENDING)
    assert row.first_remit_date is None


def test_claims_that_count_nowhere_are_counted():
    capitated, seen = from_events(submission(), remitted(20_000, 0, ("CO", "24", 20_000)))
    assert (capitated, seen.not_counted) == ([], 1)


def test_a_void_is_an_attempt_and_takes_no_row_away():
    # Which claims were taken back is told once for extracts and these rows: `claims.steps`.
    sent, void = rows(submission(), submission(sent=at(9), frequency="8"))

    assert (sent.attempt_no, void.attempt_no, void.frequency_code) == (1, 2, "8")


def test_a_later_payer_who_pays_by_the_head_leaves_the_claim_of_the_first():
    primary, secondary = rows(
        submission(payer="MED"),
        submission(payer="SUP", sequence="S", sent=at(21)),
        DENIED._replace(payment=replace(DENIED.payment, payer="MED")),
        remitted(20_000, 0, ("CO", "24", 20_000), payer="SUP", status="2", on=28),
    )

    assert (primary.first_outcome, primary.billed_amt_cents) == (Outcome.DENIED, 20_000)
    assert secondary.payer_sequence == "S"


def test_an_estimate_accepts_no_claim():
    (row,) = rows(submission(), answer("A7", "U"), PAID._replace(status="25"))

    assert (row.payer_ack_status, row.first_outcome) == ("rejected", Outcome.PENDING)


def test_remittances_alone_make_rows_that_denials_can_be_counted_from():
    found, seen = from_events(PAID, DENIED._replace(claim_number="A2", payer_claim_number="P2"))

    assert seen.unmatched == 2
    assert [one.claim.first_outcome for one in found] == [Outcome.PAID, Outcome.DENIED]
    assert [one.claim.submitted_ts for one in found] == [None, None]
    assert [one.claim.billed_amt_cents for one in found] == [20_000, 20_000]


def test_what_a_person_should_look_at_is_counted():
    _, seen = from_events(
        submission("A1"),
        submission("A2"),
        remitted(20_000, 0, ("CO", "45", 20_000), number="A1"),
        remitted(20_000, 12_000, ("CO", "Z9", 8_000), number="0A2", payer_number="P2"),
    )

    assert (seen.unexplained, seen.unmapped, seen.doubtful) == (1, Counter({"Z9": 1}), 1)


def test_what_is_said_of_one_is_not_worded_as_of_many():
    _, seen = from_events(PAID)
    _, of_two = from_events(PAID, DENIED._replace(claim_number="A2", payer_claim_number="P2"))

    said = [f"{one.count} {one.text}" for both in (seen, of_two) for one in both.noted("Acme")]

    assert said == [
        "1 remittance of a claim that no file shows being sent",
        "2 remittances of claims that no file shows being sent",
    ]


def test_a_file_of_remittances_whose_claims_share_a_number():
    # Three claims under "PATIENT ACCOUNT NUMBER", told apart by the payer's own numbers.
    events, _ = read(sample("835_professional_paid_2014.edi"))

    found, seen = from_events(*events)

    assert seen.unmatched == 3
    assert sum(one.claim.payer_paid_total_cents for one in found) == 4_575


def test_a_cohort_whose_first_pass_is_told_four_ways():
    # 30 refused by the clearinghouse, 15 by the payer; of the 955 others 800 are paid, 40 are the
    # patient's, 18 denied in part and 74 in full, and 23 not answered yet.
    paid, refused = PAID.lines[0], DENIED.lines[0]
    two_lines = PAID._replace(charge_cents=40_000, lines=(paid, refused))
    ends = (
        [(answer("A3", "U", Speaker.CLEARINGHOUSE), None)] * 30
        + [(answer("A7", "U"), None)] * 15
        + [(answer("A2"), PAID)] * 800
        + [(answer("A2"), remitted(20_000, 0, ("PR", "1", 20_000)))] * 40
        + [(answer("A2"), two_lines)] * 18
        + [(answer("A2"), DENIED)] * 74
        + [(answer("A2"), None)] * 23
    )
    told = []
    for number, (said, end) in enumerate(ends):
        name = f"C{number:04d}"
        told += [submission(name), replace(said, claim_number=name)]
        if end is not None:
            told.append(end._replace(claim_number=name, payer_claim_number=f"P{number}"))

    found = rows(*told)

    passed_on = [row for row in found if row.ch_ack_status != "rejected"]
    accepted = [row for row in found if row.payer_ack_status == "accepted"]
    outcomes = Counter(row.first_outcome for row in found)
    assert (len(found), len(passed_on), len(accepted)) == (1_000, 970, 955)
    assert outcomes[Outcome.PAID] == 800
    assert outcomes[Outcome.PARTIAL] == 18
    assert outcomes[Outcome.PATIENT] == 40
    assert outcomes[Outcome.DENIED] == 74
    assert outcomes[Outcome.PENDING] == 30 + 15 + 23
