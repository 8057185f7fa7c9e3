"""Where the offers of a scenario cost the same, and who is the cheapest on either side."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.parts import charts, tables
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.pricing import break_even_charts, scenario_choice
from vendor_eval.pages.parts.pricing.scenario_choice import Chosen
from vendor_eval.pages.words import literal
from vendor_eval.pricing.steady_cost import Crossing, lead_of
from vendor_eval.pricing.territory import Place
from vendor_eval.reports.break_even_tables import (
    crossing_sentence,
    crossings_table,
    lead_sentence,
    map_sentence,
    map_table,
    payback_sentence,
    place_sentence,
    rules_table,
    stress_sentence,
    stress_table,
)
from vendor_eval.workflows import break_even
from vendor_eval.workflows.break_even import Meetings

FEES, ALL_IN = "Fees", "All in"
# More places than these are told by the table alone.
_TOLD = 6


def draw() -> None:
    """Draw the page."""
    with title_row("Break-even"):
        chosen = scenario_choice.choose()
    scenario_choice.say_made_up(chosen)
    scenario_choice.ways(chosen)
    found = break_even.meetings(session.person(), chosen.text)
    all_in = kind_of_cost(known=any(one.all_in is not None for one in found.costs)) == ALL_IN
    if found.place is None or not found.costs:
        st.text(
            "Break-even is reckoned over claims, and this scenario says of no month how many "
            "there are. Add claims to its usage."
        )
    else:
        _curves(found, found.place, all_in=all_in)
        _map(chosen, found, all_in=all_in)
    _stress(found, all_in=all_in)


def kind_of_cost(*, known: bool, first: str = FEES) -> str:
    """Whether costs are looked at all in or by fees; the latter where nothing else is known.

    Args:
        first: what is looked at until something is picked.
    """
    if not known:
        st.caption(
            "Costs are fees: for costs all in, the scenario needs the figures of the practice and "
            "what each option is expected to achieve."
        )
        return FEES
    picked = st.segmented_control(
        "Costs",
        [FEES, ALL_IN],
        default=first,
        required=True,
        key="costs",
        bind="query-params",
        label_visibility="collapsed",
        help="All in: the fee, and what is not collected, late, denied and looked after.",
    )
    return picked or first


def _curves(found: Meetings, place: Place, *, all_in: bool) -> None:
    """Costs over claims, every place at which two of them meet, and what is left out."""
    crossings = found.all_in if all_in else found.by_fee
    by_option = {one.option: one.all_in if all_in else one.fee for one in found.costs}
    costs = {option: cost for option, cost in by_option.items() if cost is not None}
    here = place.claims
    lead = lead_of(costs, crossings, Fraction(here))
    st.markdown(f"**{literal(lead_sentence(lead, place, all_in=all_in))}**")
    st.markdown("\n".join(f"- {literal(one)}" for one in _told(crossings)))
    st.vega_lite_chart(
        break_even_charts.curve_rows(costs, crossings, found.reach, here),
        break_even_charts.curves(charts.look(), tuple(costs)),
        key="break_even.curves",
        alt=f"What a month costs under {len(costs)} options from no claim to "
        f"{found.reach:,.0f}; they meet in {len(crossings)} places, which the table lists",
    )
    st.caption(place_sentence(place))
    silent = [
        name.offer.name for name in found.comparison.options if name.offer.name not in by_option
    ]
    if silent:
        st.caption(
            literal(f"Fees for each single payment have no place here: {', '.join(silent)}.")
        )
    tables.draw(crossings_table(crossings, "Where two cost the same"), "break_even.crossings")
    for cliff in found.comparison.cliffs:
        st.warning(literal(f"{cliff}."), icon=":material/trending_down:")
    if not all_in:
        tables.draw(rules_table(found.rules), "break_even.rules")
    if found.payback is not None:
        st.text(payback_sentence(found.payback))


def _told(crossings: Sequence[Crossing]) -> list[str]:
    """The places in words, the first of many."""
    if not crossings:
        return ["However many claims there are, the same option is the cheaper of each pair."]
    told = [crossing_sentence(one) for one in crossings[:_TOLD]]
    if len(crossings) > _TOLD:
        told.append(f"{len(crossings) - _TOLD} further places stand in the table.")
    return told


def _map(chosen: Chosen, found: Meetings, *, all_in: bool) -> None:
    """Who is the cheapest over what a claim is worth and how many there are."""
    st.header("Who is the cheapest", anchor=False)
    mapped = break_even.cheapest(session.person(), chosen.text, all_in=all_in)
    if mapped is None:
        st.text(
            "The map needs to know what a claim brings: collections, or what is allowed for it. "
            "Of fees with hundreds of steps none is drawn."
        )
        return
    st.text(map_sentence(mapped))
    of = "Allowed for a claim" if all_in else "Collected for a claim"
    options = tuple(one.option for one in found.costs)
    st.vega_lite_chart(
        break_even_charts.map_rows(mapped),
        break_even_charts.cheapest(charts.look(), options, of),
        key="break_even.map",
        alt=f"A map of the cheapest option over claims a month and what is {of.lower()}; the "
        "table lists every fifth field of it",
    )
    with st.expander("The map as a table"):
        tables.draw(map_table(mapped), "break_even.map.table")


def _stress(found: Meetings, *, all_in: bool) -> None:
    """What more or less volume does."""
    table = stress_table(found.stress, all_in=all_in)
    tables.draw(table, "break_even.stress")
    st.text(stress_sentence(found.stress, all_in=all_in))
