"""No answer is lost or overwritten unseen, and every one that was ever given is kept."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendor_eval.errors import Conflict, NotFound
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.store import Store, answers, rounds
from vendor_eval.store.answers import CONSENSUS, Entry, Stored
from vendor_eval.store.rounds import Round, RoundDraft


@pytest.fixture
def yes(kept: Round) -> Entry:
    """Bob's first answer to an item."""
    return Entry(kept.id, "acme", "core/mfa", "Bob", "yes", Evidence.STATED, "", version=0)


def saved(store: Store, entry: Entry, by: str = "Bob") -> Stored:
    with store.writing("Ada") as session:
        return answers.save(session, entry, by)


def newest(
    store: Store, one: Round, vendor: str | None = None, evaluator: str | None = None
) -> list[tuple[str, str, str, str]]:
    with store.reading() as session:
        found = answers.newest(session, one.id, vendor, evaluator)
    return [(each.vendor, each.item, each.evaluator, each.answer) for each in found]


def history(store: Store, entry: Entry) -> list[tuple[int, str]]:
    with store.reading() as session:
        found = answers.history(session, entry.round, entry.vendor, entry.item)
    return [(each.version, each.answer) for each in found]


def test_an_answer_is_stored_with_who_gave_it_and_when(store: Store, yes: Entry) -> None:
    entry = replace(yes, vendor="ACME", note="Shown in the demo", evidence=Evidence.VERIFIED)

    found = saved(store, entry, "Ada")

    assert (found.vendor, found.item, found.evaluator) == ("acme", "core/mfa", "Bob")
    assert found.says == ("yes", Evidence.VERIFIED, "Shown in the demo")
    assert isinstance(found.evidence, Evidence)
    assert (found.version, found.recorded_by) == (1, "Ada")
    assert found.recorded_at.utcoffset() == dt.timedelta(0)
    with store.reading() as session:
        assert answers.newest(session, yes.round) == (found,)


def test_the_newest_revision_counts_and_every_one_is_kept(store: Store, yes: Entry) -> None:
    saved(store, yes)
    saved(store, replace(yes, answer="no", version=1))
    last = saved(store, replace(yes, answer="no", evidence=Evidence.NONE, version=2))

    with store.reading() as session:
        assert answers.newest(session, yes.round) == (last,)
    assert history(store, yes) == [(1, "yes"), (2, "no"), (3, "no")]


def test_an_answer_taken_back_is_a_revision_too(store: Store, yes: Entry) -> None:
    saved(store, yes)
    taken_back = saved(store, replace(yes, answer="", evidence=Evidence.NONE, version=1))

    assert (taken_back.answer, taken_back.version) == ("", 2)
    assert str(taken_back) == "unanswered, evidence none"
    with store.reading() as session:
        assert answers.newest(session, yes.round) == (taken_back,)


@pytest.mark.parametrize("seen", [0, 1, 2])
def test_the_same_answer_again_changes_nothing(store: Store, yes: Entry, seen: int) -> None:
    saved(store, yes)
    first = saved(store, replace(yes, answer="no", version=1))

    assert saved(store, replace(yes, answer="no", version=seen), "Eve") == first
    assert len(history(store, yes)) == 2


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_whoever_answers_second_sees_both(store: Store, yes: Entry, seen: int) -> None:
    saved(store, yes, "Ada")
    saved(store, replace(yes, answer="no", note="No token", version=1), "Ada")

    with pytest.raises(Conflict) as conflict:
        saved(store, replace(yes, answer="partly", version=seen))

    assert str(conflict.value).startswith("The answer to core/mfa was saved by Ada")
    assert conflict.value.yours == "partly, evidence stated"
    assert conflict.value.theirs == "no, evidence stated; No token"
    assert len(history(store, yes)) == 2


def test_an_answer_to_one_that_is_not_stored_any_more_is_a_conflict(
    store: Store, yes: Entry
) -> None:
    with pytest.raises(Conflict) as conflict:
        saved(store, replace(yes, version=4))

    assert (conflict.value.theirs, conflict.value.saved_by) == ("unanswered", "nobody")
    assert history(store, yes) == []


def test_evaluators_and_the_consensus_each_have_an_answer(
    store: Store, kept: Round, yes: Entry
) -> None:
    saved(store, replace(yes, vendor="Zeta", answer="partly"))
    saved(store, replace(yes, evaluator="Eve", answer="no"))
    saved(store, replace(yes, evaluator=CONSENSUS, answer="no"))
    saved(store, replace(yes, item="Core/a"))
    saved(store, yes)

    of_bob = [("acme", "Core/a", "Bob", "yes"), ("acme", "core/mfa", "Bob", "yes")]
    others = [("acme", "core/mfa", "Eve", "no"), ("acme", "core/mfa", "consensus", "no")]
    of_zeta = [("Zeta", "core/mfa", "Bob", "partly")]
    assert newest(store, kept) == of_bob + others + of_zeta
    assert newest(store, kept, "ACME") == of_bob + others
    assert newest(store, kept, "acme", "Bob") == of_bob
    assert newest(store, kept, evaluator="Bob") == of_bob + of_zeta
    assert newest(store, kept, "Omega") == []


def test_rounds_keep_their_answers_apart(
    store: Store, kept: Round, yes: Entry, draft: RoundDraft
) -> None:
    saved(store, yes)
    with store.writing("Ada") as session:
        other = rounds.create(session, replace(draft, name="Other"), "Ada")

    assert newest(store, other) == []
    assert saved(store, replace(yes, round=other.id)).version == 1
    assert len(newest(store, kept)) == 1


@pytest.mark.parametrize("change", [{"vendor": "Omega"}, {"round": 4711}], ids=str)
def test_only_candidates_are_answered_for(
    store: Store, yes: Entry, change: dict[str, object]
) -> None:
    with pytest.raises(NotFound, match="is not a candidate of this round"):
        saved(store, replace(yes, **change))


def test_of_eight_who_answer_at_once_one_is_stored_and_all_others_are_told(
    store: Store, yes: Entry
) -> None:
    conflicts: list[str] = []

    def answer(number: int) -> None:
        try:
            saved(store, replace(yes, note=f"from {number}"), f"Editor {number}")
        except Conflict as conflict:
            conflicts.append(conflict.yours)

    threads = [Thread(target=answer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(history(store, yes)) == 1
    assert len(set(conflicts)) == 7


_number = itertools.count()
given_answers = st.tuples(
    st.sampled_from(["acme", "Zeta"]),
    st.sampled_from(["core/a", "core/b"]),
    st.sampled_from(["Bob", "Eve", CONSENSUS]),
    st.sampled_from(["", "yes", "no"]),
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(given_answers, max_size=12))
def test_whatever_is_answered_in_whatever_order_the_last_counts_and_all_are_kept(
    store: Store, draft: RoundDraft, changes: list[tuple[str, str, str, str]]
) -> None:
    # Each example has a round of its own, so that all can share one database.
    expected: dict[tuple[str, str, str], list[str]] = {}
    with store.writing("Ada") as session:
        one = rounds.create(session, replace(draft, name=f"Round {next(_number)}"), "Ada")
        for vendor, item, evaluator, answer in changes:
            said = expected.setdefault((vendor, item, evaluator), [])
            version = len(said)
            entry = Entry(one.id, vendor, item, evaluator, answer, Evidence.NONE, "", version)
            answers.save(session, entry, evaluator)
            if not said or said[-1] != answer:
                said.append(answer)

    with store.reading() as session:
        last = answers.newest(session, one.id)
        every = [
            each
            for vendor, item in {key[:2] for key in expected}
            for each in answers.history(session, one.id, vendor, item)
        ]

    assert {(each.vendor, each.item, each.evaluator): each.answer for each in last} == {
        key: said[-1] for key, said in expected.items()
    }
    assert sorted(
        (each.vendor, each.item, each.evaluator, each.version, each.answer) for each in every
    ) == sorted(
        (*key, number, answer)
        for key, said in expected.items()
        for number, answer in enumerate(said, start=1)
    )
