"""Entries of the audit log for people: words for what is stored as JSON, all of it on demand."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from vendor_eval.audit.chain import Entry
from vendor_eval.audit.replay import INSERT, UPDATE
from vendor_eval.reports.audit_tables import as_stored, fields_table, log_table
from vendor_eval.reports.wording import shown_cell

BODY = {"metric": "denial_rate", "month": {"year": 2026, "month": 3}, "lifted": False, "note": None}


def entry(action: str, old: object, new: object) -> Entry:
    row = [None if one is None else json.dumps(one) for one in (old, new)]
    return Entry(
        seq=7,
        at="2026-03-02T15:00:00+00:00",
        by="Ada",
        action=action,
        entity="follow_up_revision",
        key="[80, 1]",
        old=row[0],
        new=row[1],
        prev="a",
        hash="b",
        key_id="c",
    )


def change(one: Entry) -> str:
    return shown_cell(log_table([one], ZoneInfo("UTC")).rows[0][-1])


def test_nested_values_are_words_and_not_json() -> None:
    said = change(entry(INSERT, None, {"number": 1, "body": json.dumps(BODY)}))

    assert said == "number: 1; body: metric Denial rate, month March 2026, lifted no"


def test_a_change_names_the_field_what_it_was_and_what_it_is() -> None:
    one = entry(UPDATE, {"name": "Lakeside", "size": 1}, {"name": "Hillside", "size": 1})

    assert change(one) == "name: Lakeside → Hillside"


def test_all_of_an_entry_is_there_as_it_is_stored() -> None:
    long = "x" * 1000
    one = entry(INSERT, None, {"body": json.dumps(BODY | {"note": long})})

    assert json.loads(as_stored(one)) == {"after": {"body": BODY | {"note": long}}}
    assert len(shown_cell(fields_table(one).rows[0][-1])) == 300
