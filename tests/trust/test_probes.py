"""What an orchestrator asks: is the server alive, can people work, and will it end when told to."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copy

import httpx
import pytest

from scripts.browser import COMMAND
from scripts.ports import free_port
from tests.trust.signing_in import Practice, asked, practice, tab
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.pages.gate.probes import Probes
from vendor_eval.pages.menu import PAGES

LASTS_S = 1.2
ENDS_WITHIN_S = 8


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Path:
    return Path(copy(empty_sqlite, tmp_path_factory.mktemp("probed") / "practice.sqlite"))


@pytest.fixture(scope="module")
def office(file: Path) -> Iterator[Practice]:
    with practice(file.parent, f"sqlite:///{file}") as served:
        yield served


def said(office: Practice, path: str, **how: object) -> tuple[int, str]:
    answer = asked(office.address, path, {}, **how)
    return answer.status_code, answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8501", "[::1]:8501"])
def test_a_probe_by_loopback_is_answered_with_one_word_and_without_a_sign_in(
    office: Practice, host: str
) -> None:
    assert said(office, "/health", headers={"host": host}) == (200, "ok")
    assert said(office, "/ready", headers={"host": host}) == (200, "ready")


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_probes_are_held_to_the_rules_of_every_answer(office: Practice, path: str) -> None:
    assert said(office, path, headers={"host": "evil.example"})[0] == 421
    assert said(office, path, method="POST")[0] == 405
    assert said(office, f"{path}/more")[0] == 401
    assert asked(office.address, path, {}).headers["cache-control"] == "no-store"
    assert path.strip("/") not in {page.path for page in PAGES}


def test_a_database_that_is_gone_makes_the_server_unready_but_not_dead_until_it_is_back(
    office: Practice, file: Path
) -> None:
    away = file.with_name("away.sqlite")
    file.rename(away)
    # An answer is good for that long, so what was said before the move would be said again.
    time.sleep(LASTS_S)
    gone = [said(office, path) for path in ("/ready", "/health", "/ready")]
    was_made = file.exists()
    away.rename(file)
    time.sleep(LASTS_S)  # As above.

    assert gone == [(503, "unreachable"), (200, "ok"), (503, "unreachable")]
    assert not was_made
    assert said(office, "/ready") == (200, "ready")
    told = [line for line in office.log.read_text().splitlines() if "ready" in line]
    assert [line.partition(" vendor_eval.pages.gate.probes ")[2] for line in told] == [
        "not ready: unreachable",
        "ready again",
    ]


async def words(asking: Probes, times: int) -> list[int]:
    """The statuses of so many questions at once."""
    found: list[int] = []

    async def send(message: dict[str, int]) -> None:
        found.extend([message["status"]] if "status" in message else [])

    scope = {"type": "http", "path": "/ready", "method": "GET", "headers": []}
    await asyncio.gather(*(asking(scope, None, send) for _ in range(times)))  # type: ignore[arg-type]  # nothing is received
    return found


def counting(answers: list[Callable[[], str]], calls: list[float]) -> Callable[[], str]:
    def ask() -> str:
        calls.append(time.monotonic())
        return answers[min(len(calls), len(answers)) - 1]()

    return ask


def test_however_many_ask_the_database_is_asked_once_a_second() -> None:
    calls: list[float] = []

    async def asking() -> list[list[int]]:
        probes = Probes(None, counting([lambda: "ready"], calls))  # type: ignore[arg-type]  # no app behind it
        found = [await words(probes, 50), await words(probes, 50)]
        await asyncio.sleep(LASTS_S)  # Until the answer is too old to be given again.
        return [*found, await words(probes, 50)]

    assert asyncio.run(asking()) == [[200] * 50] * 3
    assert len(calls) == 2


def test_a_database_that_does_not_answer_is_not_asked_again_meanwhile() -> None:
    calls: list[float] = []

    def slow() -> str:
        time.sleep(5)  # Longer than anybody who asks is let wait.
        return "ready"

    async def asking() -> list[list[int]]:
        probes = Probes(None, counting([slow], calls))  # type: ignore[arg-type]  # no app behind it
        return [await words(probes, 20), await words(probes, 20)]

    assert asyncio.run(asking()) == [[503] * 20, [200] * 20]
    assert len(calls) == 1


@contextmanager
def started(url: str) -> Iterator[subprocess.Popen[str]]:
    """A server by itself, whose end can be watched."""
    settings = {
        "VENDOR_EVAL_DATABASE_URL": url,
        "VENDOR_EVAL_AUDIT_KEY": EVERYBODYS.secret.hex(),
    }
    clean = {name: one for name, one in os.environ.items() if not name.startswith("VENDOR_EVAL_")}
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(free_port())],
        env=clean | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield server
    finally:
        server.kill()
        server.communicate()


def answering(server: subprocess.Popen[str]) -> str:
    """Its address, as soon as something answers there."""
    address = server.stdout.readline().strip() if server.stdout else ""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            assert asked(address, "/health", {}).text == "ok"
            return address
        time.sleep(0.05)
    raise RuntimeError("the server does not answer")


def ended(server: subprocess.Popen[str]) -> tuple[int, str]:
    """Its status and log, after it was told to end.

    Raises:
        TimeoutExpired: it goes on.
    """
    server.send_signal(signal.SIGTERM)
    _, log = server.communicate(timeout=ENDS_WITHIN_S)
    return server.returncode, log


def test_a_server_that_people_have_open_ends_cleanly_within_seconds_of_being_told_to(
    sqlite_url: str,
) -> None:
    with started(sqlite_url) as server, tab(answering(server), {}) as opened:
        opened.run()
        status, log = ended(server)

    assert status == 0
    assert log.splitlines()[-1].endswith("stopped")
    assert "Traceback" not in log


def test_a_server_that_is_still_starting_ends_when_it_is_told_to(sqlite_url: str) -> None:
    with started(sqlite_url) as server:
        # Its handler is there as soon as it has read the command, before anything is loaded.
        deadline = time.monotonic() + 30
        while not handles_sigterm(server.pid) and time.monotonic() < deadline:
            time.sleep(0.005)
        status, _ = ended(server)

    assert status == 0


def handles_sigterm(process: int) -> bool:
    """Whether the process has a handler of its own for the signal to end."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    (caught,) = [line.split()[1] for line in lines if line.startswith("SigCgt:")]
    return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)
