"""A reminder belongs to one run at a time, and once sent to none."""

from __future__ import annotations

import datetime as dt

from vendor_eval.store import Store, reminders

NOW = dt.datetime(2026, 4, 7, 8, 0, tzinfo=dt.UTC)
ONE, OTHER = ("plan Acme", "2026-04-30", 7), ("plan Acme", "2026-04-30", 3)


def claim(store: Store, *wanted: reminders.Id, at: dt.datetime = NOW) -> frozenset[reminders.Id]:
    with store.writing("Ada") as session:
        return reminders.claim(session, wanted, at)


def sent(store: Store) -> frozenset[reminders.Id]:
    with store.reading() as session:
        return reminders.sent(session)


def test_what_one_run_has_claimed_no_other_one_gets(store: Store) -> None:
    assert claim(store, ONE) == {ONE}
    assert claim(store, ONE, OTHER) == {OTHER}
    assert sent(store) == frozenset()


def test_what_was_sent_is_never_claimed_again(store: Store) -> None:
    claim(store, ONE)
    with store.writing("Ada") as session:
        reminders.confirm(session, [ONE], NOW)

    assert sent(store) == {ONE}
    assert claim(store, ONE, at=NOW + dt.timedelta(days=365)) == frozenset()


def test_what_no_channel_took_may_be_tried_at_once(store: Store) -> None:
    claim(store, ONE)
    with store.writing("Ada") as session:
        reminders.release(session, [ONE])

    assert claim(store, ONE) == {ONE}


def test_a_claim_that_a_stopped_run_left_is_free_after_a_while(store: Store) -> None:
    claim(store, ONE)

    assert claim(store, ONE, at=NOW + reminders.PATIENCE) == frozenset()
    late = NOW + reminders.PATIENCE + dt.timedelta(seconds=1)
    assert claim(store, ONE, at=late) == {ONE}
    assert claim(store, ONE, at=late) == frozenset()
