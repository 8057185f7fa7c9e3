"""Uploads lie in a private folder while they are read, X12 never on the disk."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.uploads import as_files, sweep

CSV = NamedFile("claims.csv", b"vendor\nAcme\n")
X12 = NamedFile("remit.835", b"ISA*00*          *")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for uploads, and another one for temporary files, which is swept with it."""
    folder, others = tmp_path / "memory", tmp_path / "temporary"
    folder.mkdir()
    others.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(others))
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


READING = """
import sys
from pathlib import Path
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.uploads import as_files

with as_files([NamedFile("remit.835", b"ISA*00*")], Path(sys.argv[1])):
    print("laid", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def reader(memory: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has uploads lying in memory."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", READING, str(memory)], **pipes) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "laid\n"
        yield started
        started.kill()


def test_what_a_killed_process_left_is_swept(memory: Path, reader: subprocess.Popen[str]) -> None:
    assert len(list(memory.iterdir())) == 1

    reader.send_signal(signal.SIGKILL)
    reader.wait()

    assert len(list(memory.iterdir())) == 1
    assert sweep(memory) == 1
    assert list(memory.iterdir()) == []


def test_the_next_import_sweeps_before_it_lays_anything(
    memory: Path, reader: subprocess.Popen[str]
) -> None:
    reader.send_signal(signal.SIGKILL)
    reader.wait()

    with as_files([CSV], memory) as laid:
        (own,) = memory.iterdir()

        assert own in laid.paths[0].parents


def test_what_a_running_process_holds_is_left_alone(
    memory: Path, reader: subprocess.Popen[str]
) -> None:
    before = list(memory.rglob("*.835"))

    assert sweep(memory) == 0
    with as_files([CSV], memory):
        assert list(memory.rglob("*.835")) == before
    assert reader.poll() is None


def test_a_link_is_not_followed_and_nothing_else_is_swept(memory: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (memory / "vendor-eval-held-link").symlink_to(tmp_path / "kept")
    (memory / "others").mkdir()

    assert sweep(memory) == 0
    assert (tmp_path / "kept").is_dir()
    assert len(list(memory.iterdir())) == 2
