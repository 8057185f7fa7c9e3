"""A folder of a process alone does not outlive it, however the process ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_eval.private_folders import left, private_folder, sweep

HOLDING = """
import sys
from pathlib import Path
from vendor_eval.private_folders import private_folder

with private_folder(Path(sys.argv[1])) as folder:
    (folder / "claims.duckdb").write_bytes(b"rows")
    print("held", flush=True)
    sys.stdin.read()
"""

STOPPED_IN_REMOVAL = """
import signal
import sys
from pathlib import Path
from vendor_eval.private_folders import private_folder

gone = []

def stop_after_two(event, _):
    if event == "os.remove":
        gone.append(event)
        if len(gone) == 3:
            signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
with private_folder(Path(sys.argv[1])) as folder:
    for number in range(9):
        (folder / str(number)).touch()
    sys.addaudithook(stop_after_two)
"""
FORKED = """
import os
import sys
from pathlib import Path
from vendor_eval.private_folders import private_folder

with private_folder(Path(sys.argv[1])) as folder:
    child = os.fork()
    if child == 0:
        sys.exit()
    os.waitpid(child, 0)
    print(folder.exists())
"""
PATIENCE_S = 60


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    yield started
    started.kill()
    started.communicate()


def test_what_a_killed_process_left_is_counted_and_goes_before_the_next_folder_is_made(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    assert left(tmp_path) == 0
    holder.kill()
    holder.wait()
    assert left(tmp_path) == 1

    with private_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_held_is_neither_counted_nor_removed(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    assert (left(tmp_path), sweep(tmp_path)) == (0, 0)
    with private_folder(tmp_path):
        assert len(list(tmp_path.glob("*/claims.duckdb"))) == 1


def ran(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def test_a_folder_goes_though_its_program_is_stopped_while_it_removes_it(tmp_path: Path) -> None:
    done = ran(STOPPED_IN_REMOVAL, tmp_path)

    assert done.returncode == -signal.SIGINT, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_was_forked_leaves_the_folder_of_its_maker(tmp_path: Path) -> None:
    assert ran(FORKED, tmp_path).stdout == "True\n"
    assert list(tmp_path.iterdir()) == []
