"""Whoever takes everything along gets all of it, and stands in the log."""

from __future__ import annotations

from pathlib import Path

from tests.agreements import ADMINISTRATOR, TODAY
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.store import Store, migrations, practice
from vendor_eval.store.audit.reading import entries
from vendor_eval.store.practice import Practice
from vendor_eval.workflows import backups
from vendor_eval.workflows.backups import Kept
from vendor_eval.workflows.deps import Deps


def test_an_archive_that_was_taken_holds_what_was_typed_and_that_it_was_taken(
    tmp_path: Path,
) -> None:
    kept = Kept(f"sqlite:///{tmp_path / 'store.sqlite'}", EVERYBODYS)
    migrations.upgrade(kept.url)
    store = Store.open(kept.url)
    with store.writing("Ada") as session:
        practice.save(session, Practice("=Lakeside", "America/Chicago", version=0), "Ada")
    taken = tmp_path / "taken.zip"

    taken.write_bytes(backups.archive_of(Deps(store, lambda: TODAY), ADMINISTRATOR, kept))
    store.close()

    back = Kept(f"sqlite:///{tmp_path / 'back.sqlite'}", EVERYBODYS)
    done = backups.restore(ADMINISTRATOR, back, taken)
    assert done.unverified == ()
    store = Store.open(back.url)
    with store.reading() as session:
        stored = practice.stored(session)
        log = [(one.action, one.entity, one.by) for one in entries(session.connection())]
    store.close()
    assert stored is not None
    assert stored.name == "=Lakeside"
    assert log[-2:] == [
        ("read", "export", ADMINISTRATOR.name),
        ("restore", "backup", ADMINISTRATOR.name),
    ]
