"""What a page says when there is nothing to show: what it is for, why not yet, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from vendor_eval.access.roles import GRANTED, Permission, may
from vendor_eval.pages import places, session
from vendor_eval.workflows.reviews import Review


@dataclass(frozen=True, slots=True)
class Way:
    """The way to the step that brings what is missing, for those who may take it."""

    path: str
    label: str
    icon: str
    permission: Permission


READ_REPORT = Way("import", "Read a monthly report", "upload_file", Permission.IMPORT_MEASURES)
READ_CLAIMS = Way("claims", "Read claims", "receipt", Permission.IMPORT_CLAIMS)
ENTER_CONTRACT = Way("contract", "Enter a contract", "contract", Permission.EDIT_CONTRACTS)
SEE_CONTRACT = Way("contract", "See the contract", "contract", Permission.SEE_SERVICE_LEVELS)
KEEP_OFFER = Way("offers", "Keep the first offer", "request_quote", Permission.EDIT_PRICING)


def nothing_yet(heading: str, missing: str, *ways: Way) -> None:
    """What the page is for, what is missing, and the ways to it.

    Args:
        heading: what to begin with.
        missing: what is missing, and what it brings, in sentences.
        ways: each a link, or for somebody who may not go it, the roles that may.
    """
    _will_stand()
    with st.container(border=True):
        st.header(heading, anchor=False)
        st.text(missing)
        for one in ways:
            way(one)


def way(one: Way) -> None:
    """A link, or for somebody who may not go it the roles that may."""
    if may(session.person(), one.permission):
        places.link(one.path, one.label, one.icon)
        return
    roles = [role.value for role, granted in GRANTED.items() if one.permission in granted]
    st.text(f"{one.label}: up to whoever is here as {' or '.join(roles)}.")


def _will_stand() -> None:
    shows = places.shows()
    st.text(f"Here will stand: {shows[:1].lower()}{shows[1:]}")


def no_findings_yet(review: Review) -> None:
    """Nothing can be judged yet: what the page is for, what is missing, and the way to it."""
    _will_stand()
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
        way(ENTER_CONTRACT)
        if not review.measured:
            st.header("Then read a monthly report", anchor=False)
            st.text(
                "Drop the workbook or CSV file that the vendor mails each month. You see what "
                "would be stored before anything is."
            )
            way(READ_REPORT)


def no_round_yet() -> None:
    """No round was opened yet: what one is, and the way to it for whoever may open it."""
    _will_stand()
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
