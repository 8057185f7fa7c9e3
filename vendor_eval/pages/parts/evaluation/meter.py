"""How much of a round is still to do for a vendor, drawn anew whenever a row has saved itself."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vendor_eval.evaluation.scope import ScopeSection
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import counted


@dataclass(slots=True)
class Meter:
    """What is open in each section.

    Attributes:
        sections: those that are asked here.
        open: the items still to do, of all sections.
        verb: what is done with an item, as in "12 of 30 answered".
        near: the sections that are told one by one; those around the one that is worked on.
        place: holds what is drawn.
    """

    sections: tuple[ScopeSection, ...]
    open: set[str]
    verb: str
    near: tuple[ScopeSection, ...] = ()
    place: DeltaGenerator = field(default_factory=st.empty)

    def draw(self) -> None:
        """Draw the meter as it stands."""
        items = sum(len(section.places) for section in self.sections)
        done = items - len(self.open)
        said = f"{done} of {counted(items, 'item')} {self.verb}"
        if len(self.sections) > 1 and self.near:
            said += f". {', '.join(map(self._in_section, self.near))}"
        self.place.progress(done / items if items else 1.0, text=literal(said))

    def _in_section(self, section: ScopeSection) -> str:
        asked = len(section.places)
        return f"{section.title}: {asked - self.open_in(section)} of {asked}"

    def count(self, item: str, *, done: bool) -> None:
        """Count an item as done or as open again."""
        (self.open.discard if done else self.open.add)(item)

    def open_in(self, section: ScopeSection) -> int:
        """How many items of the section are open."""
        return sum(place.key in self.open for place in section.places)

    def first_open(self) -> ScopeSection:
        """The first section with something to do, else the first; there is at least one."""
        return next((one for one in self.sections if self.open_in(one)), self.sections[0])
