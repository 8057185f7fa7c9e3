"""Offers as tables: all of them, and the revisions of one."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from vendor_eval.reports.report import Align, Column, Mark, Table, Tone
from vendor_eval.reports.wording import shown_date
from vendor_eval.workflows import offers
from vendor_eval.workflows.offers import Revision, Status

MARKS = {
    Status.AGREED: Mark("✓", "Agreed", Tone.GOOD, "Invoices are checked against it."),
    Status.OFFERED: Mark("○", "Offered", Tone.QUIET, "It can be compared, and be agreed."),
    Status.WITHDRAWN: Mark("✗", "Withdrawn", Tone.MILD, "It no longer stands."),
}


def all_table(kept: Sequence[Revision]) -> Table:
    """Every offer with its status, its dates and how it charges."""
    return Table(
        title="",
        columns=(
            Column("Vendor", 26),
            Column("Offer", 22),
            Column("Status", 14),
            Column("From", 18),
            Column("Through", 18),
            Column("How it charges", 60),
        ),
        rows=tuple(
            (
                one.draft.vendor,
                one.draft.name,
                MARKS[one.draft.status],
                one.draft.starts,
                one.draft.ends,
                " ".join(offers.fees_of(one)),
            )
            for one in kept
        ),
        empty="No offer is kept yet.",
    )


def history_table(revisions: Sequence[Revision], zone: ZoneInfo) -> Table:
    """Every revision of one offer, the newest first."""
    return Table(
        title="",
        columns=(
            Column("Version", 10, Align.END),
            Column("Saved", 26),
            Column("By", 20),
            Column("Status", 14),
            Column("How it charges", 50),
            Column("What was changed, and why", 40),
        ),
        rows=tuple(
            (
                one.draft.version,
                f"{shown_date((at := one.recorded_at.astimezone(zone)).date())}, {at:%H:%M}",
                one.recorded_by,
                MARKS[one.draft.status],
                " ".join(offers.fees_of(one)),
                one.draft.note,
            )
            for one in reversed(revisions)
        ),
    )
