"""What became of an item's answers: who changed them when, and what they said before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import streamlit as st

from vendor_eval.evaluation.answers import Evidence
from vendor_eval.pages import session
from vendor_eval.pages.parts.evaluation.desk import Asked
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import shown_date
from vendor_eval.workflows import answers
from vendor_eval.workflows.answers import CONSENSUS, VENDOR, Stored

_WHOSE = {CONSENSUS: "settling it", VENDOR: "for the vendor"}


@dataclass(frozen=True, slots=True)
class Change:
    """One revision.

    Attributes:
        before: what the same evaluator's answer was; None for the first one.
    """

    now: Stored
    before: Stored | None

    def __str__(self) -> str:
        return f"{in_words(self.before)} → {in_words(self.now)}"


def changes(history: Iterable[Stored]) -> tuple[Change, ...]:
    """The newest first.

    Args:
        history: every revision of the answers to one item, the oldest first.
    """
    newest: dict[str, Stored] = {}
    found = []
    for one in history:
        found.append(Change(one, newest.get(one.evaluator)))
        newest[one.evaluator] = one
    return tuple(reversed(found))


def in_words(stored: Stored | None) -> str:
    """An answer with its evidence and note, in one line."""
    if stored is None or not stored.answer:
        return "unanswered"
    kind = "no evidence" if stored.evidence == Evidence.NONE else f"evidence {stored.evidence}"
    return ". ".join(part for part in (f"{stored.answer}, {kind}", stored.note) if part)


def draw(asked: Asked) -> None:
    """All changes, read from the store; nothing where there is none."""
    about = (asked.desk.vendor, asked.key)
    known = answers.history(session.deps(), session.person(), asked.desk.round, about)
    if known:
        st.markdown("**Changes**, the newest first")
    for change in changes(known):
        st.caption(literal(_when(change.now, asked.desk.zone)))
        st.markdown(literal(str(change)))


def _when(stored: Stored, zone: ZoneInfo) -> str:
    local = stored.recorded_at.astimezone(zone)
    who = [stored.recorded_by, _WHOSE.get(stored.evaluator, "")]
    return ", ".join(filter(None, [shown_date(local.date()), f"{local:%H:%M}", *who]))
