"""An offer that is being entered or changed: its fields, and what is typed and not saved yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from vendor_eval.errors import BadInput, Conflict
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.pricing import offer_editor
from vendor_eval.pages.parts.pricing.field_widgets import state
from vendor_eval.pages.parts.pricing.offer_fields import filled_offer, written_offer
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.workflows import offers, typed_values, unsaved
from vendor_eval.workflows.offers import Draft, Revision, Status

SAVED = "offer.saved"
"""Under which the page finds the offer that was saved last."""

_BLANK = 'name = ""\nfees = [{ type = "percentage", on = "net_collections" }]\n'


@dataclass(frozen=True, slots=True)
class OfferForm:
    """The form of one offer.

    Attributes:
        kept: as it is stored; None for a new one.
    """

    kept: Revision | None

    @property
    def key(self) -> str:
        """Before the path of each field."""
        return f"form.{self.subject}"

    @property
    def subject(self) -> str:
        """What is kept for the person while it is not saved."""
        return "offer new" if self.kept is None else f"offer {self.kept.id}"

    @property
    def version(self) -> int:
        """The version that is stored."""
        return 0 if self.kept is None else self.kept.draft.version

    @property
    def text(self) -> str:
        """What the fields say of the offer, or the text itself where they have no room for it."""
        if self.is_text:
            return str(st.session_state[f"{self.key}.toml"])
        return typed_values.text_of(written_offer(state(), self.key))

    @property
    def is_text(self) -> bool:
        """Whether the offer says more than the fields have room for."""
        return bool(st.session_state[f"{self.key}.is_text"])

    def begin(self) -> None:
        """Fill the fields, unless they hold something: with what was typed before, or stored."""
        if f"{self.key}.opened" in st.session_state:
            if st.session_state.pop(f"{self.key}.conflict", False):
                st.session_state[f"{self.key}.opened"] = self.version
            return
        typed = unsaved.of(session.deps(), session.person(), self.subject)
        stored = _BLANK if self.kept is None else self.kept.draft.text
        self._take(stored if typed is None else typed.text)
        opened = self.version if typed is None else typed.version
        st.session_state[f"{self.key}.opened"] = opened
        st.session_state[f"{self.key}.before"] = self.text

    def keep(self) -> None:
        """Keep what is typed and not saved, where it has changed since it was kept."""
        before = f"{self.key}.before"
        if self.text != st.session_state[before]:
            typed = (self.text, int(st.session_state[f"{self.key}.opened"]))
            unsaved.keep(session.deps(), session.person(), self.subject, typed)
            st.session_state[before] = self.text

    def save(self) -> None:
        """Keep what the fields hold now; after a conflict, what others saved counts as seen.

        Raises:
            VendorEvalError: it cannot be kept.
        """
        try:
            saved = offers.save(session.deps(), session.person(), self._draft())
        except Conflict:
            st.session_state[f"{self.key}.conflict"] = True
            raise
        self.give_up()
        st.session_state[SAVED] = saved

    def give_up(self) -> None:
        """Forget what is typed and not saved, here and where it is kept."""
        unsaved.drop(session.deps(), session.person(), self.subject)
        for name in [one for one in st.session_state if str(one).startswith(f"{self.key}.")]:
            del st.session_state[name]

    def _draft(self) -> Draft:
        text, held = self.text, state()
        known = None if self.kept is None else self.kept.draft
        return Draft(
            vendor=(held[f"{self.key}.vendor"] or "") if known is None else known.vendor,
            name=_name_in(text) if known is None else known.name,
            text=text,
            starts=held[f"{self.key}.from"],
            ends=held[f"{self.key}.until"],
            status=Status(held[f"{self.key}.status"]),
            note=held[f"{self.key}.note"],
            version=int(held[f"{self.key}.opened"]),
        )

    def _take(self, text: str) -> None:
        try:
            values = typed_values.of_offer(text)
        except BadInput:
            values = {}
        filled = filled_offer(values, self.key)
        holds = bool(values) and written_offer(filled, self.key) == values
        st.session_state[f"{self.key}.is_text"] = not holds and self.kept is not None
        st.session_state[f"{self.key}.toml"] = text
        st.session_state.update(filled)


def draw(form: OfferForm, vendors: Sequence[str]) -> None:
    """Whose offer it is, since when and in which status; what it says; and the buttons.

    Args:
        vendors: those that are known, to choose from for a new offer.
    """
    form.begin()
    with st.container(border=True):
        _terms(form, vendors)
    if form.is_text:
        st.caption("This offer says more than the fields have room for. It is edited as a text.")
        st.text_area(
            "The offer",
            height=360,
            key=f"{form.key}.toml",
            persist_state="session",
            width="stretch",
        )
    else:
        offer_editor.draw(form.key)
    form.keep()
    with st.container(horizontal=True):
        st.button(
            "Save",
            type="primary",
            key=f"{form.key}.save",
            on_click=attempt,
            args=(form.save, "The offer is saved."),
        )
        st.button(
            "Give up what is not saved", type="tertiary", key="offer.give_up", on_click=form.give_up
        )


def _terms(form: OfferForm, vendors: Sequence[str]) -> None:
    """What is said of an offer beside its text."""
    kept = None if form.kept is None else form.kept.draft
    at = form.key
    with st.grid(4, min_column_width=190):
        if kept is None:
            st.selectbox(
                "Vendor",
                vendors,
                index=None,
                accept_new_options=True,
                placeholder="Choose, or type another",
                key=f"{at}.vendor",
                persist_state="session",
            )
        st.selectbox(
            "Status",
            list(Status),
            index=0 if kept is None else list(Status).index(kept.status),
            format_func=str.capitalize,
            key=f"{at}.status",
            persist_state="session",
        )
        today = session.deps().today()
        st.date_input(
            "In force from",
            value=today.replace(day=1) if kept is None else kept.starts,
            format=days.TYPED,
            key=f"{at}.from",
            help="One that starts inside a month is in force from the next one.",
            persist_state="session",
        )
        st.date_input(
            "Last day, empty while open",
            value=None if kept is None else kept.ends,
            format=days.TYPED,
            key=f"{at}.until",
            persist_state="session",
        )
    st.text_input(
        "What is changed, and why",
        max_chars=LONGEST_NOTE,
        placeholder="Signed on the fifth",
        key=f"{at}.note",
        persist_state="session",
    )


def _name_in(text: str) -> str:
    """The name that the text gives its offer; empty where it gives none."""
    try:
        return str(typed_values.as_typed(text).get("name", ""))
    except BadInput:
        return ""
