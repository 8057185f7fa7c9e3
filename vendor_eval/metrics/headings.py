"""Which metric a heading or a misspelt name means.

A heading is compared without case, blanks and punctuation, and a unit at either end must be one
that the metric can be written in: ``Denials %`` is a rate, ``Denials`` or ``# Denials`` may be a
count and is nobody's. What could mean two metrics means none; a person decides.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from vendor_eval.metrics.definition import Metric
from vendor_eval.quantities import Unit

# A heading as compared, and the unit written with it, or None.
Key: TypeAlias = tuple[str, Unit | None]

# What is longer than this is text and no heading.
_LONGEST = 80
_CLOSE_ENOUGH = 0.75
# Shorter names are like too many others to be suggested.
_SHORTEST_SUGGESTED = 6

_UNIT_WORDS: dict[str, Unit] = {
    "%": Unit.RATIO,
    "percent": Unit.RATIO,
    "pct": Unit.RATIO,
    "ratio": Unit.RATIO,
    "hours": Unit.HOURS,
    "hour": Unit.HOURS,
    "hrs": Unit.HOURS,
    "hr": Unit.HOURS,
    "h": Unit.HOURS,
    "business days": Unit.BUSINESS_DAYS,
    "days": Unit.DAYS,
    "usd": Unit.USD,
    "us$": Unit.USD,
    "$": Unit.USD,
    "count": Unit.COUNT,
    "#": Unit.COUNT,
}
_ANY_UNIT = "|".join(re.escape(word) for word in sorted(_UNIT_WORDS, key=len, reverse=True))
_UNIT_BEHIND = re.compile(rf"(?P<stem>.*?)(?:\bin )?(?<![a-z])(?P<unit>{_ANY_UNIT})[ )\]]*")
_UNIT_BEFORE = re.compile(r"(?P<unit>[%$#]) ?(?P<stem>.+)")
_TIMES = frozenset({Unit.HOURS, Unit.DAYS, Unit.BUSINESS_DAYS})
# Signs that change what a heading says and must not vanish with the punctuation.
_SIGNS = {
    "<": "under",
    ">": "over",
    "+": "plus",
    "%": "percent",
    "$": "usd",
    "#": "count",
}


def index_of(metrics: Iterable[Metric]) -> dict[Key, str]:
    """Metric ids by every heading that means exactly one of ``metrics``."""
    claimed: dict[Key, set[str]] = {}
    for metric in metrics:
        for heading in (metric.id, metric.name, *metric.aliases):
            for key in keys_of(heading, metric.unit):
                claimed.setdefault(key, set()).add(metric.id)
    return {key: next(iter(ids)) for key, ids in claimed.items() if len(ids) == 1}


def keys_of(heading: str, unit: Unit) -> set[Key]:
    """What a catalogue heading of a metric in ``unit`` is found by.

    Written without a unit it is also found with any unit of the same kind; written with one, as
    ``Denials %``, only with that one.
    """
    written = _plain(heading)
    keys: set[Key] = {(_compared(written), None)}
    keys |= {(_compared(written), like) for like in (_TIMES if unit in _TIMES else {unit})}
    return keys.union(_apart(written))


def meant_by(text: str, headings: Mapping[Key, str]) -> str | None:
    """The id that ``text`` stands for in ``headings`` (of `index_of`), or None."""
    if len(text) > _LONGEST:
        return None
    written = _plain(text)
    keys = ((_compared(written), None), *_apart(written))
    return next((headings[key] for key in keys if key in headings), None)


def nearest(text: str, headings: Mapping[Key, str]) -> str | None:
    """The id whose heading is spelt most like ``text``, or None when none is like it."""
    if len(text) > _LONGEST:
        return None
    names = {
        name: metric
        for (name, unit), metric in headings.items()
        if unit is None and len(name) >= _SHORTEST_SUGGESTED
    }
    close = difflib.get_close_matches(_compared(_plain(text)), names, 1, _CLOSE_ENOUGH)
    return names[close[0]] if close else None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").split())


def _apart(written: str) -> tuple[Key, ...]:
    """The heading without a unit at its end or its start, with that unit; none without one."""
    found = (_UNIT_BEHIND.fullmatch(written), _UNIT_BEFORE.fullmatch(written))
    keys = ((_compared(one["stem"]), _UNIT_WORDS[one["unit"]]) for one in found if one)
    return tuple(key for key in keys if key[0])


def _compared(text: str) -> str:
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return "".join(letter for letter in text if letter.isalnum())
