"""Everything that was typed and read, as one file to take along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from vendor_eval.access.roles import Permission, Person, may
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts.file_names import told_apart
from vendor_eval.workflows import backups


def draw() -> None:
    """A button for whoever may have everything; the file is made when it is asked for."""
    acting = session.person()
    if not may(acting, Permission.BACK_UP):
        return
    st.header("Everything as one file", anchor=False)
    st.text(
        "All that was typed and read, with its history: a table a CSV file that any spreadsheet "
        "opens, the files that were handed in, and what each column holds. It is a backup as well, "
        "which vendor-eval restore reads back. It takes a while to make, because it is put back "
        "once before you get it. The audit log says who took it."
    )
    st.download_button(
        "Archive",
        data=partial(_made, acting),
        file_name=told_apart("practice-archive.zip", acting, computed.stamp()),
        mime="application/zip",
        icon=":material/archive:",
        key="practice.archive",
        on_click="ignore",
    )


def _made(acting: Person) -> bytes:
    return backups.archive_of(session.deps(), session.still(acting), session.kept())
