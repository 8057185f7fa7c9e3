"""The questions of a round sent to its candidates as workbooks, and their answers read back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from vendor_eval.access.roles import Person
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.evaluation import vendor_says
from vendor_eval.pages.parts.file_names import part_of_name, told_apart
from vendor_eval.pages.parts.saving import attempt, list_faults, saying_why_not
from vendor_eval.pages.words import literal
from vendor_eval.reports.rendering import MEDIA_TYPES
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import questionnaires, rounds
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.questionnaires import Returned, Workbook
from vendor_eval.workflows.rounds import Round, State

_MOST_MB = 10
_MOST_HELD = 100
_FILES = "questionnaire.files"


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
    _send(shown)
    if State(shown.state) in {State.OPEN, State.CONSENSUS}:
        _take_back(shown)
    else:
        st.caption("Answers are read back while the round is open or in consensus.")


def _send(shown: Round) -> None:
    """A workbook for each candidate, written when it is asked for."""
    acting = session.person()
    with st.container(horizontal=True):
        for number, vendor in enumerate(shown.vendors):
            st.download_button(
                literal(f"Questions to {vendor}"),
                data=partial(_workbook, acting, shown.id, vendor),
                file_name=told_apart(f"questions-{part_of_name(vendor)}.xlsx", shown, acting),
                mime=MEDIA_TYPES[".xlsx"],
                icon=":material/table:",
                key=f"questionnaire.send.{number}",
                on_click="ignore",
            )


def _workbook(acting: Person, round_id: int, vendor: str) -> bytes:
    return questionnaires.export(session.deps(), session.still(acting), round_id, vendor)


def _take_back(shown: Round) -> None:
    """The filled-in workbooks: what storing them would do, or every fault; then the storing."""
    given = st.file_uploader(
        "Workbooks that came back",
        type=["xlsx"],
        accept_multiple_files=True,
        # A new key after each storing: the place for the next ones is empty.
        key=f"questionnaire.{shown.id}.{st.session_state.setdefault(_FILES, 0)}",
        max_upload_size=_MOST_MB,
        help="One or several at once. Each says itself whose it is.",
    )
    if not given:
        return
    with saying_why_not():
        with st.spinner("Reading what came back"):
            workbooks = [_received(one.file_id, one) for one in given]
        acting = session.person()
        returned = questionnaires.preview(session.deps(), acting, shown.id, workbooks)
        _account(returned)
        _faults(returned)
        _changes(shown, returned)
        _store_button(shown, workbooks, returned)


@st.cache_resource(max_entries=_MOST_HELD, scope="session", show_spinner=False)
def _received(
    file_id: str,  # noqa: ARG001 - the key of the cache
    _file: UploadedFile,
) -> Workbook:
    """A file that was uploaded, read once."""
    file = NamedFile(_file.name, _file.getvalue())
    return questionnaires.received(session.person(), file)


def _account(returned: Sequence[Returned]) -> None:
    """What each file would add and change, and what it leaves."""
    counts = [
        (len(one.added), len(one.changed), len(one.unchanged), len(one.left)) for one in returned
    ]
    added, changed, unchanged, left = map(sum, zip(*counts, strict=True))
    st.markdown(f"**Answers: {added} new, {changed} changed, {unchanged} already stored**")
    rows = tuple(
        (one.file, one.vendor or None, *found, len(one.faults) or None)
        for one, found in zip(returned, counts, strict=True)
    )
    columns = (
        Column("File", 40),
        Column("Vendor", 30),
        *(Column(name, 12, Align.END) for name in ("New", "Changed", "Stored", "Left", "Faults")),
    )
    if left:
        kept = counted(left, "earlier answer")
        st.caption(f"{kept} not in these files: kept as they are.")
    tables.draw(Table("", columns, rows), "questionnaire.files")


def _faults(returned: Sequence[Returned]) -> None:
    """Every fault of every file; the files without one can be stored."""
    faulty = [one for one in returned if one.faults]
    if faulty:
        what = counted(len(faulty), "file")
        st.error(f"Nothing of {what} is stored. Each line says what would mend it.")
        faults = [fault for one in faulty for fault in one.faults]
        list_faults(faults, "questionnaire.faults")


def _changes(shown: Round, returned: Sequence[Returned]) -> None:
    """What storing would add and change, answer by answer."""
    items = {place.key: place.item for place in rounds.scope(shown).places()}
    rows = tuple(
        (
            answer.vendor,
            what,
            items[answer.item].question,
            vendor_says.in_words(answer.answer, items[answer.item]),
            answer.note,
        )
        for one in returned
        for what, found in (("new", one.added), ("changed", one.changed))
        for answer in found
    )
    columns = (
        Column("Vendor", 26),
        Column("", 10),
        Column("Asked", 50),
        Column("Answer", 40),
        Column("Note", 40),
    )
    if rows:
        tables.draw(Table("", columns, rows), "questionnaire.changes")


def _store_button(
    shown: Round, workbooks: Sequence[Workbook], returned: Sequence[Returned]
) -> None:
    vendors = [one.vendor for one in returned if one.new]
    if not vendors:
        st.text("Nothing new can be stored.")
        return
    count = counted(sum(len(one.new) for one in returned), "answer")
    whose = vendors[0] if len(vendors) == 1 else counted(len(vendors), "vendor")
    spoilt = any(one.faults for one in returned)

    def store() -> None:
        questionnaires.hand_in(session.deps(), session.person(), shown.id, workbooks)
        # What cannot be stored stays, with its faults, to be told to whose it is.
        if not spoilt:
            st.session_state[_FILES] += 1

    st.button(
        f"Store {count}",
        type="primary",
        key="questionnaire.store",
        on_click=attempt,
        args=(store, f"{count} of {whose} stored."),
    )
