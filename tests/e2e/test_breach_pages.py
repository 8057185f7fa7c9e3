"""A breach and the board: what a practice administrator sees, notes and writes in a month."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.record import Record
from vendor_eval.quantities import Month
from vendor_eval.store import practice
from vendor_eval.store.practice import Practice
from vendor_eval.workflows import contracts, follow_up, imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload

VENDOR, METRIC = "Acme Billing", "denial_rate"
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
CONTRACT = """
vendor = "Acme Billing"
starts = 2026-08-01
ends = 2027-12-31
monthly_fee = "40000 USD"
fee_at_risk = "10 %"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
allocation = "40 %"
clause = "Exhibit B, 2.2"

[deadlines]
root_cause = "10 business days"
plan = "30 days"
dispute = "15 days"
"""
OF_OCTOBER = {"vendor": VENDOR, "month": "October 2026", "metric": "Denial rate"}


def judge(deps: Deps, **months: str) -> None:
    """The contract, and denial rates by month: ``m10="15 %"``."""
    contracts.save(
        deps, local_person(), contracts.Draft(VENDOR, "Agreement", CONTRACT, "signed", version=0)
    )
    report(deps, **months)


def report(deps: Deps, **months: str) -> None:
    lines = [f"{VENDOR},2026-{name[1:]},{METRIC},{value}\n" for name, value in months.items()]
    content = ("vendor,month,metric,value\n" + "".join(lines)).encode()
    imports.store(deps, local_person(), Upload(content, f"{months}.csv", TODAY))


def keep(deps: Deps, record: Record, version: int = 0) -> None:
    follow_up.save(deps, local_person(), Kept(VENDOR, record, version))


def kept(deps: Deps, kind: type[Record]) -> Record:
    (found,) = follow_up.listed(deps, local_person(), kind, VENDOR)
    return found.record


def show(role: Role | None = None) -> AppTest:
    return Application(role=role).show("breach", OF_OCTOBER)


def fill(page: AppTest, button: str, **fields: object) -> AppTest:
    """Fill the fields of a form by the end of their keys, and click its button."""
    for kind in (page.text_input, page.text_area, page.date_input, page.selectbox):
        for one in kind:
            name = str(one.key).rpartition(".")[2]
            if name in fields and not str(one.key).startswith("ladder"):
                one.set_value(fields[name])
    return click(page, button)


def click(page: AppTest, label: str) -> AppTest:
    (button,) = [one for one in page.button if one.label == label]
    return button.click().run()


@pytest.mark.parametrize("path", ["breach", "remediation"])
def test_nobody_is_left_before_an_empty_page(deps: Deps, path: str) -> None:
    assert "Start with a contract" in said(Application().show(path))

    judge(deps, m10="7 %")
    page = Application().show(path)

    assert not page.exception
    assert "breach" in said(page)


def test_a_breach_tells_what_was_found_how_grave_it_is_and_what_comes_next(deps: Deps) -> None:
    judge(deps, m10="15 %")

    page = show()

    assert not page.exception
    words = said(page)
    assert "Denial rate was 15.00 % in October 2026 and the minimum is <= 12 %" in words
    assert "Major: a service credit of $1,600.00 fell due for it." in words
    # Ten business days after October 31, without Veterans Day.
    assert "The root cause was due by November 16, 2026 and has not come" in words
    assert "Nobody noted that the vendor was told" in words
    assert "Next step: ask the account manager for an answer in writing" in words
    assert 'Root cause due,"November 16, 2026"' in tables(page)
    assert 'Last day to dispute,"November 15, 2026"' in tables(page)


def test_a_month_of_an_administrator_from_telling_the_vendor_to_a_good_month(deps: Deps) -> None:
    judge(deps, m09="15 %", m10="15 %")

    of_september = {**OF_OCTOBER, "month": "September 2026"}
    page = click(Application().show("breach", of_september), "Vendor told today")
    assert kept(deps, BreachNote).notified_on == TODAY
    assert "The vendor owes the root cause by December 7, 2026." in said(page)

    page = fill(page, "Save the plan", root_cause="New edits at a payer", root_cause_on=TODAY)
    assert "The root cause is known; the vendor owes the plan by December 21, 2026." in said(page)

    page = fill(
        page,
        "Save the plan",
        action="Edits updated on the first",
        handed_in_on=TODAY,
        owner="J. Amadi",
        works_from=OCTOBER,
    )
    assert "agree on another corrective action" in said(page)
    assert kept(deps, Plan).month == SEPTEMBER

    report(deps, m10="7 %")
    page = Application().show("breach", of_september)
    assert "October 2026 was judged without a breach, with the plan carried out: resolved." in (
        said(page)
    )
    assert "✓ Resolved" in tables(Application().show("remediation"))


def test_a_milestone_is_ticked_with_one_click(deps: Deps) -> None:
    judge(deps, m10="15 %")
    late = Milestone("Train the coders", "L. Brandt", dt.date(2026, 11, 16))
    told = {"root_cause": "Edits", "root_cause_on": TODAY, "action": "Train", "handed_in_on": TODAY}
    keep(deps, Plan(METRIC, OCTOBER, **told, works_from=Month(2026, 12), milestones=(late,)))

    page = show()
    assert "“Train the coders” was to be done by November 16, 2026: ask L. Brandt" in said(page)

    page = click(page, "Done today: Train the coders")
    assert kept(deps, Plan).milestones == (Milestone(late.what, late.owner, late.due, TODAY),)
    assert "it should show from December 2026 on" in said(page)


def test_a_rung_that_was_taken_makes_way_for_the_next(deps: Deps) -> None:
    judge(deps, m10="15 %")
    keep(deps, Ladder("J. Amadi, account manager", "P. Lund", routine=1, urgent=4))

    page = show()
    assert "Contact: J. Amadi, account manager; stand-in: P. Lund" in said(page)
    assert "routine answers within 1 business day; urgent ones within 4 hours" in said(page)

    page = click(page, "Step taken today")
    # Five business days after November 16.
    assert "From November 23, 2026 on: turn to whoever leads operations" in said(page)
    assert "Next step" not in said(page)


def test_a_severity_of_ones_own_needs_a_reason(deps: Deps) -> None:
    judge(deps, m10="15 %")

    page = fill(show(), "Save the note", severity=Severity.MINOR)
    assert "is set without a reason" in tables(page)

    page = fill(page, "Save the note", severity=Severity.MINOR, why="One payer's error")
    assert "Minor: One payer's error (set by" in said(page)
    assert "by the rule major" in said(page)


def test_a_dispute_is_kept_late_and_decided_by_a_named_person(deps: Deps) -> None:
    judge(deps, m10="15 %")

    page = fill(show(), "Keep the dispute", filed_by="S. Roe", says="Counted twice")
    assert "Filed 6 days after the last day, November 15, 2026" in said(page)
    assert "The vendor disputes it: decide, with a reason." in said(page)

    page = fill(page, "Save the dispute", outcome=Outcome.UPHELD)
    assert "name the person who decided" in tables(page)

    decided = {"decided_by": "Dr. Lee", "decided_on": TODAY, "why": "Counted twice indeed"}
    page = fill(page, "Save the dispute", outcome=Outcome.UPHELD, **decided)
    assert "‖ Taken back" in said(page)
    assert "relief for an upheld dispute, Counted twice indeed, approved by Dr. Lee" in said(page)
    assert isinstance(kept(deps, Dispute), Dispute)


def test_the_second_to_save_sees_both_versions(deps: Deps) -> None:
    judge(deps, m10="15 %")
    page = show()
    fill(show(), "Save the plan", root_cause="Edits", owner="Billing")

    page = fill(page, "Save the plan", root_cause="Eligibility", owner="Front desk")

    yours, theirs = (one.value for one in page.code)
    assert "root cause: Eligibility" in yours
    assert "root cause: Edits" in theirs
    assert kept(deps, Plan).owner == "Billing"


def test_what_looks_like_a_patient_is_refused_and_the_rest_stays_typed(deps: Deps) -> None:
    judge(deps, m10="15 %")

    page = fill(show(), "Save the plan", root_cause="SSN 123-45-6789", owner="Billing")

    assert "looks like patient data" in tables(page)
    assert follow_up.listed(deps, local_person(), Plan) == ()
    (owner,) = [one for one in page.text_input if str(one.key).endswith(".owner")]
    assert owner.value == "Billing"


def test_text_of_people_is_shown_literally(deps: Deps) -> None:
    judge(deps, m10="15 %")
    hostile = "![x](http://tracker.example/p.png) <b>"
    keep(deps, Plan(METRIC, OCTOBER, waiver=Waiver("Dr. Lee", hostile, dt.date(2026, 12, 31))))

    page = show()

    assert f"Dr. Lee let it go until December 31, 2026: {hostile}" in said(page)
    assert not any("![x](" in str(one.value) for one in page.markdown)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.FINANCE, Role.AUDITOR])
def test_who_may_not_follow_up_reads_and_has_no_button(deps: Deps, role: Role) -> None:
    judge(deps, m10="15 %")
    keep(deps, Dispute(METRIC, OCTOBER, TODAY, "S. Roe", "Counted twice"))
    # Only a demonstration can be looked at in another role.
    with deps.store.writing("Ada") as session:
        practice.save(session, Practice("Demonstration", "UTC", is_demo=True), "nobody")

    page = show(role)

    assert not page.exception
    assert "Leadership or an administrator writes this down" in said(page)
    assert "S. Roe on November 21, 2026: Counted twice" in said(page)
    assert [one.label for one in page.button] == []


def test_history_tells_what_each_saving_changed(deps: Deps) -> None:
    judge(deps, m10="15 %")
    keep(deps, Plan(METRIC, OCTOBER, owner="Billing"))
    keep(deps, Plan(METRIC, OCTOBER, owner="Front desk"), version=1)

    cells = tables(show())

    assert "Owner: Billing → Front desk" in cells
    assert "Owner: Billing\n" in cells.replace('"', "")


def test_the_board_is_narrowed_by_vendor_owner_and_what_is_overdue(deps: Deps) -> None:
    judge(deps, m10="15 %")

    page = Application().show("remediation")
    assert "1 open case: 1 overdue, none due within 7 days and none failing again." in said(page)
    assert "▲ Major,Acme Billing,Denial rate,Oct 2026,1,✗ Root cause overdue" in tables(page)

    keep(deps, BreachNote(METRIC, OCTOBER, notified_on=TODAY))
    page = Application().show("remediation", {"overdue": "true"})
    assert "No case fits" in said(page)
    assert "Acme" not in tables(page)


def test_the_headline_of_a_narrowed_board_counts_what_it_shows(deps: Deps) -> None:
    judge(deps, m10="15 %")
    other = CONTRACT.replace(VENDOR, "Delta RCM")
    contracts.save(
        deps, local_person(), contracts.Draft("Delta RCM", "Agreement", other, "signed", version=0)
    )
    rows = b"vendor,month,metric,value\nDelta RCM,2026-10,denial_rate,15 %\n"
    imports.store(deps, local_person(), Upload(rows, "delta.csv", TODAY))
    keep(deps, BreachNote(METRIC, OCTOBER, notified_on=TODAY))

    assert "2 open cases: 1 overdue" in said(Application().show("remediation"))
    # What is overdue is the other vendor's.
    narrowed = said(Application().show("remediation", {"of": VENDOR}))
    assert "1 open case: none overdue" in narrowed
    assert "2 open cases" not in narrowed
    overdue = said(Application().show("remediation", {"overdue": "true"}))
    assert "1 open case: 1 overdue" in overdue


def test_without_an_address_the_most_urgent_breach_is_shown(deps: Deps) -> None:
    judge(deps, m08="15 %", m09="7 %", m10="15 %")

    assert "15.00 % in October 2026" in said(Application().show("breach"))


def test_a_decision_about_several_breaches_leads_to_the_cases_of_the_vendor(deps: Deps) -> None:
    judge(deps, m10="15 %")
    kept_contract = contracts.current(deps, local_person(), VENDOR)
    second = CONTRACT.replace("[deadlines]", _SECOND + "[deadlines]")
    draft = contracts.Draft(VENDOR, "Agreement", second, "signed", version=kept_contract.version)
    contracts.save(deps, local_person(), draft)
    rows = f"vendor,month,metric,value\n{VENDOR},2026-10,days_in_ar,70 days\n".encode()
    imports.store(deps, local_person(), Upload(rows, "more.csv", TODAY))

    page = Application().show("")
    assert "Claim the service credits for Denial rate and Days in A/R." in said(page)
    assert said(page).count("Follow up") == 1

    board = Application().show("remediation", {"of": VENDOR})
    assert "2 open cases" in said(board)


_SECOND = """
[[service_levels]]
metric = "days_in_ar"
target = "<= 40 days"
minimum = "<= 50 days"
allocation = "40 %"

"""


@pytest.mark.parametrize("path", ["", "vendor"])
def test_overview_and_vendor_lead_to_the_breach(deps: Deps, path: str) -> None:
    judge(deps, m10="15 %")

    page = Application().show(path, {"vendor": VENDOR} if path else {})

    assert "Follow up" in said(page)
