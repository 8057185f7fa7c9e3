"""A backup or restore that somebody stops has changed nothing, and says so by its status."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.agreements import ADMINISTRATOR
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.cli.lasting import lasting
from vendor_eval.workflows import backups
from vendor_eval.workflows.backups import Kept

TOP = Path(__file__).parents[2]
# Whoever runs the tests in the background has told them to ignore Ctrl+C, and so all they begin.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from vendor_eval.cli import main
main()
"""
PATIENCE_S = 60
STOPPED = 130


@pytest.fixture
def _hears_ctrl_c() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def beside_journals(folder: Path) -> set[str]:
    """What lies in a folder, without the journals that whoever looks at a database leaves."""
    return {one.name for one in folder.iterdir() if "sqlite-" not in one.name}


def everything(file: Path) -> list[str]:
    connection = sqlite3.connect(file)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def begun(command: str, file: Path, backup: Path, terminal: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, command, str(backup)],
        env={**os.environ, "VENDOR_EVAL_DATABASE_URL": f"sqlite:///{file}"},
        cwd=TOP,
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
    )


def until_there_is(process: subprocess.Popen[str], folder: Path, pattern: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not list(folder.glob(pattern)):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)  # Nobody tells of the file; it is looked for.


def shown_on(ours: int, theirs: int) -> str:
    """Everything that a terminal was told by processes that have ended."""
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # So a terminal ends.
        while part := os.read(ours, 65_536):
            shown += part
    os.close(ours)
    return shown.decode()


@pytest.mark.parametrize(
    "made", ["vendor-eval-held-*/copy.sqlite", "vendor-eval-held-*/tables.sqlite"]
)
def test_a_backup_stopped_while_it_is_taken_or_tried_leaves_nothing(
    demonstration_file: Path, tmp_path: Path, made: str
) -> None:
    file = Path(shutil.copy(demonstration_file, tmp_path / "store.sqlite"))

    ours, theirs = pty.openpty()
    process = begun("backup", file, tmp_path / "all.backup", theirs)
    until_there_is(process, tmp_path, made)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE_S)

    assert (process.returncode, said) == (STOPPED, "")
    assert shown_on(ours, theirs).endswith("Stopped. There is no backup.\r\n")
    assert beside_journals(tmp_path) == {file.name}


# At once, and in the midst of the rows.
@pytest.mark.parametrize("further_s", [0.0, 0.5])
def test_a_restore_stopped_while_it_writes_leaves_every_row_and_no_copy(
    demonstration_file: Path, tmp_path: Path, further_s: float
) -> None:
    file = Path(shutil.copy(demonstration_file, tmp_path / "store.sqlite"))
    backup = tmp_path / "all.backup"
    backups.back_up(ADMINISTRATOR, Kept(f"sqlite:///{file}", EVERYBODYS), backup)
    before, beside = everything(file), beside_journals(tmp_path)

    ours, theirs = pty.openpty()
    process = begun("restore", file, backup, theirs)
    # From then on rows are replaced.
    until_there_is(process, tmp_path, f"{file.name}.replaced-*")
    time.sleep(further_s)  # Nothing tells how many rows are written.
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE_S)

    assert (process.returncode, said) == (STOPPED, "")
    assert shown_on(ours, theirs).endswith("Stopped. Nothing was changed.\r\n")
    assert everything(file) == before
    assert beside_journals(tmp_path) == beside


@pytest.mark.usefixtures("_hears_ctrl_c")
def test_a_restore_that_has_all_written_is_not_stopped_any_more(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    kept, backup = Kept(sqlite_url, EVERYBODYS), tmp_path / "empty.backup"
    backups.back_up(ADMINISTRATOR, kept, backup)

    with lasting("Putting it back", stopped="") as settle:

        def settle_and_stop() -> None:
            settle()
            signal.raise_signal(signal.SIGINT)

        done = backups.restore(ADMINISTRATOR, kept, backup, settle=settle_and_stop)

    assert done.replaced is not None
    assert done.replaced.exists()
    assert everything(file) != everything(done.replaced)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("_hears_ctrl_c")
def test_a_second_ctrl_c_does_not_stop_what_the_first_has_to_undo() -> None:
    undone = []

    def stopped_twice() -> None:
        with lasting("Putting it back", stopped="Stopped."):
            try:
                signal.raise_signal(signal.SIGINT)
            finally:
                signal.raise_signal(signal.SIGINT)
                undone.append("everything")

    with pytest.raises(KeyboardInterrupt):
        stopped_twice()

    assert undone
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(("lasts_s", "is_told"), [(0.0, False), (3.0, True)])
def test_a_terminal_is_told_of_what_lasts_more_than_a_second(lasts_s: float, is_told: bool) -> None:
    ours, theirs = pty.openpty()
    program = (
        "import time\nfrom vendor_eval.cli.lasting import lasting\n"
        f"with lasting('Working', stopped=''):\n    time.sleep({lasts_s})\n"
        "import sys\nsys.stderr.write('over')"
    )
    subprocess.run([sys.executable, "-c", program], cwd=TOP, stderr=theirs, check=True, timeout=60)

    told = re.search(r"Working: \d s\. Ctrl\+C stops it\.", shown_on(ours, theirs))

    assert (told is not None) == is_told
