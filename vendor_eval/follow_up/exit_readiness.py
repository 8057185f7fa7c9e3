"""How well a practice could leave a vendor: what is there, what is missing, and why it matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vendor_eval.follow_up.transition import ExitReadiness

TESTED_WITHIN = dt.timedelta(days=365)
"""How old the last test of an export may be: a year, an assumption of this product."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is needed on the day of leaving.

    Attributes:
        mend: what would mend it where it is missing.
    """

    what: str
    is_there: bool
    found: str
    mend: str


def checks(record: ExitReadiness, today: dt.date) -> tuple[Check, ...]:
    """Every thing that is needed, in the order in which it is needed.

    Source: S003, service agreement: data ownership, an export in a usable format, return or
    deletion in a defined time; S003, FAQ: a parallel run.
    """
    return (
        Check(
            "The contract says that the practice owns its data",
            bool(record.data_owner_clause),
            record.data_owner_clause or "no clause is named",
            "Name the clause, or have one written in before the contract is renewed.",
        ),
        *_of_export(record, today),
        *_of_end(record),
    )


def _of_export(record: ExitReadiness, today: dt.date) -> Iterator[Check]:
    """Whether it was tested, can be read, and is described."""
    tested = record.export_tested_on
    yield Check(
        "An export was read by somebody else within a year",
        tested is not None and today - tested <= TESTED_WITHIN,
        "never tested" if tested is None else f"tested on {_shown(tested)}",
        "Ask for an export now, and let another person or system read it.",
    )
    yield Check(
        "The export has a usable format",
        bool(record.export_format),
        record.export_format or "no format is named",
        "Agree on files that others can read, such as CSV with one table a file.",
    )
    yield Check(
        "Every column of the export is described",
        record.fields_listed,
        "a list of fields is at hand" if record.fields_listed else "no list of fields",
        "Ask for the list of fields with the next export.",
    )


def _of_end(record: ExitReadiness) -> Iterator[Check]:
    """What happens to data and open claims, and who works beside whom."""
    yield Check(
        "Data are returned or deleted within an agreed time",
        record.return_days is not None,
        "no time is agreed" if record.return_days is None else f"{record.return_days} days",
        "Agree on a number of days, and on a written confirmation.",
    )
    yield Check(
        "Who works the open receivables is settled",
        bool(record.run_out),
        record.run_out or "not settled",
        "Settle who follows up open claims after the end, for how long and for what fee.",
    )
    yield Check(
        "A parallel run has its dates",
        record.parallel_from is not None and record.parallel_to is not None,
        _span(record.parallel_from, record.parallel_to),
        "Plan 30 to 90 days in which the next one works beside this vendor.",
    )


def _span(first: dt.date | None, last: dt.date | None) -> str:
    if first is None or last is None:
        return "no dates"
    return f"{_shown(first)} to {_shown(last)}"


def _shown(day: dt.date) -> str:
    """As people write it: ``April 3, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"
