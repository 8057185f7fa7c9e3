"""Causes and corrective actions are kept with every revision, and nobody overwrites another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.errors import Conflict
from vendor_eval.store import Store, denial_actions
from vendor_eval.store.denial_actions import Draft

DRAFT = Draft(
    vendor="Acme",
    payer="P1",
    carc="197",
    cause="No authorisation is asked for before imaging",
    correction="A check at the desk",
    owner="Front desk",
    due=dt.date(2026, 3, 31),
)
DONE = replace(DRAFT, done=dt.date(2026, 4, 2), effect="Two a month instead of nine", version=1)


def save(store: Store, draft: Draft, by: str) -> denial_actions.Revision:
    with store.writing("Ada") as session:
        return denial_actions.save(session, draft, by)


def test_every_revision_is_kept_and_the_newest_is_shown(store: Store) -> None:
    first = save(store, DRAFT, "Ada")
    second = save(store, DONE, "Bob")

    with store.reading() as session:
        assert denial_actions.history(session, "ACME", "P1", "197") == (first, second)
        assert denial_actions.of_vendor(session, "acme") == (second,)
    assert (first.draft, first.recorded_by) == (replace(DRAFT, version=1), "Ada")
    assert (second.draft, second.recorded_by) == (replace(DONE, version=2), "Bob")
    assert first.recorded_at <= second.recorded_at
    assert first.recorded_at.tzinfo is not None


def test_the_same_reason_at_another_payer_or_vendor_is_another_matter(store: Store) -> None:
    for other in (DRAFT, replace(DRAFT, payer=""), replace(DRAFT, carc="29")):
        save(store, other, "Ada")
    save(store, replace(DRAFT, vendor="Zeta"), "Ada")

    with store.reading() as session:
        found = denial_actions.of_vendor(session, "Acme")
        assert [(one.draft.payer, one.draft.carc) for one in found] == [
            ("", "197"),
            ("P1", "197"),
            ("P1", "29"),
        ]
        assert denial_actions.history(session, "Acme", "P2", "197") == ()
        assert denial_actions.of_vendor(session, "Nobody") == ()


@pytest.mark.parametrize("seen", [0, 1])
def test_the_second_editor_sees_both_versions_and_overwrites_none(store: Store, seen: int) -> None:
    save(store, DRAFT, "Ada")
    save(store, DONE, "Ada")

    mine = replace(DRAFT, owner="Billing", version=seen)
    with pytest.raises(Conflict) as conflict:
        save(store, mine, "Bob")

    assert "owner: Billing" in conflict.value.yours
    assert "effect: Two a month" in conflict.value.theirs
    assert conflict.value.saved_by == "Ada"
    with store.reading() as session:
        assert len(denial_actions.history(session, "Acme", "P1", "197")) == 2
