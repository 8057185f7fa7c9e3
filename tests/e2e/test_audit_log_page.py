"""Audit log: who changed what, one page after the other, narrowed down, verified, taken along."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.aged import age
from tests.e2e.application import Application, said, tables
from tests.rewritten import rewrite
from vendor_eval.access.roles import Person, Role, local_person
from vendor_eval.errors import NotAllowed
from vendor_eval.workflows import audit, contracts, practices, retirement
from vendor_eval.workflows.audit import Asked
from vendor_eval.workflows.deps import Deps

ADA, EVE = Person("Ada", Role.ADMINISTRATOR), Person("Eve", Role.ADMINISTRATOR)
PAGE = "audit-log"
TEXT = """
vendor = "{}"
starts = 2026-01-01
ends = 2026-12-31
[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
"""


def agree(deps: Deps, person: Person, vendor: str) -> None:
    text = TEXT.format(vendor)
    contracts.save(deps, person, contracts.Draft(vendor, "", text, "", version=0))


def name_practice(deps: Deps, person: Person, name: str) -> None:
    before = practices.current(deps)
    practices.save(deps, person, replace(before, name=name, time_zone="America/Chicago"))


@pytest.fixture
def kept(deps: Deps) -> Deps:
    """Ada names the practice, then contracts of two vendors by two people."""
    name_practice(deps, ADA, "Lakeside")
    agree(deps, ADA, "Northwind RCM")
    agree(deps, EVE, "Acme Billing")
    return deps


def tables_of(deps: Deps, asked: Asked) -> list[tuple[str, str]]:
    found = audit.page(deps, local_person(), asked)
    return [(one.by, one.entity) for one in found.entries]


def test_the_newest_change_stands_first_with_what_it_says(kept: Deps) -> None:
    shown = Application().show(PAGE)

    assert not shown.exception
    first, second, *_ = shown.dataframe[0].value.to_dict("records")
    assert (first["Person"], first["What"], first["Table"]) == ("Eve", "added", "contract revision")
    assert (second["Table"], second["Change"]) == ("contract", "vendor: 2")


def test_a_change_says_what_it_was_and_is(kept: Deps) -> None:
    name_practice(kept, EVE, "Hillside")

    shown = Application().show(PAGE)

    assert "name: Lakeside → Hillside" in tables(shown)


def test_the_log_is_narrowed_down_by_person_table_and_vendor(kept: Deps) -> None:
    of_eve = Asked(by="Eve")
    contracts_of_one = Asked(entity="contract_revision", vendor="northwind rcm")

    assert {by for by, _ in tables_of(kept, of_eve)} == {"Eve"}
    assert tables_of(kept, contracts_of_one) == [("Ada", "contract_revision")]
    assert tables_of(kept, Asked(vendor="Acme  billing")) == [
        ("Eve", "contract_revision"),
        ("Eve", "contract"),
        ("Eve", "vendor"),
    ]
    assert tables_of(kept, Asked(vendor="Nobody")) == []


def test_days_are_those_of_the_practice(kept: Deps) -> None:
    today = dt.datetime.now(dt.UTC).date()
    day = dt.timedelta(days=1)

    everything = len(tables_of(kept, Asked()))
    assert len(tables_of(kept, Asked(first=today - day, last=today + day))) == everything
    assert tables_of(kept, Asked(first=today + 2 * day)) == []
    assert tables_of(kept, Asked(last=today - 2 * day)) == []
    assert Asked(first=dt.date(2026, 7, 1), zone="America/Chicago").wanted.first == (
        "2026-07-01T05:00:00.000000+00:00"
    )


def test_picking_a_person_in_the_page_leaves_that_persons_entries(kept: Deps) -> None:
    shown = Application().show(PAGE)

    shown.selectbox(key="audit.person").set_value("Eve").run()

    assert set(shown.dataframe[0].value["Person"]) == {"Eve"}


def test_an_entry_is_opened_from_a_list_too_for_whoever_has_no_mouse(kept: Deps) -> None:
    newest = audit.page(kept, local_person(), Asked()).entries[0]
    shown = Application().show(PAGE)
    assert "After" not in tables(shown)

    shown.selectbox(key="audit.entry").set_value(newest.seq).run()

    assert list(shown.dataframe[1].value.columns) == ["Field", "Before", "After"]
    assert newest.hash in said(shown)


def test_older_entries_stand_on_further_pages(kept: Deps) -> None:
    for version in range(60):
        name_practice(kept, ADA, f"P{version}")
    shown = Application().show(PAGE)
    newest = list(shown.dataframe[0].value["Entry"])

    shown.number_input(key="audit.page").set_value(2).run()

    older = list(shown.dataframe[0].value["Entry"])
    assert len(newest) == audit.PAGE
    assert int(older[0]) == int(newest[-1]) - 1
    assert older[-1] == "1"


def test_a_log_as_it_was_written_is_said_with_where_it_stands(kept: Deps) -> None:
    shown = Application().show(PAGE)

    shown.button(key="audit.verify").click().run()

    head = audit.checkpoint(kept, local_person())
    assert f"All {head.seq} entries are as they were written. Now at {head}" in said(shown)


def test_a_log_that_was_touched_is_said_with_every_fault(kept: Deps) -> None:
    with kept.store.writing("Ada") as session:
        rewrite(session, "UPDATE contract_revision SET toml = 'x'")
        rewrite(session, "UPDATE audit_log SET by = 'Eve' WHERE seq = 2")
    shown = Application().show(PAGE)

    shown.button(key="audit.verify").click().run()

    assert "Entry 2 is not as it was sealed" in said(shown)
    assert "contract_revision [1,1] is not as it was recorded last" in said(shown)


def test_what_was_retired_is_said_and_a_checkpoint_among_it_is_not_called_verified(
    kept: Deps, tmp_path: Path
) -> None:
    age(kept.store, 3)
    retirement.retire(kept, local_person(), retirement.Order(6, tmp_path / "archive"))
    shown = Application().show(PAGE)

    shown.button(key="audit.verify").click().run()
    assert "entries are as they were written" in said(shown)
    assert "Entries up to 3 were retired" in said(shown)
    shown.text_input(key="audit.checkpoint").set_value("2:0123456789abcdef")
    shown.button(key="audit.verify").click().run()

    assert "the checkpoint at entry 2 is among them and was not checked" in said(shown)
    assert "as they were written" not in said(shown)


def test_a_checkpoint_that_is_none_is_a_sentence(kept: Deps) -> None:
    shown = Application().show(PAGE)

    shown.text_input(key="audit.checkpoint").set_value("yesterday")
    shown.button(key="audit.verify").click().run()

    assert "is no checkpoint" in said(shown)
    assert not shown.exception


def test_the_log_taken_along_is_text_and_says_who_took_it(kept: Deps) -> None:
    agree(kept, Person("=HYPERLINK(1)", Role.ADMINISTRATOR), "Zeta")

    content = audit.exported(kept, ADA, Asked(entity="vendor"))

    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[0][:4] == ["entry", "time (UTC)", "person", "action"]
    assert len(lines) == 1 + 3
    assert "'=HYPERLINK(1)" in {line[2] for line in lines}
    assert not [cell for line in lines for cell in line if cell.startswith("=")]
    (newest, *_) = audit.page(kept, ADA, Asked()).entries
    assert (newest.by, newest.action) == ("Ada", audit.READ)
    assert "audit log as CSV" in (newest.new or "")


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.LEADERSHIP, Role.FINANCE])
def test_who_may_not_read_it_is_told_so(role: Role, own_demonstration: None) -> None:
    shown = Application(role).show(PAGE)

    assert "may not read the audit log" in said(shown)
    assert not shown.dataframe


def test_an_auditor_reads_it(own_demonstration: None) -> None:
    assert len(Application(Role.AUDITOR).show(PAGE).dataframe[0].value) == audit.PAGE


def test_who_may_see_some_vendors_does_not_read_what_concerns_all(kept: Deps) -> None:
    limited = Person("Ann", Role.AUDITOR, frozenset({"northwind rcm"}))

    for read in (audit.verify, audit.checkpoint, audit.choices):
        with pytest.raises(NotAllowed, match="concerns every vendor"):
            read(kept, limited)
