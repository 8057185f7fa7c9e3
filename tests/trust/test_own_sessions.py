"""People see where they are signed in, and end any of it: every tab, copied cookie and process."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.trust.signing_in import ADMINISTRATOR, Practice, asked, claims, practice, signed, tab
from tests.trust.test_sessions import said
from vendor_eval.access.identity import fingerprint
from vendor_eval.store import live_sessions
from vendor_eval.store.live_sessions import Live

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/26.0 Safari/604.1"
ENDED = "This session was signed out"
IDLE_S = 6.0
Cookies = dict[str, str]


def listed(gate: Practice, mail: str) -> tuple[Live, ...]:
    with gate.store() as store, store.reading() as session:
        return live_sessions.of(session, mail)


def signed_in(gate: Practice, mail: str, agent: str = FIREFOX, **others: object) -> Cookies:
    """The cookies of a session in which somebody has opened a page, once that is written down."""
    told = claims(mail, **others)
    cookies = signed(gate.address, told)
    answer = asked(gate.address, "/practice", cookies, headers={"user-agent": agent})
    assert answer.status_code == 200
    deadline = time.monotonic() + 10
    name = fingerprint({**told, "provider": "default"})
    while name not in {one.fingerprint for one in listed(gate, mail)}:
        assert time.monotonic() < deadline, "the session was not written down"
        time.sleep(0.05)
    return cookies


def is_let_in(gate: Practice, cookies: Cookies) -> bool:
    return asked(gate.address, "/practice", cookies).status_code == 200


@pytest.fixture
def somebody(gate: Practice, request: pytest.FixtureRequest) -> str:
    mail = f"{request.node.name.removeprefix('test_')[:40]}@example.org".lower()
    said(gate, mail, role="auditor")
    return mail


def test_a_person_sees_their_sessions_and_nobody_elses(gate: Practice, somebody: str) -> None:
    said(gate, "stranger@example.org", role="auditor")
    signed_in(gate, "stranger@example.org", "curl/8.5.0")
    signed_in(gate, somebody, PHONE)
    with tab(gate.address, signed_in(gate, somebody)) as opened:
        opened.run()
        words = opened.run(click="sessions.open")

    assert "Firefox on Linux" in words
    assert "Safari on iPhone" in words
    assert words.count("last seen") == 2
    assert words.count("This one") == 1
    assert "Another browser" not in words


def test_ending_one_session_ends_its_tabs_and_copied_cookies_and_no_other(
    gate: Practice, somebody: str
) -> None:
    lost = signed_in(gate, somebody, PHONE)
    with (
        tab(gate.address, signed_in(gate, somebody)) as mine,
        tab(gate.address, lost) as first,
        tab(gate.address, lost) as second,
    ):
        for one in (mine, first, second):
            assert somebody in one.run()
        mine.run(click="sessions.open")
        mine.run(click="sessions.end.1")

        assert ENDED in first.run()
        assert ENDED in second.run("breaches")
        assert not is_let_in(gate, dict(lost))
        assert somebody in mine.run()
    assert [one.device for one in listed(gate, somebody)] == ["Firefox on Linux"]


def test_all_others_end_at_once_and_this_one_stays(gate: Practice, somebody: str) -> None:
    others = [signed_in(gate, somebody, PHONE) for _ in range(3)]
    own = signed_in(gate, somebody)
    with tab(gate.address, own) as mine:
        mine.run()
        mine.run(click="sessions.open")
        mine.run(click="sessions.end.all")

    assert not any(is_let_in(gate, one) for one in others)
    assert is_let_in(gate, own)


def test_whoever_signed_in_long_ago_ends_no_other_session(gate: Practice, somebody: str) -> None:
    other = signed_in(gate, somebody, PHONE)
    old = signed_in(gate, somebody, iat=int(time.time()) - 16 * 60)
    with tab(gate.address, old) as mine:
        mine.run()
        words = mine.run(click="sessions.open")
        mine.run(click="sessions.end.1")

    assert "sign out and in again" in words
    assert is_let_in(gate, other)


def test_a_session_is_written_once_a_minute_and_its_name_is_not_the_cookie(
    gate: Practice, somebody: str
) -> None:
    cookies = signed_in(gate, somebody)
    before = listed(gate, somebody)
    with tab(gate.address, cookies) as mine:
        for _ in range(3):
            mine.run()
    # Time for a thread of the server's to write, if it were to; nothing says that it will not.
    time.sleep(0.3)

    assert listed(gate, somebody) == before
    assert before[0].fingerprint not in cookies["_streamlit_user"]
    assert not is_let_in(gate, {"_streamlit_user": before[0].fingerprint})


def test_two_processes_agree_on_who_is_idle_and_on_what_was_ended(
    postgresql_url: str, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        folders = [tmp_path / name for name in ("one", "two")]
        for folder in folders:
            folder.mkdir()
        serving = [
            stack.enter_context(practice(folder, postgresql_url, idle_minutes=str(IDLE_S / 60)))
            for folder in folders
        ]
        told, mail = claims(), ADMINISTRATOR
        one, two = (signed(gate.address, told) for gate in serving)
        # A cookie is of one address, and here each process has its own; people have one for both.
        # What is slept here is what the promise is about: to be idle, and nearly so.
        for _ in range(3):
            time.sleep(IDLE_S / 2)
            assert is_let_in(serving[0], one)
        assert is_let_in(serving[1], two), "what is done at one process counts at the other"
        time.sleep(IDLE_S + 1)
        assert not is_let_in(serving[1], two)
        assert not is_let_in(serving[0], one)

        mine = signed_in(serving[0], mail)
        lost = claims()
        signed_in(serving[0], mail, PHONE, **lost)
        with (
            tab(serving[0].address, mine) as here,
            tab(serving[1].address, signed(serving[1].address, lost)) as there,
        ):
            assert mail in there.run()
            here.run()
            here.run(click="sessions.open")
            here.run(click="sessions.end.all")
            assert ENDED in there.run()
