"""Who walks away from an open tab is signed out after a while, in every copy of the cookie."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import copy

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.trust.signing_in import Practice, asked, claims, practice, signed, tab

IDLE_S = 4.0


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory, demonstration_file: Path) -> Practice:
    """A practice whose sessions may do nothing for a few seconds."""
    folder = tmp_path_factory.mktemp("idle")
    file = copy(demonstration_file, folder / "practice.sqlite")
    with practice(folder, f"sqlite:///{file}", idle_minutes=str(IDLE_S / 60)) as served:
        yield served


def is_let_in(brief: Practice, cookies: dict[str, str]) -> bool:
    return asked(brief.address, "/practice", cookies).status_code == 200


def test_a_session_that_does_nothing_is_over_and_stays_so(brief: Practice) -> None:
    cookies = signed(brief.address, claims())

    assert is_let_in(brief, cookies)
    # The last action is written down a moment after it.
    time.sleep(IDLE_S + 2)
    assert not is_let_in(brief, cookies)
    assert not is_let_in(brief, cookies)
    assert is_let_in(brief, signed(brief.address, claims()))


def test_clicks_keep_a_session_and_what_a_tab_does_by_itself_does_not(brief: Practice) -> None:
    cookies = signed(brief.address, claims())
    by_itself = BackMsg()
    by_itself.rerun_script.is_auto_rerun = True
    with tab(brief.address, cookies) as opened:
        for _ in range(5):
            time.sleep(IDLE_S / 4)
            kept = opened.run("practice")
        for _ in range(3):
            time.sleep(IDLE_S / 2)
            opened.talk.send(by_itself.SerializeToString())
            over = opened.listen()

    assert "Practice" in kept
    assert "This session was signed out" in over
    assert not is_let_in(brief, cookies)
