"""Two people who edit the same never overwrite each other without having seen it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.proofs import size
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import Conflict
from vendor_eval.follow_up.plan import Plan
from vendor_eval.quantities import Month
from vendor_eval.store import Store, contracts, follow_up, offers, practice, scenarios
from vendor_eval.store.follow_up import Kept
from vendor_eval.store.practice import Practice

INTERLEAVINGS = size(20, 200)
TODAY = dt.date(2026, 11, 21)
EDITORS = {name: Person(name, Role.ADMINISTRATOR) for name in ("Ada", "Ben")}

Save = Callable[[Store, str, str, int], object]
"""Stores a text as an editor, in place of the version that was shown."""


def save_contract(store: Store, by: str, text: str, version: int) -> object:
    with store.writing(by) as session:
        draft = contracts.Draft("Acme", "", text, "", version)
        return contracts.save(session, draft, by)


def save_scenario(store: Store, by: str, text: str, version: int) -> object:
    with store.writing(by) as session:
        return scenarios.save(session, scenarios.Draft("Growth", text, "", version), by)


def save_offer(store: Store, by: str, text: str, version: int) -> object:
    with store.writing(by) as session:
        draft = offers.Draft("Acme", "Flat", text, TODAY, version=version)
        return offers.save(session, draft, by)


def save_practice(store: Store, by: str, text: str, version: int) -> object:
    with store.writing(by) as session:
        kept = Practice(text, "America/Chicago", version=version)
        return practice.save(session, kept, by)


def save_plan(store: Store, by: str, text: str, version: int) -> object:
    with store.writing(by) as session:
        plan = Plan("denial_rate", Month(2026, 10), owner=by, note=text)
        return follow_up.save(session, Kept("Acme", plan, version), by)


KINDS: dict[str, Save] = {
    "contract": save_contract,
    "scenario": save_scenario,
    "offer": save_offer,
    "practice": save_practice,
    "plan": save_plan,
}


def machine(kind: str, empty: Path, folder: Path) -> type[RuleBasedStateMachine]:
    """Two editors of one thing; what is stored is known from who was let through.

    Args:
        empty: a database with all tables, which each machine copies into ``folder``.
    """
    numbers = count()

    class TwoEditors(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            file = copy(empty, folder / f"{next(numbers)}.sqlite")
            self.store = Store.open(f"sqlite:///{file}")
            self.texts = (f"text {number}" for number in count())
            self.kept, self.version = "", 0
            self.shown = dict.fromkeys(EDITORS, 0)

        @rule(who=st.sampled_from(sorted(EDITORS)))
        def open_the_page(self, who: str) -> None:
            self.shown[who] = self.version

        @rule(who=st.sampled_from(sorted(EDITORS)))
        def save(self, who: str) -> None:
            text = next(self.texts)
            if self.shown[who] == self.version:
                KINDS[kind](self.store, who, text, self.shown[who])
                self.kept, self.version = text, self.version + 1
                self.shown[who] = self.version
                return
            with pytest.raises(Conflict) as refused:
                KINDS[kind](self.store, who, text, self.shown[who])
            assert text in refused.value.yours
            assert self.kept in refused.value.theirs

        def teardown(self) -> None:
            self.store.close()

    return TwoEditors


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_saves_second_sees_both_values(
    kind: str, empty_sqlite: Path, tmp_path: Path
) -> None:
    run_state_machine_as_test(
        machine(kind, empty_sqlite, tmp_path),
        settings=settings(
            max_examples=max(1, INTERLEAVINGS // len(KINDS)), stateful_step_count=15, deadline=None
        ),
    )
