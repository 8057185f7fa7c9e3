"""What an empty practice begins with: a few steps, which of them are done, and the ways to them."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.pages import places, session
from vendor_eval.workflows import offers, rounds
from vendor_eval.workflows.reviews import Review


@dataclass(frozen=True, slots=True)
class _Step:
    """One step: what it is called, what it brings, and who takes it where."""

    label: str
    brings: str
    path: str
    icon: str
    permission: Permission
    done: bool


def draw(review: Review) -> None:
    """Draw the steps in their order."""
    st.header("First steps", anchor=False)
    st.text(
        "This page will say each month what needs a decision. It takes a contract and what the "
        "vendor reports; the rest can wait."
    )
    for step in _steps(review):
        _step(step)


def _steps(review: Review) -> tuple[_Step, ...]:
    return (
        _Step(
            "Name the practice",
            "Its time zone decides in which month a day lies, its specialties what to ask.",
            "practice",
            "domain",
            Permission.EDIT_PRACTICE,
            session.practice().version > 0,
        ),
        _Step(
            "Enter a contract",
            "A month is judged against what was agreed. The standard template fills in limits "
            "that the field knows.",
            "contract",
            "contract",
            Permission.EDIT_CONTRACTS,
            bool(review.standings.contracts),
        ),
        _Step(
            "Read a monthly report",
            "The workbook or CSV file that the vendor mails. You see what would be stored before "
            "anything is.",
            "import",
            "upload_file",
            Permission.IMPORT_MEASURES,
            review.measured,
        ),
        *_choosing(),
    )


def _choosing() -> tuple[_Step, ...]:
    """The steps of whoever has a vendor still to choose, for whoever may see them."""
    deps, acting = session.deps(), session.person()
    steps = []
    if may(acting, Permission.COMPARE_VENDORS):
        steps.append(
            _Step(
                "Open a round",
                "Where a vendor is still to be chosen: candidates judged by the same questions.",
                "rounds",
                "how_to_vote",
                Permission.MANAGE_ROUNDS,
                bool(rounds.rounds(deps, acting)),
            )
        )
    if may(acting, Permission.SEE_PRICING):
        steps.append(
            _Step(
                "Keep an offer",
                "What a vendor asks for: offers are compared, and invoices checked against them.",
                "offers",
                "request_quote",
                Permission.EDIT_PRICING,
                bool(offers.listed(deps, acting)),
            )
        )
    return tuple(steps)


def _step(step: _Step) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if step.done:
                st.badge("✓ Done", color="green")
            else:
                st.badge("To do", color="gray")
            if may(session.person(), step.permission):
                places.link(step.path, step.label, step.icon)
            else:
                st.markdown(f"**{step.label}**")
        st.text(step.brings)
