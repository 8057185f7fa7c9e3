"""The registers of a vendor: edited in place, kept whole, and never lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, configured, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.evaluation.registers import DOCUMENTS, Coder, Entry, Reference, Subcontractor
from vendor_eval.workflows import practices, registers, rounds
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.practices import Profile
from vendor_eval.workflows.registers import Change, Kept, Registers
from vendor_eval.workflows.rounds import NewRound

VENDOR = "Acme Billing"
PAGE = "due-diligence"


@pytest.fixture
def deps(deps: Deps) -> Deps:
    """The app's database holds one vendor, because a round names it."""
    rounds.open_round(deps, local_person(), NewRound("Spring", (VENDOR,), ("scalability",)))
    return deps


def keep(deps: Deps, *entries: Entry) -> Registers:
    rows = [Change(at, Kept(VENDOR, entry)) for at, entry in enumerate(entries, start=1)]
    registers.save(deps, local_person(), rows)
    return stored(deps)


def name_practice(deps: Deps, profile: Profile) -> None:
    shown = practices.current(deps)
    named = replace(shown, name="Lakeside", time_zone="America/Chicago", profile=profile)
    practices.save(deps, local_person(), named)


def synthetic(deps: Deps) -> None:
    """Let visitors pick the role they look in, as only the demonstration does."""
    name_practice(deps, Profile())
    with deps.store.writing("Ada") as session:
        session.connection().exec_driver_sql("UPDATE practice SET is_demo = true")


def stored(deps: Deps) -> Registers:
    return registers.of_vendor(deps, local_person(), VENDOR)


def key(register: str) -> str:
    return f"registers.{register}.{VENDOR}.0"


def edit(page: AppTest, register: str, **edits: Any) -> AppTest:
    """Let a table hold these edits in the next run: rows by their place, added rows, deleted ones.

    In the browser a table holds its edits for as long as it is there; here for one run.
    """
    page.session_state[key(register)] = {
        "edited_rows": edits.get("rows", {}),
        "added_rows": edits.get("added", []),
        "deleted_rows": edits.get("deleted", []),
    }
    return page


def click(page: AppTest, register: str, **edits: Any) -> AppTest:
    """Click on the button below the table, which holds these edits and is drawn with them."""
    button = page.button(key=f"{key(register)}.save")
    edit(page, register, **edits)
    return button.click().run()


def save(page: AppTest, register: str, **edits: Any) -> AppTest:
    """Edit the table, and save it."""
    return click(edit(page, register, **edits).run(), register, **edits)


def test_nothing_known_is_said_and_the_five_documents_stand_there(deps: Deps) -> None:
    page = Application().show(PAGE)

    assert not page.exception
    assert "Of the coders nothing is known yet." in said(page)
    assert "0 of 5 documents received." in said(page)
    assert "No references called; 2 more to call." in said(page)
    assert all(document in tables(page) for document in DOCUMENTS)


def test_rows_are_added_changed_and_taken_out(deps: Deps) -> None:
    keep(deps, Coder("J. Doe", ("CPC",)), Coder("A. Roy"))
    page = Application().show(PAGE)

    edits: dict[str, Any] = {
        "rows": {0: {"Credentials": ["CPC", "CRC"], "Expires": "2027-01-31"}},
        "added": [{"Name": "B. Lee", "Specialty": "Cardiology"}, {"Name": None}],
        "deleted": [1],
    }

    assert "3 changed rows not saved yet." in said(edit(page, "coder", **edits).run())
    save(page, "coder", **edits)

    assert not page.exception
    assert [one.entry for one in stored(deps).coders] == [
        Coder("J. Doe", ("CPC", "CRC"), expires=dt.date(2027, 1, 31)),
        Coder("B. Lee", specialty="Cardiology"),
    ]
    assert "not saved yet" not in said(page)
    assert "1 of 2 coders certified" in said(page)


def test_rows_are_numbered_as_they_stand_once_others_are_taken_out(deps: Deps) -> None:
    keep(deps, Reference("Lakeside"), Reference("Summit"))
    page = Application().show(PAGE)

    save(page, "reference", deleted=[0], rows={1: {"Verdict": "good"}}, added=[{"Contact": "B"}])

    [faults] = [one.value for one in page.dataframe if "What is wrong" in one.value]
    assert faults["Where"].tolist() == ["Row 1 (Summit), Called on", "Row 2, Practice"]

    save(page, "reference", deleted=[0])

    assert [one.entry for one in stored(deps).references] == [Reference("Summit")]


def test_a_document_waits_and_the_vendor_hesitates(deps: Deps) -> None:
    page = Application().show(PAGE)
    asked = {"Status": "asked", "Asked on": str(TODAY - dt.timedelta(20))}

    save(page, "documentrequest", rows={1: asked})

    assert "Standard service agreement: asked for 20 days ago. The vendor hesitates." in said(page)
    assert f"the vendor hesitates over {DOCUMENTS[1]}." in said(page)


def test_what_is_relevant_is_what_the_practice_does(deps: Deps) -> None:
    name_practice(deps, Profile(specialties=("Cardiology",)))
    keep(deps, Coder("A", ("CPC",), "cardiology"), Coder("B", ("CPC",), "Orthopedics"))

    assert "2 of 2 coders certified, 1 in our specialties" in said(Application().show(PAGE))


def test_every_bad_row_is_listed_and_none_is_kept(deps: Deps) -> None:
    page = Application().show(PAGE)

    added = [{"Name": "Fine"}, {"Country": "Poland"}, {"Name": "Echo", "Note": "SSN 123-45-6789"}]
    save(page, "subcontractor", added=added)

    assert not page.exception
    [faults] = [one.value for one in page.dataframe if "What is wrong" in one.value]
    assert faults.to_numpy().tolist() == [
        ["Row 2, Name", "is empty", "write it, or take the row out"],
        ["Row 3 (Echo), Note", "looks like patient data", "take it out"],
    ]
    assert stored(deps).subcontractors == ()


def test_whoever_saves_second_sees_both_and_then_may_save(deps: Deps) -> None:
    [shown] = keep(deps, Subcontractor("Delta")).subcontractors
    page = Application().show(PAGE)
    edit(page, "subcontractor", rows={0: {"Country": "India"}}).run()
    theirs = replace(shown, entry=Subcontractor("Delta", "Eligibility"))
    registers.save(deps, local_person(), [Change(1, theirs)])

    click(page, "subcontractor", rows={0: {"Country": "India"}})

    assert "Delta was saved by" in said(page)
    assert [one.value for one in page.code] == [
        "name: Delta\ncountry: India",
        "name: Delta\nservice: Eligibility",
    ]
    assert [one.entry for one in stored(deps).subcontractors] == [theirs.entry]

    save(page, "subcontractor", rows={0: {"Country": "India"}})

    assert [one.entry for one in stored(deps).subcontractors] == [
        Subcontractor("Delta", "Eligibility", "India")
    ]


def test_rows_that_others_take_out_move_no_edit_to_another_row(deps: Deps) -> None:
    first, _ = keep(deps, Coder("A"), Coder("B")).coders
    page = Application().show(PAGE)
    edit(page, "coder", rows={1: {"Number": "0142"}}).run()
    gone = replace(first, entry=replace(first.entry, retired=True))
    registers.save(deps, local_person(), [Change(1, gone)])

    click(page, "coder", rows={1: {"Number": "0142"}})

    assert [one.entry for one in stored(deps).coders] == [Coder("B", number="0142")]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_whoever_may_not_change_a_register_reads_it(deps: Deps, role: Role) -> None:
    synthetic(deps)
    keep(deps, Coder("J. Doe", ("CPC",)))
    keep(deps, Reference("Lakeside", denial_trend="They fell"))
    keep(deps, Subcontractor("Delta", country="Poland"))

    page = Application(role).show(PAGE)

    assert not page.exception
    assert not page.data_editor
    assert not page.button
    assert all(one in tables(page) for one in ("J. Doe", "They fell", "Poland", *DOCUMENTS))


def test_without_any_vendor_the_page_says_how_to_begin(sqlite_url: str) -> None:
    with configured(sqlite_url):
        assert "Open a round" in said(Application().show(PAGE))
