"""Leaving is checked before it is needed; nothing known is nothing there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vendor_eval.follow_up.exit_readiness import TESTED_WITHIN, checks
from vendor_eval.follow_up.transition import ExitReadiness

TODAY = dt.date(2026, 11, 22)
READY = ExitReadiness(
    export_tested_on=TODAY - TESTED_WITHIN,
    export_format="CSV, one table a file",
    fields_listed=True,
    data_owner_clause="Section 9",
    return_days=0,
    run_out="The vendor, 90 days at 5 %",
    parallel_from=TODAY,
    parallel_to=TODAY,
)


def missing(record: ExitReadiness, today: dt.date = TODAY) -> list[str]:
    return [one.what for one in checks(record, today) if not one.is_there]


def test_of_nothing_written_down_nothing_is_there_and_each_says_what_mends_it() -> None:
    found = checks(ExitReadiness(), TODAY)

    assert not any(one.is_there for one in found)
    assert all(one.mend.endswith(".") and one.found for one in found)


def test_everything_is_there_when_it_is_and_no_day_longer_than_a_year() -> None:
    assert missing(READY) == []
    tomorrow = TODAY + dt.timedelta(days=1)
    assert missing(READY, tomorrow) == ["An export was read by somebody else within a year"]


def test_half_a_parallel_run_is_none() -> None:
    assert missing(replace(READY, parallel_to=None)) == ["A parallel run has its dates"]
