"""What a page says when there is nothing to show: why, and what to do next."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import places, session
from vendor_eval.workflows.reviews import Review


def no_findings_yet(review: Review) -> None:
    """Nothing can be judged yet: what the page is for, what is missing, and the way to it."""
    shows = places.shows()
    st.text(f"Here will stand: {shows[:1].lower()}{shows[1:]}")
    contracts = review.standings.contracts
    if contracts:
        first = min(one.first_month for one in contracts)
        st.text(
            f"The first contract is in force from {first.shown} on. A month is judged when it is "
            "over, or as soon as its report is read."
        )
        return
    with st.container(border=True):
        st.header("Start with a contract", anchor=False)
        st.text(
            "A month is judged against what was agreed. Enter the contract of one billing "
            "vendor; the standard template fills in limits that the field knows."
        )
        places.link("contract", "Enter a contract", "contract")
        if not review.measured:
            st.header("Then read a monthly report", anchor=False)
            st.text(
                "Drop the workbook or CSV file that the vendor mails each month. You see what "
                "would be stored before anything is."
            )
            places.link("import", "Read a monthly report", "upload_file")


def no_round_yet() -> None:
    """No round was opened yet: what one is, and the way to it for whoever may open it."""
    with st.container(border=True):
        st.header("Open a round", anchor=False)
        st.text(
            "Candidates are judged side by side in a round: the same questions, weighed the same, "
            "answered by several evaluators who do not see each other's first answers."
        )
        if may(session.person(), Permission.MANAGE_ROUNDS):
            places.link("rounds", "Open the first round", "how_to_vote")
        else:
            st.text("An administrator opens the first one.")
