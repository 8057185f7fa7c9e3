"""Whatever a table holds is read back from an archive's lines as it was, by us and by others."""

from __future__ import annotations

import csv
import io
import sqlite3

from hypothesis import example, given
from hypothesis import strategies as st

from vendor_eval.naming import is_computed
from vendor_eval.store.backup import cells

TEXTS = st.text(
    st.one_of(st.sampled_from("\"',=+-@\r\n\t '\0＝"), st.characters(exclude_categories=["Cs"]))
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.binary(max_size=20),
)
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=4), max_size=4)


def written(rows: list[list[cells.Value]]) -> str:
    return "".join(map(cells.line, rows))


def read(text: str, held: dict[str, bytes]) -> list[list[cells.Value]]:
    return list(cells.rows(io.StringIO(text, newline=""), held.__getitem__))


@given(ROWS)
@example([["'", "", None, "=1+1"], ["''", "'=1", 'a"b\r\n"', "files/" + "0" * 64]])
def test_every_value_is_read_back_as_it_was_and_of_its_kind(rows: list[list[cells.Value]]) -> None:
    held = {cells.member_of(one): one for row in rows for one in row if isinstance(one, bytes)}

    found = read(written(rows), held)

    assert found == rows
    assert [[type(one) for one in row] for row in found] == [
        [type(one) for one in row] for row in rows
    ]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_another_program_reads_the_texts_with_one_apostrophe_before_what_it_would_compute(
    row: list[str],
) -> None:
    [found] = csv.reader(io.StringIO(cells.line(row), newline=""), strict=True)

    assert [one.removeprefix("'") for one in found] == row
    assert not any(map(is_computed, found))


def test_a_database_reads_its_numbers_back_to_the_last_digit() -> None:
    numbers = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0.0, 2**63 - 1, -(2**63)]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE kept (value)")
    [given] = read(written([numbers]), {})

    connection.executemany("INSERT INTO kept VALUES (?)", [(one,) for one in given])

    kept = [one for (one,) in connection.execute("SELECT value FROM kept")]
    assert list(map(repr, kept)) == list(map(repr, numbers))
    connection.close()
