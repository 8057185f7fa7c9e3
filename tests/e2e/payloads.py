"""A practice in which every text that a person or a file wrote tries to be more than text.

The demonstration's database is rewritten below the workflows, so that also texts get in which they
would refuse: what shows them may not rely on it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import Any

from vendor_eval.naming import name_key
from vendor_eval.store.tables import Table

MARK = "Zq"
"""Every payload begins with it, and no other text of the product has it."""

BEACON = "beacon.invalid"
# Without quotes and backslashes, so that they can stand in TOML and JSON as they are.
TEXTS = (
    f"{MARK}1 ![i](http://{BEACON}/i.png) [l](http://{BEACON}/l) <http://{BEACON}/a>",
    f"{MARK}2 <img src=//{BEACON}/o onerror=alert(1)> <script>alert(2)</script> **b** _i_",
    f"{MARK}3 :material/bolt: :red[r] :smile: :streamlit: :blue-badge[b] $x^2$ $$y$$ `c`",
    f"{MARK}4 {{{{7*7}}}} ${{7*7}} #read(/etc/passwd) #image(a) javascript:alert(3)",
    f"{MARK}5 http://{BEACON}/bare www.{BEACON} file:///etc/passwd [x]: http://{BEACON}/d",
    f"{MARK}6 | a | b | ~~s~~ # h > q - l 1. n --- :::x <svg onload=alert(4)> &lt;b&gt;",
)

# Columns of free text, by table. All others hold codes, keys, numbers, or names and texts that
# are replaced as a whole; `columns_of_text` finds a new one that is in neither list.
NOTES: dict[str, tuple[str, ...]] = {
    "scenario_revision": ("note",),
    "audited_value": ("how", "evidence"),
    "caution_note": ("note",),
    "document_request": ("note",),
    "subcontractor": ("note", "name", "service", "country"),
    "vendor_coder": ("note", "name", "specialty", "number"),
    "vendor_reference": (
        "note",
        "practice_name",
        "contact",
        "specialty",
        "denial_trend",
        "responsiveness",
        "reporting_quality",
    ),
    "reported_definition": ("note",),
    "answer": ("note",),
    "contract_revision": ("title", "note"),
    "denial_action_revision": ("cause", "correction", "owner", "effect"),
    "denial_action": ("payer",),
    "evidence_piece": ("name", "note", "added_by"),
    "invoice_revision": ("note",),
    "offer_revision": ("note",),
    "round_decision": ("reason",),
    "round_event": ("what",),
    "invoice_line": ("label", "kind", "meant"),
    "import_record": ("file_name",),
    "claim_run_file": ("name",),
    "claim_place": ("payer", "specialty", "site"),
    "rate_increase": ("payer",),
}
_SAID = frozenset(
    {"action", "approved_by", "baseline_of", "by", "came", "contact", "data_owner_clause"}
    | {"decided_by", "evidence", "export_format", "filed_by", "incident", "name", "note", "owner"}
    | {"reason", "root_cause", "run_out", "says", "stand_in", "unreported", "what", "who", "why"}
)
_NAMES = {"vendor": "name", "practice": "name", "site": "name", "payer": "name", "round": "name"}
_PEOPLE = (("round_assignment", "evaluator"), ("answer", "evaluator"))


def rewritten(file: Path, folder: Path) -> Path:
    """A copy of the demonstration's database in ``folder``, full of payloads."""
    full = Path(copy(file, folder / "payloads.sqlite"))
    with closing(sqlite3.connect(full)) as database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        # Whoever rewrites a database leaves no log that could be true.
        database.execute("DELETE FROM audit_log")
        database.execute("DELETE FROM audit_pending")
        _rename(database)
        _annotate(database)
        for _, sql in triggers:
            database.execute(sql)
        database.commit()
    return full


def _payloads() -> Iterator[str]:
    number = 0
    while True:
        for text in TEXTS:
            number += 1
            # Each is another one, as names have to be.
            yield text.replace(MARK, f"{MARK}{number}x", 1)


def _rename(database: sqlite3.Connection) -> None:
    """Give vendors, places and people other names wherever they stand, also inside texts."""
    given = _payloads()
    names = {
        name: next(given)
        for table, column in (*_NAMES.items(), *_PEOPLE)
        for (name,) in database.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN ('consensus', 'vendor')"
        )
        if not name.startswith("(")
    }
    for table, columns in columns_of_text().items():
        for column in columns:
            for old, new in names.items():
                database.execute(
                    f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) '
                    f'WHERE instr("{column}", ?)',
                    (old, new, old),
                )
                database.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?',
                    (name_key(new), name_key(old)),
                )


def _annotate(database: sqlite3.Connection) -> None:
    """Let every note say something else."""
    given = _payloads()
    for table, columns in NOTES.items():
        for column in columns:
            for text in _values(database, table, column):
                if MARK not in text and not text.startswith("["):
                    _put(database, (table, column), text, next(given))
    for body in _values(database, "follow_up_revision", "body"):
        full = json.dumps(_said(json.loads(body), given), separators=(",", ":"))
        _put(database, ("follow_up_revision", "body"), body, full)


def _values(database: sqlite3.Connection, table: str, column: str) -> list[str]:
    asked = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
    return [value for (value,) in database.execute(asked)]


def _put(database: sqlite3.Connection, place: tuple[str, str], old: str, new: str) -> None:
    table, column = place
    database.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', (new, old))


def _said(value: Any, given: Iterator[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _said(inner, given, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_said(inner, given, key) for inner in value]
    if isinstance(value, str) and value and key in _SAID and MARK not in value:
        return next(given)
    return value


def columns_of_text() -> dict[str, list[str]]:
    """Every column that can hold text, by table."""
    return {
        table.name: found
        for table in Table.metadata.sorted_tables
        if (
            found := [
                one.name
                for one in table.columns
                if one.type.__class__.__name__.endswith(("String", "Text", "Texts", "JSON"))
            ]
        )
        and not table.name.startswith("audit_")
    }
