"""Whoever reads an archive without this program is told what every column holds."""

import re
from pathlib import Path

from vendor_eval.store.backup import columns
from vendor_eval.store.backup.meanings import ANYWHERE, OF_TABLE, PURPOSES
from vendor_eval.store.tables import Table

TOP = Path(__file__).parents[2]
# What a programmer would look up, and nobody else could.
INNER = re.compile(r"\b[a-z_]+\.[A-Z]\w+|\b[A-Z]+_[A-Z_]+\b|\bNone\b|`")


def test_every_column_of_every_table_has_a_sentence() -> None:
    described = columns.described()

    of_tables = {
        (table.name, one.name) for table in Table.metadata.sorted_tables for one in table.columns
    }
    assert {(one.table, one.column) for one in described} == of_tables
    unfinished = [one for one in described if not re.fullmatch(r"[A-Za-z0-9].*\.", one.meaning)]
    assert [f"{one.table}.{one.column}" for one in unfinished] == []


def test_no_sentence_sends_the_reader_into_the_program() -> None:
    said = {f"{one.table}.{one.column}": one.meaning for one in columns.described()}

    assert [name for name, text in (said | columns.purposes()).items() if INNER.search(text)] == []


def test_no_sentence_is_about_a_column_that_is_none() -> None:
    described = columns.described()

    names = {f"{one.table}.{one.column}" for one in described}
    assert OF_TABLE.keys() - names == set()
    assert ANYWHERE.keys() - {one.column for one in described} == set()
    assert PURPOSES.keys() - columns.purposes().keys() == set()


def test_the_page_about_the_archive_is_current() -> None:
    assert (TOP / "docs" / "archive.md").read_text("utf-8") == columns.markdown()
