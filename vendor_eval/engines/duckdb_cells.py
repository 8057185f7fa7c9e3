"""How the cells of a file become columns of its table, as expressions of SQL.

A cell that does not hold what its column must becomes empty here, and `Cells.present` tells it
from one that was empty: files with such cells are refused, so no metric ever meets one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from vendor_eval.claims.extracts import ExtractFile, Written
from vendor_eval.claims.schema import TABLES, Column, Kind, day_of
from vendor_eval.engines.duckdb_clock import BY_DUCKDB, Clock

_TYPES: Mapping[Kind, str] = {
    Kind.COUNT: "INTEGER",
    Kind.TALLY: "INTEGER",
    Kind.QUANTITY: "DECIMAL(18, 3)",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.MOMENT: "TIMESTAMP",
    Kind.AMOUNT: "DECIMAL(18, 2)",
}
_YES, _NO = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")
_TEXTS = frozenset({Kind.KEY, Kind.NAME, Kind.CODE, Kind.WORD})
_WHOLE = frozenset({Kind.COUNT, Kind.TALLY, Kind.AMOUNT})
_LOCAL = frozenset({Written.LOCAL, Written.DATE})
_DATED = frozenset({Written.DATE, Written.LOCAL, Written.INSTANT})
CLAIM_KEYS = frozenset({"practice_claim_key", "claim_root_key", "audit_id", "encounter_key"})
"""Keys of which nearly every row has another."""


def quoted(name: str) -> str:
    """An identifier of SQL, whatever the name is."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text constant of SQL, whatever the text is."""
    return "'" + text.replace("'", "''") + "'"


def pattern(path: str) -> str:
    """A pattern that matches this path alone, as DuckDB takes every path for a pattern."""
    return re.sub(r"([*?[])", r"[\1]", path)


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of one file, or of files alike.

    Attributes:
        source: SQL for the cell as the file has it.
        is_sound: whether every cell is known to be what its column says, and a text to be written
            as it is read; what is known need not be looked at row by row.
        words: for a column of words what is written in it, of any case, and what that means.
    """

    column: Column
    written: Written
    source: str
    clock: Clock = BY_DUCKDB
    is_sound: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def present(self) -> str:
        """SQL, true where the cell is not empty."""
        return f"{self._value} IS NOT NULL"

    @property
    def is_free_text(self) -> bool:
        """Whether any text at all could stand in it."""
        free = self.column.kind in (Kind.KEY, Kind.NAME, Kind.CODE)
        return free and self.written is Written.TEXT

    @property
    def _value(self) -> str:
        """The cell without blanks around it, NULL where nothing is in it."""
        if self.written is Written.TEXT:
            # Trimming every key takes longer than to see that there is nothing to trim.
            text = f"CAST({self.source} AS VARCHAR)"
            is_loose = f"{text} = '' OR starts_with({text}, ' ') OR suffix({text}, ' ')"
            return f"CASE WHEN {is_loose} THEN nullif(trim({text}), '') ELSE {text} END"
        if self.written is Written.DOUBLE:
            return f"CASE WHEN NOT isnan({self.source}) THEN {self.source} END"
        return self.source

    @property
    def is_as_written(self) -> str:
        """SQL, true where a text is read as it is written."""
        return f"({self._careful}) IS NOT DISTINCT FROM {self.source}"

    @property
    def empty_where(self) -> str:
        """The column of `selected` that shows for the least work whether there is a value."""
        name = self.column.name
        return day_of(name) if self.column.kind is Kind.MOMENT else name

    @property
    def is_told_by_ends(self) -> bool:
        """Whether all cells are what they must be when the least and the greatest of them are."""
        if self.column.kind in (Kind.DATE, Kind.MOMENT):
            return self.written in _DATED
        return self.column.kind in _WHOLE and self.written is Written.WHOLE

    @property
    def is_moment(self) -> bool:
        """Whether it holds moments that are typed as such."""
        return self.column.kind is Kind.MOMENT and self.written is not Written.TEXT

    @property
    def is_word(self) -> bool:
        """Whether it is a text that many rows have in common."""
        kind, name = self.column.kind, self.column.name
        return kind in _TEXTS and self.written is Written.TEXT and name not in CLAIM_KEYS

    @property
    def read(self) -> str:
        """SQL for the value; a moment as it is written, one in a text as the instant itself."""
        return (self._sound if self.is_sound else None) or self._careful

    @property
    def _sound(self) -> str | None:
        """SQL for the value of a sound cell, where that is less work."""
        kind = self.column.kind
        if self.written is Written.TEXT:
            return self.source if kind in _TEXTS else None
        if self.written is Written.DOUBLE or kind in _TEXTS:
            return None
        if kind is Kind.MOMENT:
            return self.source
        if kind is Kind.DATE and self.written is Written.INSTANT:
            return None
        return f"CAST({self.source} AS {_TYPES[kind]})"

    @property
    def _careful(self) -> str:
        """SQL for the value of any cell, empty where it is not what it must be."""
        ways: Mapping[Kind, Callable[[], str]] = {
            Kind.KEY: self._text,
            Kind.NAME: self._text,
            Kind.CODE: self._code,
            Kind.WORD: self._word,
            Kind.COUNT: lambda: self._whole(1),
            Kind.TALLY: lambda: self._whole(0),
            Kind.QUANTITY: self._quantity,
            Kind.FLAG: self._flag,
            Kind.DATE: self._date,
            Kind.MOMENT: self._moment,
            Kind.AMOUNT: self._amount,
        }
        return ways[self.column.kind]()

    def _text(self) -> str:
        return f"CAST({self._value} AS VARCHAR)"

    def _code(self) -> str:
        # Programs that know no empty whole number write 1 as 1.0.
        return f"regexp_replace({self._text()}, '[.]0+$', '')"

    def _word(self) -> str:
        is_upper = self.column.words[0].isupper()
        word = f"{'upper' if is_upper else 'lower'}({self._text()})"
        mapped = "".join(
            f"WHEN lower({self._text()}) = lower({literal(written)}) THEN {literal(meant)} "
            for written, meant in self.words.items()
        )
        known = ", ".join(map(literal, self.column.words))
        return f"CASE {mapped}WHEN {word} IN ({known}) THEN {word} END"

    @property
    def _decimal(self) -> str:
        """A number with four decimals, exact unless the file has a floating-point one."""
        return f"TRY_CAST({self._value} AS DECIMAL(18, 4))"

    def _whole(self, least: int) -> str:
        number = self._decimal
        is_whole = f"{number} BETWEEN {least} AND 1000000 AND {number} = floor({number})"
        return f"CASE WHEN {is_whole} THEN CAST({number} AS INTEGER) END"

    def _quantity(self) -> str:
        number = self._decimal
        is_quantity = f"{number} >= 0 AND {number} = round({number}, 3)"
        return f"CASE WHEN {is_quantity} THEN CAST({number} AS DECIMAL(18, 3)) END"

    def _flag(self) -> str:
        word = f"lower({self._code()})"
        is_true, is_false = (", ".join(map(literal, words)) for words in (_YES, _NO))
        return (
            f"CASE WHEN {word} IN ({is_true}) THEN TRUE WHEN {word} IN ({is_false}) THEN FALSE END"
        )

    def _amount(self) -> str:
        if self.written is Written.WHOLE:
            return f"TRY_CAST({self._value} AS DECIMAL(18, 2))"
        number = self._decimal
        return f"CASE WHEN {number} = round({number}, 2) THEN CAST({number} AS DECIMAL(18, 2)) END"

    def _moment(self) -> str:
        if self.written in _LOCAL:
            return f"CASE WHEN {_in_time(self._value, 'TIMESTAMP')} THEN {self._value} END"
        instant = f"TRY_CAST({self._value} AS TIMESTAMPTZ)"
        return f"CASE WHEN {_in_time(instant, 'TIMESTAMPTZ')} THEN {instant} END"

    def _date(self) -> str:
        day = f"TRY_CAST({self._value} AS DATE)"
        if self.written not in _DATED:
            day = f"coalesce({day}, CAST({self._moment()} AS DATE))"
        return f"CASE WHEN {_in_time(day, 'DATE')} THEN {day} END"

    @property
    def selected(self) -> list[str]:
        """The column, and for a moment its day, as expressions with their names."""
        name, kind = self.column.name, self.column.kind
        if kind is not Kind.MOMENT:
            return [f"{self.read} AS {name}"]
        utc, day = self._utc_and_day()
        return [f"{utc} AS {name}", f"CAST({day} AS DATE) AS {day_of(name)}"]

    def _utc_and_day(self) -> tuple[str, str]:
        if self.written in _LOCAL:
            local = f"CAST({self.read} AS TIMESTAMP)"
            return self.clock.utc(local), self.read
        if self.written is Written.INSTANT and self.clock.to_local:
            utc = f"make_timestamp(epoch_us({self.read}))"
            return utc, self.clock.local(utc)
        return f"timezone('UTC', {self.read})", self.read


def _in_time(value: str, written: str) -> str:
    """SQL, true for a moment or date in which claims can be; 9999-12-31 stands for none at all."""
    return f"{value} >= {written} '1900-01-01' AND {value} < {written} '2200-01-01'"


def cells_of(file: ExtractFile) -> dict[str, Cells]:
    """Every column of its table that the file has, in the schema's order."""
    return {
        name: Cells(
            column,
            found.written,
            quoted(name if file.is_text else found.heading),
            words=found.words,
        )
        for name, column in TABLES[file.table].items()
        if (found := file.columns.get(name)) is not None
    }


def selection(table: str, cells: Mapping[str, Cells], vendor: str | None) -> str:
    """All columns of a table of the schema, those that a file lacks as empty ones.

    Args:
        vendor: whose claims they are, for a file that does not say.
    """
    parts: list[str] = []
    for name, column in TABLES[table].items():
        if name == "claim_root_key" and {name, "practice_claim_key"} <= cells.keys():
            # Claims without a root are not one claim: each is its own.
            own = cells["practice_claim_key"].read
            parts.append(f"coalesce({cells[name].read}, {own}) AS {name}")
        elif name in cells:
            parts += cells[name].selected
        elif name == "vendor" and vendor is not None:
            parts.append(f"{literal(vendor)} AS vendor")
        else:
            parts.append(f"CAST(NULL AS {_TYPES.get(column.kind, 'VARCHAR')}) AS {name}")
            if column.kind is Kind.MOMENT:
                parts.append(f"CAST(NULL AS DATE) AS {day_of(name)}")
    return ", ".join(parts)
