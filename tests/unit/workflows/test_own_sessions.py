"""People see their open sessions, and end them soon after a sign-in; nobody else does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.access.admission import Rules
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import NotAllowed
from vendor_eval.store import Store, live_sessions
from vendor_eval.store.live_sessions import Live
from vendor_eval.workflows import own_sessions, people
from vendor_eval.workflows.deps import Deps

ADA, BEA = (Person(f"{name}@example.org", Role.ADMINISTRATOR) for name in ("ada", "bea"))
# Long before a test is run its module is read: `saw` moves the moments along.
NOW = dt.datetime.now(dt.UTC)
MINUTE = dt.timedelta(minutes=1)
THIS = Live("this", ADA.name, NOW - MINUTE, NOW, "Firefox on Linux", NOW + 720 * MINUTE)
OTHER = replace(THIS, fingerprint="other", last_at=NOW - MINUTE)


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    return Deps(sqlite_store, lambda: pytest.fail("nobody asks for the day"))


def saw(deps: Deps, *seen: Live) -> None:
    passed = dt.datetime.now(dt.UTC) - NOW
    with deps.store.writing("test") as session:
        for one in seen:
            moments = {
                name: getattr(one, name) + passed for name in ("begun_at", "last_at", "until")
            }
            live_sessions.seen(session, replace(one, **moments))


def others(deps: Deps) -> list[str]:
    own = own_sessions.listed(deps, ADA, Rules(), "this")
    return [one.fingerprint for one in own.others]


@pytest.mark.parametrize(
    "over",
    [
        replace(OTHER, last_at=NOW - 61 * MINUTE),
        replace(OTHER, begun_at=NOW - 12 * 60 * MINUTE),
        replace(OTHER, mail=BEA.name),
    ],
    ids=["idle", "too long", "somebody else's"],
)
def test_only_open_sessions_of_ones_own_are_listed(deps: Deps, over: Live) -> None:
    saw(deps, THIS, over, replace(OTHER, fingerprint="open"))

    assert others(deps) == ["open"]


def test_whoever_was_signed_out_everywhere_has_no_session_from_before(deps: Deps) -> None:
    saw(deps, OTHER)
    people.sign_out(deps, BEA, ADA.name)
    saw(deps, replace(THIS, begun_at=NOW + MINUTE))

    assert others(deps) == []


@pytest.mark.parametrize(("minutes", "may"), [(14, True), (16, False)])
def test_to_end_another_session_takes_a_sign_in_of_a_little_while_ago(
    deps: Deps, minutes: int, may: bool
) -> None:
    saw(deps, replace(THIS, begun_at=NOW - minutes * MINUTE), OTHER)
    assert own_sessions.listed(deps, ADA, Rules(), "this").may_end is may

    if may:
        own_sessions.end(deps, ADA, "this", ["other"])
    else:
        with pytest.raises(NotAllowed, match="Sign out and in again"):
            own_sessions.end(deps, ADA, "this", ["other"])

    assert others(deps) == ([] if may else ["other"])


def test_a_session_that_nobody_has_written_down_ends_no_other(deps: Deps) -> None:
    saw(deps, OTHER)

    with pytest.raises(NotAllowed):
        own_sessions.end(deps, ADA, "this", ["other"])


def test_nobody_ends_a_session_of_somebody_else_nor_the_one_they_are_in(deps: Deps) -> None:
    theirs = replace(OTHER, mail=BEA.name)
    saw(deps, THIS, theirs)

    own_sessions.end(deps, ADA, "this", ["other", "this", "never seen"])

    with deps.store.reading() as session:
        left = [live_sessions.of(session, one.name) for one in (BEA, ADA)]
    assert [[one.fingerprint for one in of_one] for of_one in left] == [["other"], ["this"]]
