from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest

from tests.agreements import (
    ADMINISTRATOR,
    TODAY,
    VENDOR,
    agree,
    contract,
    denials,
    report,
)
from vendor_eval.errors import BadInput, NotFound
from vendor_eval.quantities import Month
from vendor_eval.sla.findings import Status
from vendor_eval.workflows import breach_reports, contracts, reports, reviews, truths
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.reviews import Review

MARCH = Month(2026, 3)


def review(deps: Deps) -> Review:
    return reviews.review(deps, ADMINISTRATOR)


def statuses(deps: Deps, vendor: str = VENDOR) -> dict[str, str]:
    findings = review(deps).findings_of(vendor)
    return {
        str(Month.at(month)): str(status)
        for month, status in zip(findings["month"], findings["status"], strict=True)
    }


def test_nothing_stored_is_an_empty_review(deps: Deps):
    found = review(deps)

    assert (found.months, found.vendors, found.measured) == ((), (), False)
    assert found.standings.contracts == ()


def test_a_vendor_that_stops_reporting_is_not_reported_through_the_last_closed_month(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=70))

    assert statuses(deps) == {
        "2026-01": "on_target",
        "2026-02": "not_reported",
        "2026-03": "not_reported",
    }


def test_a_vendor_that_never_reported_is_not_reported_from_the_first_month_on(deps: Deps):
    agree(deps, contract())

    assert set(statuses(deps).values()) == {"not_reported"}
    assert review(deps).measured is False


def test_a_month_that_is_not_over_is_judged_for_the_vendor_that_reported_it_and_no_other(
    deps: Deps,
):
    for vendor in (VENDOR, "Acme"):
        agree(deps, contract(vendor), vendor)
    report(deps, denials(m04=70))

    assert statuses(deps)["2026-04"] == "on_target"
    assert list(statuses(deps, "Acme")) == ["2026-01", "2026-02", "2026-03"]
    assert review(deps).months[0] == Month(2026, 4)


def test_a_contract_that_has_not_begun_has_no_finding(deps: Deps):
    agree(deps, contract(starts="2026-06-01"))

    assert (statuses(deps), review(deps).months) == ({}, ())


def test_the_contract_and_the_measures_may_spell_the_vendor_differently(deps: Deps):
    report(deps, denials("NORTHWIND rcm", m01=130))
    agree(deps, contract("Northwind  RCM"), "Northwind RCM")

    [vendor] = review(deps).vendors

    assert statuses(deps, vendor)["2026-01"] == "breach"


def test_a_vendor_without_a_contract_is_known_and_not_judged(deps: Deps):
    agree(deps, contract())
    report(deps, denials("Acme", m01=130))

    found = review(deps)

    assert found.vendors == ("Acme", VENDOR)
    assert (found.contract_of("Acme"), found.position("Acme")) == (None, -1)
    assert found.findings_of("Acme").empty


def test_without_any_contract_measures_wait_to_be_judged(deps: Deps):
    report(deps, denials(m01=130))

    found = review(deps)

    assert (found.months, found.vendors, found.measured) == ((), (VENDOR,), True)


def test_a_restatement_judges_the_month_anew_and_the_first_value_stays_on_record(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=70), "first.csv")
    report(deps, denials(m01=130), "corrected.csv")

    [changed] = review(deps).restatements

    assert statuses(deps)["2026-01"] == "breach"
    assert (changed.first, changed.now, changed.month) == (0.07, 0.13, Month(2026, 1))
    assert review(deps).restated(VENDOR, "denial_rate") == {Month(2026, 1).index}
    assert review(deps).restated(VENDOR, "clean_claim_rate") == set()


def test_the_state_changes_with_whatever_is_stored_and_with_the_day(deps: Deps):
    states = [reviews.state(deps, ADMINISTRATOR)]
    shown = agree(deps, contract())
    states.append(reviews.state(deps, ADMINISTRATOR))
    report(deps, denials(m01=70))
    states.append(reviews.state(deps, ADMINISTRATOR))
    contracts.save(deps, ADMINISTRATOR, contracts.draft_of(shown, contract(minimum="<= 11 %"), ""))
    states.append(reviews.state(deps, ADMINISTRATOR))
    tomorrow = replace(deps, today=lambda: TODAY + dt.timedelta(days=1))
    states.append(reviews.state(tomorrow, ADMINISTRATOR))

    assert len(set(states)) == len(states)
    assert reviews.state(deps, ADMINISTRATOR) == states[-2]


def test_a_file_stored_before_does_not_change_the_state(deps: Deps):
    report(deps, denials(m01=70))
    before = reviews.state(deps, ADMINISTRATOR)

    report(deps, denials(m01=70), "again.csv")

    assert reviews.state(deps, ADMINISTRATOR) == before


def test_the_assessment_of_one_vendor_is_its_part_of_all(deps: Deps):
    for vendor in (VENDOR, "Acme"):
        agree(deps, contract(vendor), vendor)
        report(deps, denials(vendor, m01=130, m02=70), f"{vendor}.csv")
    found = review(deps)

    acme, northwind = reviews.assessments(found, MARCH)
    [alone] = reviews.assessments(found, MARCH, VENDOR)

    assert alone == northwind
    assert [one.status for one in acme.findings] == [
        Status.BREACH,
        Status.ON_TARGET,
        Status.NOT_REPORTED,
    ]
    assert str(acme.gross) == "1600.00"


def test_an_assessment_without_credits_or_rights_has_none_and_is_not_zero_months(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=70, m02=70, m03=70))

    [found] = reviews.assessments(review(deps), MARCH)

    assert (found.credits, found.termination, len(found.findings)) == ((), (), 3)


def test_the_report_names_what_was_restated_up_to_its_month(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=70, m02=70, m03=70), "first.csv")
    report(deps, denials(m03=130), "corrected.csv")
    found = review(deps)

    def said(month: Month) -> str:
        return str(breach_reports.report_on(deps, ADMINISTRATOR, found, month)).lower()

    assert "restated" not in said(Month(2026, 2))
    assert "restated" in said(MARCH)


def test_the_report_tells_what_claims_and_audits_of_its_month_say(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m02=70, m03=70))
    found = truths.Audited(VENDOR, "denial_rate", MARCH, 0.13, how="100 claims")
    truths.enter(deps, ADMINISTRATOR, found)

    march = breach_reports.report_on(deps, ADMINISTRATOR, review(deps), MARCH)
    february = breach_reports.report_on(deps, ADMINISTRATOR, review(deps), Month(2026, 2))

    (note,) = march.notes
    assert note.startswith("1 reported value of 1 vendor lies further from claims or audits")
    assert "an audit found 13.00 %" in str(march.appendix)
    assert "Whether reported values hold" not in str(february.appendix)


def test_a_report_of_a_month_that_nobody_judged_names_those_that_were(deps: Deps):
    agree(deps, contract())

    with pytest.raises(NotFound, match="2026-01 to 2026-03"):
        reports.breaches(deps, ADMINISTRATOR, Month(2026, 4), ".csv")


def test_a_report_says_whether_its_month_has_a_breach_and_looks_at_no_other(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=130, m02=70))

    def breached(month: int) -> bool:
        return reports.breaches(deps, ADMINISTRATOR, Month(2026, month), ".csv").breached

    assert [breached(1), breached(2), breached(3)] == [True, False, False]


def test_a_report_in_a_format_that_nobody_renders_is_bad_input(deps: Deps):
    agree(deps, contract())

    with pytest.raises(BadInput):
        reports.breaches(deps, ADMINISTRATOR, MARCH, ".docx")


def test_a_report_says_which_part_of_the_practice_its_totals_lack(deps: Deps):
    agree(deps, contract())
    rows = ["2026-02,70,Main", "2026-02,90,Riverside", "2026-03,70,Main"]
    lines = [f"{VENDOR},{m},denial_rate,{n},1000,{s}" for m, n, s in (r.split(",") for r in rows)]
    head = "vendor,month,metric,numerator,denominator,site"
    report(deps, "\n".join([head, *lines]).encode())

    (note,) = breach_reports.report_on(deps, ADMINISTRATOR, review(deps), Month(2026, 3)).notes

    assert note.startswith(f"{VENDOR} reported nothing for Riverside in March 2026")


def test_the_summary_of_a_month_is_the_first_page_of_its_report(deps: Deps):
    agree(deps, contract())
    report(deps, denials(m01=130, m02=125, m03=60))
    found = review(deps)

    for month in found.months:
        summary = breach_reports.summary_on(deps, ADMINISTRATOR, found, month)
        whole = breach_reports.report_on(deps, ADMINISTRATOR, found, month)
        names = (field.name for field in fields(summary))
        assert all(getattr(summary, name) == getattr(whole, name) for name in names)
    assert len(found.months) == 3
