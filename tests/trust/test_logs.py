"""The log tells what happened, one line an event, and nothing that came out of a file or a form."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.trust.signing_in import asked, claims, practice, signed, tab

CANARY = "MRN 00481516"
FORMS = ["text", "json"]
# What libraries and our own mistakes would put into a log.
EVENTS = f"""
import asyncio, logging, sys, threading, warnings
from vendor_eval import logs
logs.begin("{{form}}", "{{level}}")
import vendor_eval.naming
import streamlit.logger

class Canary:
    def __del__(self):
        raise ValueError("{CANARY}")

def fail(*_):
    raise KeyError("{CANARY}")

def read():
    try:
        vendor_eval.naming.name_key(None)
    except TypeError as error:
        raise ValueError("{CANARY}") from error

streamlit.logger.get_logger("streamlit.web").error("cell holds %s", "{CANARY}")
streamlit.logger.get_logger("streamlit.web").info("cell holds {CANARY}")
logging.getLogger("openpyxl").warning("cell holds {CANARY}")
ours = logging.getLogger("vendor_eval.access")
ours.info("first\\nsecond", extra={{{{"person": "ada@example.org"}}}})
ours.warning("%d of nothing", "{CANARY}")
warnings.warn("cell holds {CANARY}")
thread = threading.Thread(target=fail, name="{CANARY}")
thread.start(); thread.join()
Canary()

async def forgotten():
    asyncio.get_running_loop().create_task(asyncio.sleep(0)).add_done_callback(fail)
    await asyncio.sleep(0.05)  # so that the task ends, and what it says of that is written

asyncio.run(forgotten())
try:
    read()
except ValueError:
    logging.getLogger("vendor_eval.pages").exception("a page failed")
read()
"""


def lines(form: str, level: str = "info") -> list[str]:
    """What a process that does all of it writes; its two streams together."""
    script = EVENTS.format(form=form, level=level)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


@pytest.mark.parametrize("form", FORMS)
def test_no_library_and_no_error_brings_a_value_into_the_log(form: str) -> None:
    written = lines(form)

    assert len(written) == 9
    assert not [line for line in written if CANARY in line or "0048" in line]


def test_every_line_for_programs_is_one_object_that_says_when_how_grave_and_where() -> None:
    told = [json.loads(line) for line in lines("json")]

    assert not [one for one in told if {"time", "level", "logger", "message"} - one.keys()]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", one["time"]) for one in told)
    (by_ada,) = [one for one in told if one.get("person")]
    assert (by_ada["message"], by_ada["person"]) == ("first\nsecond", "ada@example.org")
    (page,) = [one for one in told if one["message"] == "a page failed"]
    assert page["error"]["type"] == "ValueError from TypeError"
    (failed,) = [one for one in told if "thread" in one["message"]]
    assert failed["error"] == {"type": "KeyError", "places": ["<string>:13 fail"]}


def test_a_line_for_people_stays_one_line() -> None:
    (by_ada,) = [line for line in lines("text") if "first" in line]

    assert re.fullmatch(r"\S+Z INFO vendor_eval.access first second", by_ada)


def test_events_of_less_weight_than_asked_for_are_left_out() -> None:
    told = [json.loads(line)["level"] for line in lines("json", "error")]

    assert set(told) == {"error", "critical"}


def test_nothing_that_is_sent_to_the_server_comes_into_its_log(
    tmp_path: Path, sqlite_url: str
) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with practice(tmp_path, sqlite_url, log_format="json") as office:
        cookies = signed(office.address, claims())
        for path in (f"/?month={CANARY}", f"/{CANARY}", f"/media/{CANARY}.pdf"):
            asked(office.address, path, cookies)
        asked(office.address, "/", {"vendor_eval_way": CANARY}, headers={"referer": CANARY})
        asked(office.address, f"/oauth2callback?code={CANARY}&state={CANARY}", {})
        asked(office.address, "/_stcore/upload_file/a/b", cookies, method="PUT", content=CANARY)
        asked(office.address, "/health", {}, headers={"host": CANARY})
        asked(office.address, "/auth/logout", signed(office.address, claims("eve@example.org")))
        with tab(office.address, cookies) as opened:
            opened.run(CANARY)
            file.rename(tmp_path / "away.sqlite")
            opened.run("breaches")
            time.sleep(1.1)  # Until the answer of the probe before is too old to be given again.
            asked(office.address, "/ready", {})
        log = office.log.read_text()

    told = [json.loads(line) for line in log.splitlines()]
    assert CANARY not in log
    assert [(one["event"], one.get("person")) for one in told if "event" in one] == [
        ("started", None),
        ("signed out", "eve@example.org"),
        ("not ready", None),
    ]
    assert "a sign-in did not succeed" in [one["message"] for one in told]
