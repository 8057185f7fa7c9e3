"""Attempts that belong to one claim."""

import datetime as dt

from tests.unit.claims.told import at, submission
from vendor_eval.claims.chains import chains
from vendor_eval.claims.claim_numbers import Payers


def attempts(*submissions, numbers=None):
    """Each claim as its attempts: place of the payer and number."""
    return [
        [f"{one.sequence}{one.number}" for one in chain.attempts]
        for chain in chains(submissions, numbers or {}, Payers())
    ]


def test_a_correction_sent_as_an_original_is_a_second_attempt():
    assert attempts(submission(sent=at(6)), submission(sent=at(9))) == [["P1", "P2"]]


def test_the_order_is_that_of_time_and_not_of_files():
    late, early = submission(sent=at(9), frequency="7"), submission(sent=at(6))

    (chain,) = chains([late, early], {}, Payers())

    assert [one.submission for one in chain.attempts] == [early, late]


def test_a_replacement_of_another_number_is_linked_by_the_payers():
    original = submission("A1")
    replacement = submission("A1-R", sent=at(12), frequency="7", replaces="P1")

    assert attempts(original, replacement) == [["P1"], ["P1"]]
    assert attempts(original, replacement, numbers={("PAYER", "P1"): original}) == [["P1", "P2"]]
    assert attempts(original, replacement, numbers={("OTHER", "P1"): original}) == [["P1"], ["P1"]]


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


def test_numbers_that_begin_alike_are_several_claims():
    numbers = [f"ACMEPRACTICE20260301-{at:03d}" for at in range(3)]

    assert attempts(*map(submission, numbers)) == [["P1"], ["P1"], ["P1"]]
    assert attempts(submission("00a1"), submission("A1", sent=at(9))) == [["P1", "P2"]]


def test_visits_of_other_days_under_one_number_are_several_claims():
    visits = [submission(served=dt.date(2026, 1, day), sent=at(day + 1)) for day in (1, 8, 15)]
    again = submission(served=dt.date(2026, 1, 8), sent=at(20))

    assert attempts(*visits) == [["P1"], ["P1"], ["P1"]]
    assert attempts(*visits, again) == [["P1"], ["P1", "P2"], ["P1"]]


def test_a_replacement_or_a_void_may_correct_the_day_of_service():
    original = submission(served=dt.date(2026, 1, 1))
    other_visit = submission(served=dt.date(2026, 1, 9), sent=at(22))

    for frequency in ("7", "8"):
        corrected = submission(
            frequency=frequency, served=dt.date(2026, 1, 2), sent=at(20), replaces="P1"
        )
        assert attempts(original, corrected) == [["P1", "P2"]]
        # What corrects a day does not draw the next visit to its claim.
        assert attempts(original, corrected, other_visit) == [["P1", "P2"], ["P1"]]


def test_interim_bills_are_claims_of_their_own():
    assert attempts(
        submission(frequency="2", served=dt.date(2026, 1, 1)),
        submission(frequency="3", served=dt.date(2026, 1, 8), sent=at(9)),
        submission(frequency="3", served=dt.date(2026, 1, 8), sent=at(12)),
    ) == [["P1"], ["P1", "P2"]]


def test_encounters_that_are_only_reported_are_no_claims():
    assert attempts(submission(reporting=True)) == []
