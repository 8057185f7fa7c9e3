"""Opening a round: which candidates, which scorecards, and what each of them weighs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.pages import session
from vendor_eval.pages.parts.saving import attempt
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import imports, rounds, scoring
from vendor_eval.workflows.rounds import NewRound

_NAME, _VENDORS, _CARDS, _PACKS = (
    "new-round.name",
    "new-round.vendors",
    "new-round.scorecards",
    "new-round.packs",
)


def draw() -> None:
    """Draw the form; every choice shows at once what the scorecards weigh together."""
    known = scoring.listed(session.person())
    st.text(
        "The round keeps the text of its scorecards and their weights as they are now. It begins "
        "as a draft: nobody can answer before it is opened."
    )
    st.text_input("Name", key=_NAME, max_chars=200, placeholder="Billing partner 2027")
    st.multiselect(
        "Candidates",
        imports.vendors(session.deps(), session.person()),
        key=_VENDORS,
        accept_new_options=True,
        placeholder="Choose vendors, or type new names",
    )
    general = [one for one in known if not one.specialties]
    packs = [one for one in known if one.specialties]
    _pick("Scorecards", general, general, _CARDS)
    _pick("Packs for our specialties", packs, [], _PACKS)
    chosen = _picked(known)
    st.markdown("**What each scorecard weighs**")
    weights_of(chosen, {one.id: one.weight for one in chosen}, "new-round.weight")
    st.button(
        "Open as a draft",
        type="primary",
        key="new-round.open",
        on_click=attempt,
        args=(_open, "The round is a draft."),
    )


def weights_of(cards: Sequence[Scorecard], weights: dict[str, int], key: str) -> None:
    """A field a scorecard, with its part of the whole, and the total.

    Args:
        weights: the points to begin with, by id.
        key: each field's, followed by a dot and the id of its scorecard.
    """
    now = {one.id: st.session_state.get(f"{key}.{one.id}", weights[one.id]) for one in cards}
    total = sum(now.values())
    with st.grid(3, min_column_width=250):
        for one in cards:
            part = f"{now[one.id] / total * 100:.1f} %" if total else "nothing"
            st.session_state.setdefault(f"{key}.{one.id}", weights[one.id])
            st.number_input(
                literal(f"{one.title}, {part}"),
                min_value=0,
                max_value=100,
                step=1,
                key=f"{key}.{one.id}",
                help=counted(sum(1 for _ in one.items()), "item"),
            )
    st.markdown(f"**{counted(total, 'point')} in all.** A scorecard counts by its part of them.")


def given_weights(cards: Sequence[str], key: str) -> dict[str, int]:
    """The points in the fields that `weights_of` drew, by the id of the scorecard."""
    return {name: st.session_state[f"{key}.{name}"] for name in cards}


def _pick(label: str, cards: Sequence[Scorecard], picked: Sequence[Scorecard], key: str) -> None:
    titles = {one.id: one.title for one in cards}
    st.pills(
        label,
        list(titles),
        selection_mode="multi",
        default=[one.id for one in picked],
        format_func=lambda name: literal(titles[name]),
        key=key,
    )


def _picked(known: Sequence[Scorecard]) -> list[Scorecard]:
    """The scorecards and packs that are chosen, in their own order."""
    names = {*st.session_state[_CARDS], *st.session_state[_PACKS]}
    return [one for one in known if one.id in names]


def _open() -> None:
    """Open the round as the fields have it, and turn to it."""
    cards = [one.id for one in _picked(scoring.listed(session.person()))]
    new = NewRound(
        name=st.session_state[_NAME],
        vendors=tuple(st.session_state[_VENDORS]),
        scorecards=tuple(cards),
        weights=given_weights(cards, "new-round.weight"),
    )
    opened = rounds.open_round(session.deps(), session.person(), new)
    st.session_state["round"] = opened.name
