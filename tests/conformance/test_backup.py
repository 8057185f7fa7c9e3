"""A backup holds everything, and becomes the same database again, of either kind."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import resource
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.agreements import ADMINISTRATOR
from tests.proofs import size
from vendor_eval.audit.chain import EVERYBODYS, Checkpoint, Key
from vendor_eval.errors import BadInput, NotFound, StoreFailure
from vendor_eval.store import State, Store, audit, migrations, practice, state
from vendor_eval.store.backup import archive, digests
from vendor_eval.store.backup.manifest import Manifest
from vendor_eval.store.engine import migration_engine
from vendor_eval.store.practice import Practice
from vendor_eval.store.tables import Table
from vendor_eval.workflows import backups
from vendor_eval.workflows.backups import Kept

OTHER_KEY = Key(bytes([7] * 32))
FLIPS = size(30, 300)
LOG = {"audit_log", "audit_pending"}


@pytest.fixture
def demonstration(tmp_path: Path, demonstration_file: Path) -> Kept:
    """The demonstration practice in a SQLite file of its own."""
    file = shutil.copy(demonstration_file, tmp_path / "practice.sqlite")
    return Kept(f"sqlite:///{file}", EVERYBODYS)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> tuple[Path, Path]:
    """A practice's name and nothing else, in a SQLite file, and a backup of that."""
    folder = tmp_path_factory.mktemp("small")
    file = Path(shutil.copy(empty_sqlite, folder / "store.sqlite"))
    name_it(f"sqlite:///{file}", "Lakeside")
    taken = folder / "small.backup"
    backups.back_up(ADMINISTRATOR, Kept(f"sqlite:///{file}", EVERYBODYS), taken)
    return file, taken


@pytest.fixture
def small(first: tuple[Path, Path], tmp_path: Path) -> Kept:
    """The small database, in a file of its own."""
    file = shutil.copy(first[0], tmp_path / "store.sqlite")
    return Kept(f"sqlite:///{file}", EVERYBODYS)


@pytest.fixture
def archived(first: tuple[Path, Path], tmp_path: Path) -> Path:
    """The backup of the small database, in a file of its own."""
    return Path(shutil.copy(first[1], tmp_path / "small.backup"))


def name_it(url: str, name: str) -> None:
    store = Store.open(url)
    with store.writing("Ada") as session:
        stored = practice.stored(session)
        version = stored.version if stored else 0
        practice.save(session, Practice(name, "America/Chicago", version=version), "Ada")
    store.close()


def named(url: str) -> str | None:
    store = Store.open(url)
    with store.reading() as session:
        stored = practice.stored(session)
    store.close()
    return stored.name if stored else None


def rows_of(url: str) -> dict[str, digests.Digest]:
    """Every table but the log, as the program has it whatever the database."""
    engine = migration_engine(url)
    with engine.begin() as connection:
        found = {
            table.name: digests.of_table(connection, table)
            for table in Table.metadata.sorted_tables
            if table.name not in LOG
        }
    engine.dispose()
    return found


def faults_of(url: str, checkpoint: Checkpoint | None = None) -> tuple[str, ...]:
    store = Store.open(url)
    with store.reading() as session:
        found = audit.verify(session, EVERYBODYS, checkpoint).faults
    store.close()
    return found


def file_of(kept: Kept) -> Path:
    return Path(kept.url.removeprefix("sqlite:///"))


def test_a_practice_moves_to_postgresql_and_back_with_every_row(
    demonstration: Kept, empty_postgresql_url: str, tmp_path: Path
) -> None:
    there = Kept(empty_postgresql_url, EVERYBODYS)
    back = Kept(f"sqlite:///{tmp_path / 'back.sqlite'}", EVERYBODYS)
    first, second = tmp_path / "first.backup", tmp_path / "second.backup"
    before = rows_of(demonstration.url)
    assert sum(one.rows for one in before.values()) > 10_000

    taken = backups.back_up(ADMINISTRATOR, demonstration, first)
    moved = backups.restore(ADMINISTRATOR, there, first)
    again = backups.back_up(ADMINISTRATOR, there, second)
    backups.restore(ADMINISTRATOR, back, second)

    assert (taken.taken_from, again.taken_from) == ("sqlite", "postgresql")
    assert (moved.replaced, moved.unverified) == (None, ())
    assert rows_of(there.url) == rows_of(back.url) == before
    for kept, checkpoint in ((there, taken.checkpoint), (back, again.checkpoint)):
        assert faults_of(kept.url, checkpoint) == ()
        # The next row takes a number that nobody has.
        name_it(kept.url, "Moved")
        assert named(kept.url) == "Moved"
        assert faults_of(kept.url, checkpoint) == ()


def test_whoever_has_no_such_program_reads_every_row_and_what_its_columns_hold(
    demonstration: Kept, tmp_path: Path
) -> None:
    file = tmp_path / "practice.backup"
    manifest = backups.back_up(ADMINISTRATOR, demonstration, file)
    connection = sqlite3.connect(file_of(demonstration))

    with zipfile.ZipFile(file) as opened:
        opened.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked"
    with (unpacked / "columns.csv").open(encoding="utf-8", newline="") as lines:
        known = {(one["table"], one["column"]) for one in csv.DictReader(lines)}
    csv.field_size_limit(10**7)
    try:
        for name, digest in manifest.tables.items():
            with (unpacked / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
                head, *rows = csv.reader(lines, strict=True)
            assert len(rows) == digest.rows
            if name != "alembic_version":
                assert {(name, one) for one in head} <= known
            stored = connection.execute(f'SELECT {", ".join(head)} FROM "{name}"').fetchall()
            for row, kept in zip(rows, stored, strict=True):
                texts = [one for one in zip(row, kept, strict=True) if isinstance(one[1], str)]
                assert [one.removeprefix("'") for one, _ in texts] == [one for _, one in texts]
    finally:
        csv.field_size_limit(131_072)
        connection.close()
    held = list((unpacked / "files").iterdir()) if (unpacked / "files").exists() else []
    assert all(hashlib.sha256(one.read_bytes()).hexdigest() == one.name for one in held)


def test_the_key_that_seals_the_log_is_in_no_backup(tmp_path: Path) -> None:
    kept = Kept(f"sqlite:///{tmp_path / 'own.sqlite'}", OTHER_KEY)
    migrations.upgrade(kept.url, key=kept.key)
    file = tmp_path / "own.backup"

    backups.back_up(ADMINISTRATOR, kept, file)

    secret = kept.key.secret
    held = b"".join(members_of(file).values())
    assert [one for one in (secret, secret.hex().encode()) if one in held] == []


def test_what_was_replaced_can_be_had_again(database_url: str, tmp_path: Path) -> None:
    kept, file = Kept(database_url, EVERYBODYS), tmp_path / "lakeside.backup"
    name_it(database_url, "Lakeside")
    backups.back_up(ADMINISTRATOR, kept, file)
    name_it(database_url, "Renamed")

    done = backups.restore(ADMINISTRATOR, kept, file)

    assert named(database_url) == "Lakeside"
    assert faults_of(database_url, done.manifest.checkpoint) == ()
    assert done.replaced is not None
    assert stat.S_IMODE(done.replaced.stat().st_mode) == 0o600
    if database_url.startswith("sqlite"):
        assert done.replaced.parent == file_of(kept).parent
        assert named(f"sqlite:///{done.replaced}") == "Renamed"
    else:
        assert done.replaced.parent == tmp_path
        backups.restore(ADMINISTRATOR, kept, done.replaced)
        assert named(database_url) == "Renamed"


def test_a_backup_says_what_is_in_it_and_is_its_owners_alone(small: Kept, tmp_path: Path) -> None:
    file = tmp_path / "small.backup"

    manifest = backups.back_up(ADMINISTRATOR, small, file)

    with zipfile.ZipFile(file) as opened:
        names = opened.namelist()
        assert names[:2] == ["README.txt", "columns.csv"]
        assert names[-1] == "manifest.json"
        assert {f"tables/{name}.csv" for name in manifest.tables} == {*names[2:-1]}
        assert Manifest.parse(opened.read("manifest.json")) == manifest
    assert manifest.tables["practice"].rows == 1
    assert manifest.taken_by == "A. Moreno"
    assert manifest.checkpoint is not None
    assert faults_of(small.url, manifest.checkpoint) == ()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["small.backup", "store.sqlite"]


def test_a_backup_overwrites_nothing(small: Kept, archived: Path) -> None:
    before = archived.read_bytes()

    for file in (archived, file_of(small)):
        with pytest.raises(BadInput, match="is there already and is not overwritten"):
            backups.back_up(ADMINISTRATOR, small, file)

    assert archived.read_bytes() == before
    assert named(small.url) == "Lakeside"


def test_a_backup_into_a_folder_that_is_none_or_of_no_database_is_said(
    small: Kept, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="no such folder"):
        backups.back_up(ADMINISTRATOR, small, tmp_path / "none" / "x.backup")
    missing = replace(small, url=f"sqlite:///{tmp_path / 'missing.sqlite'}")
    with pytest.raises(NotFound, match="there is no database yet"):
        backups.back_up(ADMINISTRATOR, missing, tmp_path / "x.backup")
    assert not (tmp_path / "missing.sqlite").exists()


def test_a_backup_where_nothing_can_be_written_or_looked_at_is_said(
    small: Kept, tmp_path: Path
) -> None:
    nameless = tmp_path / ("x" * 300)

    for file in (Path("/proc/x.backup"), nameless, nameless / "x.backup"):
        with pytest.raises(BadInput, match="cannot be written"):
            backups.back_up(ADMINISTRATOR, small, file)
    with pytest.raises(BadInput, match="cannot be read"):
        backups.restore(ADMINISTRATOR, small, nameless)


def test_a_backup_that_cannot_be_put_back_for_want_of_room_is_not_called_damage(
    small: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.backup"
    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)

    with pytest.raises(BadInput, match="free some space"):
        backups.back_up(ADMINISTRATOR, small, file)

    assert not file.exists()


def test_a_backup_for_which_there_is_no_room_leaves_nothing(small: Kept, tmp_path: Path) -> None:
    file = tmp_path / "x.backup"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = sorted(tmp_path.iterdir())

    # The copy of the database fits, as it is written first; then the archive does not.
    for limit in (1_000, 50_000, file_of(small).stat().st_size - 1):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limits[1]))
        try:
            with pytest.raises((BadInput, StoreFailure), match=r"disk|cannot be written"):
                backups.back_up(ADMINISTRATOR, small, file)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert sorted(tmp_path.iterdir()) == before


def rewritten(file: Path, members: dict[str, bytes]) -> Path:
    """Another archive with these members."""
    other = file.with_name(f"other-{file.name}")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return other


def members_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_manifest(file: Path, **changes: object) -> Path:
    members = members_of(file)
    document = json.loads(members["manifest.json"]) | changes
    return rewritten(file, members | {"manifest.json": json.dumps(document).encode()})


def with_rows(file: Path, *statements: str) -> Path:
    """The archive with other rows, and a manifest that tells nothing of it."""
    with zipfile.ZipFile(file) as opened:
        schema = Manifest.parse(opened.read("manifest.json")).schema
    rows, other = file.with_name("rows.sqlite"), file.with_name(f"other-{file.name}")
    migrations.upgrade(f"sqlite:///{rows}", schema)
    connection = sqlite3.connect(rows)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        connection.execute(f'DROP TRIGGER "{name}"')
    with archive.opened(file, file.parent) as (manifest, members):
        for name in members.tables:
            connection.execute(f'DELETE FROM "{name}"')
            columns, *kept = members.rows(name)
            marks = ", ".join("?" * len(columns))
            listed = ", ".join(map(str, columns))
            connection.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', kept)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    tables = digests.of_file(connection)
    connection.close()
    archive.pack(other, rows, replace(manifest, tables=tables))
    rows.unlink()
    return other


def cut(file: Path) -> Path:
    other = file.with_name("cut.backup")
    other.write_bytes(file.read_bytes()[:-100])
    return other


def garbage(file: Path) -> Path:
    other = file.with_name("garbage.backup")
    other.write_bytes(b"no backup" * 1_000)
    return other


def other_row(file: Path) -> Path:
    """Another row, told by a manifest that still has the digest of the first."""
    altered = with_rows(file, "UPDATE practice SET name = 'Elsewhere'")
    members = members_of(altered)
    first = json.loads(members_of(file)["manifest.json"])["tables"]
    document = json.loads(members["manifest.json"]) | {"tables": first}
    return rewritten(file, members | {"manifest.json": json.dumps(document).encode()})


def renamed(file: Path, new: str) -> Path:
    """The archive with a table's member under another name."""
    members = members_of(file)
    return rewritten(
        file, {new if name == "tables/site.csv" else name: one for name, one in members.items()}
    )


def sealed(file: Path, name: str, content: bytes) -> Path:
    """The archive with another member, and a manifest with the digest of them all."""
    members = members_of(file) | {name: content}
    manifest = json.loads(members.pop("manifest.json"))
    digest = hashlib.sha256()
    for one, held in members.items():
        digest.update(one.encode() + held)
    size = sum(map(len, members.values()))
    document = manifest | {"size": size, "sha256": digest.hexdigest()}
    return rewritten(file, members | {"manifest.json": json.dumps(document).encode()})


def bomb(file: Path) -> Path:
    """A hundred megabytes of nothing behind the manifest of a small database."""
    other = file.with_name("bomb.backup")
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("manifest.json", members_of(file)["manifest.json"])
        with opened.open("tables/practice.csv", "w") as member:
            for _ in range(100):
                member.write(bytes(1_000_000))
    return other


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "garbage": (garbage, "is no backup"),
    "an empty file": (lambda file: Path(os.devnull), "is no backup"),
    "a folder": (lambda file: file.parent, "cannot be read"),
    "cut off": (cut, "is no backup, or is damaged or cut off"),
    "another ZIP file": (lambda file: rewritten(file, {"a": b"b"}), "is no backup"),
    "a name that is a path": (lambda file: renamed(file, "../site.csv"), "is no backup"),
    "a folder of files that is none": (lambda file: renamed(file, "files/x"), "is no backup"),
    "a manifest that is none": (
        lambda file: rewritten(file, members_of(file) | {"manifest.json": b"[1, 2]"}),
        "manifest is damaged",
    ),
    "a manifest without end": (
        lambda file: rewritten(file, members_of(file) | {"manifest.json": b" " * 2_000_000}),
        "manifest is too large",
    ),
    "another format": (lambda file: with_manifest(file, format=1), "of a format"),
    "a newer schema": (
        lambda file: with_manifest(file, schema="9999", program="9.0"),
        r"newer version of this program \(9.0\).*install that version",
    ),
    "more than fits on the disk": (lambda file: with_manifest(file, size=10**15), "free some"),
    "a bomb": (bomb, "altered"),
    "another size": (lambda file: with_manifest(file, size=1), "altered"),
    "another row": (other_row, "altered"),
    "one more table": (lambda file: sealed(file, "tables/secret.csv", b'"x"\r\n'), "altered"),
    "a table that is missing": (lambda file: renamed(file, "tables/secret.csv"), "altered"),
    "a table that is no CSV": (
        lambda file: sealed(file, "tables/site.csv", b'"id","name","key"\r\n1,"a"b,"c"\r\n'),
        "altered",
    ),
    "a table that ends within a text": (
        lambda file: sealed(file, "tables/site.csv", b'"id","name","key"\r\n1,"a'),
        "altered",
    ),
    "a table with another column": (
        lambda file: sealed(file, "tables/site.csv", b'"id","name","trigger"\r\n'),
        "altered",
    ),
    "a row that names a file that is missing": (
        lambda file: sealed(
            file,
            "tables/evidence_file.csv",
            f'"sha256","content"\r\n"a",files/{"0" * 64}\r\n'.encode(),
        ),
        "altered",
    ),
    "a table that is no text": (
        lambda file: sealed(file, "tables/site.csv", b'"id","name","key"\r\n1,"\xff","c"\r\n'),
        "altered",
    ),
    "a row that points nowhere": (
        lambda file: with_rows(file, "INSERT INTO contract VALUES (1, '', '', 1, 4711)"),
        "altered",
    ),
    "a row and a manifest that agree": (
        lambda file: with_rows(file, "UPDATE practice SET name = 'Elsewhere'"),
        r"practice \[1\] is not as it was recorded last",
    ),
    "a log without its end": (
        lambda file: with_rows(
            file,
            "DELETE FROM practice",
            "DELETE FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_log)",
        ),
        "its end was cut off",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_backup_is_refused_and_nothing_is_touched(
    name: str, small: Kept, archived: Path
) -> None:
    spoil, words = REFUSED[name]
    file = spoil(archived)
    before = file_of(small).read_bytes()
    beside = sorted(file_of(small).parent.iterdir())

    with pytest.raises(BadInput, match=words):
        backups.restore(ADMINISTRATOR, small, file)

    assert file_of(small).read_bytes() == before
    assert sorted(file_of(small).parent.iterdir()) == beside


def test_every_flipped_bit_is_found_or_changes_nothing(small: Kept, archived: Path) -> None:
    content = bytearray(archived.read_bytes())
    other = archived.with_name("flipped.backup")
    before, refused = rows_of(small.url), 0

    step = len(content) * 8 // FLIPS
    for place in range(0, len(content) * 8, step):
        content[place // 8] ^= 1 << place % 8
        other.write_bytes(content)
        content[place // 8] ^= 1 << place % 8
        try:
            backups.restore(ADMINISTRATOR, small, other)
        except BadInput:
            refused += 1
        assert rows_of(small.url) == before

    # The others lie in the times and attributes of the members, of which so small a file has many.
    assert refused > FLIPS / 2


def test_a_log_that_does_not_hold_is_restored_only_when_that_is_accepted(
    small: Kept, archived: Path
) -> None:
    lost_key = replace(small, key=OTHER_KEY)
    name_it(small.url, "Renamed")

    with pytest.raises(BadInput, match="sealed with another key"):
        backups.restore(ADMINISTRATOR, lost_key, archived)
    assert named(small.url) == "Renamed"

    done = backups.restore(ADMINISTRATOR, lost_key, archived, unverified=True)
    assert "sealed with another key" in done.unverified[0]
    assert named(small.url) == "Lakeside"


@pytest.fixture
def damaged(small: Kept) -> Kept:
    """The small database after its disk has failed, and with what SQLite had begun."""
    content = file_of(small).read_bytes()
    file_of(small).write_bytes(content[:8192] + b"x" * 8192 + content[16384:])
    Path(f"{file_of(small)}-journal").write_bytes(b"begun and never ended")
    return small


def test_a_damaged_database_is_put_aside_as_it_is(damaged: Kept, archived: Path) -> None:
    content = file_of(damaged).read_bytes()

    done = backups.restore(ADMINISTRATOR, damaged, archived)

    assert named(damaged.url) == "Lakeside"
    assert faults_of(damaged.url) == ()
    assert done.replaced is not None
    assert done.replaced.read_bytes() == content
    assert not Path(f"{file_of(damaged)}-journal").exists()
    assert stat.S_IMODE(file_of(damaged).stat().st_mode) == 0o600


def test_a_damaged_database_is_not_backed_up(damaged: Kept, tmp_path: Path) -> None:
    with pytest.raises(StoreFailure, match="damaged"):
        backups.back_up(ADMINISTRATOR, damaged, tmp_path / "x.backup")

    assert not (tmp_path / "x.backup").exists()


def test_a_database_of_a_newer_version_is_not_replaced(small: Kept, archived: Path) -> None:
    connection = sqlite3.connect(file_of(small))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()

    with pytest.raises(StoreFailure, match="newer version of this program; nothing was changed"):
        backups.restore(ADMINISTRATOR, small, archived)

    assert state(small.url) is State.AHEAD


def test_a_database_that_may_not_be_written_is_as_it_was(small: Kept, archived: Path) -> None:
    address = f"sqlite:///file:{file_of(small)}?mode=ro&uri=true"
    before = file_of(small).read_bytes()

    with pytest.raises(StoreFailure, match="cannot be written to"):
        backups.restore(ADMINISTRATOR, replace(small, url=address), archived)

    assert file_of(small).read_bytes() == before
