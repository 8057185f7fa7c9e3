"""What a round is made of, as fields: name, candidates, scorecards and their weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from vendor_eval.evaluation.packs import packs_for
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import session
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import counted, listed, sentence
from vendor_eval.workflows import imports
from vendor_eval.workflows.catalogue import Known
from vendor_eval.workflows.new_round import NewRound

# The fields' groups of scorecards, by the end of their key.
_GROUPS = {
    "scorecards": "Scorecards",
    "packs": "Packs for our specialties",
    "own": "Our own questions",
}
# From so many scorecards on, one click chooses them all, or none.
_MANY = 6


def usual(known: Sequence[Known]) -> NewRound:
    """What a new round begins with: all but the packs of specialties that the practice lacks."""
    packs = packs_for([one.scorecard for one in known], session.practice().profile.specialties)
    chosen = [
        one.scorecard.id for one in known if not one.scorecard.specialties or one.scorecard in packs
    ]
    return NewRound("", (), tuple(chosen))


def draw(key: str, start: NewRound, known: Sequence[Known]) -> None:
    """Draw the fields; every choice shows at once what the scorecards weigh together.

    Args:
        key: of every field, followed by a dot and the field's own.
        start: what stands in the fields at first.
        known: the scorecards to choose from.
    """
    st.text_input(
        "Name",
        value=start.name,
        key=f"{key}.name",
        max_chars=LONGEST_NAME,
        placeholder="Billing partner 2027",
        persist_state="session",
    )
    vendors = imports.vendors(session.deps(), session.person())
    st.multiselect(
        "Candidates",
        list(dict.fromkeys([*vendors, *start.vendors])),
        default=list(start.vendors),
        key=f"{key}.vendors",
        accept_new_options=True,
        placeholder="Choose vendors, or type new names",
        persist_state="session",
    )
    for group, label in _GROUPS.items():
        cards = [one.scorecard for one in known if _group(one) == group]
        if cards:
            _pick(label, cards, start.scorecards, f"{key}.{group}")
            _all_or_none(cards, f"{key}.{group}")
        if group == "packs":
            st.caption(literal(_why_packs([one.scorecard for one in known])))
    st.markdown("**What each scorecard weighs**")
    _weights(_picked(key, known), start.weights, f"{key}.weight")


def given(key: str, known: Sequence[Known]) -> NewRound:
    """The round as the fields that `draw` drew under ``key`` have it."""
    chosen = [one.id for one in _picked(key, known)]
    return NewRound(
        name=st.session_state[f"{key}.name"],
        vendors=tuple(st.session_state[f"{key}.vendors"]),
        scorecards=tuple(chosen),
        weights={name: st.session_state[f"{key}.weight.{name}"] for name in chosen},
    )


def _group(one: Known) -> str:
    if one.scorecard.specialties:
        return "packs"
    return "own" if one.own else "scorecards"


def _why_packs(cards: Sequence[Scorecard]) -> str:
    """Which packs a new round begins with, and why."""
    specialties = session.practice().profile.specialties
    if not specialties:
        return (
            "Name your specialties on the page Practice, and a new round begins with their packs."
        )
    packs = listed([one.title for one in packs_for(cards, specialties)])
    return f"A new round begins with {packs}, by the practice's specialties: {listed(specialties)}."


def _pick(label: str, cards: Sequence[Scorecard], picked: Sequence[str], key: str) -> None:
    titles = {one.id: one.title for one in cards}
    st.pills(
        label,
        list(titles),
        selection_mode="multi",
        default=[name for name in titles if name in picked],
        format_func=lambda name: literal(titles[name]),
        key=key,
        persist_state="session",
    )


def _all_or_none(cards: Sequence[Scorecard], key: str) -> None:
    """One click for a short round instead of one for each scorecard that is left out."""
    if len(cards) < _MANY:
        return

    def choose(names: list[str]) -> None:
        st.session_state[key] = names

    with st.container(horizontal=True):
        for label, names in (("Choose all", [one.id for one in cards]), ("Choose none", [])):
            st.button(label, key=f"{key}.{label}", type="tertiary", on_click=choose, args=(names,))


def _picked(key: str, known: Sequence[Known]) -> list[Scorecard]:
    """The scorecards that are chosen, in their own order."""
    names = {name for group in _GROUPS for name in st.session_state.get(f"{key}.{group}", ())}
    return [one.scorecard for one in known if one.scorecard.id in names]


def _weights(cards: Sequence[Scorecard], weights: Mapping[str, int], key: str) -> None:
    """A field a scorecard, with its part of the whole, and the total."""
    for one in cards:
        st.session_state.setdefault(f"{key}.{one.id}", weights.get(one.id, one.weight))
    now = {one.id: st.session_state[f"{key}.{one.id}"] for one in cards}
    total = sum(now.values())
    with st.grid(3, min_column_width=250):
        for one in cards:
            part = f"{now[one.id] / total * 100:.1f} %" if total else "nothing"
            st.number_input(
                literal(f"{one.title}, {part}"),
                min_value=0,
                max_value=100,
                step=1,
                key=f"{key}.{one.id}",
                help=counted(sum(1 for _ in one.items()), "item"),
                persist_state="session",
            )
    st.markdown(
        f"**{sentence(counted(total, 'point'))} in all.** A scorecard counts by its part of them."
    )
