"""Several people at once: nobody meets an error, memory stays bounded, two processes agree.

Times are not judged here, as other tests share the machine; `make bench` judges them with twenty
people, by the same code.
"""

import asyncio
import datetime as dt
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.load import LOOKED_AT, at_work, open_sessions
from benchmarks.processes import environment
from benchmarks.wire import visit
from scripts.browser import COMMAND, Server, running
from vendor_eval.pages.menu import PAGES

EXAMPLES = Path(__file__).parents[2] / "examples"
NAME = "Lakeside Family Practice"
TODAY = dt.date(2026, 11, 21)
PEOPLE, SECONDS, THINKING_S = 5, 6.0, (0.5, 1.5)
SESSIONS, MOST_MIB = 12, 600


@contextmanager
def served(folder: Path, url: str, *options: str) -> Iterator[Server]:
    """The app over the database at ``url``, with ``options`` of its command."""
    folder.mkdir()
    settings = environment(VENDOR_EVAL_DATABASE_URL=url, VENDOR_EVAL_TODAY=str(TODAY))
    with running((COMMAND, "serve", *options, "--port"), folder, settings) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, demonstration_file: Path) -> Iterator[Server]:
    """The demonstration, filled before the server starts."""
    folder = tmp_path_factory.mktemp("load")
    file = folder / "demo.sqlite"
    file.write_bytes(demonstration_file.read_bytes())
    with served(folder / "run", f"sqlite:///{file}", "--demo") as one:
        yield one


def test_people_look_at_pages_that_there_are() -> None:
    assert LOOKED_AT.keys() - {entry.path for entry in PAGES} == set()


def test_nobody_of_several_people_at_work_meets_an_error(server: Server) -> None:
    work = at_work(server.address, PEOPLE, SECONDS, THINKING_S)

    assert work.faults == []
    # Everybody got something to see, on a machine that is busy with other tests too.
    assert len(work.seconds) >= PEOPLE


def test_open_sessions_take_little_memory(server: Server) -> None:
    assert open_sessions(server, SESSIONS) < MOST_MIB


def stored(url: str, *what: str | Path) -> None:
    """Import by the command line, which is a process of its own."""
    subprocess.run(
        [COMMAND, "import", *what],
        env=environment(VENDOR_EVAL_DATABASE_URL=url, VENDOR_EVAL_TODAY=str(TODAY)),
        check=True,
        timeout=60,
    )


def test_two_processes_over_one_database_agree_at_the_next_page(
    empty_postgresql_url: str, tmp_path: Path
) -> None:
    url = empty_postgresql_url
    stored(url, "measures", EXAMPLES / "northwind-2026.xlsx")
    stored(url, "contract", EXAMPLES / "northwind-contract.toml")
    with served(tmp_path / "one", url) as one, served(tmp_path / "other", url) as other:
        named = asyncio.run(save_a_name(one.address, other.address))
        before = asyncio.run(overviews(one.address, other.address))
        stored(url, "measures", restated(tmp_path))
        after = asyncio.run(overviews(one.address, other.address))

    assert [NAME in texts for texts in named] == [False, True, True]
    assert before[0] == before[1]
    # Both had worked their figures out, and work them out anew when what is stored has changed.
    assert after[0] == after[1] != before[0]


async def save_a_name(one: str, other: str) -> tuple[tuple[str, ...], ...]:
    """What the other process shows before, this one after, and the other after it is saved."""
    async with visit(one) as here, visit(other) as there:
        before = await there.open("practice")
        form = await here.open("practice")
        saved = await here.press("practice", form, "Save", Name=NAME)
        return before.texts, saved.texts, (await there.open("practice")).texts


async def overviews(*addresses: str) -> list[tuple[str, ...]]:
    """What the first page of each process says."""
    found = []
    for address in addresses:
        async with visit(address) as opened:
            found.append((await opened.open("", "month=2026-06")).texts)
    return found


def restated(folder: Path) -> Path:
    """A file with another denial rate of a month that is stored, which is a breach."""
    file = folder / "restated.csv"
    rows = "vendor,month,metric,value,unit\nNorthwind RCM,2026-06,denial_rate,0.31,ratio\n"
    file.write_text(rows, "utf-8")
    return file
