"""What was measured, as one table that reads well as it is and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.timing import Timing

_HEAD = ("What", "Median", "Fastest to slowest", "Runs", "Against the goal")
_RIGHT = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised, and whether it holds in this run.

    Attributes:
        found: what was measured, in the words of ``promised``.
    """

    promised: str
    found: str
    met: bool

    @classmethod
    def at_most(cls, times: float, ours: Timing, other: Timing, name: str) -> Goal:
        """We take at most so many times as long as ``other``, which is called ``name``."""
        ratio = ours.median / other.median
        return cls(f"at most {times:g} x {name}", f"{ratio:.2f} x", ratio <= times)

    @classmethod
    def faster(cls, times: float, ours: Timing, other: Timing) -> Goal:
        """``other`` takes at least so many times as long as we do."""
        ratio = other.median / ours.median
        return cls(f"at least {times:g} x ours", f"{ratio:,.0f} x", ratio >= times)

    @classmethod
    def under(cls, seconds: float, ours: Timing) -> Goal:
        """We take less than so many seconds."""
        return cls(f"under {seconds:g} s", shown(ours.median), ours.median < seconds)

    def __str__(self) -> str:
        return f"{self.found}; goal {self.promised}: {'met' if self.met else 'MISSED'}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        timing: None where nothing was timed; ``note`` then says what was found, or why not.
    """

    what: str
    timing: Timing | None
    goal: Goal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Rows that belong together: us, the peers and the limit."""

    title: str
    rows: tuple[Row, ...]


def shown(seconds: float) -> str:
    """A time as people write it: ``0.41 ms``, ``412 ms``, ``1.23 s``, ``123 s``."""
    if seconds < 0.01:
        return f"{seconds * 1000:.2f} ms"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:,.0f} s"


def markdown(subjects: Sequence[Subject]) -> str:
    """The table, its columns aligned."""
    lines = [_HEAD]
    for subject in subjects:
        lines.append((f"**{subject.title}**", "", "", "", ""))
        lines += [_cells(row) for row in subject.rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(_HEAD))]
    rules = ["-" * (width - 1) + (":" if at in _RIGHT else "-") for at, width in enumerate(widths)]
    return "\n".join(_line(line, widths) for line in (lines[0], rules, *lines[1:])) + "\n"


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    said = ". ".join(filter(None, [str(row.goal or ""), row.note[:1].upper() + row.note[1:]]))
    if row.timing is None:
        return (row.what, "", "", "", said)
    estimated = "est. " if row.timing.scale != 1 else ""
    seconds = row.timing.seconds
    span = f"{shown(min(seconds))} to {shown(max(seconds))}"
    return (row.what, estimated + shown(row.timing.median), span, str(len(seconds)), said)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if place in _RIGHT else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"
