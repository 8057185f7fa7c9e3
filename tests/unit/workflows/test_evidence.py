from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.workflows.rounds_told import (
    ADA,
    ADMINISTRATOR,
    AUDITOR,
    BEST,
    STAFFING,
    give,
    opened,
)
from vendor_eval.errors import BadInput
from vendor_eval.workflows import evidence, sheets
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece, Status
from vendor_eval.workflows.rounds import Round, State

TODAY = dt.date(2026, 4, 15)
PDF = b"%PDF-1.7\nsynthetic"


def piece(kept: Round) -> NewPiece:
    return NewPiece(kept.id, BEST, STAFFING, "plan.pdf", PDF)


def in_days(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def test_a_file_is_kept_with_its_kind_and_comes_back_byte_for_byte(deps: Deps):
    kept = opened(deps)

    stored = evidence.add(deps, ADA, piece(kept))

    assert (stored.kind, stored.media_type, stored.status) == (
        "file",
        "application/pdf",
        Status.SUBMITTED,
    )
    assert evidence.content(deps, AUDITOR, stored.id) == PDF
    assert sheets.sheet(deps, ADA, kept.id, BEST).pieces == {STAFFING: (stored,)}


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("plan.pdf", b"", "file: is empty"),
        ("plan.pdf", b"MZ\x90 a program", "file: is not a .pdf file by its content"),
        ("plan.exe", b"MZ\x90 a program", "file: is of a kind that is not kept"),
        ("plan", PDF, "file: is of a kind that is not kept"),
        ("..\\..\\plan.txt", b"\xff\xfe\0", "file: is not a .txt file by its content"),
        ("plan.txt", b"a\0b", "file: is not a .txt file by its content"),
        ("plan.pdf", b"%PDF-" + b" " * 10_000_000, "file: has more than 10 MB"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    deps: Deps, name: str, content: bytes, fault: str
):
    kept = opened(deps)

    with pytest.raises(BadInput, match=fault):
        evidence.add(deps, ADA, replace(piece(kept), name=name, content=content))


def test_every_fault_of_a_piece_is_listed(deps: Deps):
    kept = opened(deps)
    wrong = NewPiece(
        kept.id,
        "Acme",
        "transition/none",
        name=" ",
        url="javascript:alert(1)",
        note="=1+1",
        issued=TODAY,
        expires=in_days(-1),
    )

    with pytest.raises(BadInput) as refused:
        evidence.add(deps, ADA, wrong)

    assert [fault.where for fault in refused.value.faults] == [
        "vendor",
        "item",
        "name",
        "link",
        "expires",
        "note",
    ]


def test_a_note_without_words_is_no_evidence(deps: Deps):
    kept = opened(deps)

    with pytest.raises(BadInput, match="evidence: is empty; hand in a file, a link or a note"):
        evidence.add(deps, ADA, NewPiece(kept.id, BEST, STAFFING, "Call"))


def test_evidence_is_handed_in_while_a_round_is_under_way(deps: Deps):
    kept = opened(deps, State.DRAFT)

    with pytest.raises(BadInput, match="is in state draft and takes no evidence"):
        evidence.add(deps, ADA, piece(kept))


def test_evidence_that_has_expired_opens_its_item_again(deps: Deps):
    kept = opened(deps)
    give(deps, ADA, kept, STAFFING, "4 documented")
    assert not sheets.sheet(deps, ADA, kept.id, BEST).is_open(STAFFING)

    evidence.add(deps, ADA, replace(piece(kept), expires=in_days(-1)))

    sheet = sheets.sheet(deps, ADA, kept.id, BEST)
    assert sheet.is_open(STAFFING)
    assert sheet.progress[0].answered == 0


def test_what_expires_within_thirty_days_is_listed_with_the_notice_it_is_due_for(deps: Deps):
    kept = opened(deps)
    for days in (31, 30, 8, 7, 2, 1, 0, -1):
        evidence.add(deps, ADA, replace(piece(kept), name=f"in {days}.pdf", expires=in_days(days)))
    evidence.add(deps, ADA, replace(piece(kept), name="for-good.pdf"))
    gone = evidence.add(deps, ADA, replace(piece(kept), name="gone.pdf", expires=in_days(3)))
    evidence.judge(deps, ADMINISTRATOR, gone, Status.REJECTED)

    found = evidence.expiring(deps, AUDITOR)

    assert [(one.days_left, one.notice, one.round_name) for one in found] == [
        (0, 1, "Spring"),
        (1, 1, "Spring"),
        (2, 7, "Spring"),
        (7, 7, "Spring"),
        (8, 30, "Spring"),
        (30, 30, "Spring"),
    ]
