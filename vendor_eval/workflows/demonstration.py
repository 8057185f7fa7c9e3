"""Filling an empty database with the demonstration practice."""

from __future__ import annotations

import datetime as dt
import hashlib

import pandas as pd

from vendor_eval import demonstration
from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.demonstration import MonthlyReport
from vendor_eval.errors import BadInput, Fault
from vendor_eval.quantities import Month
from vendor_eval.store import contracts, measures, practice
from vendor_eval.store.contracts import Draft
from vendor_eval.store.imports import Received
from vendor_eval.workflows.deps import Deps


def is_empty(deps: Deps) -> bool:
    """Whether nothing is stored yet."""
    with deps.store.reading() as session:
        return practice.stored(session) is None and not measures.vendors(session)


def fill(deps: Deps, person: Person, time_zone: str) -> None:
    """Store the demonstration practice, reported through the last whole month.

    Raises:
        NotAllowed: the person may not do this.
        BadInput: the database holds something already; invented figures never join real ones.
    """
    require(person, Permission.FILL_DEMONSTRATION)
    if not is_empty(deps):
        mend = "name an empty one with VENDOR_EVAL_DATABASE_URL"
        raise BadInput([Fault("database", "holds figures already", mend)])
    last = Month.of(deps.today()).plus(-1)
    reports = list(demonstration.monthly_reports(last))
    with deps.store.writing() as session:
        named = practice.Practice(demonstration.PRACTICE, time_zone, is_demo=True)
        practice.save(session, named, person.name)
        for story in demonstration.STORIES:
            text = demonstration.contract_text(story.vendor, last)
            draft = Draft(story.vendor, "Service agreement", text, "Demonstration", version=0)
            contracts.save(session, draft, person.name)
        for report in _few(reports):
            measures.save(session, report.frame, _received(report, person, deps.today()))


def _few(reports: list[MonthlyReport]) -> list[MonthlyReport]:
    """The same reports as few files: all first ones together, then each correction."""
    first = [one for one in reports if not one.corrects]
    history = pd.concat([one.frame for one in first], ignore_index=True)
    return [MonthlyReport("thirty-months.xlsx", history), *(one for one in reports if one.corrects)]


def _received(report: MonthlyReport, person: Person, today: dt.date) -> Received:
    return Received(
        file_name=report.name,
        sha256=hashlib.sha256(f"demonstration {report.name} {today}".encode()).hexdigest(),
        how={"demonstration": True},
        by=person.name,
        at=dt.datetime.now(dt.UTC),
    )
