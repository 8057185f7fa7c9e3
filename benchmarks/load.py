"""Many people at work at once: how long each waits, what goes wrong, what memory it takes."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from websockets import ConnectionClosed

from benchmarks.processes import environment
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject, shown
from benchmarks.timing import Timing
from benchmarks.wire import Answer, Visit, visit
from scripts.browser import COMMAND, Server, running

LOOKED_AT = {
    "": 6,
    "breaches": 3,
    "vendor": 2,
    "breach": 1,
    "remediation": 1,
    "credits": 1,
    "termination": 1,
    "signals": 1,
    "month-close": 1,
    "evidence": 1,
    "denials": 1,
    "utilisation": 1,
    "rounds": 1,
    "comparison": 1,
    "compare-offers": 1,
    "offers": 1,
    "invoice-check": 1,
    "practice": 1,
}
"""What people look at, by path, and how often one is chosen beside the others."""

THINKING_S = (4.0, 12.0)
"""How long somebody reads before the next click, at least and at most."""

_P95_S = 1.5
_MOST_MIB = 600.0
_SEED = 20_261_122


@dataclass(slots=True)
class Work:
    """What people met with.

    Attributes:
        seconds: that each answer took.
        faults: what went wrong, with the page it went wrong on.
    """

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """The time that this share of all answers was within, in seconds."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def at_work(address: str, people: int, seconds: float, thinking: tuple[float, float]) -> Work:
    """Let ``people`` use the app at ``address`` for so long.

    Before they come, one visitor looks at every page once: what the pages then say in boxes of
    errors is theirs; any other such box is a fault.

    Args:
        thinking: the shortest and longest time in seconds between an answer and the next click.
    """
    return asyncio.run(_at_work(address, people, seconds, thinking))


async def _at_work(
    address: str, people: int, seconds: float, thinking: tuple[float, float]
) -> Work:
    work = Work()
    async with visit(address) as first:
        usual = {path: (await first.open(path)).errors for path in LOOKED_AT}
    end = time.monotonic() + seconds
    chances = [random.Random(_SEED + number) for number in range(people)]
    async with asyncio.TaskGroup() as group:
        for chance in chances:
            group.create_task(_person(address, chance, thinking, (end, usual, work)))
    return work


async def _person(
    address: str,
    chance: random.Random,
    thinking: tuple[float, float],
    task: tuple[float, Mapping[str, tuple[str, ...]], Work],
) -> None:
    end, usual, work = task
    await asyncio.sleep(chance.uniform(0, thinking[1]))
    try:
        async with visit(address) as opened:
            while time.monotonic() < end:
                (path,) = chance.choices([*LOOKED_AT], [*LOOKED_AT.values()])
                answer = await opened.open(path)
                work.seconds.append(answer.seconds)
                work.faults += _faults(path, answer, usual[path])
                await asyncio.sleep(chance.uniform(*thinking))
    except (TimeoutError, OSError, ConnectionClosed) as error:
        work.faults.append(f"{type(error).__name__}: {error}")


def _faults(path: str, answer: Answer, usual: tuple[str, ...]) -> list[str]:
    unusual = set(answer.errors) - set(usual)
    return [f"{path or 'overview'}: {one}" for one in (*answer.faults, *unusual)]


def open_sessions(server: Server, number: int) -> float:
    """MiB that the server holds while so many sessions stand open, each having seen two pages.

    Raises:
        OSError: this system does not say what a process holds.
    """
    return asyncio.run(_open_sessions(server, number))


async def _open_sessions(server: Server, number: int) -> float:
    async with AsyncExitStack() as stack:
        for _ in range(number):
            opened: Visit = await stack.enter_async_context(visit(server.address))
            await opened.open("")
            await opened.open("vendor")
        return resident_mib(server.process)


def resident_mib(process: int) -> float:
    """What the process holds in memory, in MiB.

    Raises:
        OSError: this system does not say, or there is no such process.
    """
    status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    (line,) = (one for one in status.splitlines() if one.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def measured(sizes: Sizes, folder: Path) -> Subject:
    """People at work on the demonstration, then sessions that stand open."""
    settings = environment(VENDOR_EVAL_DATABASE_URL=f"sqlite:///{folder / 'demo.sqlite'}")
    with running((COMMAND, "serve", "--demo", "--port"), folder, settings) as server:
        work = at_work(server.address, sizes.people, sizes.work_s, THINKING_S)
        held = open_sessions(server, sizes.sessions)
    reading = f"{THINKING_S[0]:g} to {THINKING_S[1]:g} s between clicks"
    title = f"{sizes.people} people at work on the demonstration for {sizes.work_s:g} s, {reading}"
    return Subject(title, tuple(_rows(work, held, sizes.sessions)))


def _rows(work: Work, held: float, sessions: int) -> list[Row]:
    late = work.quantile(0.95)
    memory = Goal(f"under {_MOST_MIB:g} MiB", f"{held:.0f} MiB", held < _MOST_MIB)
    return [
        Row("a page, from the click to its last element", Timing(tuple(work.seconds))),
        Row("19 of 20 pages within", None, Goal(f"{_P95_S:g} s", shown(late), late <= _P95_S)),
        Row("errors", None, Goal("none", str(len(work.faults)), not work.faults)),
        Row(f"{sessions} sessions open", None, memory),
    ]
