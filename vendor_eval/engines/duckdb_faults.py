"""What keeps a file of claims from being used, and what its checks find: counted in one pass.

A column of words is counted word by word, so that a word is looked at once and not on each of its
rows. Only where something keeps the file from being used are the first rows looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendor_eval.claims.checks import CHECKS
from vendor_eval.claims.schema import Kind
from vendor_eval.engines.duckdb_cells import CLAIM_KEYS, Cells, literal
from vendor_eval.naming import MENDS, NameFault, fault_of

if TYPE_CHECKING:
    import duckdb

_ROWS_NAMED = 5
# A claim key is random; "ROE, JANE" and "Jane Roe" are not.
_NAME_FOR_KEY = r"^ *[A-Za-z'-]+(, ?| )[A-Za-z'-]+([ .][A-Za-z.'-]*)*$"


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are, and SQL for the number of a row as people count them, the header first."""

    relation: str
    row: str = "NULL"


@dataclass(frozen=True, slots=True)
class Question:
    """SQL, true for a cell at fault, and what is said of it."""

    code: str
    column: str
    finds: str
    what: str


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in rows.

    Attributes:
        faults: those that occur, and on how many rows.
        cells: the columns, with what is now known of them.
        found: by check the rows that it finds, and by column the empty cells.
    """

    rows: int
    faults: Sequence[tuple[Question, int]]
    cells: Mapping[str, Cells]
    found: Mapping[str, int]


def examined(
    connection: duckdb.DuckDBPyConnection, cells: Mapping[str, Cells], place: Place, personal: str
) -> Examined:
    """Everything there is to find in the rows.

    Args:
        personal: a regular expression for text that looks like patient data.
    """
    faults: list[tuple[Question, int]] = []
    found: dict[str, int] = {}
    known = dict(cells)
    for name, cell in cells.items():
        if cell.is_word:
            by_word = _by_word(connection, cell, place, list(_questions(name, cell, personal)))
            faults += by_word.faults
            found |= by_word.found
            known[name] = by_word.cells[name]
    if "vendor" in cells:
        faults += _unfit_names(connection, cells["vendor"], place)
    by_row = _by_row(connection, known, place, personal)
    in_order = {name: at for at, name in enumerate(cells)}
    faults = sorted([*faults, *by_row.faults], key=lambda fault: in_order[fault[0].column])
    return Examined(by_row.rows, faults, by_row.cells, {**found, **by_row.found})


def _by_word(
    connection: duckdb.DuckDBPyConnection, cell: Cells, place: Place, questions: Sequence[Question]
) -> Examined:
    """What is found in a column of words."""
    finds = [one.finds for one in questions] + [f"({cell.read}) IS NULL"]
    counted = ", ".join(f"coalesce(sum(many) FILTER (WHERE {one}), 0)" for one in finds)
    *counts, empty, is_sound = _one_row(
        connection,
        f"SELECT {counted}, coalesce(bool_and({cell.is_as_written}), TRUE) FROM "
        f"(SELECT {cell.source}, count(*) AS many FROM {place.relation} GROUP BY {cell.source})",
    )
    name = cell.column.name
    faults = _occurring(questions, counts)
    return Examined(0, faults, {name: replace(cell, is_sound=bool(is_sound))}, {name: int(empty)})


def _unfit_names(
    connection: duckdb.DuckDBPyConnection, cell: Cells, place: Place
) -> list[tuple[Question, int]]:
    """Names of vendors that cannot be kept; each is looked at once."""
    named = connection.execute(
        f"SELECT {cell.read} AS name, count(*) FROM {place.relation} "
        f"WHERE {cell.present} GROUP BY name ORDER BY name"
    ).fetchall()
    unfit: dict[NameFault, dict[str, int]] = defaultdict(dict)
    for name, many in named:
        fault = fault_of(name)
        if fault is not None:
            unfit[fault][name] = many
    found = []
    for fault, names in unfit.items():
        finds = f"({cell.read}) IN ({', '.join(map(literal, names))})"
        what = f"no name to keep; {MENDS[fault]}"
        question = Question(fault.value, cell.column.name, finds, what)
        found.append((question, sum(names.values())))
    return found


def _by_row(
    connection: duckdb.DuckDBPyConnection, cells: Mapping[str, Cells], place: Place, personal: str
) -> Examined:
    """What is found in the other columns, and by checks in several columns of a row."""
    rest = {name: cell for name, cell in cells.items() if not cell.is_word}
    questions = [one for name, cell in rest.items() for one in _questions(name, cell, personal)]
    checks = {one.id: one.finds for one in CHECKS if cells.keys() >= set(one.needs)}
    filled = [f"count({cell.empty_where})" for cell in rest.values()]
    texts = [name for name, cell in rest.items() if cell.is_free_text]
    values = [value for cell in cells.values() for value in cell.selected]
    values += [f"({one.finds}) AS fault_{at}" for at, one in enumerate(questions)]
    values += [f"({rest[name].is_as_written}) AS sound_{name}" for name in texts]
    asked = [f"count(*) FILTER (WHERE fault_{at})" for at in range(len(questions))]
    asked += [f"count(*) FILTER (WHERE {finds})" for finds in checks.values()]
    asked += [*filled, *(f"coalesce(bool_and(sound_{name}), TRUE)" for name in texts)]
    rows, *counted = _one_row(
        connection,
        f"SELECT {', '.join(['count(*)', *asked])} FROM "
        f"(SELECT {', '.join(values)} FROM {place.relation})",
    )
    counts = iter(counted)
    faults = [next(counts) for _ in questions]
    found = {name: next(counts) for name in checks}
    found |= {name: rows - next(counts) for name in rest}
    sound = {name: bool(next(counts)) for name in texts}
    known = {name: replace(cell, is_sound=sound.get(name, True)) for name, cell in rest.items()}
    return Examined(rows, _occurring(questions, faults), {**cells, **known}, found)


def _one_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    found = connection.execute(query).fetchone()
    assert found is not None, "an aggregate without groups has one row"
    return found


def _occurring(questions: Sequence[Question], counts: Sequence[int]) -> list[tuple[Question, int]]:
    return [(one, int(many)) for one, many in zip(questions, counts, strict=False) if many]


def _questions(name: str, cell: Cells, personal: str) -> Iterator[Question]:
    if cell.is_free_text:
        forms = f"{personal}|{_NAME_FOR_KEY}" if name in CLAIM_KEYS else personal
        finds = f"regexp_matches(CAST({cell.source} AS VARCHAR), {literal(forms)})"
        what = "like patient data; replace keys by random ones and export again"
        yield Question("looks_personal", name, finds, what)
    elif cell.column.kind not in (Kind.KEY, Kind.NAME, Kind.CODE) and not cell.is_sound:
        finds = f"{cell.present} AND ({cell.read}) IS NULL"
        yield Question("bad_value", name, finds, f"not {_expected(cell)}")
    if name == "vendor":
        yield Question("no_vendor", name, f"NOT ({cell.present})", "without a vendor")


def _expected(cell: Cells) -> str:
    if cell.column.words:
        return f"{', '.join(cell.column.words)} or empty"
    return cell.column.kind.value


def rows_at_fault(
    connection: duckdb.DuckDBPyConnection, place: Place, question: Question, many: int
) -> str:
    """The column, its first rows at fault by number, how many more there are, and what they are."""
    first = connection.execute(
        f"SELECT {place.row} FROM {place.relation} WHERE {question.finds} "
        f"ORDER BY 1 LIMIT {_ROWS_NAMED}"
    ).fetchall()
    named = ", ".join(f"{row[0]:,}" for row in first)
    more = f" and {many - len(first):,} more" if many > len(first) else ""
    word, verb = ("row", "is") if many == 1 else ("rows", "are")
    return f"{question.column}: {word} {named}{more} {verb} {question.what}"
