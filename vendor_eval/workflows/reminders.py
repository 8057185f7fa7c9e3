"""The reminders of a day: worked out, and sent once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.follow_up.reminders import Reminder, reminders
from vendor_eval.notify.channels import Message
from vendor_eval.reports import reminder_message
from vendor_eval.store import reminders as stored
from vendor_eval.workflows import due_dates, practices, reviews
from vendor_eval.workflows.deps import Deps

__all__ = ["Message", "Reminder"]

Send = Callable[[Message], Sequence[int]]
"""Sends a message; the numbers of the channels that did not take it, of all channels."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Where reminders go.

    Attributes:
        count: how many there are.
        address: of the app, for links; empty for none.
    """

    send: Send
    count: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run came to.

    Attributes:
        failed: the numbers, from 1, of channels that did not take the message.
    """

    reminders: tuple[Reminder, ...]
    failed: tuple[int, ...] = ()


def pending(deps: Deps, person: Person) -> tuple[Reminder, ...]:
    """The reminders that today brings and that did not go out yet; nothing is sent.

    Raises:
        NotAllowed: the person may not send reminders.
    """
    require(person, Permission.SEND_REMINDERS)
    dates = due_dates.due(deps, person, reviews.review(deps, person))
    with deps.store.reading() as session:
        return reminders(dates, stored.sent(session), deps.today())


def remind(deps: Deps, person: Person, channels: Channels) -> Sent:
    """Send what `pending` tells, as one message, each reminder once.

    Where no channel takes the message, all of it is tried again by the next run. Where one does,
    the reminders count as sent: who already has them is not written to again.

    Raises:
        NotAllowed: the person may not send reminders.
        BadInput: an address may not be written to; nothing was sent.
    """
    require(person, Permission.SEND_REMINDERS)
    waiting = pending(deps, person)
    with deps.store.writing(person.name) as session:
        mine = stored.claim(session, [one.id for one in waiting], _now())
    found = tuple(one for one in waiting if one.id in mine)
    if not found:
        return Sent(())
    failed: Sequence[int] = range(1, channels.count + 1)
    try:
        failed = channels.send(_message(deps, found, channels.address))
    finally:
        with deps.store.writing(person.name) as session:
            if len(failed) < channels.count:
                stored.confirm(session, mine, _now())
            else:
                stored.release(session, mine)
    return Sent(found, tuple(failed))


def _message(deps: Deps, found: Sequence[Reminder], address: str) -> Message:
    named = practices.current(deps).name
    return Message(
        f"Vendors: {reminder_message.title(found)}",
        reminder_message.body(found, named, address),
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
