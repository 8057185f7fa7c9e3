"""How far an attempt came, told by what gateways, clearinghouses and payers answered."""

import datetime as dt

import pytest

from tests.unit.claims.told import answer, at, batch_answer, transaction_set
from vendor_eval.claims.acknowledgements import (
    GroupAcknowledged,
    InterchangeAcknowledged,
    SetAcknowledged,
    Speaker,
    Status,
    Word,
)
from vendor_eval.claims.status import (
    Deadlines,
    Heard,
    State,
    answer_due,
    heard_in,
    refused_at_gateway,
    speaks_for_every_claim,
    standing,
    word_of,
)

HOUSE, PAYER, GATEWAY = Speaker.CLEARINGHOUSE, Speaker.PAYER, Speaker.GATEWAY
LATER = Deadlines(answer_by=at(13), as_of=at(30))


def said(*answers, remitted_on=None, deadlines=LATER):
    heard = [heard_in(one) for one in answers]
    return standing([one for one in heard if one is not None], deadlines, remitted_on)


@pytest.mark.parametrize(
    ("category", "action", "word", "doubtful"),
    [
        ("A0", "WQ", Word.RECEIVED, False),
        ("A1", "WQ", Word.RECEIVED, False),
        ("A2", "WQ", Word.ACCEPTED, False),
        ("A2", "", Word.ACCEPTED, False),
        ("A5", "WQ", Word.ACCEPTED, False),
        ("A3", "U", Word.REJECTED, False),
        ("A6", "U", Word.REJECTED, False),
        ("A7", "", Word.REJECTED, False),
        ("A8", "U", Word.REJECTED, False),
        ("A2", "U", Word.REJECTED, True),
        ("A1", "U", Word.REJECTED, True),
        ("A3", "WQ", Word.ACCEPTED, True),
        ("F0", "WQ", None, False),
        ("P1", "", None, False),
        ("A4", "U", None, False),
    ],
)
def test_what_a_status_says(category, action, word, doubtful):
    assert word_of(Status(category, "20", action, None)) == (word, doubtful)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], State.NO_ANSWER),
        ([answer("A1", speaker=PAYER)], State.SENT),
        ([answer("A0", speaker=HOUSE)], State.CLEARINGHOUSE_ACCEPTED),
        ([answer("A3", "U", HOUSE)], State.CLEARINGHOUSE_REJECTED),
        ([answer("A0", speaker=HOUSE), answer("A1")], State.CLEARINGHOUSE_ACCEPTED),
        ([answer("A0", speaker=HOUSE), answer("A2")], State.PAYER_ACCEPTED),
        ([answer("A0", speaker=HOUSE), answer("A7", "U")], State.PAYER_REJECTED),
        # A later rejection outweighs the acceptance, and so does an earlier one.
        ([answer("A2"), answer("A6", "U", made=at(9))], State.PAYER_REJECTED),
        ([answer("A6", "U"), answer("A2", made=at(9))], State.PAYER_REJECTED),
        # Only services that caused a rejection are reported.
        ([answer("A0", speaker=HOUSE, lines=["A3"])], State.CLEARINGHOUSE_REJECTED),
        ([answer("A5")], State.PAYER_ACCEPTED),
    ],
)
def test_where_an_attempt_stands(answers, state):
    assert said(*answers).state is state


def test_silence_is_no_answer_only_after_the_deadline():
    assert said(deadlines=Deadlines(at(13), as_of=at(13))).state is State.SENT
    assert said(deadlines=Deadlines(at(13), as_of=at(13, 10))).state is State.NO_ANSWER


def test_five_business_days_pass_over_weekends_and_holidays():
    # Thursday 8 January: Fri, Mon, Tue, Wed, Thu; with Monday off it is Friday the 16th.
    assert answer_due(at(8), 5) == at(15)
    assert answer_due(at(8), 5, {dt.date(2026, 1, 12)}) == at(16)


def test_answers_after_the_window_do_not_count():
    window = Deadlines(at(13), as_of=at(30), window_ends=at(20))

    assert said(answer("A2"), answer("A6", "U", made=at(21)), deadlines=window).state is (
        State.PAYER_ACCEPTED
    )


def test_what_each_side_said_and_when():
    found = said(answer("A0", speaker=HOUSE, made=at(7)), answer("A7", "U", made=at(9)))

    assert (found.clearinghouse, found.clearinghouse_at) == (Word.ACCEPTED, at(7))
    assert (found.payer, found.payer_at) == (Word.REJECTED, at(9))


def test_a_remittance_implies_acceptance_where_the_payer_said_nothing():
    found = said(answer("A0", speaker=HOUSE), remitted_on=dt.date(2026, 1, 20))

    assert (found.state, found.payer, found.implied) == (State.PAYER_ACCEPTED, Word.ACCEPTED, True)


def test_a_rejection_that_comes_after_the_remittance_is_doubtful():
    found = said(answer("A3", "U", made=at(25)), remitted_on=dt.date(2026, 1, 20))

    assert (found.state, found.doubtful) == (State.PAYER_ACCEPTED, True)


def test_a_contradicting_answer_is_marked():
    found = said(answer("A2", "U"))

    assert (found.state, found.doubtful) == (State.PAYER_REJECTED, True)


def test_a_batch_rejected_without_a_word_about_its_claims():
    assert speaks_for_every_claim(batch_answer("A3", "U", accepted=0, rejected=12))
    assert not speaks_for_every_claim(batch_answer("A3", "U", accepted=3, rejected=12))
    assert not speaks_for_every_claim(batch_answer("A1", "WQ", accepted=12, rejected=0))


def test_a_gateway_rejects_all_that_it_names():
    group = GroupAcknowledged(transaction_set(), "1", "R", 3, 0)
    part = GroupAcknowledged(transaction_set(), "1", "P", 3, 2)
    one_set = SetAcknowledged(transaction_set(), "1", "0001", "E", 1)
    interchange = InterchangeAcknowledged("000000101", "R", "006", at(6))
    refused = [refused_at_gateway(one) for one in (group, part, one_set, interchange)]

    assert refused == [True, False, False, True]
    found = standing([Heard(GATEWAY, Word.REJECTED, at(6))], LATER)
    assert (found.state, found.clearinghouse) == (State.GATEWAY_REJECTED, Word.REJECTED)
