"""Columns of text cells, each kept as its distinct texts and a number a row.

A month or a metric stands a million times in a file under a dozen spellings: whatever is decided
about a text is decided once, and looked up for the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a column.

    Attributes:
        codes: (rows,) positions in ``texts``.
        texts: the distinct texts.
    """

    codes: Codes
    texts: tuple[str, ...]

    @classmethod
    def of(cls, cells: Iterable[str]) -> Column:
        """The column with these cells."""
        codes, texts = pd.factorize(np.array(list(cells), dtype=object))
        return cls(codes.astype(np.int64), tuple(texts))

    @classmethod
    def constant(cls, text: str, rows: int) -> Column:
        """``text`` in every row."""
        return cls(np.zeros(rows, dtype=np.int64), (text,))

    @classmethod
    def stacked(cls, columns: Sequence[Column]) -> Column:
        """The columns on top of each other; a text may then stand twice in ``texts``."""
        starts = np.cumsum([0, *(len(column.texts) for column in columns)])
        shifted = [column.codes + start for column, start in zip(columns, starts, strict=False)]
        codes = np.concatenate(shifted) if shifted else np.zeros(0, dtype=np.int64)
        return cls(codes, tuple(text for column in columns for text in column.texts))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.texts[int(self.codes[row])]

    def rows(self, chosen: Mask | Codes) -> Column:
        """The column with these rows only, in the given order."""
        return Column(self.codes[chosen], self.texts)

    def mapped(self, text_of: Callable[[str], str]) -> Column:
        """The column with every cell put through ``text_of``."""
        return Column(self.codes, tuple(text_of(text) for text in self.texts))

    def merged(self) -> Column:
        """The same column with every text once."""
        numbers, texts = pd.factorize(np.array(self.texts, dtype=object))
        return Column(numbers.astype(np.int64)[self.codes], tuple(texts))

    def where(self, test: Callable[[str], object]) -> Mask:
        """(rows,) booleans: whether the cell's text passes ``test``."""
        passed = np.array([bool(test(text)) for text in self.texts], dtype=bool)
        return passed[self.codes] if len(self.codes) else np.zeros(0, dtype=bool)

    def among(self, texts: Collection[str]) -> Mask:
        """(rows,) booleans: whether the cell's text is one of ``texts``."""
        if not self.texts or frozenset(texts).isdisjoint(self.texts):
            return np.zeros(len(self.codes), dtype=np.bool_)
        return self.where(texts.__contains__)

    def looked_up(self, values: Sequence[Any], dtype: Any) -> npt.NDArray[Any]:
        """(rows,) of ``values``, which has one entry a distinct text."""
        return np.array(values, dtype=dtype)[self.codes]


@dataclass(frozen=True, slots=True)
class Row:
    """One row near the top of a file, before anybody knows which one is the header.

    Attributes:
        line: on which it starts, from 1.
        last_line: on which it ends, which is another one when a cell has line breaks.
    """

    line: int
    cells: tuple[str, ...]
    last_line: int

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below the header, blank ones left out.

    Attributes:
        columns: one a heading, in order.
        lines: (rows,) the line of the file on which each row starts.
    """

    columns: tuple[Column, ...]
    lines: Codes


class Sheet(Protocol):
    """A file opened, of which the header has still to be found."""

    @property
    def head(self) -> tuple[Row, ...]:
        """The first rows, blank ones included."""

    @property
    def name(self) -> str | None:
        """The name of the sheet; None for text files."""

    def body(self, header: Row) -> Body:
        """The rows below ``header``; faults of structure go to the notes it was opened with."""
