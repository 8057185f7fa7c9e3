"""Evidence is kept to the byte, once, with what it is about and until when it holds."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest
from sqlmodel import select

from vendor_eval.errors import BadInput, Conflict, NotFound
from vendor_eval.store import Store, evidence, rounds
from vendor_eval.store.evidence import LARGEST_FILE, Piece, Status
from vendor_eval.store.rounds import Round, RoundDraft
from vendor_eval.store.tables import EvidenceFile

BYTES = bytes(range(256)) * 40
"""10,240 bytes, each value among them."""


@pytest.fixture
def file(kept: Round) -> Piece:
    return Piece(kept.id, "acme", "core/mfa", "file", "report.pdf", "application/pdf")


@pytest.fixture
def link(kept: Round) -> Piece:
    return Piece(kept.id, "acme", "core/mfa", "link", "Trust page", url="https://acme.example")


def added(store: Store, piece: Piece, content: bytes | None = None, by: str = "Bob") -> Piece:
    with store.writing("Ada") as session:
        return evidence.add(session, piece, content, by)


def judged(store: Store, piece: Piece, status: Status, version: int = 1) -> Piece:
    with store.writing("Ada") as session:
        return evidence.judge(session, piece.id, status, version, by="Ada")


def listed(store: Store, one: Round, vendor: str | None = None) -> tuple[Piece, ...]:
    with store.reading() as session:
        return evidence.listed(session, one.id, vendor)


def files(store: Store) -> int:
    with store.reading() as session:
        return len(session.exec(select(EvidenceFile.sha256)).all())


def test_a_file_is_kept_to_the_byte_and_told_by_its_hash(
    store: Store, kept: Round, file: Piece
) -> None:
    found = added(store, replace(file, vendor="ACME"), BYTES)

    assert (found.vendor, found.status, found.version) == ("acme", Status.SUBMITTED, 1)
    assert (found.size, found.sha256) == (256 * 40, hashlib.sha256(BYTES).hexdigest())
    assert (found.added_by, found.recorded_by) == ("Bob", "Bob")
    assert found.added_at is not None
    assert found.added_at.utcoffset() == dt.timedelta(0)
    assert listed(store, kept) == (found,)
    with store.reading() as session:
        assert evidence.content(session, found.id) == BYTES


def test_a_link_is_kept_with_its_days_and_without_a_file(
    store: Store, kept: Round, link: Piece
) -> None:
    dated = replace(link, note="SOC 2", issued=dt.date(2026, 1, 31), expires=dt.date(2027, 1, 30))

    found = added(store, dated)

    assert (found.url, found.note) == ("https://acme.example", "SOC 2")
    assert (found.issued, found.expires) == (dt.date(2026, 1, 31), dt.date(2027, 1, 30))
    assert (found.size, found.sha256, found.media_type) == (None, None, None)
    with store.reading() as session, pytest.raises(NotFound, match="no such file"):
        evidence.content(session, found.id)


def test_a_file_handed_in_for_two_items_is_stored_once(store: Store, file: Piece) -> None:
    first = added(store, file, BYTES)
    second = added(store, replace(file, item="core/audit"), BYTES)

    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert files(store) == 1


def test_the_same_piece_handed_in_twice_is_one(store: Store, file: Piece, link: Piece) -> None:
    assert added(store, file, BYTES) == added(store, file, BYTES, "Eve")
    assert added(store, link) == added(store, link, by="Eve")
    assert added(store, file, BYTES + b"!").id != added(store, file, BYTES).id


@pytest.mark.parametrize("size", [0, LARGEST_FILE + 1])
def test_a_file_that_is_empty_or_too_large_is_refused(
    store: Store, kept: Round, file: Piece, size: int
) -> None:
    with pytest.raises(BadInput, match="at most 10 MB"):
        added(store, file, bytes(size))

    assert listed(store, kept) == ()
    assert files(store) == 0


def test_the_largest_file_is_kept(store: Store, file: Piece) -> None:
    found = added(store, file, bytes(LARGEST_FILE))

    assert found.size == LARGEST_FILE
    with store.reading() as session:
        assert len(evidence.content(session, found.id)) == LARGEST_FILE


def test_pieces_are_listed_as_they_were_added_by_vendor_where_asked(
    store: Store, kept: Round, link: Piece, draft: RoundDraft
) -> None:
    with store.writing("Ada") as session:
        other = rounds.create(session, replace(draft, name="Other"), "Ada")
    first = added(store, replace(link, vendor="Zeta"))
    second = added(store, link)
    elsewhere = added(store, replace(link, round=other.id))

    assert listed(store, kept) == (first, second)
    assert listed(store, kept, "zeta") == (first,)
    assert listed(store, kept, "Omega") == ()
    assert listed(store, other) == (elsewhere,)


def test_evidence_about_a_vendor_that_is_no_candidate_is_refused_whole(
    store: Store, file: Piece
) -> None:
    with pytest.raises(NotFound, match="Omega is not a candidate"):
        added(store, replace(file, vendor="Omega"), BYTES)

    assert files(store) == 0


def test_a_piece_is_judged_and_keeps_who_handed_it_in(store: Store, link: Piece) -> None:
    submitted = added(store, link)

    verified = judged(store, submitted, Status.VERIFIED)

    assert (verified.status, verified.version) == (Status.VERIFIED, 2)
    assert (verified.added_by, verified.recorded_by) == ("Bob", "Ada")
    assert verified.added_at == submitted.added_at
    assert judged(store, submitted, Status.VERIFIED) == verified


def test_every_judgement_is_written_down(store: Store, kept: Round, link: Piece) -> None:
    verified = judged(store, added(store, link), Status.VERIFIED)
    judged(store, verified, Status.REJECTED, version=2)

    with store.reading() as session:
        _, *judgements = rounds.events(session, kept.id)
    about = "evidence Trust page for acme, core/mfa changed from"
    assert [(event.what, event.by) for event in judgements] == [
        (f"{about} submitted to verified", "Ada"),
        (f"{about} verified to rejected", "Ada"),
    ]


def test_whoever_judges_second_sees_both(store: Store, kept: Round, link: Piece) -> None:
    submitted = added(store, link)
    verified = judged(store, submitted, Status.VERIFIED)

    with pytest.raises(Conflict) as conflict:
        judged(store, submitted, Status.REJECTED)

    assert str(conflict.value).startswith("The evidence Trust page was saved by Ada")
    assert (conflict.value.yours, conflict.value.theirs) == ("rejected", "verified")
    assert listed(store, kept) == (verified,)


def test_a_piece_that_does_not_exist_is_not_found(store: Store, link: Piece) -> None:
    with pytest.raises(NotFound, match="no such piece"):
        judged(store, replace(link, id=4711), Status.VERIFIED)
    with store.reading() as session, pytest.raises(NotFound, match="no such file"):
        evidence.content(session, 4711)


TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("expires", "is_found"),
    [
        (dt.date(2026, 11, 20), False),
        (dt.date(2026, 11, 21), True),
        (dt.date(2026, 12, 21), True),
        (dt.date(2026, 12, 22), False),
        (None, False),
    ],
)
def test_what_expires_today_or_on_one_of_the_next_thirty_days_is_found(
    store: Store, link: Piece, expires: dt.date | None, is_found: bool
) -> None:
    piece = added(store, replace(link, expires=expires))

    with store.reading() as session:
        assert evidence.expiring(session, TODAY, within_days=30) == (piece,) * is_found


def test_what_expires_first_comes_first_and_what_was_rejected_not_at_all(
    store: Store, link: Piece
) -> None:
    late = added(store, replace(link, name="late", expires=dt.date(2026, 12, 1)))
    soon = added(store, replace(link, name="soon", expires=dt.date(2026, 11, 22)))
    rejected = added(store, replace(link, name="rejected", expires=dt.date(2026, 11, 23)))
    judged(store, rejected, Status.REJECTED)

    with store.reading() as session:
        assert evidence.expiring(session, TODAY, within_days=30) == (soon, late)
