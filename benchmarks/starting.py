"""How long commands and the server take to start, and what the server does without."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import databases
from benchmarks.processes import TOP, environment
from benchmarks.sizes import PAGE_MONTHS, Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import in_turns, timed
from scripts.browser import COMMAND, served

NOT_NEEDED = ("alembic", "openpyxl", "xlsxwriter", "typst", "vl_convert")
"""What no page needs before somebody imports, exports or brings the schema up to date."""

EMPTY_PAGE = """import streamlit as st
st.text(st.selectbox("Choice", range(24), key="month"))
"""
EMPTY_SERVER = (
    *(sys.executable, "-m", "streamlit", "run", "empty.py"),
    *("--server.headless=true", "--server.address=127.0.0.1", "--server.fileWatcherType=none"),
    *("--browser.gatherUsageStats=false", "--server.port"),
)
OUR_SERVER = (COMMAND, "serve", "--port")


def measured(sizes: Sizes, folder: Path) -> Subject:
    """Commands, the server, the pages' imports; Python and Streamlit alone as the limits."""
    database = folder / "starting.sqlite"
    databases.fill(database, sizes.few, PAGE_MONTHS)
    (folder / "empty.py").write_text(EMPTY_PAGE, "utf-8")
    ours = environment(VENDOR_EVAL_DATABASE_URL=databases.url_of(database))
    pages = "import vendor_eval.pages.navigation"
    times = in_turns(
        {
            "list": lambda: _run([COMMAND, "metrics", "list"]),
            "python": lambda: _run([sys.executable, "-c", "pass"]),
            "pages": lambda: _run([sys.executable, "-c", pages]),
            "libraries": lambda: _run(
                [sys.executable, "-c", "import streamlit, pandas, altair, sqlmodel"]
            ),
            "serve": lambda: _until_healthy(OUR_SERVER, folder, ours),
            "empty": lambda: _until_healthy(EMPTY_SERVER, folder, environment()),
        },
        sizes.runs,
    )
    rows = (
        Row("vendor-eval metrics list", times["list"]),
        Row("python -c pass", times["python"], note="the limit"),
        Row("importing every page", times["pages"]),
        Row(
            "importing the libraries alone",
            times["libraries"],
            note="the limit: streamlit, pandas, altair, sqlmodel",
        ),
        Row("vendor-eval serve, until it answers", times["serve"], note="pages imported by then"),
        Row("streamlit run, until it answers", times["empty"], note="an empty page, not imported"),
        Row("imports at the start of the server", None, _without(folder, ours)),
    )
    return Subject("Start", rows)


def _run(command: Sequence[str | Path]) -> float:
    return timed(
        lambda: subprocess.run(command, cwd=TOP, env=environment(), capture_output=True, check=True)
    )


def _until_healthy(command: Sequence[str | Path], folder: Path, settings: dict[str, str]) -> float:
    found: list[float] = []
    server = served(command, folder, settings)
    found.append(timed(server.__enter__))
    server.__exit__(None, None, None)
    return found[0]


def _without(folder: Path, settings: dict[str, str]) -> Goal:
    """Whether the start of the server imports nothing of `NOT_NEEDED`."""
    with served(OUR_SERVER, folder, settings | {"PYTHONPROFILEIMPORTTIME": "1"}):
        log = (folder / "server.log").read_text("utf-8")
    loaded = set(re.findall(r"^import time:.*\| +([a-z_]+)$", log, re.MULTILINE))
    if "streamlit" not in loaded:
        raise AssertionError("the server's imports were not seen")
    needless = sorted(loaded & set(NOT_NEEDED))
    return Goal(f"none of {', '.join(NOT_NEEDED)}", ", ".join(needless) or "none", not needless)
