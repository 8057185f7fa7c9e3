"""How wide a text is drawn in a table, which is a picture: nobody but us says how wide it is."""

from __future__ import annotations

from math import ceil

# Thousandths of the font's size that characters of Source Sans take, those of like width together.
_GROUPS = {
    " ": 200,
    ".,:;'|!ijlI": 255,
    "-()[]ft/r": 320,
    "csz": 430,
    "MWmw%@": 790,
    "ABCDEFGHKNOPQRTUVXYZ&→": 590,
}
_THOUSANDTHS = {character: each for group, each in _GROUPS.items() for character in group}
_USUAL, _SIGN = 520, 900
# From here on in Unicode stand signs and scripts that are wider than Latin letters.
_SIGNS_FROM = "\u2190"
# Pixels of the type in tables: seven eighths of the app's 14.
_SIZE = 12.25


def pixels(text: str) -> int:
    """CSS pixels of ``text`` on one line, rounded up."""
    return ceil(_drawn(text))


def lines(text: str, width: int) -> int:
    """How many lines ``text`` takes where it may break at blanks; at least one.

    Args:
        width: of a line, in CSS pixels.
    """
    count, filled = 1, 0.0
    blank = _drawn(" ")
    for word in text.split():
        size = _drawn(word)
        if filled and filled + blank + size > width:
            count, filled = count + 1, 0.0
        # A word that is wider than a line goes on in the next ones.
        count += max(ceil(size / width) - 1, 0)
        filled += size + (blank if filled else 0)
    return count


def _drawn(text: str) -> float:
    return sum(map(_thousandths, text)) * _SIZE / 1000


def _thousandths(character: str) -> int:
    usual = _SIGN if character >= _SIGNS_FROM else _USUAL
    return _THOUSANDTHS.get(character, usual)
