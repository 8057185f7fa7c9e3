"""What cannot be true of an entry of a register, whoever wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields

from vendor_eval.evaluation.registers import (
    Coder,
    DocumentRequest,
    DocumentStatus,
    Entry,
    Reference,
    Verdict,
)

_PAST = ("verified_on", "asked_on", "received_on", "called_on", "baa_signed_on")


@dataclass(frozen=True, slots=True)
class EntryFault:
    """One thing wrong with an entry.

    Attributes:
        field: of the entry.
    """

    field: str
    what: str
    mend: str


def entry_faults(entry: Entry, today: dt.date) -> Iterator[EntryFault]:
    """Every contradiction within an entry, and what is missing for it to say anything."""
    named = fields(entry)[0].name
    if not getattr(entry, named).strip():
        yield EntryFault(named, "is empty", "write it, or take the row out")
    for name in _PAST:
        day = getattr(entry, name, None)
        if day is not None and day > today:
            yield EntryFault(name, "lies in the future", "write the day on which it was done")
    match entry:
        case Coder():
            yield from _coder_faults(entry)
        case DocumentRequest():
            yield from _document_faults(entry)
        case Reference():
            yield from _reference_faults(entry)


def _coder_faults(coder: Coder) -> Iterator[EntryFault]:
    if not coder.credentials and (coder.verified_on or coder.expires):
        yield EntryFault("credentials", "are none, and yet have a day", "choose at least one")


def _document_faults(request: DocumentRequest) -> Iterator[EntryFault]:
    status, asked, received = request.status, request.asked_on, request.received_on
    if status is DocumentStatus.WANTED and asked and not received:
        yield EntryFault("status", "is wanted, and yet it was asked for", "choose another status")
    if status is DocumentStatus.ASKED and asked is None:
        yield EntryFault("asked_on", "is missing", "write the day on which it was asked for")
    if status is DocumentStatus.RECEIVED and received is None:
        yield EntryFault("received_on", "is missing", "write the day on which it came")
    if status is not DocumentStatus.RECEIVED and received is not None:
        yield EntryFault("status", "is not received, and yet it came", "set it to received")
    if asked and received and received < asked:
        yield EntryFault("received_on", "lies before the day of asking", "correct one of the days")


def _reference_faults(reference: Reference) -> Iterator[EntryFault]:
    if reference.called_on is None and reference.verdict is not Verdict.UNKNOWN:
        yield EntryFault("called_on", "is missing", "write the day of the call")
