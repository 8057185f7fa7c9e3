"""What remittances of one claim come to, reversals, corrections and splits included."""

import datetime as dt
from dataclasses import replace

from tests.unit.claims.told import remitted, reversal
from vendor_eval.claims.outcomes import Totals, history
from vendor_eval.claims.reversals import each_once, in_order, reversals
from vendor_eval.claims.verdicts import DenialRules, Outcome
from vendor_eval.files.denial_reasons import shipped

PAID = remitted(20_000, 12_000, ("CO", "45", 6_000), ("PR", "2", 2_000))
DENIED = remitted(20_000, 0, ("CO", "50", 20_000))


def of(*remittances):
    return history(remittances, shipped(), DenialRules())


def test_a_reversal_and_its_correction():
    # 200 less 60 contract less 20 patient is 120; then 200 less 45 less 20 is 135.
    correction = remitted(20_000, 13_500, ("CO", "45", 4_500), ("PR", "2", 2_000), on=28)

    found = of(PAID, reversal(PAID, on=28), correction)

    assert found.totals == Totals(20_000, 13_500, 2_000, 4_500)
    assert (found.first.verdict.outcome, found.first.paid_cents) == (Outcome.PAID, 12_000)
    assert (found.last, found.corrections) == (Outcome.PAID, 1)
    assert not found.overturned
    assert not found.taken_back


def test_a_reversal_that_nothing_follows():
    found = of(PAID, reversal(PAID, on=28))

    assert found.first.verdict.outcome is Outcome.PAID
    assert (found.last, found.resolved_on) == (Outcome.PENDING, None)
    assert found.totals == Totals(0, 0, 0, 0)
    assert found.taken_back


def test_a_correction_that_arrives_before_its_reversal():
    correction = remitted(20_000, 13_500, ("CO", "45", 6_500), on=24)

    found = of(correction, reversal(PAID, on=28), PAID)

    assert found.first.paid_cents == 12_000
    assert (found.last, found.resolved_on) == (Outcome.PAID, dt.date(2026, 1, 24))
    assert found.totals.paid_cents == 13_500


def test_a_correction_of_what_was_never_seen_is_no_first_outcome():
    correction = remitted(20_000, 13_500, ("CO", "45", 6_500), on=28)

    found = of(reversal(PAID, on=28), correction)

    assert found.first is None
    assert found.original_unseen
    assert (found.last, found.corrections) == (Outcome.PAID, 1)


def test_a_later_reversal_of_what_was_never_seen_leaves_the_first_outcome():
    # Denied on the 20th; what paid 70 and was taken back on the 28th is not at hand.
    paid = remitted(20_000, 7_000, ("CO", "45", 13_000))

    found = of(DENIED, reversal(paid, on=28))

    assert found.first.verdict.outcome is Outcome.DENIED
    assert (found.original_unseen, found.corrections) == (True, 0)


def test_a_reversal_under_a_new_number_of_the_payer_cancels_what_it_negates():
    reversed_ = reversal(DENIED, on=28)._replace(payer_claim_number="P9")
    correction = remitted(20_000, 8_000, ("CO", "45", 12_000), on=28, payer_number="P9")

    found = of(DENIED, reversed_, correction)

    assert found.first.verdict.outcome is Outcome.DENIED
    assert (found.last, found.original_unseen, found.corrections) == (Outcome.PAID, False, 1)


def test_a_reversal_of_its_own_number_goes_before_one_of_another():
    other = DENIED._replace(payer_claim_number="P2")

    found = of(DENIED, other, reversal(other, on=28))

    assert found.last is Outcome.DENIED
    assert not found.original_unseen


def test_denied_and_then_paid_in_the_same_month():
    found = of(DENIED, PAID._replace(payment=replace(PAID.payment, paid_on=dt.date(2026, 1, 30))))

    assert found.first.verdict.outcome is Outcome.DENIED
    assert found.first.on == dt.date(2026, 1, 20)
    assert (found.last, found.overturned) == (Outcome.PAID, True)
    assert found.resolved_on == dt.date(2026, 1, 30)


def test_paid_and_then_denied_is_taken_back():
    denied = remitted(20_000, 0, ("CO", "50", 20_000), on=28)

    found = of(PAID, reversal(PAID, on=28), denied)

    assert found.first.verdict.outcome is Outcome.PAID
    assert (found.last, found.taken_back) == (Outcome.DENIED, True)


def test_a_split_claim_is_one_claim_and_denied_in_part():
    first = remitted(12_000, 12_000, payer_number="P1", remarks=["MA15"])
    second = remitted(8_000, 0, ("CO", "50", 8_000), payer_number="P2", remarks=["MA15"], on=23)

    found = of(first, second)

    assert found.first.verdict.outcome is Outcome.PARTIAL
    assert found.first.verdict.denied_charge_cents == 8_000
    assert found.first.paid_cents == 12_000
    assert found.last is Outcome.PARTIAL


def test_a_replacement_under_a_new_number_is_no_part():
    again = remitted(20_000, 12_000, ("CO", "45", 8_000), payer_number="P2", on=28)

    found = of(DENIED, again)

    assert found.first.verdict.outcome is Outcome.DENIED
    assert found.overturned


def test_a_duplicate_is_not_the_first_remittance():
    duplicate = remitted(20_000, 0, ("CO", "18", 20_000), payer_number="P2", on=15)

    found = of(duplicate, PAID)

    assert found.first.on == dt.date(2026, 1, 20)
    assert found.last is Outcome.PAID
    assert of(duplicate).first is None


def test_what_waits_for_review_is_not_the_first_outcome():
    waiting = remitted(20_000, 0, ("OA", "133", 20_000), on=15)

    assert of(waiting, PAID).first.verdict.outcome is Outcome.PAID
    assert of(waiting).last is Outcome.PENDING


def test_estimates_are_passed_over():
    assert of(remitted(20_000, 20_000, status="25")).first is None


def test_no_remittance():
    found = of()

    assert (found.first, found.last) == (None, Outcome.PENDING)
    assert found.totals == Totals(0, 0, 0, 0)
    assert not found.taken_back


def test_a_reversal_comes_again_only_where_nothing_is_left_that_it_could_cancel():
    # Paid twice and taken back twice: two reversals alike, and both count.
    again = remitted(20_000, 12_000, ("CO", "45", 6_000), ("PR", "2", 2_000), on=22)
    told = [PAID, reversal(PAID, on=24), again, reversal(PAID, on=28)]

    assert each_once(told) == told


def test_of_two_reversals_of_what_is_not_at_hand_one_came_again():
    told = in_order([reversal(PAID, on=24), reversal(PAID, on=28), reversal(DENIED, on=28)])

    found = reversals(told)

    assert [one.payment.paid_on.day for one in found.repeated] == [28]
    assert len(found.unseen) == 2
