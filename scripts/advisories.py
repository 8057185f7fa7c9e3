"""Asks for known advisories on every package of the locks, and fails when it could not ask.

A tool that looks advisories up says that there are none when it was told none, whether it was
answered or not. So every package of the lock has to be in the answer, none of them skipped, and one
package beside them with an advisory that is never withdrawn has to be found.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.locked import REQUIREMENTS, packages

ACCEPTED = REQUIREMENTS / "advisories.toml"
# Of users, tests and benchmarks: the last lock contains the others.
LOCK = REQUIREMENTS / "bench.txt"
CONTROL = ("pycrypto", "2.6.1")
"""A package that was given up with its advisories open. It is asked for, never installed."""

_OPEN_DAYS = 30
_SECONDS = 900

Pin = tuple[str, str]
"""Name and version of a package."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An advisory that may stay for a while.

    Attributes:
        since: the day it was first seen here.
        reason: why it does not matter, or what the upgrade waits for.
    """

    id: str
    package: str
    since: dt.date
    reason: str


def accepted(path: Path = ACCEPTED) -> tuple[Accepted, ...]:
    """The advisories listed in ``path``.

    Raises:
        TypeError: an entry lacks one of the four, or has more.
    """
    entries = tomllib.loads(path.read_text("utf-8")).get("accepted", [])
    return tuple(Accepted(**entry) for entry in entries)


def faults(
    asked: Sequence[Pin], answer: Mapping[str, Any], known: Sequence[Accepted], today: dt.date
) -> list[str]:
    """What stands against the packages ``asked`` for, or against the ``answer`` itself.

    Args:
        asked: the packages of a lock, without the control.
        answer: what pip-audit wrote as JSON.
        known: the advisories that may stay.
        today: what thirty days are counted to.
    """
    skipped = [one for one in answer["dependencies"] if "skip_reason" in one]
    found = {
        (one["name"], one["version"]): {name for each in one["vulns"] for name in _names(each)}
        for one in answer["dependencies"]
        if "skip_reason" not in one
    }
    lacking = sorted(set(asked) - found.keys())
    said = [f"{one['name']} was not looked up: {one['skip_reason']}" for one in skipped]
    said += [f"{name} {version} is not in the answer" for name, version in lacking]
    if not found.get(CONTROL):
        said.append(f"{' '.join(CONTROL)} has advisories and none came: nothing was looked up")
    for one in answer["dependencies"]:
        if (one["name"], one.get("version")) != CONTROL:
            said += [_open(one, each, known, today) for each in one.get("vulns", ())]
    return [one for one in said if one]


def _names(advisory: Mapping[str, Any]) -> set[str]:
    return {advisory["id"], *advisory.get("aliases", ())}


def _open(
    package: Mapping[str, Any],
    advisory: Mapping[str, Any],
    known: Sequence[Accepted],
    today: dt.date,
) -> str:
    """What is wrong with an advisory on ``package``; empty for one that may still stay."""
    said = f"{package['name']} {package['version']}: {advisory['id']}"
    mended = ", ".join(advisory.get("fix_versions", ())) or "no version yet"
    for one in known:
        if one.package == package["name"] and one.id in _names(advisory):
            open_days = (today - one.since).days
            return "" if open_days <= _OPEN_DAYS else f"{said}, open for {open_days} days"
    return f"{said}, mended by {mended}"


def look_up(pins: Sequence[Pin]) -> dict[str, Any]:
    """What pip-audit answers for ``pins`` and the control.

    Raises:
        RuntimeError: it ended without an answer; the message is the end of what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "asked.txt"
        lines = [f"{name}=={version}\n" for name, version in (*pins, CONTROL)]
        asked.write_text("".join(lines), "utf-8")
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(asked)]
        command += ["--no-deps", "--disable-pip", "--vulnerability-service", "osv"]
        command += ["--format", "json", "--aliases", "on", "--progress-spinner", "off"]
        command += ["--cache-dir", str(Path(folder) / "cache"), "--timeout", "15"]
        # The status is 1 for advisories as for a crash; only the answer tells them apart.
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except json.JSONDecodeError:
        raise RuntimeError(ended.stderr[-500:]) from None
    return answer


def rounds(lock: Path = LOCK) -> list[list[Pin]]:
    """The packages of ``lock``; a second version of one is asked for in a round of its own."""
    parts: list[dict[str, str]] = []
    for one in packages(lock):
        part = next((part for part in parts if one.name not in part), None)
        if part is None:
            parts.append(part := {})
        part[one.name] = one.version
    return [list(part.items()) for part in parts]


def main() -> int:
    """Say what is open, or that nothing is, with the number of packages looked up."""
    known, today = accepted(), dt.datetime.now(dt.UTC).date()
    asked = rounds()
    said: list[str] = []
    for pins in asked:
        try:
            said += faults(pins, look_up(pins), known, today)
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            said.append(f"advisories could not be looked up: {error}")
    for one in said:
        sys.stderr.write(f"{one}\n")
    if not said:
        sys.stderr.write(f"{sum(map(len, asked))} packages looked up, no advisory open\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
