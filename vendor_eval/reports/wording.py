"""How numbers, months and lists read in a report, the same in every format.

Text that people handed in is never trusted to be harmless: `legible` is the one door through
which it passes before it is drawn.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from functools import singledispatch

from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month, Unit, Usd, shown
from vendor_eval.reports.report import Cell, Mark, Marked, Measured, Points, Strip

DEMONSTRATION = "Demonstration, synthetic data"
ABSENT = "\N{EN DASH}"
_SIGNS = {">=": "≥", "<=": "≤"}
_AT_LEAST_OR_MOST = re.compile(r"(>=|<=)(?= ?[0-9$])")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Characters that turn the reading direction around, so that a name can pose as another.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def legible(text: str) -> str:
    """``text`` on one line, with characters that cannot be seen shown as U+FFFD.

    Control characters, lone surrogates and changes of reading direction are replaced; line
    breaks and tabs become blanks. Everything else stays literally as it is.
    """
    if text.isprintable():
        # Nearly every text is, and then no character of it is one of those.
        return text
    return "".join(_legible_character(character) for character in text)


def printed(text: str) -> str:
    """`legible`, and limits with the signs of print: ``≥ 90 %``, which files write ``>= 90 %``."""
    return _AT_LEAST_OR_MOST.sub(lambda found: _SIGNS[found[1]], legible(text))


def _legible_character(character: str) -> str:
    if character in "\t\n\r\u2028\u2029":
        return " "
    hidden = unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION
    return _REPLACEMENT if hidden else character


@singledispatch
def shown_cell(cell: Cell) -> str:
    """The cell as people read it; an absent value is a dash."""
    return ABSENT if cell is None else legible(str(cell))


@shown_cell.register
def _(cell: int) -> str:
    return f"{cell:,}"


@shown_cell.register
def _(cell: Usd) -> str:
    return cell.shown


@shown_cell.register
def _(cell: Month) -> str:
    return brief_month(cell)


@shown_cell.register
def _(cell: dt.date) -> str:
    return shown_date(cell)


@shown_cell.register
def _(cell: Measured) -> str:
    return shown(cell.value, cell.unit, beside=cell.beside)


@shown_cell.register
def _(cell: Points) -> str:
    return f"{cell.value:,.1f}"


@shown_cell.register
def _(cell: Mark) -> str:
    return f"{cell.symbol} {cell.label}"


@shown_cell.register
def _(cell: Marked) -> str:
    return f"{cell.mark.symbol} {brief_value(cell.measured)}" if cell.measured else cell.mark.symbol


@shown_cell.register
def _(cell: Strip) -> str:
    return cell.alternative


def brief_value(measured: Measured) -> str:
    """The value without its unit, for a grid whose rows name the unit."""
    return shown_cell(measured).split(" ")[0]


def brief_month(month: Month) -> str:
    """``Mar 2026``."""
    return f"{month.first_day:%b %Y}"


def shown_date(day: dt.date) -> str:
    """``April 3, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 breach``, ``3 breaches``, ``no breaches``; ``many`` is ``one`` with an s unless given."""
    plural = many or f"{one}s"
    if number == 0:
        return f"no {plural}"
    return f"{number:,} {one if number == 1 else plural}"


def listed(names: Sequence[str]) -> str:
    """``a, b and c``; empty for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def sentence(text: str) -> str:
    """``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """The name inside a sentence: a first word keeps its capitals where it has more than one."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def metric_name(metric: str) -> str:
    """The name of a metric of the catalogue; the id itself where the catalogue has none."""
    known = CATALOGUE.get(metric)
    return known.name if known else metric


UNIT_SHOWN: dict[Unit, str] = {
    Unit.RATIO: "%",
    Unit.HOURS: "h",
    Unit.DAYS: "days",
    Unit.BUSINESS_DAYS: "business days",
    Unit.USD: "$",
    Unit.COUNT: "count",
}
