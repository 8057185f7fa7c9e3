"""Registers are kept by vendor, entry by entry, and nobody overwrites what they have not seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vendor_eval.errors import Conflict, NotFound
from vendor_eval.evaluation.registers import (
    Coder,
    DocumentRequest,
    DocumentStatus,
    Entry,
    Reference,
    Subcontractor,
    Verdict,
)
from vendor_eval.store import Store, names, registers
from vendor_eval.store.registers import Kept

DAY = dt.date(2026, 11, 20)
FULL: tuple[Entry, ...] = (
    Coder("J. Doe", ("CPC", "CRC"), "Cardiology", "0142", DAY, DAY, "Lead", retired=True),
    DocumentRequest("Agreement", DAY, DAY, DocumentStatus.RECEIVED, "By post", retired=True),
    Reference(
        practice_name="Lakeside",
        contact="B. Roy",
        specialty="Cardiology",
        called_on=DAY,
        denial_trend="Fell",
        responsiveness="Same day",
        reporting_quality="Late",
        verdict=Verdict.MIXED,
        note="By telephone",
        retired=True,
    ),
    Subcontractor("Delta", "Eligibility", "India", DAY, "Since May", retired=True),
)
BARE: tuple[Entry, ...] = (
    Coder("J. Doe"),
    DocumentRequest("Agreement"),
    Reference("Lakeside"),
    Subcontractor("Delta"),
)


@pytest.fixture(autouse=True)
def vendors(store: Store) -> None:
    """Two vendors to keep registers of."""
    with store.writing("Ada") as session:
        names.vendor_id(session, "Acme", "Ada")
        names.vendor_id(session, "Zeta", "Ada")


def saved(store: Store, kept: Kept[Entry], by: str = "Ada") -> tuple[Kept[Entry], ...]:
    """The whole register after ``kept`` was saved."""
    with store.writing("Ada") as session:
        registers.save(session, kept, by)
    return listed(store, kept.entry)


def listed(store: Store, like: Entry, vendor: str | None = None) -> tuple[Kept[Entry], ...]:
    with store.reading() as session:
        return registers.listed(session, type(like), vendor)


@pytest.mark.parametrize("entry", [*FULL, *BARE], ids=lambda one: type(one).__name__)
def test_an_entry_comes_back_as_it_was_given(store: Store, entry: Entry) -> None:
    [found] = saved(store, Kept("ACME", entry))

    assert (found.vendor, found.entry) == ("Acme", entry)
    assert (found.version, found.recorded_by) == (1, "Ada")
    assert found.recorded_at is not None
    assert found.recorded_at.utcoffset() == dt.timedelta(0)


@pytest.mark.parametrize(
    ("before", "after"), [*zip(BARE, FULL, strict=True)], ids=lambda one: type(one).__name__
)
def test_an_entry_is_changed_by_whoever_saw_it(store: Store, before: Entry, after: Entry) -> None:
    [shown] = saved(store, Kept("Acme", before))

    [found] = saved(store, replace(shown, entry=after), by="Bob")

    assert (found.id, found.entry, found.version) == (shown.id, after, 2)
    assert found.recorded_by == "Bob"


def test_whoever_saves_second_sees_both(store: Store) -> None:
    [shown] = saved(store, Kept("Acme", Subcontractor("Delta")))
    theirs = replace(shown, entry=Subcontractor("Delta", country="Poland"))
    saved(store, theirs, by="Bob")

    with pytest.raises(Conflict) as conflict:
        saved(store, replace(shown, entry=Subcontractor("Delta", baa_signed_on=DAY)))

    assert str(conflict.value).startswith("Delta was saved by Bob after you opened it")
    assert conflict.value.yours == "name: Delta\nbaa signed on: 2026-11-20"
    assert conflict.value.theirs == "name: Delta\ncountry: Poland"
    assert [one.entry for one in listed(store, theirs.entry)] == [theirs.entry]


def test_entries_are_listed_as_they_were_added_by_vendor_where_asked(store: Store) -> None:
    saved(store, Kept("Zeta", Coder("Second")))
    saved(store, Kept("Acme", Coder("First")))
    saved(store, Kept("Acme", Coder("Another")))

    assert [one.entry.name for one in listed(store, Coder(""))] == ["Second", "First", "Another"]
    assert [one.entry.name for one in listed(store, Coder(""), "acme")] == ["First", "Another"]
    assert listed(store, Coder(""), "Omega") == ()


def test_an_entry_of_nobody_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no vendor called Omega"):
        saved(store, Kept("Omega", Coder("J. Doe")))
    with pytest.raises(NotFound, match="no such entry of Acme"):
        saved(store, Kept("Acme", Coder("J. Doe"), id=4711, version=1))
