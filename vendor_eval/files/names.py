"""Text that vendors write: how it is tidied, and which two names are one or look so.

What may not be stored at all `naming` says; what merely looks odd is kept and said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.naming import name_key, printable
from vendor_eval.privacy import looks_personal

_MARKUP = re.compile(r"<[a-z!/?]|!\[|\]\(|&[a-z#][a-z0-9]*;|\bjavascript:|https?://", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")

# Letters of other scripts that are drawn like a Latin one.
_DRAWN_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеоорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοριν",
    "ABESIJKMHOPCTYXaeoopcyxijshdqwABEZHIKMNOPTYXaopiv",
)


def spoken_of(name: str) -> str:
    """What to call a file in messages and lists: its name, where that tells of nobody."""
    return "the file" if looks_personal(name) else printable(name)


def has_markup(name: str) -> bool:
    """Whether a page that took the name for markup would do something with it."""
    return _MARKUP.search(name) is not None


def tidy(text: str) -> str:
    """``text`` without blanks around it and with single plain ones inside.

    Line breaks and other control characters stay: they are refused, not repaired.
    """
    if text.isascii() and text.isprintable() and text == text.strip() and "  " not in text:
        return text
    kept = re.sub(r"[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ", text)
    return kept.strip(" ")


@dataclass(frozen=True, slots=True)
class Spellings:
    """Vendor names with those that are one vendor put together.

    Attributes:
        chosen: for each name the first spelling of the same vendor.
        same: pairs of spellings that were put together, first one first.
        alike: pairs of names that merely look the same and stay two.
    """

    chosen: tuple[str, ...]
    same: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str], ...]


def spellings(names: Sequence[str]) -> Spellings:
    """Put names together that differ only in case and blanks; point at those drawn alike."""
    first: dict[str, str] = {}
    drawn: dict[str, str] = {}
    chosen: list[str] = []
    same: dict[tuple[str, str], None] = {}
    alike: dict[tuple[str, str], None] = {}
    for name in names:
        known = first.setdefault(name_key(name), name)
        chosen.append(known)
        if known != name:
            same[known, name] = None
        picture = _drawing(name)
        twin = drawn.setdefault(picture, known)
        if twin != known:
            alike[twin, known] = None
    return Spellings(tuple(chosen), tuple(same), tuple(alike))


def _drawing(name: str) -> str:
    """What ``name`` looks like, roughly."""
    plain = unicodedata.normalize("NFKC", name).translate(_DRAWN_ALIKE)
    return _BLANKS.sub("", plain).casefold()
