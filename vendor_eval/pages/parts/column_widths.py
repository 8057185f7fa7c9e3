"""How the columns of a table on the screen share its width, and how many lines their texts take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from vendor_eval.pages.parts import text_width
from vendor_eval.reports.report import Column

# Pixels of a table at a desk, which columns share.
_WIDTH = 1036
# Pixels to the left and right of a cell's text together, and of the narrowest column.
_MARGINS, _NARROWEST = 18, 44
# The first column names the row: on a phone the next one is to be seen beside it.
_FIRST = 310
# So many of a column's longest texts are measured: one of them is the widest, or nearly.
_MEASURED = 12


def widths(columns: Sequence[Column], frame: pd.DataFrame) -> list[int]:
    """Pixels of each column: what its texts need, or its part of what the others leave.

    Args:
        frame: texts, a column of it a column of the table.
    """
    needed = [_needed(frame[name]) for name in frame.columns]
    needed[0] = min(needed[0], _FIRST)
    parts = [float("inf")] * len(needed)
    room, waiting = _WIDTH, list(range(len(needed)))
    while waiting:
        asked = sum(columns[at].width for at in waiting)
        share = {at: columns[at].width * room / asked for at in waiting}
        parts = [share.get(at, part) for at, part in enumerate(parts)]
        content = [at for at in waiting if needed[at] <= share[at]]
        if not content:
            break
        room -= sum(needed[at] for at in content)
        waiting = [at for at in waiting if at not in content]
    return [max(int(min(part, most)), _NARROWEST) for part, most in zip(parts, needed, strict=True)]


def lines(frame: pd.DataFrame, widths: Sequence[int]) -> int:
    """How many lines the longest cell needs in its column."""
    return max(
        text_width.lines(text, width - _MARGINS)
        for name, width in zip(frame.columns, widths, strict=True)
        for text in _longest(frame[name])
    )


def _needed(texts: pd.Series) -> int:
    """Pixels of the column if no text breaks."""
    widest = max(text_width.pixels(one) for one in (str(texts.name), *_longest(texts)))
    return max(widest + _MARGINS, _NARROWEST)


def _longest(texts: pd.Series) -> Iterable[str]:
    return texts[texts.str.len().nlargest(_MEASURED).index]
