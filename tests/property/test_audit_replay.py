"""Replaying the audit log gives what is stored, whatever people do and however it ends."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.aged import age
from tests.agreements import ADMINISTRATOR
from tests.conformance.changes import frame, received
from vendor_eval.audit.chain import Entry
from vendor_eval.errors import Conflict, NotFound
from vendor_eval.store import Store, contracts, measures, practice, unsaved
from vendor_eval.store.audit import verify
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.practice import Practice
from vendor_eval.store.unsaved import Unsaved
from vendor_eval.workflows import audit
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.retirement import Order, retire

PEOPLE = st.sampled_from(["Ada", "Eve"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
VENDORS = st.sampled_from(["Acme", "Northwind RCM", "Zeta"])


class GivenUp(Exception):
    """Somebody's write ended before it was whole."""


class Work(RuleBasedStateMachine):
    """A store that people write to; at the end the log is held against it."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store.open("sqlite://")
        self.deps = Deps(self.store, dt.date.today)
        self.folder = Path(tempfile.mkdtemp())
        self.archives: list[Path] = []

    @rule(name=TEXTS, by=PEOPLE, gives_up=st.booleans())
    def name_the_practice(self, name: str, by: str, gives_up: bool) -> None:
        before = len(self.log())
        try:
            with self.store.writing(by) as session:
                known = practice.stored(session)
                seen = known.version if known else 0
                practice.save(session, Practice(name, "UTC", version=seen), by)
                if gives_up:
                    raise GivenUp
        except GivenUp:
            assert len(self.log()) == before
        else:
            assert [one.by for one in self.log()[before:]] == [by]

    @rule(vendor=VENDORS, text=TEXTS, version=st.integers(0, 2), by=PEOPLE)
    def save_a_contract(self, vendor: str, text: str, version: int, by: str) -> None:
        draft = contracts.Draft(vendor, "", text, "", version)
        try:
            with self.store.writing(by) as session:
                contracts.save(session, draft, by)
        except (Conflict, NotFound):
            pass

    @rule(rows=st.integers(0, 30), shift=st.floats(-9, 9), by=PEOPLE)
    def import_a_file(self, rows: int, shift: float, by: str) -> None:
        with self.store.writing(by) as session:
            measures.save(session, frame(rows, shift), received(f"{rows}-{shift}.csv"))

    @rule(text=TEXTS, by=PEOPLE)
    def type_something(self, text: str, by: str) -> None:
        with self.store.writing(by) as session:
            unsaved.keep(session, by, "contract", Unsaved(text, 0, dt.datetime.now(dt.UTC)))

    @rule(table=st.sampled_from(["vendor", "practice"]), by=PEOPLE)
    def run_a_statement(self, table: str, by: str) -> None:
        with self.store.writing(by) as session:
            session.connection().exec_driver_sql(f"UPDATE {table} SET version = version + 1")

    @rule(part=st.floats(0.1, 0.9))
    def retire_what_is_old(self, part: float) -> None:
        """A part of the log becomes seven years older, and is retired; once."""
        entries = self.log()
        if self.archives or len(entries) < 3:
            return
        age(self.store, max(1, int(part * len(entries))))
        file = self.folder / "archive"
        done = retire(self.deps, ADMINISTRATOR, Order(6, file))
        assert done is not None
        assert [one.seq for one in self.log()] == [
            *(one.seq for one in entries[done[0].entries :]),
            entries[-1].seq + 1,
        ]
        self.archives.append(file)

    def log(self) -> list[Entry]:
        with self.store.reading() as session:
            return list(entries(session.connection()))

    def teardown(self) -> None:
        with self.store.reading() as session:
            assert verify(session, self.store.key).faults == ()
        found = audit.verify(self.deps, ADMINISTRATOR, "", self.archives)
        assert (found.faults, found.unchecked, found.rows) == ((), (), self.log()[-1].seq)
        self.store.close()
        shutil.rmtree(self.folder)


TestWork = Work.TestCase
TestWork.settings = settings(max_examples=3, stateful_step_count=6, deadline=None)
