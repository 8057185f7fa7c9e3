"""The practice whose figures these are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from vendor_eval.store import practice
from vendor_eval.workflows.deps import Deps


@dataclass(frozen=True, slots=True)
class Practice:
    """Its name, and whether everything about it is made up."""

    name: str
    synthetic: bool


UNNAMED = Practice("This practice", synthetic=False)


def practice_of(session: Session) -> Practice:
    """The stored practice, or one without a name while none is stored."""
    found = practice.stored(session)
    return UNNAMED if found is None else Practice(found.name, found.is_demo)


def current(deps: Deps) -> Practice:
    """The practice of this database. Anybody who acts here may know it."""
    with deps.store.reading() as session:
        return practice_of(session)
