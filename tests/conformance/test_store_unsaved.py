"""What is typed and not saved is kept for each person and subject, and forgotten on request."""

from __future__ import annotations

import datetime as dt

from vendor_eval.store import Store, unsaved
from vendor_eval.store.unsaved import Unsaved

AT = dt.datetime(2026, 11, 21, 22, 0, tzinfo=dt.UTC)
TYPED = Unsaved("months = 12", 1, AT)


def test_each_person_has_one_text_a_subject(store: Store) -> None:
    later = Unsaved("months = 24", 2, AT + dt.timedelta(minutes=1))
    with store.writing("Ada") as session:
        unsaved.keep(session, "Ada", "scenario 1", TYPED)
        unsaved.keep(session, "Ada", "scenario 1", later)
        unsaved.keep(session, "Ada", "scenario 2", TYPED)

    with store.reading() as session:
        assert unsaved.of(session, "Ada", "scenario 1") == later
        assert unsaved.of(session, "Ada", "scenario 2") == TYPED
        assert unsaved.of(session, "Bob", "scenario 1") is None


def test_what_is_dropped_is_gone(store: Store) -> None:
    with store.writing("Ada") as session:
        unsaved.keep(session, "Ada", "scenario 1", TYPED)
        unsaved.drop(session, "Ada", "scenario 1")
        unsaved.drop(session, "Ada", "scenario 1")

    with store.reading() as session:
        assert unsaved.of(session, "Ada", "scenario 1") is None
