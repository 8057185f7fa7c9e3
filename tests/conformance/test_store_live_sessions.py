"""Sessions are listed while they are open, and what was ended stays so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlmodel import select

from vendor_eval.store import Store, admissions, live_sessions, people
from vendor_eval.store.live_sessions import Live
from vendor_eval.store.people import Account, Said
from vendor_eval.store.tables import RevokedSession

NOW = dt.datetime.now(dt.UTC).replace(microsecond=250_000)
HOUR = dt.timedelta(hours=1)
ADA = Account("https://id.example.org", "1", "ada@example.org", "Ada")
ONE = Live("one", ADA.mail, NOW - HOUR, NOW, "Firefox on Windows", NOW + 24 * HOUR)


def saw(store: Store, *seen: Live) -> None:
    with store.writing(ADA.mail) as session:
        for one in seen:
            live_sessions.seen(session, one)


def revoke(store: Store, fingerprint: str, hours: float = 12) -> None:
    with store.writing(ADA.mail) as session:
        live_sessions.revoke(session, fingerprint, NOW + hours * HOUR)


def kept(store: Store, mail: str = ADA.mail) -> list[Live]:
    with store.reading() as session:
        return [*live_sessions.of(session, mail)]


def test_a_session_is_one_row_that_tells_its_last_action(store: Store) -> None:
    later = replace(ONE, last_at=NOW + HOUR / 2, device="Chrome on Android")

    saw(store, ONE)
    saw(store, later)

    assert kept(store) == [later]


def test_the_session_last_used_comes_first_and_no_other_persons_comes_at_all(store: Store) -> None:
    before = replace(ONE, fingerprint="two", last_at=NOW - HOUR)
    saw(store, before, ONE, replace(ONE, fingerprint="three", mail="bea@example.org"))

    assert kept(store) == [ONE, before]


def test_what_is_over_by_itself_is_not_listed(store: Store) -> None:
    saw(store, replace(ONE, until=NOW - HOUR))

    assert kept(store) == []


def test_a_session_that_was_ended_stays_so_and_is_forgotten_once_it_is_over(store: Store) -> None:
    for fingerprint, hours in (("over", -1), ("one", 12), ("one", 12)):
        revoke(store, fingerprint, hours)

    with store.reading() as session:
        assert live_sessions.is_revoked(session, "one")
        assert not live_sessions.is_revoked(session, "two")
        assert [row.fingerprint for row in session.exec(select(RevokedSession))] == ["one"]


def test_an_action_that_is_told_late_does_not_open_an_ended_session_again(store: Store) -> None:
    saw(store, ONE)
    revoke(store, "one")
    saw(store, ONE)

    assert kept(store) == []


def test_an_account_that_takes_over_a_mail_address_ends_every_session_of_the_other(
    store: Store,
) -> None:
    saw(store, ONE)
    with store.writing(ADA.mail) as session:
        people.came(session, ADA, "finance", "given here")

    assert kept(store) == []
    with store.reading() as session:
        assert live_sessions.is_revoked(session, "one")


@pytest.mark.parametrize("knows", ["nothing", "said", "owner", "revoked", "seen", "all"])
def test_all_that_is_known_of_somebody_is_found_at_once(store: Store, knows: str) -> None:
    said = Said(ADA.mail, "finance", frozenset({"acme"}), version=1, recorded_by="root")
    with store.writing("root") as session:
        if knows in {"said", "all"}:
            people.save(session, replace(said, version=0), "root")
        if knows in {"owner", "all"}:
            people.came(session, ADA, None, None)
        if knows in {"seen", "all"}:
            live_sessions.seen(
                session, replace(ONE, fingerprint="two" if knows == "all" else "one")
            )
        if knows in {"revoked", "all"}:
            live_sessions.revoke(session, "one", NOW + HOUR)

    with store.reading() as session:
        found = admissions.found(session, ADA.mail, "one")

    assert found == admissions.Found(
        said=said if knows in {"said", "all"} else Said(ADA.mail),
        owner=ADA if knows in {"owner", "all"} else None,
        is_revoked=knows in {"revoked", "all"},
        last_at=NOW if knows == "seen" else None,
    )
