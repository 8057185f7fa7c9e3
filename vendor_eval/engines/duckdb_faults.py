"""What keeps a file of claims from being used: cells that are not what their column says.

Counted in one pass; only where something was found are the first rows looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendor_eval.claims.schema import Kind
from vendor_eval.engines.duckdb_cells import Cells, literal

if TYPE_CHECKING:
    import duckdb

_ROWS_NAMED = 5
# A claim key is random; "ROE, JANE" and "Jane Roe" are not.
_NAME_FOR_KEY = r"^[A-Za-z'-]+(, ?| )[A-Za-z'-]+([ .][A-Za-z.'-]*)*$"
_CLAIM_KEYS = frozenset({"practice_claim_key", "claim_root_key", "audit_id", "encounter_key"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are, and SQL for the number of a row as people count them, the header first."""

    relation: str
    row: str


@dataclass(frozen=True, slots=True)
class _Question:
    """SQL, true for a cell at fault, and what is said of it."""

    code: str
    column: str
    finds: str
    what: str


def faults_of(
    connection: duckdb.DuckDBPyConnection, cells: Mapping[str, Cells], place: Place, personal: str
) -> tuple[int, list[tuple[str, str]]]:
    """How many rows there are, and code and text of every fault; none where all is well.

    Args:
        personal: a regular expression for text that looks like patient data.
    """
    questions = list(_questions(cells, personal))
    counted = ", ".join(f"count(*) FILTER (WHERE {one.finds})" for one in questions)
    found = connection.execute(f"SELECT count(*), {counted} FROM {place.relation}").fetchone()
    assert found is not None, "an aggregate without groups has one row"
    rows, *counts = found
    faults = [
        (one.code, f"{one.column}: {_rows(connection, place, one, many)} {one.what}")
        for one, many in zip(questions, counts, strict=True)
        if many
    ]
    if not rows:
        faults.append(("no_rows", "the file has no rows below its header"))
    return rows, faults


def _questions(cells: Mapping[str, Cells], personal: str) -> Iterator[_Question]:
    for name, cell in cells.items():
        if cell.is_free_text:
            finds = f"regexp_matches(CAST({cell.source} AS VARCHAR), {literal(personal)})"
            if name in _CLAIM_KEYS:
                a_name = f"regexp_matches({cell.read}, {literal(_NAME_FOR_KEY)})"
                finds = f"{finds} OR {a_name}"
            what = "like patient data; replace keys by random ones and export again"
            yield _Question("looks_personal", name, finds, what)
        elif cell.column.kind not in (Kind.KEY, Kind.NAME, Kind.CODE):
            finds = f"{cell.present} AND ({cell.read}) IS NULL"
            yield _Question("bad_value", name, finds, f"not {_expected(cell)}")
        if name == "vendor":
            yield _Question("no_vendor", name, f"NOT ({cell.present})", "without a vendor")


def _expected(cell: Cells) -> str:
    if cell.column.words:
        return f"{', '.join(cell.column.words)} or empty"
    return cell.column.kind.value


def _rows(
    connection: duckdb.DuckDBPyConnection, place: Place, question: _Question, many: int
) -> str:
    """The first rows by number, and how many more there are."""
    first = connection.execute(
        f"SELECT {place.row} FROM {place.relation} WHERE {question.finds} "
        f"ORDER BY 1 LIMIT {_ROWS_NAMED}"
    ).fetchall()
    named = ", ".join(f"{row[0]:,}" for row in first)
    more = f" and {many - len(first):,} more" if many > len(first) else ""
    word, verb = ("row", "is") if many == 1 else ("rows", "are")
    return f"{word} {named}{more} {verb}"
