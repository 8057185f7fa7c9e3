"""The sessions that somebody has open, for themselves to see and to end.

To end another session takes a sign-in of a little while ago: whoever has found a screen unlocked
cannot lock its owner out everywhere else.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from vendor_eval.access.admission import Rules
from vendor_eval.access.roles import Permission, Person, refuse, require
from vendor_eval.store import live_sessions, people
from vendor_eval.store.live_sessions import Live
from vendor_eval.workflows.deps import Deps

__all__ = ["Live"]

RECENT_S = 15 * 60
"""How long ago somebody may have signed in to end another session, in seconds."""


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's sessions.

    Attributes:
        this: the one that asks; None where it was not written down yet.
        others: the one last used first.
        may_end: whether ``this`` was begun a little while ago.
    """

    this: Live | None
    others: tuple[Live, ...]
    may_end: bool


def listed(deps: Deps, person: Person, rules: Rules, current: str) -> Own:
    """The sessions that the person has open.

    Args:
        current: the fingerprint of the session that asks.

    Raises:
        NotAllowed: the person may not see their sessions.
        StoreFailure: the database cannot be read.
    """
    require(person, Permission.END_OWN_SESSIONS)
    now = time.time()
    with deps.store.reading() as session:
        mine = live_sessions.of(session, person.name)
        valid_after = people.said_of(session, person.name).valid_after
    still = [one for one in mine if _is_open(one, rules, max(valid_after, now - rules.longest_s))]
    return Own(
        this=next((one for one in still if one.fingerprint == current), None),
        others=tuple(one for one in still if one.fingerprint != current),
        may_end=_is_recent(still, current),
    )


def end(deps: Deps, person: Person, current: str, ended: Collection[str]) -> None:
    """End those of the person's sessions whose fingerprints are in ``ended``, for good.

    What is nobody's or somebody else's is left as it is.

    Args:
        current: the fingerprint of the session that asks.

    Raises:
        NotAllowed: the person may not end sessions, or signed in too long ago.
        StoreFailure: the database cannot be written.
    """
    require(person, Permission.END_OWN_SESSIONS)
    with deps.store.writing(person.name) as session:
        mine = live_sessions.of(session, person.name)
        if not _is_recent(mine, current):
            said = "Sign out and in again before you end other sessions"
            refuse(person, "end other sessions long after the sign-in", said)
        for one in mine:
            if one.fingerprint in ended and one.fingerprint != current:
                live_sessions.revoke(session, one.fingerprint, one.until)


def _is_open(one: Live, rules: Rules, since: float) -> bool:
    """Whether a session begun after ``since``, in seconds since 1970, is not idle either."""
    rested = time.time() - one.last_at.timestamp()
    return one.begun_at.timestamp() >= since and rested <= rules.idle_s


def _is_recent(mine: Sequence[Live], current: str) -> bool:
    """Whether the session that asks was begun a little while ago."""
    began = (one.begun_at.timestamp() for one in mine if one.fingerprint == current)
    return any(time.time() - one <= RECENT_S for one in began)
