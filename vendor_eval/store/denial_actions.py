"""Causes of denials that recur and what is done about them, each revision as somebody saved it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from vendor_eval.naming import name_key
from vendor_eval.store import names, versions
from vendor_eval.store.tables import DenialAction, DenialActionRevision, Vendor


@dataclass(frozen=True, slots=True)
class Draft:
    """A cause and its correction as somebody wants to save them.

    Attributes:
        payer: the key of the payer, as claims carry it.
        carc: the reason for which it denies.
        cause: the root cause.
        correction: what is done about it.
        owner: who sees to it.
        due: by when.
        done: the day on which it was done; None while it is not.
        effect: what came of it.
        version: the version that was shown, 0 for a new one.
    """

    vendor: str
    payer: str
    carc: str
    cause: str
    correction: str
    owner: str
    due: dt.date | None = None
    done: dt.date | None = None
    effect: str = ""
    version: int = 0

    def __str__(self) -> str:
        """All that can be edited, for whoever compares two of them."""
        lines = (
            f"cause: {self.cause}",
            f"action: {self.correction}",
            f"owner: {self.owner}",
            f"due: {self.due or 'open'}",
            f"done: {self.done or 'no'}",
            f"effect: {self.effect}",
        )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Revision:
    """What was saved; the draft's version counts from 1, the time is in UTC."""

    draft: Draft
    recorded_at: dt.datetime
    recorded_by: str


_REVISIONS = (
    select(Vendor.name, DenialAction, DenialActionRevision)
    .join(DenialAction, col(DenialAction.vendor) == Vendor.id)
    .join(DenialActionRevision, col(DenialActionRevision.denial_action) == DenialAction.id)
    .order_by(col(DenialAction.payer), col(DenialAction.carc), col(DenialActionRevision.number))
)


def of_vendor(session: Session, vendor: str) -> tuple[Revision, ...]:
    """The newest revision about each reason, by payer and code; the vendor in any spelling."""
    newest = _REVISIONS.where(
        Vendor.key == name_key(vendor), DenialActionRevision.number == DenialAction.version
    )
    return tuple(_revision(*found) for found in session.exec(newest))


def history(session: Session, vendor: str, payer: str, carc: str) -> tuple[Revision, ...]:
    """Every revision about a reason at a payer, oldest first; none where there is none."""
    of_one = _REVISIONS.where(
        Vendor.key == name_key(vendor), DenialAction.payer == payer, DenialAction.carc == carc
    )
    return tuple(_revision(*found) for found in session.exec(of_one))


def save(session: Session, draft: Draft, by: str) -> Revision:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: somebody has saved another revision since.
    """
    vendor = names.vendor_id(session, draft.vendor, by)
    key = {"vendor": vendor, "payer": draft.payer, "carc": draft.carc}
    edit = versions.Edit(key, {}, draft.version, by)
    body = {
        "cause": draft.cause,
        "correction": draft.correction,
        "owner": draft.owner,
        "due": draft.due,
        "done": draft.done,
        "effect": draft.effect,
    }
    if versions.revise(session, (DenialAction, DenialActionRevision), edit, body) is None:
        subject = f"What is done about code {draft.carc}"
        kept = history(session, draft.vendor, draft.payer, draft.carc)
        raise versions.conflict(subject, str(draft), kept, lambda one: str(one.draft))
    return history(session, draft.vendor, draft.payer, draft.carc)[-1]


def _revision(vendor: str, action: DenialAction, row: DenialActionRevision) -> Revision:
    draft = Draft(
        vendor=vendor,
        payer=action.payer,
        carc=action.carc,
        cause=row.cause,
        correction=row.correction,
        owner=row.owner,
        due=row.due,
        done=row.done,
        effect=row.effect,
        version=row.number,
    )
    return Revision(draft, row.recorded_at, row.recorded_by)
