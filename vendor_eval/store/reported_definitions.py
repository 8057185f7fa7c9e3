"""By which definitions vendors say they work out what they report, as people wrote it down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from vendor_eval.naming import name_key
from vendor_eval.store import names, versions
from vendor_eval.store.tables import ReportedDefinition, Vendor


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is known of how a vendor works out one metric.

    Attributes:
        definition: the id of the metric or of another definition; empty where nobody knows.
        tolerance: how far the reported value may lie from ours, in the metric's unit; None for
            what goes without saying.
        version: as `audited.Audited.version`.
    """

    vendor: str
    metric: str
    definition: str
    tolerance: float | None = None
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What was written down, as it was kept; its time in UTC."""

    chosen: Chosen
    recorded_at: dt.datetime
    recorded_by: str


def history(session: Session, vendor: str | None = None) -> tuple[Choice, ...]:
    """Every revision, by vendor and metric, the newest of each last.

    Args:
        vendor: a name in any spelling; None for all.
    """
    query = (
        select(ReportedDefinition, Vendor)
        .join(Vendor, col(Vendor.id) == ReportedDefinition.vendor)
        .order_by(Vendor.key, ReportedDefinition.metric, col(ReportedDefinition.revision))
    )
    if vendor is not None:
        query = query.where(Vendor.key == name_key(vendor))
    return tuple(_choice(row, owner.name) for row, owner in session.exec(query))


def newest(session: Session, vendor: str | None = None) -> tuple[Choice, ...]:
    """The newest revision for each vendor and metric."""
    found = {(one.chosen.vendor, one.chosen.metric): one for one in history(session, vendor)}
    return tuple(found.values())


def save(session: Session, chosen: Chosen, by: str) -> None:
    """Add a revision; a vendor that is not known yet is added.

    Raises:
        Conflict: somebody has chosen another one since.
    """
    key = {"vendor": names.vendor_id(session, chosen.vendor, by), "metric": chosen.metric}
    values = {
        "definition": chosen.definition,
        "tolerance": chosen.tolerance,
        "note": chosen.note,
    }
    edit = versions.Edit(key, values, chosen.version, by)
    if not versions.append(session, ReportedDefinition, edit):
        subject = f"The definition by which {chosen.vendor} reports {chosen.metric}"
        every = history(session, chosen.vendor)
        kept = [one for one in every if one.chosen.metric == chosen.metric]
        raise versions.conflict(subject, _shown(chosen), kept, lambda one: _shown(one.chosen))


def _shown(chosen: Chosen) -> str:
    """The choice as text, for two people to compare."""
    return f"{chosen.definition or 'not known'}, tolerance {chosen.tolerance}\n{chosen.note}"


def _choice(row: ReportedDefinition, vendor: str) -> Choice:
    chosen = Chosen(
        vendor=vendor,
        metric=row.metric,
        definition=row.definition,
        tolerance=row.tolerance,
        note=row.note,
        version=row.revision,
    )
    return Choice(chosen, row.recorded_at, row.recorded_by)
