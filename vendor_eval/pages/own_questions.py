"""The practice's own questions: five to seven that no list has, asked of every candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import streamlit as st

from vendor_eval.access.roles import Permission, Person, may
from vendor_eval.evaluation.own_questions import OwnQuestions
from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.pages import session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.evaluation import question_form
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import attempt, forget, say_failed
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import shown_date
from vendor_eval.workflows import own_scorecards
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.own_scorecards import Own, Revision

_NEW = "New scorecard"
_MIME = "application/toml"
_KEPT = "Rounds that have it keep it, and every version stays in the history."


def draw() -> None:
    """Draw the page."""
    known = _named(own_scorecards.listed(session.deps(), session.person()))
    manages = may(session.person(), Permission.MANAGE_ROUNDS)
    with title_row("Own questions"):
        name = filters.own_scorecard([*known, *([_NEW] if manages else [])])
    say_failed()
    chosen = known.get(name or "")
    if chosen is not None:
        _own(chosen, manages=manages)
    elif manages:
        _new()
    else:
        st.text(
            "The practice has written no questions of its own yet. An administrator writes them."
        )


def _named(found: tuple[Own, ...]) -> dict[str, Own]:
    """Each under its title; two of one title say their id as well."""
    seen = Counter(one.scorecard.title for one in found)
    return {
        one.scorecard.title
        if seen[one.scorecard.title] == 1
        else f"{one.scorecard.title} ({one.scorecard.id})": one
        for one in found
    }


def _new() -> None:
    """Write the first questions in the form, or hand in a file."""
    st.text(
        "Ask what matters to you and stands in no list, the same of every candidate. The "
        "questions become a scorecard that a new round can have, with its weight among the others."
    )
    form, file = st.tabs(["Questions", "File"])
    with form:
        _form(question_form.blank(), 0)
    with file:
        _upload()


def _own(own: Own, *, manages: bool) -> None:
    """One scorecard: its questions, the file that it is, and how it came to be so."""
    _stands(own, manages=manages)
    tabs: dict[str, Callable[[], None]] = {
        "Questions": lambda: _questions(own, manages=manages),
        "File": lambda: _file(own, manages=manages),
        "History": lambda: _history(own.revision.id),
    }
    for tab, drawn in zip(st.tabs(list(tabs)), tabs.values(), strict=True):
        with tab:
            drawn()


def _stands(own: Own, *, manages: bool) -> None:
    """Who saved it when, whether it is in use, and the button that changes that."""
    shown = own.revision
    on = shown_date(shown.recorded_at.astimezone(session.zone()).date())
    if shown.retired:
        said = f"Retired by {shown.recorded_by} on {on}: new rounds are not offered it."
        label, change, done = "Use it again", own_scorecards.restore, "The scorecard is in use."
    else:
        said = (
            f"Version {own.scorecard.version}, saved by {shown.recorded_by} on {on}. "
            "A round keeps the version that it took up."
        )
        label, change, done = "Retire", own_scorecards.retire, "The scorecard is retired."
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(literal(said), width="stretch")
        if manages:
            st.button(
                label,
                key="own.retire",
                help=_KEPT,
                on_click=attempt,
                args=(partial(_change, change, shown), done),
            )


def _change(change: Callable[[Deps, Person, Revision], Revision], shown: Revision) -> None:
    """Retire a scorecard or use it again; what somebody typed into its fields stays."""
    saved = change(session.deps(), session.person(), shown)
    opened = f"own.{shown.id}.opened"
    if st.session_state.get(opened) == shown.version:
        st.session_state[opened] = saved.version


def _questions(own: Own, *, manages: bool) -> None:
    manages = manages and not own.revision.retired
    if manages and own.questions is not None:
        _form(own.questions, own.revision.version)
        return
    tables.draw(_table(own.scorecard), "own.questions")
    if manages:
        st.caption(
            "It was written as a file and says more than the form has fields for. Change it there "
            "and hand it in again."
        )


def _form(shown: OwnQuestions, version: int) -> None:
    """The fields, and the button that saves them as the next version."""
    key = f"own.{shown.id}" if shown.id else "own-new"
    question_form.begin(key, shown)
    st.session_state.setdefault(f"{key}.opened", version)
    if st.session_state[f"{key}.opened"] != version:
        _changed_meanwhile(key, version)
    question_form.draw(key)
    st.button(
        "Save the questions",
        type="primary",
        key=f"{key}.save",
        on_click=attempt,
        args=(partial(_save, key, shown), "The questions are saved."),
    )


def _changed_meanwhile(key: str, version: int) -> None:
    """Another version was saved while this visitor was writing: which of them goes on?"""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("Somebody has saved another version since you began to write.", width="stretch")
        st.button(
            "Take the saved version",
            key=f"{key}.theirs",
            on_click=forget,
            args=(key,),
        )
        st.button("Go on with mine", key=f"{key}.mine", on_click=_go_on, args=(key, version))


def _go_on(key: str, version: int) -> None:
    """Let what stands in the fields follow upon the version that was saved meanwhile."""
    st.session_state[f"{key}.opened"] = version


def _save(key: str, shown: OwnQuestions) -> None:
    """Keep what stands in the fields, and turn to it."""
    edited = question_form.given(key, shown)
    opened = st.session_state[f"{key}.opened"]
    saved = own_scorecards.save(session.deps(), session.person(), edited, opened)
    forget(key)
    st.session_state[filters.OWN_SCORECARD] = saved.title


def _upload() -> None:
    """Hand in a scorecard file: the first version, or the next one of the same id."""
    file = st.file_uploader(
        "Hand in a scorecard file", type=["toml"], key="own.file", max_upload_size=1
    )
    if file is not None:
        st.button(
            "Keep this scorecard",
            type="primary",
            key="own.keep",
            on_click=attempt,
            args=(partial(_keep, file.getvalue(), file.name), "The scorecard is saved."),
        )


def _keep(content: bytes, name: str) -> None:
    """Keep a file, and turn to it."""
    saved = own_scorecards.save_file(session.deps(), session.person(), content, name)
    forget(f"own.{saved.id}")
    st.session_state[filters.OWN_SCORECARD] = saved.title


def _file(own: Own, *, manages: bool) -> None:
    """The scorecard as text, to take along and, for who may, to hand in again."""
    _download(own.revision, own.scorecard.version)
    st.code(own.revision.text, language="toml")
    if manages:
        st.caption("Change the file, raise its version, and hand it in again.")
        _upload()


def _download(revision: Revision, version: str) -> None:
    st.download_button(
        "Download the file",
        data=revision.text,
        file_name=f"{revision.id}-{version}.toml",
        mime=_MIME,
        icon=":material/download:",
        key=f"own.download.{revision.id}.{revision.version}",
        on_click="ignore",
    )


def _table(card: Scorecard) -> Table:
    rows = tuple(
        (
            item.question,
            item.good,
            item.red_flag,
            item.evidence,
            item.weight,
            "Gate" if item.gate else "",
        )
        for _, item in card.items()
    )
    columns = (
        Column("Question", 40),
        Column("What a good answer shows", 32),
        Column("Red flag", 26),
        Column("Evidence wanted", 26),
        Column("Weight", 8, Align.END),
        Column("Gate", 8),
    )
    return Table("", columns, rows)


def _history(scorecard: str) -> None:
    """Every version, newest first."""
    found = own_scorecards.history(session.deps(), session.person(), scorecard)
    zone = session.zone()
    rows = tuple(
        (
            one.version,
            f"{one.recorded_at.astimezone(zone):%Y-%m-%d %H:%M}",
            one.recorded_by,
            "Retired" if one.retired else "In use",
        )
        for one in reversed(found)
    )
    columns = (
        Column("Revision", 10),
        Column("Saved", 24),
        Column("By", 40),
        Column("From then on", 20),
    )
    tables.draw(Table("", columns, rows), "own.history")
    chosen = st.selectbox("Text of revision", [one.version for one in reversed(found)])
    st.code(next(one.text for one in found if one.version == chosen), language="toml")
