"""Text that people type into forms and cells: why it may not be kept, without repeating it."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.errors import Fault
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE, NameFault, fault_of
from vendor_eval.privacy import looks_personal

_REFUSED = {
    NameFault.CONTROL: ("has a control character in it", "type it anew"),
    NameFault.INVISIBLE: (
        "has invisible or direction-changing characters in it",
        "type it anew",
    ),
    NameFault.FORMULA: ("begins like a formula", "begin it with a letter or a digit"),
}


def refusals(text: str, longest: int = LONGEST_NAME) -> Iterator[tuple[str, str]]:
    """What is wrong with ``text`` and what mends it, for each reason not to keep it.

    Line breaks are nobody's harm. What looks like patient data has that fault alone.
    """
    if looks_personal(text):
        yield "looks like patient data", "take it out"
        return
    if len(text) > longest:
        yield f"has more than {longest:,} characters", "shorten it"
    fault = fault_of(text.replace("\n", " "))
    if fault in _REFUSED:
        yield _REFUSED[fault]


def name_faults(where: str, name: str) -> Iterator[Fault]:
    """Why ``name``, typed into the field ``where``, may not be kept; an empty one is none."""
    if not name.strip():
        yield Fault(where, "is empty", "write a name")
    for what, mend in refusals(name):
        yield Fault(where, what, mend)


def note_faults(where: str, note: str) -> Iterator[Fault]:
    """Why ``note``, typed into the field ``where``, may not be kept; it may be empty."""
    for what, mend in refusals(note, LONGEST_NOTE):
        yield Fault(where, what, mend)
