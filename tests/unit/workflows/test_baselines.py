"""The baseline of a round comes from the measures that are stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR, denials, report
from tests.rewritten import rewrite
from tests.unit.workflows.rounds_told import NEW, opened
from vendor_eval.errors import NotFound
from vendor_eval.quantities import Month
from vendor_eval.reports.baseline_tables import baseline_table, missing_figures
from vendor_eval.store import practice
from vendor_eval.workflows import baselines, practices, rounds, standings
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import State


def opened_in_june(deps: Deps) -> int:
    """A round whose first event lies in the last hour of May in New York, in UTC in June."""
    kept = rounds.open_round(deps, ADMINISTRATOR, NEW)
    with deps.store.writing("Ada") as session:
        rewrite(session, "UPDATE round_event SET recorded_at = '2026-06-01 03:30:00+00:00'")
    return kept.id


@pytest.mark.parametrize(("zone", "last"), [("America/New_York", 4), ("UTC", 5)])
def test_the_months_end_before_the_one_in_which_the_practice_opened_the_round(
    deps: Deps, zone: str, last: int
) -> None:
    round_id = opened_in_june(deps)
    with deps.store.writing("Ada") as session:
        practice.save(session, practice.Practice("Lakeside", zone), "Ada")

    found = baselines.baseline(deps, ADMINISTRATOR, round_id)

    assert found.months[-1] == Month(2026, last)


def test_it_shows_what_is_stored_and_says_what_is_missing(deps: Deps) -> None:
    report(deps, denials(m01=130, m02=120))
    round_id = opened_in_june(deps)
    with deps.store.writing("Ada") as session:
        rewrite(session, "UPDATE round_event SET recorded_at = '2026-04-15 12:00:00+00:00'")

    found = baselines.baseline(deps, ADMINISTRATOR, round_id)

    assert [one.values for one in found.figures if one.metric == "denial_rate"] == [
        (0.13, 0.12, None)
    ]
    table = baseline_table(found)
    assert len(table.rows) == 4
    months = "Jan 2026, Feb 2026 and Mar 2026"
    names = "First-pass acceptance rate, Days in A/R and Net collection rate"
    assert missing_figures(found) == (
        f"{VENDOR} is without {names} for {months}.",
        f"{VENDOR} is without Denial rate for Mar 2026.",
    )


def test_without_a_report_the_table_says_what_to_do(deps: Deps) -> None:
    found = baselines.baseline(deps, ADMINISTRATOR, opened_in_june(deps))

    assert baseline_table(found).rows == ()
    assert "Mar 2026 to May 2026" in baseline_table(found).empty


def test_a_round_that_does_not_exist_has_no_baseline(deps: Deps) -> None:
    with pytest.raises(NotFound):
        baselines.baseline(deps, ADMINISTRATOR, 7)


def test_the_comparison_report_says_how_the_practice_stood_before(deps: Deps) -> None:
    report(deps, denials(m01=130))
    named = replace(
        practices.current(deps), time_zone="UTC", profile=practices.Profile(("Cardiology",))
    )
    practices.save(deps, ADMINISTRATOR, named)
    kept = opened(deps, State.CONSENSUS)

    section = standings.report_on(deps, ADMINISTRATOR, kept.id).appendix[0]

    assert section.title == "The practice before the round"
    assert "Specialties: Cardiology." in section.notes
