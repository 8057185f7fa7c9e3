"""What became of a scenario: its versions, and how it stands beside another one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import streamlit as st

from vendor_eval.errors import BadInput
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.pricing.scenario_choice import EXAMPLE, Chosen
from vendor_eval.pages.words import literal
from vendor_eval.pricing.outlook import OptionOutlook
from vendor_eval.quantities import Usd
from vendor_eval.reports.cost_headline import status_sentence
from vendor_eval.reports.cost_result import CostResult
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Outlook, Revision

_VERSIONS = (Column("Version", 10), Column("Saved", 24), Column("By", 30), Column("Note", 60))


def versions(shown: Revision) -> str | None:
    """Draw every version, newest first, and the text of one; that text when it is asked back."""
    found = scenarios.history(session.deps(), session.person(), shown.id)
    zone = session.zone()
    rows = tuple(
        (
            one.version,
            f"{one.recorded_at.astimezone(zone):%Y-%m-%d %H:%M}",
            one.recorded_by,
            one.note,
        )
        for one in reversed(found)
    )
    tables.draw(Table("", _VERSIONS, rows), "scenario.versions")
    chosen = st.selectbox(
        "Text of version",
        [one.version for one in reversed(found)],
        key=f"scenario.{shown.id}.version",
        width=200,
    )
    text = next((one.text for one in found if one.version == chosen), shown.text)
    st.code(text, language="toml")
    return None if text == shown.text else text


def beside(name: str, text: str, found: Outlook) -> None:
    """Draw the scenario beside another one: what their options cost, and what differs in them."""
    known = {one.name: one for one in scenarios.listed(session.deps(), session.person())}
    others = [one for one in (*known, EXAMPLE) if one != name]
    if not others:
        st.text("There is no other scenario yet. Save this one under another name, and change it.")
        return
    picked = st.selectbox("Beside", others, key="beside", bind="query-params", width=320)
    kept = known.get(picked or "")
    other = (
        Chosen(EXAMPLE, scenarios.worked_example())
        if kept is None
        else Chosen(kept.name, kept.text, kept)
    )
    try:
        theirs = other.outlook()
    except BadInput:
        st.text("The other scenario has faults and cannot be priced.")
        return
    for title, outlook in ((name, found), (other.name, theirs)):
        st.markdown(f"**{literal(title)}:** {literal(status_sentence(CostResult(title, outlook)))}")
    tables.draw(_costs((name, other.name), found.options, theirs.options), "scenario.beside")
    _differences((name, other.name), text, other.text)


def _costs(
    names: tuple[str, str], ours: Sequence[OptionOutlook], theirs: Sequence[OptionOutlook]
) -> Table:
    one, two = ({each.name: each for each in found} for found in (ours, theirs))
    columns = (
        Column("Option", 26),
        Column(f"Fee: {names[0]}", 18, Align.END),
        Column(f"Fee: {names[1]}", 18, Align.END),
        Column(f"All in: {names[0]}", 18, Align.END),
        Column(f"All in: {names[1]}", 18, Align.END),
    )
    rows = tuple(
        (
            option,
            _fee(one.get(option)),
            _fee(two.get(option)),
            _all_in(one.get(option)),
            _all_in(two.get(option)),
        )
        for option in dict.fromkeys([*one, *two])
    )
    return Table("", columns, rows)


def _fee(option: OptionOutlook | None) -> Usd | None:
    return None if option is None else option.priced.total


def _all_in(option: OptionOutlook | None) -> Usd | None:
    cost = None if option is None else option.priced.all_in
    return None if cost is None else cost.total


def _differences(names: tuple[str, str], ours: str, theirs: str) -> None:
    """The lines in which the two texts differ, written alike."""
    texts = [scenarios.text_of(scenarios.parsed(one)).splitlines() for one in (ours, theirs)]
    lines = list(difflib.unified_diff(texts[1], texts[0], names[1], names[0], n=1, lineterm=""))
    if not lines:
        st.caption("The two say the same.")
        return
    with st.expander(literal(f"What {names[0]} says otherwise than {names[1]}, line by line")):
        st.code("\n".join(lines), language="diff")
