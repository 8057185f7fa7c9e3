"""Who may come in, in which role and for which vendors, as administrators say it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session

from vendor_eval.access.identity import is_mail
from vendor_eval.access.roles import Permission, Person, Role, refuse, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.naming import name_key
from vendor_eval.store import measures
from vendor_eval.store import people as stored
from vendor_eval.store.people import Said, Seen
from vendor_eval.workflows.deps import Deps

__all__ = ["Said"]

# Without the table's word groups decide, which may well make an administrator.
_STAYS = (None, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may come in, or has.

    Attributes:
        said: what administrators said about the mail address.
        name: as the provider tells it; empty before the first sign-in.
        role: what was given here, or what the person last came in with; None for none.
        through: what gave the role, in words; empty for nothing.
        last_at: when they last signed in, in UTC; None for never.
    """

    said: Said
    name: str
    role: Role | None
    through: str
    last_at: dt.datetime | None

    @property
    def mail(self) -> str:
        """The mail address, in lower case."""
        return self.said.mail


def listed(deps: Deps, person: Person) -> tuple[Known, ...]:
    """Everybody who was given access or has signed in, by mail address.

    Raises:
        NotAllowed: the person may not say who may do what.
    """
    require(person, Permission.MANAGE_PEOPLE)
    with deps.store.reading() as session:
        said = {one.mail: one for one in stored.everything_said(session)}
        seen = {one.account.mail: one for one in stored.seen(session)}
    return tuple(
        _known(said.get(mail) or Said(mail), seen.get(mail)) for mail in sorted({*said, *seen})
    )


def vendors(deps: Deps, person: Person) -> tuple[str, ...]:
    """The vendors that somebody can be limited to.

    Raises:
        NotAllowed: the person may not say who may do what.
    """
    require(person, Permission.MANAGE_PEOPLE)
    with deps.store.reading() as session:
        return measures.vendors(session)


def save(deps: Deps, person: Person, said: Said) -> None:
    """Say who may come in, in which role and for which vendors, from ``said.version``.

    Raises:
        NotAllowed: the person may not say who may do what, or may not any more.
        BadInput: something cannot be said so, or the person would take away their own role; all
            faults are listed.
        Conflict: somebody has said something else since.
    """
    require(person, Permission.MANAGE_PEOPLE)
    keys = None if said.vendors is None else frozenset(map(name_key, said.vendors))
    said = replace(said, mail=said.mail.strip().lower(), vendors=keys)
    faults = [*_faults(person, said)]
    if faults:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        _require_still(session, person)
        stored.save(session, said, person.name)


def sign_out(deps: Deps, person: Person, mail: str) -> None:
    """End every session of a mail address; whoever may still come in has to sign in again.

    Raises:
        NotAllowed: the person may not say who may do what, or may not any more.
        BadInput: it is no mail address.
    """
    require(person, Permission.MANAGE_PEOPLE)
    if faults := [*_mail_faults(mail)]:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        _require_still(session, person)
        said = stored.said_of(session, mail)
        stored.save(session, replace(said, valid_after=time.time()), person.name)


def forget_account(deps: Deps, person: Person, mail: str) -> None:
    """Let the next account that signs in with this mail address take it over.

    Raises:
        NotAllowed: the person may not say who may do what, or may not any more.
    """
    require(person, Permission.MANAGE_PEOPLE)
    with deps.store.writing(person.name) as session:
        _require_still(session, person)
        stored.forget(session, mail)


def _known(said: Said, seen: Seen | None) -> Known:
    came = seen.role if seen else None
    role = said.role or came
    return Known(
        said,
        name=seen.account.name if seen else "",
        role=Role(role) if role else None,
        through="given here" if said.role else (seen.through or "" if seen else ""),
        last_at=seen.last_at if seen else None,
    )


def _faults(person: Person, said: Said) -> Iterator[Fault]:
    yield from _mail_faults(said.mail)
    if said.role not in {None, *Role}:
        yield Fault("Role", "is none", f"choose one of {', '.join(Role)}")
    if said.role == Role.ADMINISTRATOR and said.vendors is not None:
        yield Fault("Vendors", "do not limit an administrator", "choose none, or another role")
    if said.mail == person.name and (said.disabled or said.role not in _STAYS):
        yield Fault(
            "Mail address",
            "is your own, and you would lose what you are saving with",
            "let another administrator do it",
        )


def _mail_faults(mail: str) -> Iterator[Fault]:
    if not is_mail(mail):
        yield Fault("Mail address", "is none", "write one such as ada@example.org")


def _require_still(session: Session, person: Person) -> None:
    """Under the lock of the write: of two administrators who demote each other one remains.

    Raises:
        NotAllowed: another administrator has taken the role away.
    """
    said = stored.said_of(session, person.name)
    if said.disabled or said.role not in _STAYS:
        said_to_them = "You are no administrator any more; ask another one"
        refuse(person, Permission.MANAGE_PEOPLE.value, said_to_them)
