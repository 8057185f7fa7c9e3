"""Turnarounds by a business calendar, from an extract and a calendar file at the prompt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.claim_rows import ANYBODY, claim, unanswered, write_csv
from tests.spec.conftest import Run
from vendor_eval.claims.clock import BusinessCalendar
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.files.business_calendars import (
    read_business_calendar,
    standard_business_calendar,
)
from vendor_eval.workflows.claims import Asked, recomputed

CALENDAR = standard_business_calendar()
# Thursday 16:00 to Monday 10:30, with a holiday between them.
RECEIVED, DONE = "2025-07-03T16:00:00", "2025-07-07T10:30:00"
SENT = "2025-07-08T09:30:00"


def worked() -> list[dict[str, Any]]:
    """One claim: coded from received to done, then sent; rejected when received, sent again."""
    first = claim(
        1,
        **{**unanswered(), "payer_ack_status": "rejected", "payer_ack_ts": RECEIVED},
        doc_complete_ts=RECEIVED,
        coded_ts=DONE,
        submitted_ts=SENT,
    )
    again = claim(
        1,
        **unanswered(),
        practice_claim_key="k1-2",
        attempt_no=2,
        submitted_ts=DONE,
        coded_ts="",
        doc_complete_ts="",
    )
    return [first, again]


def outcome(file: Path, calendar: BusinessCalendar | None = None) -> Recomputed:
    agreed = Agreed("America/New_York", calendar=calendar)
    return recomputed(ANYBODY, Asked([file], agreed, variants=True))


def by_id(values: tuple[Kpi, ...]) -> dict[str, Kpi]:
    return {one.metric: one for one in values}


def test_the_same_work_by_three_clocks(tmp_path: Path) -> None:
    calendar = read_business_calendar(CALENDAR, "calendar.toml")
    file = write_csv(tmp_path / "claims.csv", worked())

    done = outcome(file, calendar)

    kpis, variants = by_id(done.kpis), by_id(done.variants)
    assert kpis["coding_turnaround"].value == 90.5
    # 1 h on Thursday, 2.5 h on Monday
    assert variants["coding_turnaround.business_hours"].value == 3.5
    assert variants["resubmission_turnaround.business_hours"].value == 3.5
    assert variants["resubmission_turnaround.business_days"].value == 1
    # Monday 10:30 to Tuesday 9:30: 6.5 h and 1.5 h
    assert variants["claim_submission_lag.business_hours"].value == 8


def test_days_that_the_calendar_does_not_know_are_pending_and_not_counted(tmp_path: Path) -> None:
    text = CALENDAR.replace("from = 2025-01-01", "from = 2025-07-04")
    early = [line for line in text.splitlines() if "2025-01-01, 2025-01-20" in line]
    calendar = read_business_calendar(text.replace(early[0], "  2025-07-04,"), "calendar.toml")
    file = write_csv(tmp_path / "claims.csv", worked())

    one = by_id(outcome(file, calendar).variants)

    hours = one["coding_turnaround.business_hours"]
    assert (hours.value, hours.denominator, hours.pending) == (None, 0, 1)


def test_without_a_calendar_no_business_hour_is_assumed(tmp_path: Path) -> None:
    done = outcome(write_csv(tmp_path / "claims.csv", worked()))

    because = {one.metric: one.because for one in done.not_computable}
    assert "business calendar" in because["coding_turnaround.business_hours"]
    assert "coding_turnaround.business_hours" not in by_id(done.variants)


def test_the_command_takes_a_calendar(run: Run, folder: Path) -> None:
    write_csv(folder / "claims.csv", worked())
    (folder / "calendar.toml").write_text(CALENDAR, "utf-8")
    asked = ("claims", "definitions", "claims.csv", "--metric", "coding_turnaround", "--json")

    ended = run(*asked, "--calendar", "calendar.toml")

    assert ended.status == 0
    values = {
        one["id"]: (one["value"], one["unit"])
        for cohort in ended.document["cohorts"]
        for one in cohort["definitions"]
    }
    assert values["coding_turnaround.business_hours"] == (3.5, "hours")
    assert values["resubmission_turnaround.business_days"] == (1, "business_days")


@pytest.mark.parametrize(
    ("content", "status"), [('opens = "8"', 2), (None, 3)], ids=["faulty", "missing"]
)
def test_a_calendar_with_faults_lists_them_all(
    run: Run, folder: Path, content: str | None, status: int
) -> None:
    write_csv(folder / "claims.csv", worked())
    if content is not None:
        (folder / "calendar.toml").write_text(content, "utf-8")

    ended = run("claims", "definitions", "claims.csv", "--calendar", "calendar.toml", "--json")

    assert ended.status == status
