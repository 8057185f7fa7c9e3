"""Every revision of what was written down, the newest first, with what each one changed."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.follow_up.record import Record
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.reports.record_changes import changes
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import shown_date
from vendor_eval.workflows import follow_up

_COLUMNS = (Column("Saved", 22), Column("By", 18), Column("About", 16), Column("What it says", 90))


def draw(vendor: str, records: Sequence[tuple[str, Record]], key: str) -> None:
    """One table of all revisions.

    Args:
        records: each with what it is called; only its kind and key count.
        key: the table's.
    """
    found = []
    for name, record in records:
        before = None
        for kept in follow_up.history(session.deps(), session.person(), vendor, record):
            found.append((kept, name, changes(before, kept.record)))
            before = kept.record
    zone = session.zone()
    rows = []
    for kept, name, told in sorted(found, key=lambda one: str(one[0].recorded_at), reverse=True):
        at = kept.recorded_at.astimezone(zone) if kept.recorded_at else None
        when = f"{shown_date(at.date())}, {at:%H:%M}" if at else ""
        rows.append((when, kept.recorded_by or "", name, told))
    tables.draw(Table("", _COLUMNS, tuple(rows), empty="Nothing was written down yet."), key)
