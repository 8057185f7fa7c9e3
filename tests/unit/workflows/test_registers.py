"""Registers of a vendor: kept whole or not at all, with every fault told at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.unit.workflows.rounds_told import (
    ADMINISTRATOR,
    AUDITOR,
    BEST,
    NORTH,
    opened,
)
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, Conflict, NotFound
from vendor_eval.evaluation.registers import (
    DOCUMENTS,
    Coder,
    DocumentRequest,
    DocumentStatus,
    Entry,
    Reference,
    Subcontractor,
    Verdict,
)
from vendor_eval.workflows import registers
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.registers import Change, Kept, Registers

TODAY = dt.date(2026, 4, 15)
"""A Wednesday."""

BEN = Person("B. Roy", Role.ADMINISTRATOR)


def in_days(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.fixture(autouse=True)
def candidates(deps: Deps) -> None:
    """Two vendors, because a round names them."""
    opened(deps)


def add(deps: Deps, *entries: Entry, vendor: str = BEST) -> Registers:
    """Add entries to one register of a vendor, in rows 1 and so on."""
    rows = [Change(at, Kept(vendor, entry)) for at, entry in enumerate(entries, start=1)]
    registers.save(deps, ADMINISTRATOR, rows)
    return of_best(deps)


def change(deps: Deps, kept: Kept[Entry], entry: Entry, person: Person = ADMINISTRATOR) -> None:
    registers.save(deps, person, [Change(1, replace(kept, entry=entry))])


def of_best(deps: Deps) -> Registers:
    return registers.of_vendor(deps, AUDITOR, BEST)


def faults(deps: Deps, *entries: Entry) -> list[str]:
    with pytest.raises(BadInput) as refused:
        add(deps, *entries)
    return [f"{fault.where}: {fault.what}" for fault in refused.value.faults]


def test_every_vendor_of_a_round_has_registers(deps: Deps) -> None:
    assert registers.vendors(deps, AUDITOR) == (BEST, NORTH)
    with pytest.raises(NotFound, match="no vendor called Nobody"):
        registers.of_vendor(deps, AUDITOR, "Nobody")


def test_the_five_documents_are_wanted_of_every_vendor_and_others_can_follow(deps: Deps) -> None:
    assert [one.entry for one in of_best(deps).documents] == [*map(DocumentRequest, DOCUMENTS)]
    assert of_best(deps).found.is_empty

    agreement = DocumentRequest(DOCUMENTS[1], TODAY, status=DocumentStatus.ASKED)
    found = add(deps, DocumentRequest("Insurance"), agreement).documents

    assert [one.entry.document for one in found] == [*DOCUMENTS, "Insurance"]
    assert (found[1].entry, found[1].version) == (agreement, 1)
    assert [one.version for one in found] == [0, 1, 0, 0, 0, 1]


def test_texts_are_kept_tidily(deps: Deps) -> None:
    [coder] = add(deps, Coder(" J. Doe ", (" cpc", "CPC", "crc "), number=" 12 ")).coders

    assert coder.entry == Coder("J. Doe", ("CPC", "CRC"), number="12")


def test_whoever_left_is_not_shown_and_can_come_back(deps: Deps) -> None:
    [coder] = add(deps, Coder("J. Doe")).coders

    change(deps, coder, replace(coder.entry, retired=True))

    assert of_best(deps).coders == ()
    [again] = add(deps, Coder("J. Doe")).coders
    assert again.id != coder.id


def test_what_is_not_needed_is_taken_out_and_can_be_asked_for_again(deps: Deps) -> None:
    report, *rest = of_best(deps).documents
    change(deps, report, replace(report.entry, retired=True))
    [reference] = add(deps, Reference("Lakeside")).references
    change(deps, reference, replace(reference.entry, retired=True))

    found = of_best(deps)
    assert [one.entry for one in found.documents] == [one.entry for one in rest]
    assert found.references == ()
    assert found.found.is_empty

    asked = DocumentRequest(DOCUMENTS[0], TODAY, status=DocumentStatus.ASKED)
    add(deps, asked)

    assert [one.entry for one in of_best(deps).documents] == [asked, *(one.entry for one in rest)]


def test_the_same_change_twice_is_made_once(deps: Deps) -> None:
    [first] = add(deps, Subcontractor("Delta")).subcontractors
    assert add(deps, Subcontractor("Delta ")).subcontractors == (first,)

    signed = Subcontractor("Delta", baa_signed_on=TODAY)
    change(deps, first, signed)
    change(deps, first, signed, BEN)

    [found] = of_best(deps).subcontractors
    assert (found.version, found.recorded_by) == (2, ADMINISTRATOR.name)


def test_what_nobody_has_seen_is_not_overwritten_and_nothing_else_is_kept(deps: Deps) -> None:
    [shown] = add(deps, Coder("J. Doe")).coders
    change(deps, shown, Coder("J. Doe", ("CPC",)), BEN)

    edited = Change(1, replace(shown, entry=Coder("J. Doe", ("CCS",))))
    with pytest.raises(Conflict, match=r"J\. Doe was saved by B\. Roy"):
        registers.save(deps, ADMINISTRATOR, [Change(2, Kept(BEST, Coder("New"))), edited])

    assert [one.entry for one in of_best(deps).coders] == [Coder("J. Doe", ("CPC",))]


def test_every_fault_of_every_row_is_told_and_no_row_kept(deps: Deps) -> None:
    assert faults(
        deps,
        Coder("Fine", ("CPC",)),
        Coder(" "),
        Coder("=1+1", note="MRN 0012345"),
        Coder("A. Roy", expires=in_days(9), verified_on=in_days(1)),
        Coder("B. Roy", ("CERTIFIED PROFESSIONAL CODER",)),
        Coder("fine"),
    ) == [
        "Row 2, Name: is empty",
        "Row 3, Name: begins like a formula",
        "Row 3, Note: looks like patient data",
        "Row 4 (A. Roy), Looked up on: lies in the future",
        "Row 4 (A. Roy), Credentials: are none, and yet have a day",
        "Row 5 (B. Roy), Credentials: has more than 20 characters",
        "Row 1 (Fine): is in the register twice",
        "Row 6 (fine): is in the register twice",
    ]
    assert of_best(deps).found.is_empty


@pytest.mark.parametrize(
    ("status", "asked", "received", "fault"),
    [
        ("wanted", 0, None, "Row 1 (Any), Status: is wanted, and yet it was asked for"),
        ("asked", None, None, "Row 1 (Any), Asked on: is missing"),
        ("received", 0, None, "Row 1 (Any), Received on: is missing"),
        ("refused", -1, 0, "Row 1 (Any), Status: is not received, and yet it came"),
        ("received", 0, -1, "Row 1 (Any), Received on: lies before the day of asking"),
        ("asked", 1, None, "Row 1 (Any), Asked on: lies in the future"),
    ],
)
def test_the_days_of_a_document_agree_with_its_status(
    deps: Deps, status: str, asked: int | None, received: int | None, fault: str
) -> None:
    days = [None if one is None else in_days(one) for one in (asked, received)]

    assert faults(deps, DocumentRequest("Any", *days, DocumentStatus(status))) == [fault]


def test_a_verdict_needs_a_call(deps: Deps) -> None:
    wrong = Reference("Lakeside", verdict=Verdict.GOOD)

    assert faults(deps, wrong) == ["Row 1 (Lakeside), Called on: is missing"]


def test_two_entries_may_change_names_with_each_other(deps: Deps) -> None:
    one, other = add(deps, Coder("A"), Coder("B")).coders

    swapped = [
        Change(1, replace(one, entry=Coder("B"))),
        Change(2, replace(other, entry=Coder("A"))),
    ]
    registers.save(deps, ADMINISTRATOR, swapped)

    assert [kept.entry.name for kept in of_best(deps).coders] == ["B", "A"]


def test_a_name_that_is_taken_is_refused_wherever_it_stands(deps: Deps) -> None:
    add(deps, Coder("A"))

    assert faults(deps, Coder("a", ("CPC",))) == ["Row 1 (a): is in the register twice"]
    assert len(add(deps, Coder("A"), vendor=NORTH).coders) == 1


def test_what_is_due_is_told_of_all_vendors_most_urgent_first(deps: Deps) -> None:
    add(deps, Coder("Soon", ("CPC",), expires=in_days(7)), Coder("Lasting", ("CPC",)))
    add(deps, Coder("Gone", ("CPC",), expires=in_days(1), retired=True))
    add(deps, Coder("Over", ("CRC",), expires=in_days(-3)), vendor=NORTH)
    # Wednesday to Wednesday: ten business days ago.
    add(deps, DocumentRequest(DOCUMENTS[0], in_days(-14), status=DocumentStatus.ASKED))

    assert [(one.vendor, one.days_left) for one in registers.due(deps, AUDITOR)] == [
        (NORTH, -3),
        (BEST, 0),
        (BEST, 7),
    ]
