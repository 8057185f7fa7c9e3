"""Attempts that belong to one claim."""

import datetime as dt

from tests.unit.claims.told import at, submission
from vendor_eval.claims.chains import chains


def attempts(*submissions, numbers=None):
    """Each claim as its attempts: place of the payer and number."""
    return [
        [f"{one.sequence}{one.number}" for one in chain.attempts]
        for chain in chains(submissions, numbers or {})
    ]


def test_a_correction_sent_as_an_original_is_a_second_attempt():
    assert attempts(submission(sent=at(6)), submission(sent=at(9))) == [["P1", "P2"]]


def test_the_order_is_that_of_time_and_not_of_files():
    late, early = submission(sent=at(9), frequency="7"), submission(sent=at(6))

    (chain,) = chains([late, early], {})

    assert [one.submission for one in chain.attempts] == [early, late]


def test_a_replacement_of_another_number_is_linked_by_the_payers():
    original = submission("A1")
    replacement = submission("A1-R", sent=at(12), frequency="7", replaces="P1")

    assert attempts(original, replacement) == [["P1"], ["P1"]]
    assert attempts(original, replacement, numbers={"P1": original}) == [["P1", "P2"]]


def test_each_payer_has_a_first_attempt():
    assert attempts(
        submission(sequence="P", sent=at(6)),
        submission(sequence="P", sent=at(8)),
        submission(sequence="S", sent=at(9)),
    ) == [["P1", "P2", "S1"]]


def test_a_number_used_again_in_another_year_begins_another_claim():
    assert attempts(
        submission(served=dt.date(2024, 1, 5)), submission(served=dt.date(2026, 1, 5), sent=at(9))
    ) == [["P1"], ["P1"]]


def test_interim_bills_are_claims_of_their_own():
    assert attempts(
        submission(frequency="2", served=dt.date(2026, 1, 1)),
        submission(frequency="3", served=dt.date(2026, 1, 8), sent=at(9)),
        submission(frequency="3", served=dt.date(2026, 1, 8), sent=at(12)),
    ) == [["P1"], ["P1", "P2"]]


def test_encounters_that_are_only_reported_are_no_claims():
    assert attempts(submission(reporting=True)) == []


def test_a_void_counts_nowhere_only_before_any_remittance():
    (chain,) = chains([submission(), submission(sent=at(9), frequency="8")], {})
    (kept,) = chains([submission()], {})

    assert chain.voided_before(None)
    assert chain.voided_before(dt.date(2026, 1, 20))
    assert not chain.voided_before(dt.date(2026, 1, 8))
    assert not kept.voided_before(None)
