"""Answers to a round's items, one vendor and section at a time; each is kept as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.evaluation.scope import ScopeSection
from vendor_eval.evaluation.settling import agreed
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import filters
from vendor_eval.pages.parts.empty import no_round_yet
from vendor_eval.pages.parts.evaluation import answering, vendor_says
from vendor_eval.pages.parts.evaluation.desk import Asked, Desk
from vendor_eval.pages.parts.evaluation.meter import Meter
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import say_failed
from vendor_eval.pages.words import literal
from vendor_eval.workflows import answers, rounds, sheets
from vendor_eval.workflows.answers import NewAnswer, Stored
from vendor_eval.workflows.rounds import State
from vendor_eval.workflows.sheets import Sheet

# A browser draws a row in some hundredths of a second: more of them keep everybody waiting.
_ROWS_A_PAGE = 10
_CANDIDATE = "scoring.candidate"
_OPEN, _EVERY = "What is open", "Every item"


def draw() -> None:
    """Draw the page."""
    known = rounds.rounds(session.deps(), session.person())
    with title_row("Scoring"):
        chosen = filters.evaluation_round(known, (State.OPEN, State.CONSENSUS))
        vendor = filters.candidate(chosen.vendors) if chosen else None
    if chosen is None or vendor is None:
        no_round_yet()
        return
    say_failed()
    sheet = sheets.sheet(session.deps(), session.person(), chosen.id, vendor)
    st.caption(literal(_stands(sheet)))
    sections = _asked(sheet)
    if not sections:
        st.text("Nothing of this round is asked of you.")
        return
    meter = _meter(sheet, sections)
    titles = {card.id: card.title for card in sheet.scope.scorecards}
    with st.container(horizontal=True, vertical_alignment="center"):
        _begin(vendor, meter, titles)
        section = _section(meter, titles)
        meter.near = tuple(one for one in sections if _scorecard(one) == _scorecard(section))
        meter.draw()
        only_open = State(sheet.round.state) is State.CONSENSUS and _view() == _OPEN
    _rows(section, sheet, meter, only_open=only_open)
    _onwards(section, sheet, meter, titles)


def _stands(sheet: Sheet) -> str:
    """What can be done here, in the state that the round is in."""
    acting = session.person()
    match State(sheet.round.state):
        case State.DRAFT:
            return "The round is a draft. It takes answers as soon as an administrator opens it."
        case State.OPEN if not may(acting, Permission.SCORE_VENDORS):
            return "Evaluators answer now, without seeing each other's answers."
        case State.OPEN:
            return (
                "Every change is saved at once. Nobody sees your answers, and you see nobody "
                "else's, until the round moves on to consensus."
            )
        case State.CONSENSUS if may(acting, Permission.MANAGE_ROUNDS):
            return (
                "The first answers stand under each question and stay as they are. What you "
                "answer settles the item; where they differ, the note says why."
            )
        case State.CONSENSUS:
            return "Everybody sees the first answers now; an administrator settles what differs."
        case State.DECIDED:
            return "The round is decided. Its answers stay as they are."


def _asked(sheet: Sheet) -> tuple[ScopeSection, ...]:
    """The sections to show: while answers are blind, those that this person is asked to score."""
    if not sheet.blind:
        return sheet.scope.sections
    if not may(session.person(), Permission.SCORE_VENDORS):
        return ()
    return tuple(section for section in sheet.scope.sections if section.key in sheet.mine)


def _meter(sheet: Sheet, sections: tuple[ScopeSection, ...]) -> Meter:
    if sheet.blind:
        still = {item for part in sheet.progress for item in part.open}
        return Meter(sections, still, "answered")
    return Meter(sections, _unsettled(sheet), "agreed or settled")


def _unsettled(sheet: Sheet) -> set[str]:
    """The items that nothing counts for yet, or whose evidence has expired."""
    return {
        place.key
        for place in sheet.scope.places()
        if place.key in sheet.lapsed or not _counts(place.key, sheet)
    }


def _counts(item: str, sheet: Sheet) -> bool:
    """Whether an item is settled, or all who answered it gave the same answer."""
    settled = sheet.settled.get(item)
    if settled is not None and settled.answer:
        return True
    return agreed(one.answer for one in sheet.first.get(item, ()))


def _begin(vendor: str, meter: Meter, titles: Mapping[str, str]) -> None:
    """Of another candidate begin at the first section with something to do.

    Whoever picks the candidate stays at the section while it has something to do: so one section
    can be answered for all candidates.
    """
    before = st.session_state.get(_CANDIDATE)
    st.session_state[_CANDIDATE] = vendor
    if before in (None, vendor):
        return
    here = st.session_state.get("section")
    if before and any(one.title == here and meter.open_in(one) for one in meter.sections):
        return
    first = meter.first_open()
    st.session_state["scorecard"] = titles[_scorecard(first)]
    st.session_state["section"] = first.title


def _section(meter: Meter, titles: Mapping[str, str]) -> ScopeSection:
    """The section to work on: the first with something to do unless one is picked."""
    first = meter.first_open()
    cards: dict[str, dict[str, ScopeSection]] = {}
    for section in meter.sections:
        cards.setdefault(titles[_scorecard(section)], {})[section.title] = section
    card = filters.scorecard(list(cards), titles[_scorecard(first)])
    sections = cards[card]
    fresh = first.title if first in sections.values() else next(iter(sections))
    picked = st.segmented_control(
        "Section",
        list(sections),
        format_func=literal,
        default=fresh,
        required=True,
        key="section",
        bind="query-params",
        label_visibility="collapsed",
    )
    return sections.get(picked or "", sections[fresh])


def _scorecard(section: ScopeSection) -> str:
    """The id of the scorecard that the section is part of."""
    return section.key.partition("/")[0]


def _view() -> str | None:
    return st.segmented_control(
        "Show",
        [_OPEN, _EVERY],
        default=_OPEN,
        required=True,
        key="show",
        bind="query-params",
        label_visibility="collapsed",
    )


def _rows(section: ScopeSection, sheet: Sheet, meter: Meter, *, only_open: bool) -> None:
    """One row an item of the section."""
    desk = _desk(sheet, meter)
    given = sheet.own if sheet.blind else sheet.settled
    shown = [one for one in section.places if one.key in meter.open or not only_open]
    asked = [
        Asked(
            desk,
            place,
            given.get(place.key),
            first=() if sheet.blind else sheet.first.get(place.key, ()),
            said=sheet.said.get(place.key),
            origins=sheet.origins.get(place.key, {}),
            pieces=sheet.pieces.get(place.key, ()),
            lapsed=place.key in sheet.lapsed,
        )
        for place in shown
    ]
    vendor_says.of_section(asked)
    rows = st.container()
    # Chosen below the rows, and needed before they are drawn.
    drawn = _page_of(asked, section)
    with rows:
        for one in drawn:
            answering.row(one)
    if not shown:
        st.text("Nothing is open in this section.")


def _page_of(asked: Sequence[Asked], section: ScopeSection) -> Sequence[Asked]:
    """The items of the page that was turned to; all of them while they fit one page."""
    if len(asked) <= _ROWS_A_PAGE:
        return asked
    number = st.pagination(-(-len(asked) // _ROWS_A_PAGE), key=f"rows.{section.key}")
    return asked[(number - 1) * _ROWS_A_PAGE : number * _ROWS_A_PAGE]


def _desk(sheet: Sheet, meter: Meter) -> Desk:
    """Where answers go in the state that the round is in, if anywhere."""
    acting, kept, blind = session.person(), sheet.round, sheet.blind
    takes = {
        State.OPEN: may(acting, Permission.SCORE_VENDORS),
        State.CONSENSUS: may(acting, Permission.MANAGE_ROUNDS),
    }

    # A row reruns alone, long after this: who acts is asked again each time.
    def write(new: NewAnswer) -> Stored:
        keep = answers.answer if blind else answers.settle
        return keep(session.deps(), session.person(), new)

    def newest(item: str) -> Stored | None:
        again = sheets.sheet(session.deps(), session.person(), kept.id, sheet.vendor)
        return (again.own if blind else again.settled).get(item)

    return Desk(
        round=kept.id,
        vendor=sheet.vendor,
        write=write,
        read=newest,
        meter=meter,
        zone=session.zone(),
        open=takes.get(State(kept.state), False),
        judges=may(acting, Permission.MANAGE_ROUNDS),
        settles=not blind,
    )


def _onwards(section: ScopeSection, sheet: Sheet, meter: Meter, titles: Mapping[str, str]) -> None:
    """The way to what is still to do: of this candidate, of the next one, then of the round."""
    at = meter.sections.index(section)
    others = [*meter.sections[at + 1 :], *meter.sections[:at]]
    following = next((one for one in others if meter.open_in(one)), None)
    candidates = sheet.round.vendors[sheet.round.vendors.index(sheet.vendor) + 1 :]
    if following is not None:
        turned = {"scorecard": titles[_scorecard(following)], "section": following.title}
        _next(f"Next: {following.title}", turned)
    elif candidates:
        _next(f"Next candidate: {candidates[0]}", {"candidate": candidates[0], _CANDIDATE: ""})
    elif may(session.person(), Permission.COMPARE_VENDORS):
        places.link("rounds", "Back to the round", "how_to_vote", {"round": sheet.round.name})


def _next(label: str, turned: Mapping[str, str]) -> None:
    """A button that turns filters of the page."""
    st.button(
        literal(label),
        icon=":material/arrow_forward:",
        key="onwards",
        on_click=st.session_state.update,
        args=(dict(turned),),
    )
