"""Rounds that repeat others: what they repeat, when they are due, and where answers come from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vendor_eval.errors import NotFound
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.store import Store, answers, carried, evidence, rounds
from vendor_eval.store.answers import Entry, Stored
from vendor_eval.store.carried import Carried
from vendor_eval.store.evidence import Piece, Status
from vendor_eval.store.rounds import Round, RoundDraft

ITEM = "core/mfa"


@pytest.fixture
def again(store: Store, kept: Round, draft: RoundDraft) -> Round:
    """A round that repeats ``kept``."""
    with store.writing("Ada") as session:
        return rounds.create(session, replace(draft, name="Again", repeats=kept.id), "Ada")


@pytest.fixture
def answered(store: Store, kept: Round) -> Stored:
    """Bob's answer in the earlier round."""
    entry = Entry(kept.id, "acme", ITEM, "Bob", "yes", Evidence.STATED, "on file", 0)
    with store.writing("Ada") as session:
        return answers.save(session, entry, "Bob")


def origin(kept: Round, answered: Stored) -> Carried:
    key = (answered.vendor, answered.item, answered.evaluator)
    return Carried(*key, kept.id, kept.name, answered.recorded_at)


def carry(store: Store, again: Round, *found: tuple[Stored, Carried]) -> int:
    with store.writing("Ada") as session:
        return carried.add(session, again.id, found, "Ada")


def test_a_round_keeps_which_one_it_repeats_and_when_it_is_due(
    store: Store, kept: Round, again: Round
) -> None:
    assert (kept.repeats, kept.review_months) == (None, None)
    assert again.repeats == kept.id

    with store.writing("Ada") as session:
        due = rounds.save(session, replace(kept, review_months=12), "Ada")

    assert due.review_months == 12
    with store.reading() as session:
        assert rounds.of_id(session, kept.id) == due
        said = rounds.events(session, kept.id)[-1].what
    assert said == "due again changed from never to after 12 months"


def test_an_answer_that_is_carried_over_says_the_same_and_where_it_comes_from(
    store: Store, kept: Round, again: Round, answered: Stored
) -> None:
    assert carry(store, again, (answered, origin(kept, answered))) == 1

    with store.reading() as session:
        (found,) = answers.newest(session, again.id)
        assert carried.of_round(session, again.id) == (origin(kept, answered),)
        assert carried.of_round(session, again.id, "ACME") == (origin(kept, answered),)
        assert carried.of_round(session, again.id, "Zeta") == ()
        assert carried.of_round(session, kept.id) == ()
    assert (found.says, found.version, found.recorded_by) == (answered.says, 1, "Ada")


def test_nothing_to_carry_over_stores_nothing(store: Store, again: Round) -> None:
    assert carry(store, again) == 0


def test_an_answer_about_a_vendor_that_is_no_candidate_is_not_carried_over(
    store: Store, kept: Round, again: Round, answered: Stored
) -> None:
    elsewhere = replace(answered, vendor="Nobody")

    with pytest.raises(NotFound):
        carry(store, again, (elsewhere, origin(kept, elsewhere)))

    with store.reading() as session:
        assert carried.of_round(session, again.id) == ()


def test_evidence_comes_along_as_it_was_judged_and_its_file_is_stored_once(
    store: Store, kept: Round, again: Round
) -> None:
    piece = Piece(kept.id, "acme", ITEM, "file", "report.pdf", "application/pdf")
    with store.writing("Ada") as session:
        added = evidence.add(session, piece, b"content", "Bob")
        judged = evidence.judge(session, added.id, Status.VERIFIED, 1, by="Ada")

    with store.writing("Ada") as session:
        carried.add_pieces(session, again.id, [judged])

    with store.reading() as session:
        (found,) = evidence.listed(session, again.id)
        assert evidence.listed(session, kept.id) == (judged,)
        assert evidence.content(session, found.id) == b"content"
    assert found == replace(judged, id=found.id, round=again.id, version=1)
