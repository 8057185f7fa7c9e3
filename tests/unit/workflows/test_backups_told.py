"""Who takes a backup on the server stands in the audit log, and in the backup itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreements import ADMINISTRATOR
from vendor_eval.audit.chain import EVERYBODYS, Key
from vendor_eval.errors import BadInput, NotFound
from vendor_eval.store import State, Store, state, upgrade
from vendor_eval.store.audit.reading import entries
from vendor_eval.workflows import backups
from vendor_eval.workflows.backups import Kept

TOLD = ("read", "export", '{"what":"nightly.backup"}', ADMINISTRATOR.name)


def told(url: str) -> list[tuple[str, str, str | None, str]]:
    """What the audit log has about files that were taken along."""
    with closing(Store.open(url)) as store, store.reading() as session:
        found = [(one.action, one.entity, one.new, one.by) for one in entries(session.connection())]
    return [one for one in found if one[1] == "export"]


def test_a_backup_is_told_before_it_is_taken(database_url: str, tmp_path: Path) -> None:
    kept = Kept(database_url, EVERYBODYS)
    file = tmp_path / "nightly.backup"

    taken = backups.back_up_and_tell(ADMINISTRATOR, kept, file)

    assert taken.untold is None
    assert told(database_url) == [TOLD]
    restored = Kept(f"sqlite:///{tmp_path / 'restored.sqlite'}", EVERYBODYS)
    backups.restore(ADMINISTRATOR, restored, file)
    assert told(restored.url) == [TOLD]


def earlier(kept: Kept) -> Kept:
    file = Path(kept.url.removeprefix("sqlite:///"))
    file.unlink()
    upgrade(kept.url, "0015")
    return kept


def without_the_key(kept: Kept) -> Kept:
    return replace(kept, key=Key(bytes([7] * 32)))


def read_only(kept: Kept) -> Kept:
    file = kept.url.removeprefix("sqlite:///")
    return replace(kept, url=f"sqlite:///file:{file}?mode=ro&uri=true")


UNTOLD: dict[str, tuple[Callable[[Kept], Kept], str]] = {
    "earlier tables": (earlier, "another version"),
    "another key": (without_the_key, "sealed with another key"),
    "read-only": (read_only, "cannot be written to"),
}


@pytest.mark.parametrize("name", UNTOLD)
def test_a_log_that_cannot_be_told_keeps_nobody_from_a_backup(
    name: str, sqlite_url: str, tmp_path: Path
) -> None:
    make, why = UNTOLD[name]
    kept = make(Kept(sqlite_url, EVERYBODYS))
    before = state(kept.url)

    taken = backups.back_up_and_tell(ADMINISTRATOR, kept, tmp_path / "nightly.backup")

    assert taken.untold is not None
    assert why in taken.untold
    assert state(kept.url) is before
    assert (before is State.BEHIND) == (name == "earlier tables")
    restored = Kept(f"sqlite:///{tmp_path / 'restored.sqlite'}", EVERYBODYS)
    backups.restore(ADMINISTRATOR, restored, tmp_path / "nightly.backup")
    assert told(restored.url) == []


def test_of_a_backup_that_is_refused_nothing_is_told(sqlite_url: str, tmp_path: Path) -> None:
    kept = Kept(sqlite_url, EVERYBODYS)
    (tmp_path / "there.backup").touch()

    with pytest.raises(BadInput, match="is there already"):
        backups.back_up_and_tell(ADMINISTRATOR, kept, tmp_path / "there.backup")
    with pytest.raises(NotFound, match="no such folder"):
        backups.back_up_and_tell(ADMINISTRATOR, kept, tmp_path / "none" / "x.backup")

    assert told(sqlite_url) == []
