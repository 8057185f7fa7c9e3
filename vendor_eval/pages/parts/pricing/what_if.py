"""Sliders that show at once what other assumptions do to fees and all-in costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.saving import attempt, say_failed
from vendor_eval.pages.words import literal
from vendor_eval.pricing.comparison import Comparison, Priced
from vendor_eval.pricing.scenario import COLLECTIONS, Scenario
from vendor_eval.pricing.what_if import AS_IT_IS, WhatIf, changed, costs
from vendor_eval.quantities import Usd
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Draft

Amount = Callable[[Priced], Usd | None]
# Name, label, least, most, step; all in per cent.
_SLIDERS = (
    ("volume", "Volume", -20.0, 40.0, 5.0),
    ("growth", "Growth a month, added", -3.0, 3.0, 0.25),
    ("allowed", "Allowed for a claim", -30.0, 30.0, 1.0),
    ("collected", "Net collection rate, points added", -5.0, 5.0, 0.5),
)
_COLUMNS = (
    Column("Option", 30),
    Column("Fee", 16, Align.END),
    Column("Against the scenario", 16, Align.END),
    Column("All in", 16, Align.END),
    Column("Against the scenario ", 16, Align.END),
)


@st.fragment
def draw(key: str, comparison: Comparison) -> None:
    """Draw the sliders, what they do to the scenario, and what keeps it as one of its own."""
    say_failed()
    with st.grid(4, min_column_width=200):
        for name, label, least, most, step in _SLIDERS:
            st.session_state.setdefault(f"{key}.{name}", 0.0)
            st.slider(
                label,
                least,
                most,
                step=step,
                format="%+g %%",
                key=f"{key}.{name}",
                persist_state="session",
            )
    change = _change(key)
    other = changed(comparison.scenario, change)
    now = {one.offer.name: one for one in comparison.options}
    then = costs(other)
    st.markdown(f"**{literal(_sentence(now, then))}**")
    tables.draw(_table(now, then), f"{key}.table")
    st.caption(_how(comparison.scenario))
    if change != AS_IT_IS and may(session.person(), Permission.EDIT_PRICING):
        _keeping(key, other)
    # What was kept is another scenario: the whole page turns to it.
    if st.session_state.pop(f"{key}.kept", False):
        st.rerun()


def _change(key: str) -> WhatIf:
    held = {name: st.session_state[f"{key}.{name}"] for name, *_ in _SLIDERS}
    return WhatIf(**{name: Decimal(str(value)) / 100 for name, value in held.items()})


def _sentence(now: Mapping[str, Priced], then: Mapping[str, Priced]) -> str:
    """Whose fee is the lowest then, who is cheapest all in, and whether either has changed."""
    fee, before = _least(then, _fee), _least(now, _fee)
    cost, cost_before = _least(then, _all_in), _least(now, _all_in)
    said = f"{_named(fee, before)} asks the lowest fees, {_shown(then, fee, _fee)}"
    if cost is None:
        return f"{said}; what the options cost all in is not known."
    amount = _shown(then, cost, _all_in)
    return f"{said}; {_named(cost, cost_before)} costs the least all in, {amount}."


def _least(prices: Mapping[str, Priced], amount: Amount) -> str | None:
    """The option of which the amount is the lowest; None where none is known."""
    known = {name: found for name, one in prices.items() if (found := amount(one)) is not None}
    return min(known, key=known.__getitem__, default=None)


def _named(name: str | None, before: str | None) -> str:
    return str(name) if before in {name, None} else f"{name}, and no longer {before},"


def _shown(prices: Mapping[str, Priced], name: str | None, amount: Amount) -> str:
    found = None if name is None else amount(prices[name])
    return "" if found is None else found.shown


def _table(now: Mapping[str, Priced], then: Mapping[str, Priced]) -> Table:
    rows = tuple(
        (
            name,
            one.total,
            _more(one.total, now[name].total),
            _all_in(one),
            _more(_all_in(one), _all_in(now[name])),
        )
        for name, one in then.items()
    )
    return Table("", _COLUMNS, rows)


def _fee(one: Priced) -> Usd | None:
    return one.total


def _all_in(one: Priced) -> Usd | None:
    return None if one.all_in is None else one.all_in.total


def _more(amount: Usd | None, before: Usd | None) -> str:
    if amount is None or before is None:
        return ""
    more = amount - before
    return f"+{more.shown}" if more.cents > 0 else more.shown


def _how(scenario: Scenario) -> str:
    months = any(isinstance(one, tuple) for one in scenario.expected.given.values())
    listed = " Months that are typed one by one do not grow." if months else ""
    if COLLECTIONS in scenario.expected.given:
        return f"The collections of the usage stay, whatever an offer collects.{listed}"
    return f"Collections are what each offer collects of what is allowed.{listed}"


def _keeping(key: str, other: Scenario) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Keep it as a scenario of its own",
            key=f"{key}.name",
            max_chars=LONGEST_NAME,
            placeholder="With a fifth more volume",
            width=340,
            persist_state="session",
        )
        st.button("Keep", key=f"{key}.keep", on_click=_keep, args=(key, other))


def _keep(key: str, other: Scenario) -> None:
    attempt(lambda: _kept(key, other), "The scenario is kept.")


def _kept(key: str, other: Scenario) -> None:
    draft = Draft(st.session_state[f"{key}.name"], scenarios.text_of(other), "What if", version=0)
    saved = scenarios.save(session.deps(), session.person(), draft)
    for name, *_ in _SLIDERS:
        st.session_state[f"{key}.{name}"] = 0.0
    st.session_state["scenario"] = saved.name
    st.session_state[f"{key}.kept"] = True
