"""The separators of an interchange, which its own ISA segment tells."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.files.x12.refusal import Broken

# ISA has 16 elements; the component separator is the last, and the terminator follows it.
_ELEMENTS = 16


@dataclass(frozen=True, slots=True)
class Separators:
    """What parts elements, components and segments; each is one character."""

    element: str
    component: str
    terminator: str

    def prefix(self, name: str) -> str:
        """The three characters by which segments of this name are told."""
        return (name + self.element)[:3]


def separators_of(start: bytes) -> Separators:
    """Those of the interchange that begins with ``start``, which begins with ``ISA``.

    Found by counting elements, not by place, so that a sender who does not pad them is read too.

    Raises:
        Broken: the segment is cut short, or uses a letter, a digit or a blank to part things.
    """
    element = start[3:4]
    at = -1
    for _ in range(_ELEMENTS):
        at = start.find(element, at + 1)
        if at < 0:
            raise Broken("truncated", "the file ends inside its ISA segment", "get it again, whole")
    component, terminator = start[at + 1 : at + 2], start[at + 2 : at + 3]
    if not terminator:
        raise Broken("truncated", "the file ends inside its ISA segment", "get it again, whole")
    found = (element, component, terminator)
    if any(one.isalnum() or one == b" " for one in found) or len(set(found)) < len(found):
        what = "the ISA segment does not tell three different separators"
        raise Broken("not_x12", what, "get the file again as the sender made it")
    return Separators(*(one.decode("latin-1") for one in found))
