"""Uploads lie in a private folder while they are read, X12 never on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.uploads import as_files

CSV = NamedFile("claims.csv", b"vendor\nAcme\n")
X12 = NamedFile("remit.835", b"ISA*00*          *")


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    folder = tmp_path / "memory"
    folder.mkdir()
    return folder


def test_uploads_lie_in_memory_and_are_gone_afterwards(memory: Path) -> None:
    with as_files([CSV, X12, CSV], memory) as laid:
        assert [one.name for one in laid.paths] == ["claims.csv", "remit.835", "claims.csv"]
        assert [one.read_bytes() for one in laid.paths] == [CSV.content, X12.content, CSV.content]
        assert all(memory in one.parents for one in laid.paths)
        assert {one.parents[1].stat().st_mode & 0o077 for one in laid.paths} == {0}

    assert laid.rejected == ()
    assert list(memory.iterdir()) == []


def test_without_such_a_folder_x12_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    with as_files([CSV, X12], tmp_path / "none") as laid:
        assert [one.name for one in laid.paths] == ["claims.csv"]

    assert [(one.file, one.code) for one in laid.rejected] == [
        ("remit.835", "upload_not_in_memory")
    ]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\temp\\passwd", "a/passwd", "pass\0wd"])
def test_a_name_is_never_a_way_out_of_the_folder(memory: Path, name: str) -> None:
    with as_files([NamedFile(name, b"x")], memory) as laid:
        (path,) = laid.paths
        assert path.name == "passwd"
        assert memory in path.resolve().parents
