"""A round keeps what it was opened with, and whatever changes is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from vendor_eval.errors import BadInput, Conflict, NotFound, StoreFailure
from vendor_eval.evaluation.answers import Evidence
from vendor_eval.store import Store, answers, evidence, rounds
from vendor_eval.store.answers import Entry
from vendor_eval.store.evidence import Piece
from vendor_eval.store.measures import vendors
from vendor_eval.store.rounds import Assignment, Decision, FrozenScorecard, Round, RoundDraft
from vendor_eval.store.tables import AnswerRow, RoundDecision

OTHER = FrozenScorecard("core", "9.9", "other")
FOR_ZETA = Decision("Zeta", "The only one with our EHR", {"acme": "No MFA"}, "Dr. Lee")


def saved(store: Store, edited: Round, by: str = "Ada") -> Round:
    with store.writing("Ada") as session:
        return rounds.save(session, edited, by)


def decided(store: Store, one: Round, decision: Decision = FOR_ZETA, version: int = 0) -> Round:
    with store.writing("Ada") as session:
        return rounds.decide(session, one.id, decision, version or one.version, by="Lee")


def stored(store: Store, one: Round) -> Round:
    with store.reading() as session:
        return rounds.of_id(session, one.id)


def happened(store: Store, one: Round) -> list[tuple[str, str]]:
    with store.reading() as session:
        return [(event.what, event.by) for event in rounds.events(session, one.id)]


def test_a_round_begins_as_a_draft_with_everything_it_was_opened_with(
    store: Store, kept: Round, draft: RoundDraft
) -> None:
    assert (kept.name, kept.state, kept.version) == ("Lakeside 2026", "draft", 1)
    assert kept.vendors == ("acme", "Zeta")
    assert kept.scorecards == draft.scorecards
    assert kept.weights == draft.weights
    assert (kept.formula, kept.evaluators, kept.decision) == ("1", (), None)
    assert (kept.recorded_at.utcoffset(), kept.recorded_by) == (dt.timedelta(0), "Ada")
    assert stored(store, kept) == kept
    assert happened(store, kept) == [("opened as a draft", "Ada")]


def test_candidates_that_nobody_knows_yet_become_vendors_once(
    store: Store, kept: Round, draft: RoundDraft
) -> None:
    with store.writing("Ada") as session:
        again = rounds.create(session, replace(draft, name="B", vendors=("ACME", "New")), "Ada")

    assert again.vendors == ("acme", "New")
    with store.reading() as session:
        assert vendors(session) == ("acme", "New", "Zeta")


def test_rounds_are_listed_whole_with_the_newest_first(
    store: Store, kept: Round, draft: RoundDraft
) -> None:
    with store.writing("Ada") as session:
        later = rounds.create(session, replace(draft, name="Second"), "Bob")
        asked = (Assignment("Bob", "core/a"),)
        later = rounds.save(
            session, replace(later, evaluators=asked, weights={"core": 1, "hipaa": 0}), "Bob"
        )

    with store.reading() as session:
        assert rounds.listed(session) == (later, kept)


def test_a_round_that_does_not_exist_is_not_found(store: Store) -> None:
    with store.writing("Ada") as session:
        assert rounds.listed(session) == ()
        assert rounds.events(session, 7) == ()
        with pytest.raises(NotFound, match="no such round"):
            rounds.of_id(session, 7)
        with pytest.raises(NotFound, match="no such round"):
            rounds.decide(session, 7, FOR_ZETA, 1, by="Lee")


def test_a_name_belongs_to_one_round_in_every_spelling(
    store: Store, kept: Round, draft: RoundDraft
) -> None:
    with store.writing("Ada") as session:
        other = rounds.create(session, replace(draft, name="Other"), "Ada")

    with (
        pytest.raises(BadInput, match="name of another round"),
        store.writing("Ada") as session,
    ):
        rounds.create(session, replace(draft, name="LAKESIDE  2026"), "Ada")
    with pytest.raises(BadInput, match="name of another round"):
        saved(store, replace(other, name="lakeside 2026"))

    assert saved(store, replace(kept, name="LAKESIDE 2026")).name == "LAKESIDE 2026"


def test_every_change_of_a_round_is_written_down_with_who_made_it(
    store: Store, kept: Round
) -> None:
    asked = (Assignment("Eve", "core/a"), Assignment("Bob", "hipaa/b"))
    weighed = saved(store, replace(kept, weights={"core": 50, "hipaa": 50}, vendors=("Zeta",)))
    opened = saved(store, replace(weighed, name="2026", state="open", evaluators=asked), "Bob")

    assert opened.evaluators == (Assignment("Bob", "hipaa/b"), Assignment("Eve", "core/a"))
    assert (opened.version, opened.recorded_by) == (3, "Bob")
    assert happened(store, kept) == [
        ("opened as a draft", "Ada"),
        ("vendors changed from acme, Zeta to Zeta", "Ada"),
        ("weights changed from hipaa 40, core 60 to hipaa 50, core 50", "Ada"),
        ("name changed from Lakeside 2026 to 2026", "Bob"),
        ("state changed from draft to open", "Bob"),
        ("Bob is asked for hipaa/b", "Bob"),
        ("Eve is asked for core/a", "Bob"),
    ]


def test_only_who_is_asked_for_something_else_is_written_down(store: Store, kept: Round) -> None:
    asked = [Assignment("Ann", "core/a"), Assignment("Bob", "core/a"), Assignment("Eve", "core/b")]
    first = saved(store, replace(kept, evaluators=tuple(asked)))
    before = happened(store, kept)

    now = (asked[0], Assignment("Bob", "hipaa/c"), asked[1], asked[1])
    second = saved(store, replace(first, evaluators=now))

    assert second.evaluators == (asked[0], asked[1], Assignment("Bob", "hipaa/c"))
    assert happened(store, kept)[len(before) :] == [
        ("Bob is asked for core/a, hipaa/c", "Ada"),
        ("Eve is asked for nothing any more", "Ada"),
    ]


def test_the_same_change_twice_is_made_once(store: Store, kept: Round) -> None:
    first = saved(store, replace(kept, state="open"))
    second = saved(store, replace(kept, state="open"), "Bob")

    assert first == second
    assert len(happened(store, kept)) == 2


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_the_second_editor_of_a_round_sees_both(store: Store, kept: Round, seen: int) -> None:
    opened = saved(store, replace(kept, state="open"))

    with pytest.raises(Conflict) as conflict:
        saved(store, replace(kept, version=seen, name="Mine"), "Bob")

    scorecards = "scorecards hipaa 2.1, core 1.0; weights hipaa 40, core 60"
    rest = f"vendors acme, Zeta; {scorecards}; evaluators nobody; due again never"
    assert str(conflict.value).startswith("The round Lakeside 2026 was saved by Ada")
    assert conflict.value.yours == f"name Mine; state draft; {rest}"
    assert conflict.value.theirs == f"name Lakeside 2026; state open; {rest}"
    assert stored(store, kept) == opened


@pytest.mark.parametrize("state", ["open", "consensus", "decided"])
@pytest.mark.parametrize(
    "change",
    [
        {"vendors": ("Zeta",)},
        {"weights": {"core": 1, "hipaa": 99}},
        {"scorecards": (OTHER,), "weights": {"core": 100}},
    ],
    ids=["vendors", "weights", "scorecards"],
)
def test_candidates_scorecards_and_weights_are_frozen_once_a_round_is_open(
    store: Store, kept: Round, state: str, change: dict[str, object]
) -> None:
    opened = saved(store, replace(kept, state="open"))
    later = (
        decided(store, opened) if state == "decided" else saved(store, replace(opened, state=state))
    )

    with pytest.raises(BadInput, match="move it back to draft first"):
        saved(store, replace(later, **change))

    assert stored(store, kept) == later
    back = saved(store, replace(later, state="draft"))
    changed = saved(store, replace(back, **change))
    assert {name: getattr(changed, name) for name in change} == change


def test_the_formula_and_the_text_of_a_version_are_never_touched(
    store: Store, kept: Round, draft: RoundDraft
) -> None:
    edited = tuple(replace(one, text="edited") for one in draft.scorecards)

    saved(store, replace(kept, name="B", formula="2", scorecards=edited))

    assert stored(store, kept).scorecards == draft.scorecards
    assert stored(store, kept).formula == "1"


def answer(session: Session, one: Round) -> None:
    entry = Entry(one.id, "acme", "core/mfa", "Bob", "yes", Evidence.STATED, "", version=0)
    answers.save(session, entry, "Bob")


def hand_in(session: Session, one: Round) -> None:
    evidence.add(session, Piece(one.id, "acme", "core/mfa", "note", "MFA"), None, "Bob")


@pytest.mark.parametrize("judge", [answer, hand_in])
def test_a_candidate_that_was_judged_cannot_leave(
    store: Store, kept: Round, judge: Callable[[Session, Round], None]
) -> None:
    with store.writing("Ada") as session:
        judge(session, kept)

    with pytest.raises(BadInput, match="judged already"):
        saved(store, replace(kept, vendors=("Zeta", "New")))

    assert saved(store, replace(kept, vendors=("ACME", "New"))).vendors == ("acme", "New")


def test_a_signed_decision_makes_a_round_decided(store: Store, kept: Round) -> None:
    found = decided(store, kept)

    assert (found.state, found.version, found.recorded_by) == ("decided", 2, "Lee")
    assert found.decision is not None
    assert replace(found.decision, decided_at=None) == FOR_ZETA
    assert found.decision.decided_at is not None
    assert found.decision.decided_at.utcoffset() == dt.timedelta(0)
    assert stored(store, kept) == found
    assert happened(store, kept)[-1] == ("decided for Zeta", "Lee")


def test_a_decision_that_holds_is_not_signed_again(store: Store, kept: Round) -> None:
    assert decided(store, kept) == decided(store, kept)
    assert len(happened(store, kept)) == 2


def test_a_decision_about_an_older_version_is_a_conflict(store: Store, kept: Round) -> None:
    saved(store, replace(kept, state="consensus"))

    with pytest.raises(Conflict) as conflict:
        decided(store, kept)

    assert conflict.value.yours == "decided for Zeta: The only one with our EHR"
    assert conflict.value.theirs.startswith("name Lakeside 2026; state consensus; ")
    assert stored(store, kept).decision is None


def test_only_a_candidate_can_be_chosen(store: Store, kept: Round) -> None:
    with pytest.raises(NotFound, match="Omega is not a candidate"):
        decided(store, kept, replace(FOR_ZETA, vendor="Omega"))

    assert stored(store, kept) == kept


def test_no_round_is_decided_without_a_decision(store: Store, kept: Round) -> None:
    with pytest.raises(BadInput, match="is without a decision"):
        saved(store, replace(kept, state="decided"))


def test_a_decision_taken_back_holds_no_more_and_is_kept(store: Store, kept: Round) -> None:
    first = decided(store, kept)
    reopened = saved(store, replace(first, state="consensus"))
    second = decided(store, reopened, replace(FOR_ZETA, vendor="acme", rejected={"Zeta": "Dear"}))

    assert reopened.decision is None
    assert second.decision is not None
    assert (second.decision.vendor, second.decision.rejected) == ("acme", {"Zeta": "Dear"})
    with store.reading() as session:
        signed = session.exec(select(RoundDecision.decided_by)).all()
    assert signed == ["Dr. Lee", "Dr. Lee"]


def test_a_candidate_that_was_chosen_once_cannot_leave(store: Store, kept: Round) -> None:
    taken_back = saved(store, replace(decided(store, kept), state="draft"))

    with pytest.raises(BadInput, match="judged already"):
        saved(store, replace(taken_back, vendors=("acme",)))


def test_a_decided_round_may_be_renamed_and_stays_decided(store: Store, kept: Round) -> None:
    renamed = saved(store, replace(decided(store, kept), name="Done"))

    assert (renamed.name, renamed.state) == ("Done", "decided")
    assert renamed.decision is not None
    assert renamed.decision.vendor == "Zeta"


def test_the_database_itself_refuses_an_answer_about_a_vendor_that_is_no_candidate(
    store: Store, kept: Round
) -> None:
    row = AnswerRow(
        round=kept.id,
        vendor=4711,
        item="core/mfa",
        evaluator="Bob",
        revision=1,
        answer="yes",
        evidence="none",
        note="",
        recorded_at=kept.recorded_at,
        recorded_by="Bob",
    )

    with pytest.raises(StoreFailure, match="its own rules"), store.writing("Ada") as session:
        session.add(row)
