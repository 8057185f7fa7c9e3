"""Evidence of a round: kept with what it is about, judged, and watched until it expires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require, require_vendor, rows_seen
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.settling import Asked
from vendor_eval.files.documents import download_name, media_type_of
from vendor_eval.files.typed import refusals
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE
from vendor_eval.store import evidence as stored
from vendor_eval.store import rounds
from vendor_eval.store.evidence import Piece, Status
from vendor_eval.store.rounds import Round
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import State, as_seen, place_faults

__all__ = ["Piece", "Status", "download_name"]

NOTICE_DAYS = (1, 7, 30)
"""How many days before its last one a piece of evidence is pointed at, most urgent first."""


@dataclass(frozen=True, slots=True)
class NewPiece:
    """A piece of evidence as somebody hands it in: a file, a link or a note.

    Attributes:
        item: as ``scorecard/item``.
        name: what it is called; of a file the file's name, which says its kind.
        content: the file's bytes; None for a link or a note.
        url: where a link leads; empty for none.
        expires: the last day on which it stands; None where it has none.
    """

    round: int
    vendor: str
    item: str
    name: str
    content: bytes | None = None
    url: str = ""
    note: str = ""
    issued: dt.date | None = None
    expires: dt.date | None = None

    @property
    def kind(self) -> str:
        """``file``, ``link`` or ``note``."""
        if self.content is not None:
            return "file"
        return "link" if self.url else "note"


@dataclass(frozen=True, slots=True)
class Expiring:
    """A piece of evidence near its last day.

    Attributes:
        days_left: 0 on the last day itself.
        notice: the least of `NOTICE_DAYS` that it is within.
    """

    piece: Piece
    round_name: str
    days_left: int
    notice: int


def add(deps: Deps, person: Person, new: NewPiece) -> Piece:
    """Keep a piece of evidence; nobody has judged it yet.

    Raises:
        NotAllowed: the person may not score vendors.
        NotFound: there is no such round.
        BadInput: something of it is wrong, or the round is not under way; all faults are listed.
    """
    require(person, Permission.SCORE_VENDORS)
    require_vendor(person, new.vendor)
    media_type = None if new.content is None else media_type_of(new.content, new.name)
    with deps.store.writing(person.name) as session:
        kept = as_seen(person, rounds.of_id(session, new.round))
        faults = [*_faults(kept, new)]
        if faults:
            raise BadInput(faults)
        return stored.add(session, _piece(new, media_type), new.content, person.name)


def judge(deps: Deps, person: Person, shown: Piece, status: Status) -> Piece:
    """Say whether the piece that was shown is what it claims.

    Raises:
        NotAllowed: the person may not manage rounds.
        Conflict: somebody has judged it since.
    """
    require(person, Permission.MANAGE_ROUNDS)
    with deps.store.writing(person.name) as session:
        return stored.judge(session, shown.id, status, shown.version, by=person.name)


def content(deps: Deps, person: Person, piece_id: int) -> bytes:
    """The file of a piece of evidence.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no such piece, or it is no file.
    """
    require(person, Permission.SEE_EVALUATIONS)
    with deps.store.reading() as session:
        require_vendor(person, stored.vendor_of(session, piece_id))
        return stored.content(session, piece_id)


def expiring(deps: Deps, person: Person) -> tuple[Expiring, ...]:
    """What expires within 30 days, today included, soonest first.

    Raises:
        NotAllowed: the person may not see evaluations.
    """
    require(person, Permission.SEE_EVALUATIONS)
    today = deps.today()
    with deps.store.reading() as session:
        found = rows_seen(person, stored.expiring(session, today, max(NOTICE_DAYS)))
        names = rounds.names(session)
    return tuple(
        _expiring(one, names[one.round], (one.expires - today).days)
        for one in found
        if one.expires is not None
    )


def last_days(pieces: Iterable[Piece]) -> Iterator[tuple[Asked, dt.date]]:
    """The last day of each piece that has one; a rejected one supports nothing."""
    for one in pieces:
        if one.expires is not None and one.status != Status.REJECTED:
            yield (one.vendor, one.item), one.expires


def _expiring(piece: Piece, round_name: str, days_left: int) -> Expiring:
    notice = min(days for days in NOTICE_DAYS if days_left <= days)
    return Expiring(piece, round_name, days_left, notice)


def _piece(new: NewPiece, media_type: str | None) -> Piece:
    return Piece(
        round=new.round,
        vendor=new.vendor,
        item=new.item,
        kind=new.kind,
        name=new.name.strip(),
        media_type=media_type,
        url=new.url.strip() or None,
        note=new.note.strip(),
        issued=new.issued,
        expires=new.expires,
    )


def _faults(kept: Round, new: NewPiece) -> Iterator[Fault]:
    if kept.state not in {State.OPEN, State.CONSENSUS}:
        mend = "ask an administrator to move it to open or consensus"
        yield Fault(kept.name, f"is in state {kept.state} and takes no evidence", mend)
    yield from place_faults(kept, new.vendor, new.item)
    yield from _content_faults(new)
    for where, text in (("name", new.name), ("link", new.url), ("note", new.note)):
        for what, mend in refusals(text, LONGEST_NAME if where == "name" else LONGEST_NOTE):
            yield Fault(where, what, mend)


def _content_faults(new: NewPiece) -> Iterator[Fault]:
    if not new.name.strip():
        yield Fault("name", "is empty", "say what the document is called")
    if new.url and not new.url.startswith(("https://", "http://")):
        yield Fault("link", "is no address", "copy it from the browser: https://...")
    if new.kind == "note" and not new.note.strip():
        yield Fault("evidence", "is empty", "hand in a file, a link or a note")
    if new.issued and new.expires and new.expires < new.issued:
        yield Fault("expires", "lies before the day of issue", "write the last day it stands")
