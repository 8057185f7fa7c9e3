"""Where somebody hands in files of claims, and says what the files do not say by themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from vendor_eval.claims.terms import Agreed
from vendor_eval.pages import session
from vendor_eval.pages.parts import days
from vendor_eval.workflows import claim_mappings, truths
from vendor_eval.workflows.claim_runs import Asked

_MOST_MB = 200
_UPLOAD, _FOLDER = "Upload files", "Name a folder on this computer"
_AS_FILES_SAY = "As the files say"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody hands in.

    Attributes:
        key: equal for the same things under the same terms.
        mapping: how extracts are headed and worded, a TOML file.
    """

    key: str
    asked: Asked
    uploads: tuple[UploadedFile, ...]
    mapping: UploadedFile | None

    @property
    def is_something(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.uploads or self.asked.paths)


def handed_in(turn: int) -> Given:
    """The files and the terms, as far as somebody has named them.

    Args:
        turn: another number empties the places for files.
    """
    way = st.segmented_control(
        "Where the files are",
        [_UPLOAD, _FOLDER],
        default=_UPLOAD,
        required=True,
        key="claims.way",
        label_visibility="collapsed",
    )
    uploads: tuple[UploadedFile, ...] = ()
    folder, named = "", ""
    if way == _UPLOAD:
        files = st.file_uploader(
            "Files of claims",
            accept_multiple_files=True,
            key=f"claims.files.{turn}",
            max_upload_size=_MOST_MB,
            label_visibility="collapsed",
        )
        uploads = tuple(files)
        named = ",".join(one.file_id for one in files)
    else:
        folder = st.text_input(
            "Folder or file",
            placeholder="/home/practice/claims/2026-03",
            key=f"claims.folder.{turn}",
        ).strip()
    agreed, vendor = _terms()
    mapping = _mapping()
    asked = Asked(
        (Path(folder),) if folder else (),
        agreed,
        vendor=vendor,
        variants=True,
        keys=session.claim_keys(),
    )
    headed = "" if mapping is None else mapping.file_id
    return Given(f"{named}|{folder}|{agreed}|{vendor}|{headed}", asked, uploads, mapping)


def _terms() -> tuple[Agreed, str | None]:
    """What the files do not say by themselves."""
    known = truths.seen(session.deps(), session.person()).vendors
    with st.expander("Whose claims, and what was agreed"), st.grid(2, min_column_width=280):
        vendor = st.selectbox(
            "Whose claims they are",
            [_AS_FILES_SAY, *known],
            key="claims.vendor",
            accept_new_options=True,
            help="Where no column of an extract names the vendor.",
        )
        as_of: dt.date | None = st.date_input(
            "Look at what is open from the end of",
            value=None,
            max_value=session.deps().today(),
            format=days.TYPED,
            key="claims.as_of",
            help="Else the latest day that the files know of.",
        )
        coding = st.number_input(
            "Hours within which coding is on time", value=48, min_value=1, key="claims.coding"
        )
        again = st.number_input(
            "Hours within which a claim is sent again", value=48, min_value=1, key="claims.again"
        )
    agreed = Agreed(
        time_zone=session.zone().key,
        as_of=as_of,
        coding_hours=int(coding),
        resubmission_hours=int(again),
    )
    return agreed, None if vendor in (None, _AS_FILES_SAY) else vendor


def _mapping() -> UploadedFile | None:
    """How extracts are headed, where that is not as documented."""
    with st.expander("Extracts with headings of their own"):
        st.text(
            "Where an extract has other headings or words than the template, write yours into it "
            "and hand it in with the files. It is read from the file each time: keep it."
        )
        st.download_button(
            "Template to copy",
            claim_mappings.mapping_template(),
            "claim-columns.toml",
            "application/toml",
            icon=":material/download:",
            key="claims.mapping.template",
            on_click="ignore",
        )
        return st.file_uploader(
            "How extracts are headed, a TOML file",
            type="toml",
            key="claims.mapping",
            max_upload_size=1,
        )
