"""What no TOML file of ours may hold, whatever it is about.

Files are kept as their text, comments and all, so the text is looked at before its values are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vendor_eval.errors import Fault
from vendor_eval.naming import LONGEST_NOTE, NameFault, fault_of
from vendor_eval.privacy import looks_personal

LARGEST_FILE = 100_000
"""In bytes, or in letters of what is text already; TOML of a bad make takes long to read."""

# In one line; a key of many parts takes the square of their number to read.
_MOST_DOTS = 500
# Line breaks and tabs are nobody's harm.
_LAYOUT = str.maketrans("\r\n\t", "   ")
_PERSONAL = ("looks like patient data", "take it out")
_UNSEEN = ("has control, invisible or direction-changing characters in it", "type it anew")


def is_nested_deeply(text: str) -> bool:
    """Whether a line has a key of so many parts that reading it would take long."""
    return text.count(".") > _MOST_DOTS and any(
        line.count(".") > _MOST_DOTS for line in text.splitlines()
    )


def faults_of_text(text: str, name: str) -> Iterator[Fault]:
    """The lines that look like patient data, in comments as well."""
    if not looks_personal(text):
        return
    lines = enumerate(text.split("\n"), start=1)
    found = [f"{name}, line {number}" for number, line in lines if looks_personal(line)]
    # A form may be broken over two lines.
    yield from (Fault(where, *_PERSONAL) for where in found or [name])


def faults_of_values(values: Mapping[str, Any], name: str) -> Iterator[Fault]:
    """The keys and texts that may not be kept, by their place."""
    left: list[tuple[str, Any]] = [("", values)]
    while left:
        place, value = left.pop()
        where = f"{name}: {place}" if place else name
        if isinstance(value, Mapping):
            for key, inner in value.items():
                if any(_unkept(key)):
                    # To name the key would repeat it.
                    yield from (Fault(where, f"a key {what}", mend) for what, mend in _unkept(key))
                else:
                    left.append((f"{place}.{key}" if place else key, inner))
        elif isinstance(value, list):
            left += [(f"{place}[{at}]", inner) for at, inner in enumerate(value, start=1)]
        else:
            yield from (Fault(where, what, mend) for what, mend in _unkept(value))


def _unkept(value: Any) -> Iterator[tuple[str, str]]:
    """Why a text is not taken, and what mends it."""
    if not isinstance(value, str):
        return
    if looks_personal(value):
        yield _PERSONAL
    elif len(value) > LONGEST_NOTE:
        yield f"has more than {LONGEST_NOTE:,} characters", "shorten it"
    elif fault_of(value.translate(_LAYOUT)) in (NameFault.CONTROL, NameFault.INVISIBLE):
        yield _UNSEEN
