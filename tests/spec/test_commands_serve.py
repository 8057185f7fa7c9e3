"""``vendor-eval demo`` and ``vendor-eval serve``: what they start, and what they refuse."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spec.conftest import COMMAND, Run
from vendor_eval import __version__


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_demo_fills_an_empty_database_and_refuses_one_that_is_not(
    run_apart: Run, run: Run, folder: Path
) -> None:
    first = run_apart("demo")
    again = run("demo")

    assert (first.status, first.err) == (0, "")
    assert (folder / "store.sqlite").exists()
    assert (again.status, again.out) == (2, "")
    assert len(again.err.splitlines()) == 1


def test_without_an_address_the_demonstration_has_a_file_of_its_own(
    run_apart: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VENDOR_EVAL_DATABASE_URL")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))

    ended = run_apart("demo")

    assert ended.status == 0
    assert [one.name for one in (folder / "data" / "vendor-eval").glob("*.sqlite")] == [
        "demonstration.sqlite"
    ]


def test_serve_prints_its_address_on_a_line_of_its_own_and_answers_there(
    folder: Path, tables: Path
) -> None:
    with subprocess.Popen(
        [COMMAND, "serve"], cwd=folder, stdout=subprocess.PIPE, encoding="utf-8"
    ) as server:
        try:
            address = server.stdout.readline().rstrip("\n") if server.stdout else ""
            answered = answer_of(f"{address}/_stcore/health", server)
        finally:
            server.terminate()

    assert re.fullmatch(r"http://127\.0\.0\.1:85\d\d", address)
    assert answered == "ok"


def answer_of(url: str, server: subprocess.Popen[str]) -> str:
    """The answer as soon as there is one; the server may have printed before it listens."""
    end = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return str(answer.read().decode())
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.05)  # Nothing tells that a server listens but an answer of it.
    return "the server does not answer"


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.10", "example.org", ""])
def test_serve_refuses_an_address_that_others_can_reach(
    run: Run, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_ADDRESS", address)

    ended = run("serve")

    assert (ended.status, ended.out) == (2, "")
    assert "VENDOR_EVAL_ADDRESS: is not a loopback address" in ended.err


def test_serve_refuses_a_port_that_is_taken(run: Run, taken_port: int) -> None:
    ended = run("serve", "--port", taken_port)

    assert (ended.status, ended.out) == (2, "")
    assert f"port {taken_port} is taken" in ended.err


def test_serve_refuses_a_port_that_is_none(run: Run) -> None:
    assert run("serve", "--port", "65536").status == 2


def test_every_wrong_setting_is_named_before_anything_starts(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("PORT", "http"), ("ADDRESS", "0.0.0.0"), ("TIME_ZONE", "Mars/Base")):
        monkeypatch.setenv(f"VENDOR_EVAL_{name}", value)

    ended = run("serve")

    assert ended.status == 2
    assert {line.partition(":")[0] for line in ended.err.splitlines()} == {
        "VENDOR_EVAL_PORT",
        "VENDOR_EVAL_ADDRESS",
        "VENDOR_EVAL_TIME_ZONE",
    }
    assert list(folder.iterdir()) == []


def test_the_version_is_printed_and_nothing_is_opened(run: Run, folder: Path) -> None:
    ended = run("--version")

    assert (ended.status, ended.out) == (0, f"vendor-eval {__version__}\n")
    assert list(folder.iterdir()) == []
