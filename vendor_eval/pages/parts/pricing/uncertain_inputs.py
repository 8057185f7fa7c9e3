"""How far a scenario's inputs may lie from what is expected, typed in percent.

All of it stands in the address, so that whoever follows a link sees the same paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from vendor_eval.pages.words import literal
from vendor_eval.pricing.draws import PATHS, SEED, Uncertainty
from vendor_eval.workflows.uncertainty import MANY_PATHS, Settings, Strains

PATHS_KEY = "paths"
"""Under which the number of paths is kept, as one of `PATHS_OFFERED`."""
PATHS_OFFERED = (f"{PATHS:,} paths", f"{MANY_PATHS:,} paths")
_MOST_SEED = 2**31 - 1
# By field of `Uncertainty`: what it is called, and what it means.
_SPREADS = {
    "volume_spread": (
        "A month's volume, ± %",
        "How far the claims of a month lie from their trend: the standard deviation.",
    ),
    "volume_memory": (
        "Kept of it a month later, %",
        "How much of a month's deviation is left in the next month.",
    ),
    "allowed_spread": (
        "A month's allowed amount, ± %",
        "How far what is allowed for a claim lies from what is expected, each month anew.",
    ),
    "month_spread": (
        "Payers' moods, ± %",
        "How far the odds of not collecting lie from usual in a month, for all vendors alike.",
    ),
    "vendor_spread": (
        "A vendor's promise, ± %",
        "How far a vendor's own odds of not collecting lie from what it promised, for good.",
    ),
}


def paths() -> int:
    """How many paths are asked for."""
    picked = st.segmented_control(
        "Paths",
        PATHS_OFFERED,
        default=PATHS_OFFERED[0],
        required=True,
        key=PATHS_KEY,
        bind="query-params",
        label_visibility="collapsed",
    )
    return MANY_PATHS if picked == PATHS_OFFERED[1] else PATHS


def settings(options: Sequence[str], scenario: str, wanted: int) -> Settings:
    """The settings as they are typed; what nobody has changed is an assumption.

    Args:
        options: names of those that growth may strain.
        scenario: whose options they are.
        wanted: how many paths.
    """
    with st.expander("What is uncertain, and how far: assumptions until you change them"):
        uncertainty = _uncertainty()
        strains = _strains(options, scenario)
        seed = st.number_input(
            "Seed",
            min_value=0,
            max_value=_MOST_SEED,
            value=SEED,
            step=1,
            key="seed",
            bind="query-params",
            width=200,
            help="The same seed gives the same paths; another one shows what chance does.",
        )
    return Settings(uncertainty, strains, wanted, int(seed))


def _uncertainty() -> Uncertainty:
    usual = Uncertainty()
    growth = st.slider(
        "Growth of volume in a year, on top of that of the scenario, %",
        min_value=-50,
        max_value=100,
        value=(round(100 * usual.least_growth), round(100 * usual.most_growth)),
        step=5,
        key="growth",
        bind="query-params",
        help="Any growth between the two is as likely as another.",
    )
    with st.grid(5, min_column_width=150):
        typed = {
            name: st.number_input(
                label,
                min_value=0.0,
                max_value=95.0,
                value=round(100 * getattr(usual, name), 1),
                step=1.0,
                format="%.1f",
                key=name,
                bind="query-params",
                help=meaning,
            )
            for name, (label, meaning) in _SPREADS.items()
        }
    shares = {name: value / 100 for name, value in typed.items()}
    return Uncertainty(**shares, least_growth=growth[0] / 100, most_growth=growth[1] / 100)


def _strains(options: Sequence[str], scenario: str) -> Strains:
    """What growth does to each option; nobody is strained until somebody says so."""
    if not options:
        return ()
    st.caption(
        "Points of net collection rate that an option loses when volume doubles, half of that at "
        "half as much again. Nobody knows them before growth comes: nothing is assumed."
    )
    with st.grid(5, min_column_width=150):
        typed = [
            st.number_input(
                literal(option),
                min_value=0.0,
                max_value=50.0,
                value=0.0,
                step=1.0,
                format="%.1f",
                key=f"strain.{scenario}.{option}",
                bind="query-params",
            )
            for option in options
        ]
    return tuple(
        (option, Decimal(str(points)) / 100)
        for option, points in zip(options, typed, strict=True)
        if points
    )
