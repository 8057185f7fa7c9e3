"""What a person has typed into the forms of pricing, kept until it is saved or given up.

A reload of the page, a lost connection or a restart of the server loses nothing that way.
"""

from __future__ import annotations

import datetime as dt

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.privacy import looks_personal
from vendor_eval.store import unsaved as stored
from vendor_eval.store.unsaved import Unsaved
from vendor_eval.workflows.deps import Deps

__all__ = ["Unsaved", "drop", "keep", "of"]


def of(deps: Deps, person: Person, subject: str) -> Unsaved | None:
    """What the person has typed and not saved; None where there is nothing.

    Args:
        subject: what it is about, as ``scenario 3``.

    Raises:
        NotAllowed: the person may not edit what pricing keeps.
    """
    require(person, Permission.EDIT_PRICING)
    with deps.store.reading() as session:
        return stored.of(session, person.name, subject)


def keep(deps: Deps, person: Person, subject: str, typed: tuple[str, int]) -> bool:
    """Keep what was typed; whether that was possible.

    What looks like patient data is not kept, here no more than anywhere else.

    Args:
        typed: the text, and the version of what it was begun from.

    Raises:
        NotAllowed: the person may not edit what pricing keeps.
    """
    require(person, Permission.EDIT_PRICING)
    text, version = typed
    if looks_personal(text):
        return False
    with deps.store.writing(person.name) as session:
        now = dt.datetime.now(dt.UTC)
        stored.keep(session, person.name, subject, Unsaved(text, version, now))
    return True


def drop(deps: Deps, person: Person, subject: str) -> None:
    """Forget what the person has typed.

    Raises:
        NotAllowed: the person may not edit what pricing keeps.
    """
    require(person, Permission.EDIT_PRICING)
    with deps.store.writing(person.name) as session:
        stored.drop(session, person.name, subject)
