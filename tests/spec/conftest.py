"""The command line as scripts meet it: words in, exit status and two streams out."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vendor_eval import cli
from vendor_eval.audit.chain import EVERYBODYS

COMMAND = Path(sys.executable).with_name("vendor-eval")
DAY = dt.date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command left behind: exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output, which is one JSON document and nothing else."""
        return json.loads(self.out)

    @property
    def faults(self) -> list[str]:
        """Where each fault of a refused command lies."""
        return [one["where"] for one in self.document["faults"]]


Run = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and an environment that names no database but one in it."""
    for name in os.environ:
        if name.startswith("VENDOR_EVAL_"):
            monkeypatch.delenv(name)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("VENDOR_EVAL_TODAY", str(DAY))
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", f"sqlite:///{work / 'store.sqlite'}")
    monkeypatch.setenv("VENDOR_EVAL_AUDIT_KEY", EVERYBODYS.secret.hex())
    return work


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``vendor-eval`` with these words in this process, through its real entry."""

    def run(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["vendor-eval", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def run_apart(folder: Path) -> Run:
    """Run the installed ``vendor-eval`` with these words in a process of its own."""

    def run(*words: object) -> Ended:
        done = subprocess.run(
            [COMMAND, *map(str, words)],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def tables(folder: Path, empty_sqlite: Path) -> Path:
    """The database of ``folder``, with all tables and no rows."""
    return Path(shutil.copy(empty_sqlite, folder / "store.sqlite"))


@pytest.fixture
def demonstration(folder: Path, demonstration_file: Path) -> Path:
    """The database of ``folder``, filled with the demonstration practice."""
    return Path(shutil.copy(demonstration_file, folder / "store.sqlite"))
