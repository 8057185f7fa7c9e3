"""How far the costs of a scenario may spread, and what to find out before choosing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st

from vendor_eval.pages import session
from vendor_eval.pages.break_even import ALL_IN, kind_of_cost
from vendor_eval.pages.parts import charts, tables
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.pricing import scenario_choice, uncertain_inputs, uncertainty_charts
from vendor_eval.pages.parts.pricing.scenario_choice import Chosen
from vendor_eval.pages.parts.pricing.simulating import Bar
from vendor_eval.pages.words import literal
from vendor_eval.pricing.fan import Fan
from vendor_eval.pricing.regret import RegretTable
from vendor_eval.pricing.risk import Risk
from vendor_eval.pricing.study import Standing
from vendor_eval.quantities import Month
from vendor_eval.reports.uncertainty_tables import (
    costs_table,
    fan_table,
    regret_sentence,
    regret_table,
    standing_sentence,
    standing_table,
    tornado_sentence,
    tornado_table,
    worth_table,
)
from vendor_eval.workflows import uncertainty
from vendor_eval.workflows.uncertainty import Settings, Strains

# Cards and fans of more options keep a browser waiting, and nobody compares so many.
MOST_DRAWN = 8
_CHEAPEST = "On how many of the paths no other option costs less."
_MEAN = "What the option costs on the average of all paths that were drawn."
_WORST = "The mean of the dearest twentieth of the paths: what a bad course costs."


def draw() -> None:
    """Draw the page."""
    with title_row("Uncertainty"):
        chosen = scenario_choice.choose()
    scenario_choice.say_made_up(chosen)
    scenario_choice.ways(chosen)
    comparison = chosen.outlook().comparison
    with st.container(horizontal=True, vertical_alignment="center"):
        known = any(one.all_in is not None for one in comparison.options)
        all_in = kind_of_cost(known=known, first=ALL_IN) == ALL_IN
        wanted = uncertain_inputs.paths()
    strained = [one.offer.name for one in comparison.options if one.all_in is not None]
    settings = uncertain_inputs.settings(strained, chosen.name, wanted)
    found = uncertainty.study(session.person(), chosen.text, settings, Bar(st.empty(), _stop))
    standing = found.all_in if all_in and found.all_in is not None else found.fees
    _standing(standing, settings)
    names = tuple(one.option for one in _drawn(standing))
    fans = uncertainty.fans(session.person(), chosen.text, settings, names)
    _fans(fans, comparison.scenario.start, all_in=all_in)
    _regret(uncertainty.regret(session.person(), chosen.text, settings.strains, all_in=all_in))
    if all_in:
        ranked = sorted(standing.risks, key=lambda one: one.mean, reverse=True)
        _tornado(chosen, settings.strains, [one.option for one in ranked])


def _stop() -> None:
    """Go back to what is simulated in no time."""
    st.session_state[uncertain_inputs.PATHS_KEY] = uncertain_inputs.PATHS_OFFERED[0]


def _standing(standing: Standing, settings: Settings) -> None:
    """What to find out, who is the cheapest how often, and how bad it may become."""
    st.markdown(f"**{literal(standing.information.sentence)}**")
    st.text(standing_sentence(standing))
    drawn = _drawn(standing)
    with st.grid(_across(len(drawn)), min_column_width=300):
        for risk in drawn:
            with st.container(border=True, height="stretch", gap="small"):
                _card(risk)
    if len(drawn) < len(standing.risks):
        st.caption(f"Only the {MOST_DRAWN} with the lowest mean are drawn; the tables list all.")
    st.caption(
        f"{settings.paths:,} paths from seed {settings.seed}; every option meets the same months. "
        "The same seed and settings give the same figures."
    )
    tables.draw(standing_table(standing), "uncertainty.standing")
    tables.draw(worth_table(standing.information), "uncertainty.worth")


def _drawn(standing: Standing) -> list[Risk]:
    """The options that are drawn, in the order of the scenario."""
    cheap = sorted(standing.risks, key=lambda one: one.mean)[:MOST_DRAWN]
    return [one for one in standing.risks if one in cheap]


def _card(risk: Risk) -> None:
    """One option's three figures."""
    st.markdown(f"**{literal(risk.option)}**")
    with st.container(horizontal=True, gap="small"):
        chance = f"{risk.cheapest * 100:.1f} %"
        st.metric("Cheapest", chance, help=_CHEAPEST, width="content")
        st.metric("Mean", f"${risk.mean.dollars:,.0f}", help=_MEAN, width="content")
        dear = f"${risk.worst.dollars:,.0f}"
        st.metric("Dearest 5 %", dear, help=_WORST, width="content")


def _across(cards: int) -> int:
    """How many cards stand beside each other, so that no row is left with one of them."""
    return 2 if cards == 4 else min(cards, 3)


def _fans(fans: Sequence[Fan], start: Month, *, all_in: bool) -> None:
    """The months of some options, on one scale; of any of them as a table.

    Args:
        fans: of the options that are drawn.
    """
    spreads = [one.all_in if all_in and one.all_in is not None else one.fees for one in fans]
    st.header("Month by month", anchor=False)
    st.text(
        "The line is the median. Half of all paths lie in the darker band, nine of ten in both."
    )
    top = max(float(np.max(spread)) for spread in spreads) / 100
    spec = uncertainty_charts.fan(charts.look(), top)
    with st.grid(_across(len(fans)), min_column_width=300):
        for at, (one, spread) in enumerate(zip(fans, spreads, strict=True)):
            with st.container(border=True, height="stretch"):
                st.markdown(f"**{literal(one.option)}**")
                st.vega_lite_chart(
                    uncertainty_charts.fan_rows(spread, start),
                    spec,
                    key=f"uncertainty.fan.{at}",
                    alt=f"How the months of {one.option} spread over the paths; the table below "
                    "lists them",
                )
    # Tables are long, and drawn only for whoever opens them.
    opened = st.expander("The months as tables", key="uncertainty.months", on_change="rerun")
    if opened.open:
        with opened:
            for at, one in enumerate(fans):
                tables.draw(fan_table(one, start, all_in=all_in), f"uncertainty.months.{at}")


def _regret(table: RegretTable) -> None:
    """What standing up to named states of affairs says."""
    tables.draw(regret_table(table), "uncertainty.regret")
    st.text(regret_sentence(table))
    with st.popover("What each option costs then", type="tertiary"), st.container(width=680):
        tables.draw(costs_table(table), "uncertainty.costs")


def _tornado(chosen: Chosen, strains: Strains, options: Sequence[str]) -> None:
    """Two options, and which input alone would turn them over.

    Args:
        options: those with an all-in cost, the dearest first.
    """
    if len(options) < 2:
        return
    st.header("What would turn it over", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ask = partial(_pick, options)
        pair = ask("Cost of", "one", options[-2]), ask("less cost of", "other", options[-1])
    if pair[0] == pair[1]:
        st.text("Pick two different options.")
        return
    bars = uncertainty.tornado(session.person(), chosen.text, strains, pair)
    st.text(tornado_sentence(bars, pair))
    with st.container(border=True, height=uncertainty_charts.tornado_height(bars)):
        st.vega_lite_chart(
            uncertainty_charts.tornado_rows(bars),
            uncertainty_charts.tornado(charts.look(), uncertainty_charts.ends_of(bars)),
            width="content",
            key="uncertainty.tornado",
            alt=f"The difference between two options as each of {len(bars)} inputs moves; the "
            "table below lists the ends and where the difference turns over",
        )
    tables.draw(tornado_table(bars), "uncertainty.bars")


def _pick(options: Sequence[str], label: str, key: str, usual: str) -> str:
    picked = st.selectbox(
        label, options, index=options.index(usual), key=key, bind="query-params", width=260
    )
    return picked if picked in options else usual
