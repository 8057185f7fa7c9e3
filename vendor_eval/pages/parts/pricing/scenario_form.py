"""A scenario that is being edited: its text, the fields that hold it, and what was typed before.

The text is what counts. The fields hold it wherever they have room for all that it says, else it
is edited as text; either way it is kept for the person until it is saved or given up.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from vendor_eval.errors import BadInput
from vendor_eval.pages import session
from vendor_eval.pages.parts.pricing import usage_editor
from vendor_eval.pages.parts.pricing.field_widgets import state
from vendor_eval.pages.parts.pricing.scenario_choice import Chosen
from vendor_eval.pages.parts.pricing.scenario_fields import (
    filled_scenario,
    has_room_for,
    written_scenario,
)
from vendor_eval.pages.parts.pricing.typed_fields import number
from vendor_eval.quantities import Month
from vendor_eval.workflows import typed_values, unsaved

_MOST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one scenario.

    Attributes:
        chosen: the scenario as it is stored.
    """

    chosen: Chosen

    @property
    def key(self) -> str:
        """Before the path of each field."""
        return f"form.{self.subject}"

    @property
    def subject(self) -> str:
        """What is kept for the person while it is not saved."""
        kept = self.chosen.kept
        return "scenario new" if kept is None else f"scenario {kept.id}"

    @property
    def version(self) -> int:
        """The version that is stored."""
        return 0 if self.chosen.kept is None else self.chosen.kept.version

    @property
    def opened(self) -> int:
        """The version that the form was begun from."""
        return int(st.session_state[f"{self.key}.opened"])

    @property
    def is_text(self) -> bool:
        """Whether the text says more than the fields have room for."""
        return bool(st.session_state[f"{self.key}.is_text"])

    @property
    def text(self) -> str:
        """What the form says now; as it was written where no field has changed it."""
        verbatim: str = st.session_state[f"{self.key}.verbatim"]
        if self.is_text:
            return verbatim
        typed = self._typed()
        return verbatim if typed == st.session_state[f"{self.key}.meant"] else typed

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than what is stored."""
        return self.text != self.chosen.text

    @property
    def months(self) -> tuple[Month, ...]:
        """The months of the scenario; none while nobody can tell them."""
        count = number(st.session_state.get(f"{self.key}.months", ""))
        try:
            start = Month.parse(st.session_state.get(f"{self.key}.start", "").strip())
        except ValueError:
            return ()
        if isinstance(count, str) or not 1 <= count <= _MOST_MONTHS:
            return ()
        return tuple(start.plus(at) for at in range(int(count)))

    def begin(self) -> None:
        """Fill the fields, unless they hold something: with what was typed before, or stored."""
        if f"{self.key}.opened" in st.session_state:
            return
        typed = unsaved.of(session.deps(), session.person(), self.subject)
        self.take(self.chosen.text if typed is None else typed.text)
        opened = self.version if typed is None else typed.version
        st.session_state[f"{self.key}.opened"] = opened
        st.session_state[f"{self.key}.kept"] = None if typed is None else typed.text

    def take(self, text: str) -> None:
        """Let the form say ``text`` in place of what it says."""
        try:
            values = typed_values.of_scenario(text)
            holds = has_room_for(values)
        except BadInput:
            values, holds = {}, False
        st.session_state[f"{self.key}.verbatim"] = text
        st.session_state[f"{self.key}.is_text"] = not holds
        if holds:
            self._forget_fields()
            st.session_state.update(filled_scenario(values, self.key))
            st.session_state[f"{self.key}.meant"] = self._typed()

    def keep(self) -> bool:
        """Keep what is typed and not saved; whether it is kept, or there is nothing to keep."""
        text = self.text if self.is_changed else None
        if text == st.session_state[f"{self.key}.kept"]:
            return True
        acting = session.person()
        if text is None:
            unsaved.drop(session.deps(), acting, self.subject)
        elif not unsaved.keep(session.deps(), acting, self.subject, (text, self.opened)):
            return False
        st.session_state[f"{self.key}.kept"] = text
        return True

    def give_up(self) -> None:
        """Forget what is typed and not saved, here and where it is kept."""
        unsaved.drop(session.deps(), session.person(), self.subject)
        for name in [one for one in st.session_state if str(one).startswith(f"{self.key}.")]:
            del st.session_state[name]

    def go_on(self) -> None:
        """Let what is typed follow upon the version that somebody saved meanwhile."""
        st.session_state[f"{self.key}.opened"] = self.version

    def _typed(self) -> str:
        usage_editor.settle(f"{self.key}.usage")
        return typed_values.text_of(written_scenario(state(), self.key))

    def _forget_fields(self) -> None:
        """Rows that another text had must not show through those of the next one."""
        for part in ("usage", "options", "practice"):
            for name in [
                one for one in st.session_state if str(one).startswith(f"{self.key}.{part}.")
            ]:
                del st.session_state[name]
