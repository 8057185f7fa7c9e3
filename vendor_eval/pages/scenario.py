"""One scenario of prices: everything that it says as forms, what it comes to, and what if."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import session
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.pricing import (
    field_widgets,
    scenario_choice,
    scenario_offers,
    scenario_result,
    scenario_saving,
    scenario_sources,
    scenario_versions,
    usage_editor,
    what_if,
)
from vendor_eval.pages.parts.pricing.scenario_choice import Chosen
from vendor_eval.pages.parts.pricing.scenario_fields import FACTS, FIGURES, SCENARIO
from vendor_eval.pages.parts.pricing.scenario_form import Form
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pricing.assumptions import ASSUMPTIONS
from vendor_eval.workflows.scenarios import Outlook, Revision

_PART = "part"


def draw() -> None:
    """Draw the page."""
    with title_row("Scenario"):
        chosen = scenario_choice.choose()
    scenario_choice.ways(chosen)
    say_failed()
    if may(session.person(), Permission.EDIT_PRICING):
        form = Form(chosen)
        form.begin()
        scenario_saving.draw(form)
        _draw(chosen, form.text, _forms(form))
    else:
        _draw(chosen, chosen.text, {"Text": partial(st.code, chosen.text, language="toml")})


def _draw(chosen: Chosen, text: str, forms: Mapping[str, Callable[[], object]]) -> None:
    """What the scenario comes to, and below it the part that is looked at."""
    found = scenario_result.draw(text, chosen.name, chosen.looked)
    parts = dict(forms)
    if found is not None:
        parts["What if"] = partial(_what_if, chosen, found)
        parts["Side by side"] = partial(scenario_versions.beside, chosen.name, text, found)
    if chosen.kept is not None:
        parts["History"] = partial(_history, chosen.kept, editable="Offers" in parts)
    if st.session_state.get(_PART) not in parts:
        st.session_state.pop(_PART, None)
    picked = st.segmented_control(
        "Part of the scenario",
        list(parts),
        default=next(iter(parts)),
        required=True,
        key=_PART,
        bind="query-params",
        label_visibility="collapsed",
    )
    parts.get(picked or "", next(iter(parts.values())))()


def _forms(form: Form) -> Mapping[str, Callable[[], object]]:
    """The parts that can be changed."""
    key = form.key
    if form.is_text:
        return {"Text": partial(_text, form)}
    return {
        "Offers": partial(scenario_offers.draw, f"{key}.options"),
        "Usage": partial(_usage, form),
        "Practice": partial(_practice, f"{key}.practice"),
        "Text": partial(_text, form),
    }


def _usage(form: Form) -> None:
    with st.container(border=True):
        field_widgets.grid(SCENARIO, form.key, 3)
        usage_editor.draw(f"{form.key}.usage", form.months)
    scenario_sources.draw(form)


def _practice(key: str) -> None:
    """The practice's own figures; what stands in for those that nobody gives."""
    with st.container(border=True):
        st.markdown("**The practice's own figures**")
        st.caption(
            "Without what is allowed for a claim there are fees and no all-in costs. For others "
            "that are left empty an assumption stands in; each is listed with its source."
        )
        field_widgets.grid(FIGURES, key)
        with st.expander("What stands in for a figure that is left empty"):
            for one in ASSUMPTIONS.values():
                st.text(f"{one}{f': {one.note}' if one.note else ''}")
        st.markdown("**What decides which cautions matter**")
        field_widgets.grid(FACTS, key, 2)


def _text(form: Form) -> None:
    """The scenario as it is written, for whoever would rather write it."""
    if form.is_text:
        st.info("The text says something that the forms have no fields for, or cannot be read.")
    name = f"{form.key}.text"
    st.session_state[name] = form.text
    st.text_area(
        "The scenario as TOML",
        key=name,
        height=520,
        on_change=lambda: form.take(st.session_state[name]),
        help="What you write here stands in the forms as soon as you leave the field.",
    )
    st.download_button(
        "Download the file",
        data=form.text,
        file_name=told_apart("scenario.toml", form.text),
        mime="application/toml",
        icon=":material/download:",
        key=f"{form.key}.download",
        on_click="ignore",
    )


def _what_if(chosen: Chosen, found: Outlook) -> None:
    subject = "example" if chosen.kept is None else chosen.kept.id
    what_if.draw(f"what_if.{subject}", found.comparison)


def _history(kept: Revision, *, editable: bool) -> None:
    older = scenario_versions.versions(kept)
    if older is None or not editable:
        return
    form = Form(Chosen(kept.name, kept.text, kept))
    st.button(
        "Put this version into the form",
        key=f"{form.key}.restore",
        on_click=form.take,
        args=(older,),
    )
