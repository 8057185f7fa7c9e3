"""What stands behind an item: what each answer means, and the evidence that was handed in."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.access.roles import Person
from vendor_eval.evaluation.scorecard import Item
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.pages.parts.evaluation import revisions
from vendor_eval.pages.parts.evaluation.desk import Asked
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.pages.parts.said import SHADES
from vendor_eval.pages.parts.saving import saving
from vendor_eval.pages.words import literal
from vendor_eval.reports.report import Tone
from vendor_eval.reports.wording import metric_name, shown_date
from vendor_eval.workflows import evidence
from vendor_eval.workflows.evidence import NewPiece, Piece, Status

_MOST_MB = 10
_FILE, _LINK, _NOTE = "File", "Link", "Note"
_TONES = {
    Status.SUBMITTED: Tone.QUIET,
    Status.VERIFIED: Tone.GOOD,
    Status.REJECTED: Tone.BAD,
}


def draw(asked: Asked) -> None:
    """What to look for, the evidence, and what became of the answers.

    One stands in every row, so it is drawn when it is opened.
    """
    count = len(asked.pieces)
    with st.popover(
        f"About (evidence: {count})" if count else "About",
        type="tertiary",
        key=asked.field("about"),
        on_change="rerun",
    ) as opened:
        if opened.open:
            _meaning(asked.item)
            _pieces(asked)
            revisions.draw(asked)


def _meaning(item: Item) -> None:
    for option in item.options:
        st.markdown(f"**{literal(option.answer)}** {literal(option.says)}")
    if item.red_flag not in {option.says for option in item.options}:
        st.markdown(f"**Red flag** {literal(item.red_flag)}")
    st.markdown(f"**Evidence wanted** {literal(item.evidence)}")
    if item.passes_at is not None:
        st.markdown(f"**Gate** passed from “{literal(item.passes_at)}” on.")
    if item.metric is not None:
        st.markdown(f"**Checked later by** {literal(metric_name(item.metric))}")
    cited = "; ".join(f"{one.source.title}: {one.at}" for one in item.cites)
    st.caption(literal(f"Weighs {item.weight} of 100 in its section. {cited}"))


def _pieces(asked: Asked) -> None:
    """The evidence of the item, and a form for more where answers are taken."""
    if asked.pieces or asked.desk.open:
        st.markdown("**Evidence handed in**")
    for piece in asked.pieces:
        _piece(asked, piece)
    if asked.desk.open:
        _add(asked)


def _piece(asked: Asked, piece: Piece) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(piece.status, color=SHADES[_TONES[Status(piece.status)]])
            st.markdown(literal(piece.name), width="stretch")
            _open_button(piece)
        if piece.note:
            st.text(piece.note)
        st.caption(literal(_dates(piece)))
        if asked.desk.judges and piece.status == Status.SUBMITTED:
            with st.container(horizontal=True):
                for status, label in ((Status.VERIFIED, "Verify"), (Status.REJECTED, "Reject")):
                    if st.button(label, key=f"{status}.{piece.id}"):
                        _judge(piece, status)


def _open_button(piece: Piece) -> None:
    key = f"open.{piece.id}"
    if piece.kind == "link" and piece.url:
        st.link_button("Open", piece.url, key=key)
    elif piece.kind == "file":
        st.download_button(
            "Download",
            data=partial(_content, session.person(), piece.id),
            file_name=told_apart(evidence.download_name(piece.name), piece.sha256),
            mime=piece.media_type,
            key=key,
            on_click="ignore",
        )


def _content(acting: Person, piece_id: int) -> bytes:
    return evidence.content(session.deps(), session.still(acting), piece_id)


def _dates(piece: Piece) -> str:
    parts = [f"Added by {piece.added_by}"]
    if piece.issued is not None:
        parts.append(f"issued {shown_date(piece.issued)}")
    if piece.expires is not None:
        over = piece.expires < session.deps().today()
        parts.append(f"{'expired' if over else 'stands until'} {shown_date(piece.expires)}")
    return ", ".join(parts)


def _judge(piece: Piece, status: Status) -> None:
    saving(
        lambda: evidence.judge(session.deps(), session.person(), piece, status),
        f"The evidence is {status}.",
    )


def _add(asked: Asked) -> None:
    """Hand in a file, a link or a note."""
    kind = st.segmented_control(
        "Kind of evidence",
        [_FILE, _LINK, _NOTE],
        default=_LINK,
        required=True,
        key=asked.field("kind"),
        label_visibility="collapsed",
    )
    with st.form(asked.field(f"add.{kind}"), border=False, clear_on_submit=False):
        file = st.file_uploader("File", max_upload_size=_MOST_MB) if kind == _FILE else None
        name = "" if kind == _FILE else st.text_input("What it is", max_chars=LONGEST_NAME)
        url = st.text_input("Address", placeholder="https://", type="url") if kind == _LINK else ""
        note = st.text_input("Note", max_chars=LONGEST_NOTE)
        with st.container(horizontal=True):
            issued = st.date_input("Issued", value=None, format=days.TYPED)
            expires = st.date_input("Last day it stands", value=None, format=days.TYPED)
        added = st.form_submit_button("Add", type="primary")
    if not added:
        return
    if kind == _FILE and file is None:
        st.warning("Choose a file first.")
        return
    new = NewPiece(
        round=asked.desk.round,
        vendor=asked.desk.vendor,
        item=asked.key,
        name=name if file is None else file.name,
        content=None if file is None else file.getvalue(),
        url=url,
        note=note,
        issued=issued,
        expires=expires,
    )
    saving(lambda: evidence.add(session.deps(), session.person(), new), "The evidence is kept.")
