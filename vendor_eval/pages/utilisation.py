"""Which services are done, what payers allow for them, and whether to negotiate now."""

from __future__ import annotations

import streamlit as st

from vendor_eval.claims.audits import Method
from vendor_eval.claims.readiness import State
from vendor_eval.claims.utilisation import (
    Ranking,
    by_code,
    by_code_and_payer,
    rates,
    top,
    underpaid,
    used,
)
from vendor_eval.pages import session
from vendor_eval.pages.parts import filters, said, tables
from vendor_eval.pages.parts.claims import practice_says
from vendor_eval.pages.parts.empty import READ_CLAIMS, nothing_yet, way
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.utilisation_tables import (
    MARKS,
    METHODS,
    audit_table,
    codes_table,
    headline,
    payers_table,
    rates_table,
    rule_sentence,
    underpaid_sentence,
    underpaid_table,
)
from vendor_eval.workflows import utilisation
from vendor_eval.workflows.utilisation import Utilisation

_ALL = "All payers"
_SAID = {State.READY: st.success, State.CODING_FIRST: st.error, State.IMPROVE: st.warning}
_ICONS = {
    State.READY: ":material/check_circle:",
    State.CODING_FIRST: ":material/block:",
    State.IMPROVE: ":material/hourglass_top:",
}


def draw() -> None:
    """Draw the page."""
    names = utilisation.vendors(session.deps(), session.person())
    with title_row("Utilisation"):
        vendor = filters.vendor(names)
    if vendor is None:
        _nothing_yet()
        return
    say_failed()
    found = utilisation.of_vendor(session.deps(), session.person(), vendor)
    _light(found)
    if found.months is None:
        st.text(
            "No service line of this vendor's claims is known. Read the claims together with a "
            "file of their lines, or remittances, which have them."
        )
        way(READ_CLAIMS)
        return
    _codes(found)
    _rates(found)
    _underpaid(found)


def _nothing_yet() -> None:
    nothing_yet(
        "Start with claims",
        "Codes and rates are read from the service lines of claims, or from remittances. No "
        "claim is kept, only sums by month, code and payer.",
        READ_CLAIMS,
    )


def _light(found: Utilisation) -> None:
    """The light, its rules, and what only the practice can say."""
    st.header("Negotiate with payers now?", anchor=False)
    place = st.container()
    result = found.light(_method(found))
    with place:
        _SAID[result.state](literal(headline(result)), icon=_ICONS[result.state])
        with st.container(border=True, gap="xsmall"):
            for rule in result.rules:
                said.marked(MARKS[rule.state], rule_sentence(rule))
        st.caption("What is not known is not green. One rule is enough to fix coding first.")
    if found.audits:
        tables.draw(audit_table(found.audits[-1]), "utilisation.audit")
    practice_says.draw(found.coding, found.increases)


def _method(found: Utilisation) -> Method:
    """By which coding accuracy counts: the contract's, where it names one."""
    known = list(found.audits[-1].samples) if found.audits else []
    if len(known) < 2:
        return known[0] if known else Method.CODES
    picked = st.selectbox(
        "Coding accuracy counts",
        [METHODS[one] for one in known],
        key="method",
        bind="query-params",
        width=300,
        help="A contract names its method; without one, codes over codes.",
    )
    return next((one for one in known if METHODS[one] == picked), known[0])


def _codes(found: Utilisation) -> None:
    """The codes that are done most, or bring most, at one payer or all."""
    assert found.months is not None
    first, last = found.months
    st.header("Codes", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        payers = sorted({one.place.payer for one in found.groups} - {""})
        payer = st.selectbox(
            "Payer",
            [_ALL, *payers],
            key="payer",
            bind="query-params",
            label_visibility="collapsed",
            width=260,
        )
        ranking = st.segmented_control(
            "Rank by",
            [one.value for one in Ranking],
            default=Ranking.VOLUME.value,
            required=True,
            format_func=str.capitalize,
            key="rank",
            bind="query-params",
            label_visibility="collapsed",
        )
    st.caption(f"Services of {first.shown} to {last.shown}.")
    groups = [one for one in found.groups if payer in (None, _ALL, one.place.payer)]
    by = Ranking(ranking or Ranking.VOLUME)
    uses = by_code(groups) if payer == _ALL else by_code_and_payer(groups)
    tables.draw(codes_table(top(uses, by), used(groups), by), "utilisation.codes")


def _rates(found: Utilisation) -> None:
    """What payers allow for the codes that bring most."""
    codes = [one.code for one in top(by_code(found.groups), Ranking.REVENUE)]
    compared = rates(found.groups, codes)
    tables.draw(rates_table(compared), "utilisation.rates")
    if any(len(one.uses) > 1 for one in compared):
        with st.expander("Every payer"):
            tables.draw(payers_table(compared), "utilisation.payers")


def _underpaid(found: Utilisation) -> None:
    """Where payers allowed less than their contracts say."""
    every, short = used(found.groups), underpaid(found.groups)
    tables.draw(underpaid_table(short, every), "utilisation.short")
    if short:
        st.text(underpaid_sentence(every))
