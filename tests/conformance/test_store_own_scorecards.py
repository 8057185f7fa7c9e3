"""A scorecard of the practice's own is kept in every revision."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.errors import Conflict
from vendor_eval.store import Store, own_scorecards
from vendor_eval.store.own_scorecards import Draft, Revision

OURS = Draft("ours", "Ours", 'id = "ours"', version=0)


def saved(store: Store, draft: Draft, by: str = "Ada") -> Revision:
    with store.writing("Ada") as session:
        return own_scorecards.save(session, draft, by)


def test_every_revision_is_kept_and_the_newest_is_listed(store: Store) -> None:
    first = saved(store, OURS)
    second = saved(store, replace(OURS, title="Our own", text='id = "ours" # 2', version=1), "Bob")
    other = saved(store, Draft("a", "a first one", "id = 1", version=0))

    with store.reading() as session:
        assert own_scorecards.listed(session) == (other, second)
        assert own_scorecards.history(session, "ours") == (first, second)
        assert own_scorecards.history(session, "none") == ()
    assert (second.version, second.recorded_by) == (2, "Bob")
    assert second.recorded_at.utcoffset() == dt.timedelta(0)


def test_the_same_text_again_changes_nothing(store: Store) -> None:
    first = saved(store, OURS)

    assert saved(store, OURS, "Bob") == first


def test_what_is_retired_is_a_further_revision_with_the_same_text(store: Store) -> None:
    first = saved(store, OURS)

    retired = saved(store, replace(first, retired=True), "Bob")

    assert (retired.version, retired.text, retired.retired) == (2, OURS.text, True)
    assert saved(store, replace(retired, retired=True)) == retired
    assert saved(store, replace(retired, retired=False)).version == 3


@pytest.mark.parametrize("seen", [0, 2])
def test_the_second_editor_sees_both_texts(store: Store, seen: int) -> None:
    saved(store, OURS)

    with pytest.raises(Conflict) as conflict:
        saved(store, replace(OURS, text="mine", version=seen), "Bob")

    assert (conflict.value.yours, conflict.value.theirs) == ("mine", OURS.text)
    assert conflict.value.saved_by == "Ada"


def test_a_revision_of_what_is_not_there_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict):
        saved(store, replace(OURS, version=1))
