"""Rounds of evaluation: opened, invited to, weighed, moved on, and decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import filters, tabbed, tables
from vendor_eval.pages.parts.empty import no_round_yet
from vendor_eval.pages.parts.evaluation import (
    again,
    deciding,
    expiring,
    inviting,
    new_round,
    questionnaires,
)
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import attempt, say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.baseline_tables import baseline_table, missing_figures
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import counted, listed, sentence
from vendor_eval.workflows import baselines, rounds, sheets
from vendor_eval.workflows.rounds import Round, State

_NEW = "New round"
_MOVES = {
    (State.DRAFT, State.OPEN): ("Open for answers", "play_arrow"),
    (State.OPEN, State.CONSENSUS): ("Move to consensus", "groups"),
    (State.OPEN, State.DRAFT): ("Back to draft", "undo"),
    (State.CONSENSUS, State.OPEN): ("Back to answering", "undo"),
    (State.DECIDED, State.CONSENSUS): ("Take the decision back", "undo"),
}
_MEANINGS = {
    State.DRAFT: "Candidates, scorecards and weights can still change. Nobody answers yet.",
    State.OPEN: "Evaluators answer, each without seeing the others' answers.",
    State.CONSENSUS: "All first answers are shown, and what differs is settled.",
    State.DECIDED: "The decision is signed.",
}


def draw() -> None:
    """Draw the page."""
    known = rounds.rounds(session.deps(), session.person())
    manages = may(session.person(), Permission.MANAGE_ROUNDS)
    with title_row("Rounds"):
        name = filters.round_name([*(one.name for one in known), *([_NEW] if manages else [])])
    say_failed()
    chosen = next((one for one in known if one.name == name), None)
    if chosen is not None:
        _round(chosen, manages=manages)
        expiring.draw()
    elif manages:
        new_round.draw()
    else:
        no_round_yet()


def _round(shown: Round, *, manages: bool) -> None:
    """One round: what it is, where it stands, and what can be done with it."""
    asked = rounds.scope(shown)
    items = sum(1 for _ in asked.places())
    st.markdown(
        literal(
            f"{sentence(counted(len(shown.vendors), 'candidate'))}: {listed(shown.vendors)}. "
            f"{sentence(counted(len(shown.scorecards), 'scorecard'))} with "
            f"{counted(items, 'item')}, as they were when they were chosen."
        )
    )
    again.origin(shown)
    _state(shown, manages=manages)
    parts: dict[str, Callable[[], None]] = {
        "Progress": lambda: _progress(shown),
        "Evaluators": lambda: inviting.draw(shown, manages=manages),
        "Vendors' answers": lambda: questionnaires.draw(shown, manages=manages),
        "Scorecards": lambda: _scorecards(shown, manages=manages),
        "Baseline": lambda: _baseline(shown),
        "Decision": lambda: _decision(shown, manages=manages),
        "History": lambda: _history(shown),
    }
    tabbed.draw(parts)


def _decision(shown: Round, *, manages: bool) -> None:
    """The decision, and what comes after it."""
    deciding.draw(shown)
    if manages:
        again.draw(shown)


def _state(shown: Round, *, manages: bool) -> None:
    """The states in their order, the round's own standing out, and the steps from it."""
    now = State(shown.state)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        for state in State:
            st.badge(
                sentence(state.value),
                color="blue" if state is now else "gray",
                icon=":material/check:" if state is now else None,
                help=_MEANINGS[state],
            )
        st.caption(_MEANINGS[now], width="stretch")
        for state in now.steps if manages else ():
            label, icon = _MOVES[now, state]
            st.button(
                label,
                icon=f":material/{icon}:",
                type="secondary" if icon == "undo" else "primary",
                key=f"rounds.move.{state}",
                on_click=attempt,
                args=(_mover(shown, state), f"The round is in state {state}."),
            )
    _next_step(shown)


def _next_step(shown: Round) -> None:
    """The way to where the round goes on now."""
    query = {"round": shown.name}
    if State(shown.state) is State.OPEN and may(session.person(), Permission.SCORE_VENDORS):
        places.link("scoring", "Score the candidates", "checklist", query)
    elif not rounds.is_blind(shown):
        places.link("comparison", "Compare the candidates", "leaderboard", query)


def _mover(shown: Round, state: State) -> Callable[[], object]:
    return lambda: rounds.move(session.deps(), session.person(), shown, state)


def _progress(shown: Round) -> None:
    """How far everybody has got, and never with which answers."""
    if not may(session.person(), Permission.SEE_PROGRESS):
        st.text("Administrators and auditors see how far the evaluators have got.")
        return
    found = sheets.progress(session.deps(), session.person(), shown.id)
    counts = {(one.evaluator, one.vendor): f"{one.answered} of {one.items}" for one in found}
    names = dict.fromkeys(one.evaluator for one in found)
    table = Table(
        title="",
        columns=(
            Column("Evaluator", 30),
            *(Column(vendor, 20, Align.END) for vendor in shown.vendors),
        ),
        rows=tuple((name, *(counts[name, vendor] for vendor in shown.vendors)) for name in names),
        empty="Nobody is invited by name and nobody has answered yet.",
        note="Items answered, of those that each evaluator is asked.",
    )
    tables.draw(table, "rounds.progress")


def _baseline(shown: Round) -> None:
    """How the practice stood in the three months before the round."""
    if not may(session.person(), Permission.SEE_SERVICE_LEVELS):
        st.text("Whoever may see service levels sees the practice's figures before the round.")
        return
    found = baselines.baseline(session.deps(), session.person(), shown.id)
    tables.draw(baseline_table(found), "rounds.baseline")
    st.markdown("  \n".join(map(literal, missing_figures(found))))


def _scorecards(shown: Round, *, manages: bool) -> None:
    """What is asked and what it weighs; an administrator changes it while the round is a draft."""
    if manages and State(shown.state) is State.DRAFT:
        new_round.edit(shown)
    else:
        cards = rounds.scope(shown).scorecards
        tables.draw(_weights_table(shown, cards), "rounds.weights.table")


def _weights_table(shown: Round, cards: Sequence[Scorecard]) -> Table:
    total = sum(shown.weights.values())
    rows = tuple(
        (
            one.title,
            one.version,
            sum(1 for _ in one.items()),
            shown.weights[one.id],
            f"{shown.weights[one.id] / total * 100:.1f} %",
        )
        for one in cards
    )
    columns = (
        Column("Scorecard", 40),
        Column("Version", 10),
        Column("Items", 10, Align.END),
        Column("Points", 10, Align.END),
        Column("Part of the whole", 16, Align.END),
    )
    note = "Scorecards and weights can be changed while the round is a draft."
    all_of_it = ("Total", "", sum(row[2] for row in rows), total, "100.0 %")
    return Table("", columns, rows, total=all_of_it, note=note)


def _history(shown: Round) -> None:
    """What became of the round, newest first."""
    found = rounds.events(session.deps(), session.person(), shown.id)
    zone = session.zone()
    rows = tuple(
        (f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}", one.by, sentence(one.what))
        for one in reversed(found)
    )
    columns = (Column("When", 20), Column("By", 24), Column("What", 80))
    tables.draw(Table("", columns, rows), "rounds.history")
