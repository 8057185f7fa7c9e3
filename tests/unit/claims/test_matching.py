"""The ladder from a remittance or an answer to the claim that was sent."""

import datetime as dt

from tests.unit.claims.told import answer, at, remitted, submission
from vendor_eval.claims.claim_numbers import Payers
from vendor_eval.claims.matching import Matcher, Rung

NOBODY = Payers()


def found(claim, submissions, statuses=(), payers=NOBODY):
    return Matcher(submissions, statuses, payers).of_remittance(claim)


def test_the_payers_own_number_comes_first():
    first, second = submission("A1"), submission("A2", sent=at(8), batch="B2")
    status = answer(number="A2", payer_number="P77", batch="B2")

    match = found(remitted(1, 1, number="LOST", payer_number="P77"), [first, second], [status])

    assert (match.submission, match.rung, match.doubtful) == (second, Rung.PAYER_NUMBER, False)


def test_the_payers_own_number_gives_way_to_the_number_of_an_unrelated_claim():
    first, second = submission("A1"), submission("A2", sent=at(8), batch="B2")
    status = answer(number="A2", payer_number="P77", batch="B2")
    replacement = submission("A1", sent=at(9), frequency="7", replaces="P77")

    claim = remitted(1, 1, number="A1", payer_number="P77")

    assert found(claim, [first, second], [status]).submission is first
    assert found(claim, [second, replacement], [status]).submission is second


def test_payers_may_give_the_same_number_and_zeros_are_none():
    first, second = submission("A1"), submission("A2", payer="OTHER", batch="B2")
    for number, payer in (("P77", "OTHER"), ("000", "PAYER")):
        status = answer(number="A1", payer_number=number)
        claim = remitted(1, 1, number="LOST", payer_number=number, payer=payer)
        assert found(claim, [first, second], [status]) is None


def test_the_practices_number():
    sent = submission("A1")

    match = found(remitted(1, 1, number="A1"), [sent, submission("A2")])

    assert (match.submission, match.rung, match.doubtful) == (sent, Rung.CLAIM_NUMBER, False)


def test_a_number_cut_short_or_written_otherwise_is_doubtful():
    long = submission("0000AB-1234567890-1234567890")

    for written in ("0000AB-1234567890-12", "0000ab-1234567890-1234567890"):
        match = found(remitted(1, 1, number=written), [long])
        assert (match.submission, match.doubtful) == (long, True)
    assert found(remitted(1, 1, number="123"), [submission("000123")]).doubtful


def test_numbers_that_begin_alike_are_several_and_a_cut_one_fits_none_of_them():
    begin = "ACMEPRACTICE20260301"
    first, second = submission(f"{begin}-001"), submission(f"{begin}-002", charge=30_000)

    for one in (first, second):
        match = found(remitted(1, 1, number=one.claim_number), [first, second])
        assert (match.submission, match.doubtful) == (one, False)
    assert found(remitted(1, 1, number=begin), [first, second]) is None
    assert found(remitted(1, 1, number=f"{begin}-003"), [first]) is None


def test_of_numbers_written_alike_the_very_same_one_is_preferred():
    plain, padded = submission("123"), submission("00123", sent=at(8))

    assert found(remitted(1, 1, number="123"), [plain, padded]).submission is plain
    assert found(remitted(1, 1, number="00123"), [plain, padded]).submission is padded


def test_the_number_that_a_replacement_names():
    replacement = submission("A9", sent=at(12), frequency="7", replaces="P1")

    match = found(remitted(1, 1, number="OTHER", payer_number="P1"), [replacement])

    assert (match.submission, match.rung, match.doubtful) == (
        replacement,
        Rung.REPLACED_NUMBER,
        True,
    )


def test_likeness_is_doubtful_and_has_to_be_the_only_one():
    like, unlike = submission("A1"), submission("A2", charge=30_000)
    claim = remitted(20_000, 20_000, number="LOST")

    match = found(claim, [like, unlike])

    assert (match.submission, match.rung, match.doubtful) == (like, Rung.LIKENESS, True)
    assert found(claim, [like, submission("A3")]) is None
    assert found(remitted(70_000, 0, number="LOST"), [like]) is None


def test_likeness_never_gives_a_claim_what_is_about_another():
    like, lost = submission("A1"), remitted(20_000, 20_000, number="LOST")
    of_it = remitted(20_000, 0, number="A1", on=28)

    assert Matcher([like], [answer(number="A1")], NOBODY).of_remittance(lost) is None
    assert Matcher([like], [], NOBODY, [lost, of_it]).of_remittance(lost) is None
    assert found(lost, [submission("A1", payer="OTHER")]) is None


def test_the_attempt_is_the_last_one_sent_before_the_payment():
    first, second = submission(sent=at(6)), submission(sent=at(22))

    assert found(remitted(1, 1, on=20), [first, second]).submission is first
    assert found(remitted(1, 1, on=22), [first, second]).submission is second


def test_a_number_used_again_in_another_year_is_another_claim():
    old = submission(served=dt.date(2024, 3, 1))
    new = submission(served=dt.date(2026, 1, 5))

    assert found(remitted(1, 1), [old, new]).submission is new
    assert found(remitted(1, 1, served=dt.date(2024, 3, 1)), [old, new]).submission is old
    assert found(remitted(1, 1, served=dt.date(2021, 3, 1)), [old, new]) is None


def test_interim_bills_of_one_number_are_told_apart_by_their_days():
    first = submission(frequency="2", served=dt.date(2026, 1, 1))
    second = submission(frequency="3", served=dt.date(2026, 1, 15), sent=at(17))

    assert found(remitted(1, 1, served=dt.date(2026, 1, 1)), [first, second]).submission is first


def test_payers_are_told_apart_by_id_and_not_by_name():
    primary = submission(payer="60054", sequence="P")
    secondary = submission(payer="87726", sequence="S", sent=at(8))
    payers = Payers({"60054": "aetna", "1066033492": "aetna"})

    match = found(remitted(1, 1, payer="1066033492"), [primary, secondary], payers=payers)

    assert (match.submission, match.sequence) == (primary, "P")


def test_a_payer_who_calls_every_claim_tertiary_is_believed_by_what_was_sent():
    sent = submission(payer="MCD", sequence="P")

    assert found(remitted(1, 1, payer="MCD", status="3"), [sent]).sequence == "P"
    assert found(remitted(1, 1, payer="OTHER-ID", status="3"), [sent]).sequence == "P"


def test_a_crossover_is_the_next_payers_without_a_claim_sent_to_him():
    sent = submission(payer="MEDICARE", sequence="P")
    crossed = remitted(20_000, 3_000, ("OA", "23", 17_000), payer="SUPPLEMENT", status="2")

    assert found(crossed, [sent]).sequence == "S"


def test_a_secondary_remittance_without_any_claim_is_not_matched():
    assert found(remitted(1, 0, ("OA", "23", 1), status="2"), []) is None


def test_an_answer_is_about_the_attempt_of_its_batch():
    first, second = submission(batch="B1"), submission(sent=at(8), batch="B2")
    matcher = Matcher([first, second], [], NOBODY)

    assert matcher.of_status(answer(batch="B1", made=at(9))).submission is first
    assert matcher.of_status(answer(batch="", made=at(9))).submission is second
    assert matcher.of_status(answer(batch="", made=at(7))).submission is first
    assert matcher.of_status(answer(number="UNKNOWN")) is None
