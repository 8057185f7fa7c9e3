"""Processes that are killed at any moment while they do something to a database."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

Killed = Callable[[float, str], None]

# Loading everything takes seconds, so it is done once; each task is a fork that can be killed.
NURSERY = """
import os, runpy, sys
import alembic.command

tasks = runpy.run_path(sys.argv[1])
print("ready", flush=True)
while line := sys.stdin.readline():
    name, *words = line.split()
    child = os.fork()
    if child == 0:
        tasks[name](*words)
        os._exit(0)
    print(child, flush=True)
    # Until the kill is over, so that the number cannot become another process's.
    sys.stdin.readline()
    os.waitpid(child, 0)
    print("over", flush=True)
"""


@pytest.fixture
def killed_after(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Killed]:
    """Begins a task, a function of the test's own file and its words, and kills it."""
    own = tmp_path / "temporary"
    own.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(request.path)],
        cwd=TOP,
        # What a killed process leaves is nothing for other tests to find.
        env={**os.environ, "TMPDIR": str(own)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    told, heard = process.stdin, process.stdout
    assert heard.readline() == "ready\n"

    def kill_after(moment_s: float, task: str) -> None:
        print(task, file=told, flush=True)
        worker = int(heard.readline())
        time.sleep(moment_s)
        os.kill(worker, signal.SIGKILL)
        print("killed", file=told, flush=True)
        assert heard.readline() == "over\n"

    yield kill_after
    process.communicate()


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """A SQLite file with all tables and no rows."""
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def is_whole() -> Callable[[Path], bool]:
    """Whether a SQLite file is undamaged and no row of it points nowhere."""

    def look(file: Path) -> bool:
        connection = sqlite3.connect(file)
        try:
            integrity = connection.execute("PRAGMA integrity_check").fetchall()
            dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
        return integrity == [("ok",)] and dangling == []

    return look
