"""Collecting everything there is to say about a file, without repeating it a million times.

Each place of a fault has a message of its own up to `PLACES_SHOWN` for one kind of fault in one
column; what lies beyond is counted in one more. A warning is one message for all its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from vendor_eval.files.reading import Message
from vendor_eval.files.table import Column
from vendor_eval.privacy import looks_personal

PLACES_SHOWN = 20
_LINES_NAMED = 5
# What may be repeated in a message: signs and few digits, or a word that is nobody's name.
_SIGNS = re.compile(r"[0-9.,:%$/()+<>~= -]{1,20}", re.ASCII)
_WORDS = re.compile(
    r"[+-]?(?:nan|inf(?:inity)?|null|nil|true|false|yes|no|(?:sub|grand )?totals?|average|ytd)"
    r"|q[1-4][ -]?[0-9]{0,4}|0[xob][0-9a-f]{1,4}",
    re.IGNORECASE | re.ASCII,
)
_LABEL = re.compile(r"[\w .,%$/()+'&#<>=:*-]{1,40}")
_MOST_DIGITS = 6

Lines = npt.NDArray[np.int64]


def echo(text: str) -> str:
    """A cell's text in quotes where it can be nobody's data, else words that stand for it."""
    harmless = _SIGNS.fullmatch(text) or _WORDS.fullmatch(text)
    return f"'{text}'" if harmless and _says_little(text) else "this text"


def label(text: str) -> str | None:
    """A heading or the name of a measure in quotes, or None where it could be somebody's data."""
    return f"'{text}'" if _LABEL.fullmatch(text) and _says_little(text) else None


def _says_little(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits <= _MOST_DIGITS and not looks_personal(text)


class Notes:
    """The messages about one file, in the order in which they were found."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages, rejecting ones first."""
        return tuple(sorted(self._messages, key=lambda message: not message.rejects))

    @property
    def rejecting(self) -> bool:
        """Whether the file cannot be used."""
        return any(message.rejects for message in self._messages)

    def reject(
        self, code: str, text: str, line: int | None = None, column: str | None = None
    ) -> None:
        """The file cannot be used."""
        self._messages.append(Message(code, text, line, column, rejects=True))

    def reject_each(
        self,
        code: str,
        lines: Lines,
        text: str | Callable[[int], str],
        column: str | None = None,
    ) -> None:
        """The file cannot be used, for the same reason in several places.

        Args:
            lines: of the places; nothing is said when there are none.
            text: what to say, or a function that says it of the place at a position.
        """
        say = text if callable(text) else lambda _: text
        order = np.argsort(lines, kind="stable")
        for place in order[:PLACES_SHOWN]:
            self.reject(code, say(int(place)), int(lines[place]), column)
        rest = lines[order[PLACES_SHOWN:]]
        if len(rest):
            summary = f"the same kind of fault in {len(rest):,} more places ({named(rest)})"
            self.reject(code, summary, int(rest[0]), column)

    def reject_cells(
        self,
        code: str,
        cells: Column,
        lines: Lines,
        say: Callable[[str], str],
        *,
        column: str | None = None,
    ) -> None:
        """The file cannot be used for what stands in ``cells``, one line each.

        Args:
            say: what to say of a cell's text.
        """
        self.reject_each(code, lines, lambda at: say(cells[at]), column)

    def warn(
        self,
        code: str,
        text: str,
        lines: Lines | Sequence[int] = (),
        column: str | None = None,
    ) -> None:
        """Something was assumed that a person should confirm."""
        where = np.unique(np.asarray(lines, dtype=np.int64))
        said = f"{text} ({named(where)})" if len(where) > 1 else text
        first = int(where[0]) if len(where) else None
        self._messages.append(Message(code, said, first, column))


def named(lines: Iterable[int]) -> str:
    """``lines 2, 3 and 7``; the first few of many, and how many more."""
    every = [int(line) for line in lines]
    shown = [f"{line}" for line in every[:_LINES_NAMED]]
    if len(every) > _LINES_NAMED:
        return f"lines {', '.join(shown)} and {len(every) - _LINES_NAMED:,} more"
    head, last = shown[:-1], shown[-1]
    return f"lines {', '.join(head)} and {last}" if head else f"line {last}"
