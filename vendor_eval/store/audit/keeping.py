"""How each table stands to the audit log; a test fails for a table that nobody has placed.

A table that stands nowhere here is audited row by row, and its rows may change.
"""

from __future__ import annotations

from sqlalchemy import LargeBinary, Table

from vendor_eval.store.tables import Table as AnyTable

HISTORY = frozenset({"audit_anchor", "audit_log", "audit_opening"})
"""What the log itself is kept in; only retiring removes anything of it."""

LOG = HISTORY | {"audit_pending"}

SCRATCH = frozenset({"live_session", "unsaved_text"})
"""Not audited: nobody else's business, and soon gone. Of sessions the log has beginning and end."""

BULK = frozenset(
    {
        "measurement",
        "claim_value",
        "claim_place",
        "claim_remit_sum",
        "claim_denial_sum",
        "claim_code_sum",
    }
)
"""So many rows that the log keeps their number and a digest over them (`digests`)."""

CHANGING = frozenset(
    {
        "access_grant",
        "contract",
        "denial_action",
        "document_request",
        "evidence_piece",
        "follow_up",
        "invoice",
        "mapping",
        "offer",
        "practice",
        "reminder",
        "revoked_session",
        "round",
        "round_assignment",
        "round_candidate",
        "round_scorecard",
        "scenario",
        "sign_in",
        "subcontractor",
        "vendor",
        "vendor_coder",
        "vendor_reference",
    }
)
"""Audited row by row; rows may change or go."""

ADDED_ONLY = frozenset(
    {
        "answer",
        "audited_value",
        "carried_answer",
        "caution_note",
        "claim_run",
        "claim_run_file",
        "coding_practice",
        "contract_revision",
        "denial_action_revision",
        "evidence_file",
        "follow_up_revision",
        "import_record",
        "invoice_line",
        "invoice_revision",
        "offer_revision",
        "own_scorecard",
        "payer",
        "rate_increase",
        "reported_definition",
        "round_decision",
        "round_event",
        "scenario_revision",
        "series",
        "site",
        "slice",
        "specialty",
    }
)
"""Audited row by row; the database refuses to change or remove a row."""


def all_tables() -> tuple[Table, ...]:
    """Every table, those first that others point to."""
    return tuple(AnyTable.metadata.sorted_tables)


def audited() -> tuple[Table, ...]:
    """Tables of which the log has every row."""
    without = LOG | SCRATCH | BULK
    return tuple(table for table in all_tables() if table.name not in without)


def only_added() -> tuple[Table, ...]:
    """Tables of which no row may change or go."""
    growing = ADDED_ONLY | BULK | HISTORY
    return tuple(table for table in all_tables() if table.name in growing)


def logged_columns(table: Table) -> tuple[str, ...]:
    """The columns that the log has of a row: all but contents of files, whose hash it has."""
    return tuple(one.name for one in table.columns if not isinstance(one.type, LargeBinary))


def left_out(table: Table) -> tuple[str, ...]:
    """The columns that the log does not have."""
    return tuple(one.name for one in table.columns if isinstance(one.type, LargeBinary))


def key_columns(table: Table) -> tuple[str, ...]:
    """The columns that say which row it is."""
    return tuple(column.name for column in table.primary_key.columns)
