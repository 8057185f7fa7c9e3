"""Each vendor of the demonstration shows the story that it is there for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from vendor_eval.access.roles import Person, Role
from vendor_eval.demonstration.agreements import contract_text
from vendor_eval.demonstration.reported import monthly_reports
from vendor_eval.demonstration.stories import MONTHS, PRACTICE, SITES, STORIES, Story
from vendor_eval.errors import BadInput
from vendor_eval.files.contracts import read_contract
from vendor_eval.measurement import COLUMNS
from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import right_values
from vendor_eval.store import Store
from vendor_eval.workflows import demonstration as filling
from vendor_eval.workflows import practices, reviews
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review

TODAY = dt.date(2026, 11, 21)
LAST = Month(2026, 10)
ADMINISTRATOR = Person("A. Moreno", Role.ADMINISTRATOR)
VENDOR_OF = {story.shows: story.vendor for story in STORIES}


@pytest.fixture(scope="module")
def deps(demonstration_file: Path) -> Iterator[Deps]:
    """The filled database; these tests only read it."""
    store = Store.open(f"sqlite:///{demonstration_file}")
    yield Deps(store, lambda: TODAY)
    store.close()


@pytest.fixture(scope="module")
def review(deps: Deps) -> Review:
    return reviews.review(deps, ADMINISTRATOR)


def findings_of(review: Review, story: str) -> pd.DataFrame:
    return review.findings_of(VENDOR_OF[story]).sort_values("month")


def breaches_a_month(findings: pd.DataFrame) -> dict[str, int]:
    counted = findings[findings["status"] == "breach"].groupby("month").size()
    return {
        str(Month.at(int(month))): int(counted.get(month, 0))
        for month in findings["month"].unique()
    }


def in_last_year(findings: pd.DataFrame) -> pd.DataFrame:
    return findings[findings["month"] > LAST.plus(-12).index]


def test_it_is_eight_vendors_over_thirty_months_and_says_that_it_is_made_up(
    deps: Deps, review: Review
):
    assert len(review.vendors) == len(STORIES) == 8
    assert review.months[0] == LAST
    assert len(review.months) == MONTHS == 30
    assert practices.current(deps).synthetic is True
    assert "synthetic" in PRACTICE.lower()


def test_the_steadily_good_vendor_has_no_breach_in_the_last_year(review: Review):
    findings = in_last_year(findings_of(review, "steadily good"))

    assert set(breaches_a_month(findings).values()) == {0}
    assert "not_reported" not in set(findings["status"])


def test_the_chronic_vendor_may_be_left_and_owes_money(review: Review):
    place = review.position(VENDOR_OF["chronic"])
    rights = right_values(
        review.standings.termination[review.standings.termination["contract"] == place]
    )
    [assessed] = reviews.assessments(review, LAST, VENDOR_OF["chronic"])

    assert {"consecutive", "n_of_m"} <= {right.rule.partition(":")[0] for right in rights}
    assert assessed.retained.cents > 0
    assert breaches_a_month(findings_of(review, "chronic"))[str(LAST)] >= 2


def test_the_chronic_vendor_reports_by_site_and_its_relief_is_not_judged(
    deps: Deps, review: Review
):
    findings = findings_of(review, "chronic")
    relieved = findings[findings["status"] == "relief"]

    assert practices.parts(deps, ADMINISTRATOR).sites == tuple(sorted(SITES))
    assert [Month.at(int(month)) for month in relieved["month"]] == [LAST.plus(-7)]
    assert "not_reported" not in set(findings["status"])


def test_the_improving_vendor_goes_from_breaches_to_on_target(review: Review):
    counts = list(breaches_a_month(findings_of(review, "improving after a remediation")).values())
    latest = findings_of(review, "improving after a remediation").query(f"month == {LAST.index}")

    assert min(counts[:12]) >= 1
    assert counts[-3:] == [0, 0, 0]
    assert (latest["status"] == "on_target").mean() >= 0.75


def test_the_vendor_that_stopped_reporting_is_silent_through_the_last_month(review: Review):
    findings = findings_of(review, "stopped reporting")
    silent = findings[findings["status"] == "not_reported"]

    assert sorted({Month.at(int(month)) for month in silent["month"]}) == [
        LAST.plus(-12),
        *(LAST.plus(back) for back in (-3, -2, -1, 0)),
    ]


def test_the_amended_contract_has_two_levels_of_one_metric_and_findings_under_both(
    review: Review,
):
    contract = review.contract_of(VENDOR_OF["an amendment mid-term"])
    assert contract is not None
    levels = [one for one in contract.service_levels if one.metric == "denial_rate"]
    findings = findings_of(review, "an amendment mid-term").query("metric == 'denial_rate'")

    assert [one.target.text for one in levels] == ["< 8 %", "< 7 %"]
    assert levels[1].effective == LAST.plus(-11).first_day
    used = findings.set_index("month")["level"]
    assert used[LAST.plus(-12).index] != used[LAST.plus(-11).index]


def test_the_restating_vendor_first_reported_what_was_no_breach(review: Review):
    vendor = VENDOR_OF["restates what it reported"]
    changed = {one.month: one for one in review.restatements if one.vendor == vendor}
    findings = review.findings_of(vendor).query("metric == 'denial_rate'").set_index("month")

    assert sorted(changed) == [LAST.plus(-9), LAST.plus(-4)]
    for month, one in changed.items():
        assert one.first is not None
        assert one.first < 0.12 < (one.now or 0)
        assert findings["status"][month.index] == "breach"


def test_only_the_restating_vendor_restates(review: Review):
    assert {one.vendor for one in review.restatements} == {VENDOR_OF["restates what it reported"]}


def test_the_new_vendor_is_still_in_ramp(review: Review):
    findings = findings_of(review, "still in ramp")

    assert set(findings["status"]) == {"ramp"}
    assert findings["month"].nunique() == 2


def test_the_small_vendors_rates_jump_and_some_months_are_too_few_to_judge(review: Review):
    findings = findings_of(review, "small: its rates jump")
    denials = findings.query("metric == 'denial_rate'")["value"].dropna().tolist()
    good = findings_of(review, "steadily good").query("metric == 'denial_rate'")["value"].tolist()

    def jump(values: list[float]) -> float:
        return max(abs(now - before) for before, now in pairwise(values))

    assert "low_volume" in set(findings["status"])
    assert jump(denials) > 5 * jump(good)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.shows)
def test_every_contract_reads_as_a_file_would(story: Story):
    contract = read_contract(contract_text(story.vendor, LAST), story.vendor)

    assert contract.vendor == story.vendor
    assert contract.last_month > LAST


def test_the_same_months_give_the_same_figures():
    def figures() -> list[pd.DataFrame]:
        return [report.frame for report in monthly_reports(LAST)]

    for one, other in zip(figures(), figures(), strict=True):
        pd.testing.assert_frame_equal(one, other)
        assert list(one.columns) == list(COLUMNS)


def test_filling_twice_is_refused_and_adds_nothing(deps: Deps):
    before = reviews.state(deps, ADMINISTRATOR)

    with pytest.raises(BadInput, match="holds figures already"):
        filling.fill(deps, ADMINISTRATOR, "America/New_York")

    assert reviews.state(deps, ADMINISTRATOR) == before


def test_no_later_month_is_reported_than_the_last_whole_one(deps: Deps, review: Review):
    assert not filling.is_empty(deps)
    assert max(review.months) == Month.of(TODAY).plus(-1)
