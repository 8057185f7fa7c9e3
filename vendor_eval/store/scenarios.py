"""Scenarios as somebody saved them, every revision kept, and what was found about cautions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert
from sqlmodel import Session, col, select

from vendor_eval.errors import NotFound
from vendor_eval.naming import name_key
from vendor_eval.store import versions
from vendor_eval.store.tables import CautionNote, Scenario, ScenarioRevision


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario as somebody wants to save it.

    Attributes:
        text: TOML.
        note: why it is changed.
        version: the version that was shown, 0 for a new one.
    """

    name: str
    text: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class Revision:
    """A scenario as it was saved.

    Attributes:
        id: of the scenario; every revision has the same.
        text: TOML.
        version: counts from 1.
        recorded_at: in UTC.
    """

    id: int
    name: str
    text: str
    note: str
    version: int
    recorded_at: dt.datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Looked:
    """That somebody looked into a caution about an option of a scenario.

    Attributes:
        note: what came of it.
        recorded_at: in UTC.
    """

    option: str
    caution: str
    note: str
    recorded_at: dt.datetime
    recorded_by: str


_REVISIONS = (
    select(Scenario.name, ScenarioRevision)
    .join(ScenarioRevision, col(ScenarioRevision.scenario) == Scenario.id)
    .order_by(Scenario.key, col(ScenarioRevision.number))
)


def listed(session: Session) -> tuple[Revision, ...]:
    """The newest revision of every scenario, by name."""
    newest = _REVISIONS.where(ScenarioRevision.number == Scenario.version)
    return tuple(_revision(*found) for found in session.exec(newest))


def of_id(session: Session, scenario: int) -> Revision:
    """The newest revision of a scenario.

    Raises:
        NotFound: there is none.
    """
    return history(session, scenario)[-1]


def history(session: Session, scenario: int) -> tuple[Revision, ...]:
    """Every revision of a scenario, oldest first.

    Raises:
        NotFound: there is none.
    """
    of_one = _REVISIONS.where(Scenario.id == scenario)
    found = tuple(_revision(*one) for one in session.exec(of_one))
    if not found:
        raise NotFound(f"There is no scenario {scenario}.")
    return found


def save(session: Session, draft: Draft, by: str) -> Revision:
    """Add a revision of the scenario called ``draft.name``, in any spelling.

    Raises:
        Conflict: another scenario has the name, or somebody has saved another revision since.
    """
    key = name_key(draft.name)
    edit = versions.Edit({"key": key}, {"name": draft.name}, draft.version, by)
    body = {"toml": draft.text, "note": draft.note}
    written = versions.revise(session, (Scenario, ScenarioRevision), edit, body)
    kept = session.exec(select(Scenario).where(Scenario.key == key)).first()
    if kept is None:
        raise NotFound(f"There is no scenario {draft.name}.")
    if written is None:
        revisions = history(session, kept.id)
        raise versions.conflict(
            f"The scenario {kept.name}", draft.text, revisions, lambda one: one.text
        )
    return of_id(session, kept.id)


def looked_into(session: Session, scenario: int) -> tuple[Looked, ...]:
    """What was found about the scenario's cautions, oldest first."""
    of_one = select(CautionNote).where(CautionNote.scenario == scenario)
    rows = session.exec(of_one.order_by(col(CautionNote.id)))
    return tuple(
        Looked(row.option, row.caution, row.note, row.recorded_at, row.recorded_by) for row in rows
    )


def look_into(session: Session, scenario: int, found: Looked) -> None:
    """Keep what was found about a caution.

    Raises:
        NotFound: there is no such scenario.
    """
    of_id(session, scenario)
    values = {
        "scenario": scenario,
        "option": found.option,
        "caution": found.caution,
        "note": found.note,
        "recorded_at": found.recorded_at,
        "recorded_by": found.recorded_by,
    }
    session.connection().execute(insert(CautionNote), values)


def _revision(name: str, row: ScenarioRevision) -> Revision:
    return Revision(
        id=row.scenario,
        name=name,
        text=row.toml,
        note=row.note,
        version=row.number,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
