"""What only the practice knows and a negotiation with payers takes, each revision as somebody said.

How coding is done is a fact of the practice; when rates were last raised is one of each payer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlmodel import Session, col, select

from vendor_eval.store import versions
from vendor_eval.store.tables import CodingPractice, RateIncrease

_WORDS = {True: "yes", False: "no", None: "not known"}


@dataclass(frozen=True, slots=True)
class Coding:
    """How the practice codes; None for what nobody says.

    Attributes:
        has_guidelines: whether coding follows consistent written guidelines.
        is_documented: whether documentation supports what is coded.
        has_certified_coders: whether everybody who codes is certified.
        version: the revision that was shown to whoever edits, 0 where there was none; of what is
            stored its own.
    """

    has_guidelines: bool | None = None
    is_documented: bool | None = None
    has_certified_coders: bool | None = None
    version: int = 0

    def __str__(self) -> str:
        """All that can be edited, for whoever compares two of them."""
        return "\n".join(
            (
                f"written guidelines: {_WORDS[self.has_guidelines]}",
                f"documentation supports the codes: {_WORDS[self.is_documented]}",
                f"certified coders: {_WORDS[self.has_certified_coders]}",
            )
        )


@dataclass(frozen=True, slots=True)
class Increase:
    """When a payer last raised its rates.

    Attributes:
        payer: its key, as claims carry it.
        raised_on: the day from which the rates of today hold; None where nobody says.
        version: as `Coding.version`.
    """

    payer: str
    raised_on: dt.date | None = None
    version: int = 0

    def __str__(self) -> str:
        """All that can be edited, for whoever compares two of them."""
        return f"rates last raised: {self.raised_on or 'not known'}"


Fact = TypeVar("Fact", Coding, Increase)


@dataclass(frozen=True, slots=True)
class Said(Generic[Fact]):
    """A fact as somebody said it; the time is in UTC."""

    fact: Fact
    recorded_at: dt.datetime
    recorded_by: str


def coding_history(session: Session) -> tuple[Said[Coding], ...]:
    """Everything that was said of how the practice codes, oldest first."""
    rows = session.exec(select(CodingPractice).order_by(col(CodingPractice.revision)))
    return tuple(
        Said(
            Coding(row.has_guidelines, row.is_documented, row.has_certified_coders, row.revision),
            row.recorded_at,
            row.recorded_by,
        )
        for row in rows
    )


def increase_history(session: Session) -> tuple[Said[Increase], ...]:
    """Everything that was said of when payers raised their rates, by payer, oldest first."""
    query = select(RateIncrease).order_by(RateIncrease.payer, col(RateIncrease.revision))
    return tuple(
        Said(Increase(row.payer, row.raised_on, row.revision), row.recorded_at, row.recorded_by)
        for row in session.exec(query)
    )


def coding(session: Session) -> Coding:
    """How the practice codes, as said last; nothing known before anybody said."""
    said = coding_history(session)
    return said[-1].fact if said else Coding()


def increases(session: Session) -> tuple[Increase, ...]:
    """What was said last of each payer, by payer."""
    return tuple({one.fact.payer: one.fact for one in increase_history(session)}.values())


def save_coding(session: Session, said: Coding, by: str) -> None:
    """Add a revision.

    Raises:
        Conflict: somebody has saved another one since.
    """
    values = {
        "has_guidelines": said.has_guidelines,
        "is_documented": said.is_documented,
        "has_certified_coders": said.has_certified_coders,
    }
    edit = versions.Edit({}, values, said.version, by)
    if not versions.append(session, CodingPractice, edit):
        raise versions.conflict(
            "How the practice codes", str(said), coding_history(session), lambda one: str(one.fact)
        )


def save_increase(session: Session, said: Increase, by: str) -> None:
    """Add a revision about its payer.

    Raises:
        Conflict: somebody has saved another one since.
    """
    edit = versions.Edit({"payer": said.payer}, {"raised_on": said.raised_on}, said.version, by)
    if not versions.append(session, RateIncrease, edit):
        kept = tuple(one for one in increase_history(session) if one.fact.payer == said.payer)
        subject = f"When {said.payer or 'the payer'} last raised its rates"
        raise versions.conflict(subject, str(said), kept, lambda one: str(one.fact))
