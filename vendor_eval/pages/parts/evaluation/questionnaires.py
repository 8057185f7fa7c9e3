"""The questions of a round sent to its candidates as workbooks, and their answers read back."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from vendor_eval.access.roles import Person
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.evaluation import vendor_says
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.pages.parts.saving import attempt, saying_why_not
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import questionnaires, rounds
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.questionnaires import Returned
from vendor_eval.workflows.rounds import Round, State

_MOST_MB = 10
_FILES = "questionnaire.files"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(shown: Round, *, manages: bool) -> None:
    """The workbook to send to a candidate, and the place for what it sends back."""
    if not manages:
        st.text("Administrators send the questions to vendors and read their answers back.")
        return
    st.text(
        "Each candidate gets the questions as a workbook, without weights, gates or what we hope "
        "to hear. What it answers stands beside each question on the page Scoring, and counts for "
        "nothing until an evaluator takes it over as stated."
    )
    vendor = st.selectbox("Candidate", shown.vendors, key="questionnaire.vendor", width=420)
    _send(shown, vendor)
    if State(shown.state) in {State.OPEN, State.CONSENSUS}:
        _take_back(shown, vendor)
    else:
        st.caption("Answers are read back while the round is open or in consensus.")


def _send(shown: Round, vendor: str) -> None:
    """The workbook, written when it is asked for."""
    name = re.sub(r"[^a-z0-9]+", "-", vendor.casefold()).strip("-") or "vendor"
    st.download_button(
        literal(f"Questions to {vendor}"),
        data=partial(_workbook, session.person(), shown.id, vendor),
        file_name=told_apart(f"questions-{name}.xlsx", shown, session.person()),
        mime=_WORKBOOK,
        icon=":material/table:",
        key="questionnaire.send",
        on_click="ignore",
    )


def _workbook(acting: Person, round_id: int, vendor: str) -> bytes:
    return questionnaires.export(session.deps(), session.still(acting), round_id, vendor)


def _take_back(shown: Round, vendor: str) -> None:
    """The filled-in workbook: what storing it would do, or every fault; then the storing."""
    place = f"questionnaire.{shown.id}.{vendor}.{st.session_state.setdefault(_FILES, 0)}"
    file = st.file_uploader(
        literal(f"Workbook that {vendor} sent back"),
        type=["xlsx"],
        # A new key after each stored file: the place for the next one is empty.
        key=place,
        max_upload_size=_MOST_MB,
    )
    if file is None:
        return
    given = NamedFile(file.name, file.getvalue())
    with saying_why_not():
        returned = _preview(f"{file.file_id}{shown.version}", (shown.id, vendor), given)
        _changes(shown, returned)
        _store_button(shown, vendor, given, returned)


@st.cache_resource(max_entries=2, scope="session", show_spinner="Reading the workbook")
def _preview(
    read_as: str,  # noqa: ARG001 - the key of the cache
    about: tuple[int, str],
    _file: NamedFile,
) -> Returned:
    """What would be stored: read once for each file and version of the round."""
    return questionnaires.preview(session.deps(), session.person(), about, _file)


def _changes(shown: Round, returned: Returned) -> None:
    """What storing would add and change, and what it leaves."""
    parts = [
        f"{len(returned.added)} new",
        f"{len(returned.changed)} changed",
        f"{len(returned.unchanged)} already stored",
    ]
    st.markdown(f"**Answers: {', '.join(parts)}**")
    if returned.left:
        left = counted(len(returned.left), "earlier answer")
        st.caption(f"{left} of the vendor not in this file: kept as they are.")
    items = {place.key: place.item for place in rounds.scope(shown).places()}
    rows = tuple(
        (
            what,
            items[one.item].question,
            vendor_says.in_words(one.answer, items[one.item]),
            one.note,
        )
        for what, found in (("new", returned.added), ("changed", returned.changed))
        for one in found
    )
    columns = (Column("", 10), Column("Asked", 50), Column("Answer", 40), Column("Note", 40))
    if rows:
        tables.draw(Table("", columns, rows), "questionnaire.changes")


def _store_button(shown: Round, vendor: str, given: NamedFile, returned: Returned) -> None:
    count = len(returned.added) + len(returned.changed)
    if not count:
        st.text("Nothing in it is new.")
        return

    def store() -> None:
        questionnaires.hand_in(session.deps(), session.person(), (shown.id, vendor), given)
        st.session_state[_FILES] += 1

    st.button(
        f"Store {counted(count, 'answer')}",
        type="primary",
        key="questionnaire.store",
        on_click=attempt,
        args=(store, f"{counted(count, 'answer')} of {vendor} stored."),
    )
