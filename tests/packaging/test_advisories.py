"""The search for advisories fails when it could not look, and when what it found stays open."""

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts import advisories
from scripts.advisories import CONTROL, Accepted, faults, rounds
from scripts.locked import packages

TODAY = dt.date(2026, 11, 22)
ASKED = [("alembic", "1.20.1"), ("pandas", "3.1.1")]


def looked_up(name: str, version: str, *advisories: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "version": version, "vulns": list(advisories)}


def advisory(name: str, *aliases: str) -> dict[str, Any]:
    return {"id": name, "aliases": list(aliases), "fix_versions": ["3.1.2"], "description": ""}


ALEMBIC = looked_up("alembic", "1.20.1")
PANDAS = looked_up("pandas", "3.1.1")
FOUND = looked_up(*CONTROL, advisory("CVE-2013-7459"))


def said(*dependencies: dict[str, Any], known: tuple[Accepted, ...] = ()) -> list[str]:
    return faults(ASKED, {"dependencies": list(dependencies)}, known, TODAY)


def test_nothing_is_said_when_every_package_was_looked_up_and_none_has_an_advisory() -> None:
    assert said(ALEMBIC, PANDAS, FOUND) == []


def test_a_package_that_was_skipped_is_a_fault() -> None:
    skipped = {"name": "pandas", "skip_reason": "not found"}

    assert said(ALEMBIC, skipped, FOUND) == [
        "pandas was not looked up: not found",
        "pandas 3.1.1 is not in the answer",
    ]


def test_a_package_that_is_missing_from_the_answer_is_a_fault() -> None:
    assert said(ALEMBIC, FOUND) == ["pandas 3.1.1 is not in the answer"]


def test_an_answer_that_knows_of_no_advisory_at_all_is_a_fault() -> None:
    assert said(ALEMBIC, PANDAS, looked_up(*CONTROL)) == [
        "pycrypto 2.6.1 has advisories and none came: nothing was looked up"
    ]


def test_an_advisory_is_a_fault_and_says_what_mends_it() -> None:
    bad = looked_up("pandas", "3.1.1", advisory("CVE-2026-1"))

    assert said(ALEMBIC, bad, FOUND) == ["pandas 3.1.1: CVE-2026-1, mended by 3.1.2"]


@pytest.mark.parametrize(
    ("days", "expected"), [(30, []), (31, ["pandas 3.1.1: GHSA-1, open for 31 days"])]
)
def test_an_accepted_advisory_may_stay_for_thirty_days(days: int, expected: list[str]) -> None:
    bad = looked_up("pandas", "3.1.1", advisory("GHSA-1", "CVE-2026-1"))
    known = Accepted("CVE-2026-1", "pandas", TODAY - dt.timedelta(days), "waits for 3.1.2")

    assert said(ALEMBIC, bad, FOUND, known=(known,)) == expected


def test_an_advisory_accepted_for_one_package_is_none_for_another() -> None:
    bad = looked_up("pandas", "3.1.1", advisory("CVE-2026-1"))
    known = Accepted("CVE-2026-1", "alembic", TODAY, "waits")

    assert said(ALEMBIC, bad, FOUND, known=(known,)) != []


def test_every_locked_package_is_asked_for_in_every_version() -> None:
    asked = sorted(pin for part in rounds() for pin in part)

    assert asked == sorted((one.name, one.version) for one in packages(advisories.LOCK))
    assert all(len(part) == len(dict(part)) for part in rounds())


def test_the_list_of_accepted_advisories_can_be_read_and_gives_reasons() -> None:
    assert [one for one in advisories.accepted() if not one.reason.strip()] == []


class Answering(BaseHTTPRequestHandler):
    """A service of advisories that answers every question with the server's status, empty."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def service(request: pytest.FixtureRequest) -> Iterator[str]:
    """Its address on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.status = request.param
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join(10)


def audit(monkeypatch: pytest.MonkeyPatch, address: str) -> dict[str, Any]:
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", address)
    return advisories.look_up(ASKED)


@pytest.mark.parametrize("service", [200], indirect=True)
def test_a_service_that_knows_nothing_is_found_out(
    monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    answer = audit(monkeypatch, service)

    assert {one["name"] for one in answer["dependencies"]} == {"alembic", "pandas", "pycrypto"}
    assert faults(ASKED, answer, (), TODAY) == [
        "pycrypto 2.6.1 has advisories and none came: nothing was looked up"
    ]


@pytest.mark.parametrize("service", [404, 503], indirect=True)
def test_a_service_that_refuses_is_no_answer(monkeypatch: pytest.MonkeyPatch, service: str) -> None:
    with pytest.raises(RuntimeError):
        audit(monkeypatch, service)


def test_without_a_service_the_command_fails_and_says_why() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "scripts.advisories"],
        cwd=Path(advisories.__file__).parents[1],
        env={"PATH": "", "PIP_AUDIT_OSV_URL": "http://127.0.0.1:9/"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ended.returncode == 1
    assert "advisories could not be looked up" in ended.stderr
    assert "no advisory open" not in ended.stderr
