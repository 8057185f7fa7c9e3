"""The page Transition: what changed since go-live, the plan, and what leaving would need."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Person, Role
from vendor_eval.follow_up.transition import ExitReadiness, Task, Transition
from vendor_eval.pages.parts.follow_up import task_rows
from vendor_eval.workflows import follow_up, imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload

VENDOR, ADMINISTRATOR = "Northwind RCM", Person("A. Moreno", Role.ADMINISTRATOR)
MOVED = Transition(
    dt.date(2026, 7, 1),
    dt.date(2026, 9, 1),
    tasks=(Task("Access for seven people", "Practice IT", dt.date(2026, 8, 1)),),
)
ROWS = """vendor,month,metric,value,numerator,denominator
Northwind RCM,2026-05,denial_rate,,120,1000
Northwind RCM,2026-06,denial_rate,,120,1000
Northwind RCM,2026-09,denial_rate,,70,1000
Northwind RCM,2026-10,denial_rate,,50,1000
"""


@pytest.fixture
def reported(deps: Deps) -> Deps:
    """Two months of denials before a transition, and two since."""
    imports.store(deps, ADMINISTRATOR, Upload(ROWS.encode(), "rows.csv", TODAY))
    return deps


def show(tab: str = "", role: Role | None = None) -> AppTest:
    query = {"vendor": VENDOR, "tab": tab} if tab else {"vendor": VENDOR}
    page = Application(role).show("transition", query)
    assert not page.exception
    return page


def submit(page: AppTest, label: str) -> AppTest:
    [button] = [one for one in page.button if one.label == label]
    button.click().run()
    assert not page.exception
    return page


def plan(deps: Deps) -> Kept[Transition] | None:
    return next(iter(follow_up.listed(deps, ADMINISTRATOR, Transition, VENDOR)), None)


def test_without_any_vendor_the_page_says_what_to_do(deps: Deps) -> None:
    assert deps
    assert "Start with a contract" in said(Application().show("transition"))


def test_without_a_plan_the_page_says_what_it_would_show(reported: Deps) -> None:
    assert reported
    text = said(show())

    assert "Nobody wrote down yet how Northwind RCM took over." in text


def test_each_metric_is_told_with_its_sides_and_an_honest_number_of_months(reported: Deps) -> None:
    follow_up.save(reported, ADMINISTRATOR, Kept(VENDOR, MOVED))
    page = show()

    text = said(page)
    assert "Before: April 2026 to June 2026, of Northwind RCM itself." in text
    assert "Denial rate" in text
    # 120 of 1,000 before; (70 + 50) of 2,000 since.
    assert all(value in text for value in ("12.00 %", "6.00 %", "−6.00 points"))
    assert "2 months before, 2 months since. Too few to rely on: 3 a side are usual." in text
    assert "No dollars can be told" in text


def test_a_plan_is_saved_from_the_form_and_keeps_its_tasks(reported: Deps) -> None:
    follow_up.save(reported, ADMINISTRATOR, Kept(VENDOR, MOVED))
    page = show("Plan")
    key = f"transition.{VENDOR}.1"
    assert "✗ Overdue" in tables(page)
    assert "There is no parallel run" in "\n".join(one.value for one in page.warning)

    page.date_input(key=f"{key}.parallel_from").set_value(dt.date(2026, 8, 1))
    page.date_input(key=f"{key}.parallel_to").set_value(dt.date(2026, 8, 31))
    submit(page, "Save the plan")

    kept = plan(reported)
    assert kept is not None
    assert (kept.version, kept.record.tasks) == (2, MOVED.tasks)
    assert (kept.record.parallel_from, kept.record.parallel_to) == (
        dt.date(2026, 8, 1),
        dt.date(2026, 8, 31),
    )
    assert "Parallel from: August 1, 2026" in tables(page)


def test_a_first_plan_without_its_days_is_refused_with_what_mends_it(reported: Deps) -> None:
    page = submit(show("Plan"), "Save the plan")

    assert "Not saved. Each line says what would mend it." in said(page)
    assert "Starts,has no day" in tables(page)
    assert "Goes live,has no day" in tables(page)
    assert plan(reported) is None


def test_the_second_to_save_sees_both_versions(reported: Deps) -> None:
    follow_up.save(reported, ADMINISTRATOR, Kept(VENDOR, MOVED))
    page = show("Plan")
    page.text_area(key=f"transition.{VENDOR}.1.note").set_value("Mine")
    theirs = Transition(MOVED.starts, MOVED.goes_live, note="Theirs")
    follow_up.save(reported, ADMINISTRATOR, Kept(VENDOR, theirs, 1))

    submit(page, "Save the plan")

    told = "\n".join(one.value for one in page.code)
    assert "note: Mine" in told
    assert "note: Theirs" in told
    kept = plan(reported)
    assert kept is not None
    assert kept.record.note == "Theirs"


def test_what_leaving_needs_is_checked_and_written_down(reported: Deps) -> None:
    page = show("Exit readiness")
    assert "0 of 7 things that leaving needs are there." in said(page)
    assert "Agree on a number of days, and on a written confirmation." in said(page)

    key = f"leaving.{VENDOR}.0"
    page.text_input(key=f"{key}.data_owner_clause").set_value("Exhibit C, <b>4</b> *5*")
    page.number_input(key=f"{key}.return_days").set_value(30)
    submit(page, "Save what leaving needs")

    [kept] = follow_up.listed(reported, ADMINISTRATOR, ExitReadiness, VENDOR)
    assert kept.record == ExitReadiness(data_owner_clause="Exhibit C, <b>4</b> *5*", return_days=30)
    assert "2 of 7 things that leaving needs are there." in said(page)
    assert not [one for one in page.markdown if "<b>" in one.value or " *5*" in one.value]


def test_a_day_to_come_is_no_test_of_an_export(reported: Deps) -> None:
    page = show("Exit readiness")
    page.date_input(key=f"leaving.{VENDOR}.0.export_tested_on").set_value(
        TODAY + dt.timedelta(days=1)
    )
    submit(page, "Save what leaving needs")

    assert "is still to come" in tables(page)
    assert not follow_up.listed(reported, ADMINISTRATOR, ExitReadiness, VENDOR)


@pytest.mark.parametrize("tab", ["Plan", "Exit readiness"])
@pytest.mark.usefixtures("own_demonstration")
def test_an_auditor_reads_and_writes_nothing(tab: str) -> None:
    # A role is looked at in the demonstration alone.
    page = Application(Role.AUDITOR).show("transition", {"vendor": "Cedar Ridge RCM", "tab": tab})

    assert not page.exception
    assert not [one for one in page.button if one.label.startswith("Save")]


@pytest.mark.usefixtures("own_demonstration")
def test_in_the_demonstration_a_new_team_brought_dollars_and_another_vendor_is_new() -> None:
    better = said(Application().show("transition", {"vendor": "Blue Mesa Billing"}))
    newly = said(Application().show("transition", {"vendor": "Fernhollow RCM"}))

    assert "Together +$" in better
    assert "Brings $" in better
    assert "of Quillcrest Medical Billing" in newly
    assert "That rests on few months." in newly


def test_rows_that_were_edited_are_tasks_or_say_why_not() -> None:
    stored = (*MOVED.tasks, Task("Gone", "", dt.date(2026, 8, 2)))
    edits = {
        "edited_rows": {0: {task_rows.DONE: "2026-08-03T00:00:00.000Z"}},
        "deleted_rows": [1],
        "added_rows": [{task_rows.WHAT: "Training", task_rows.DUE: "2026-07-20"}, {}],
    }
    assert task_rows.tasks(task_rows.rows(stored, edits)) == (
        Task("Training", "", dt.date(2026, 7, 20)),
        Task("Access for seven people", "Practice IT", dt.date(2026, 8, 1), dt.date(2026, 8, 3)),
    )

    nameless = task_rows.rows((), {"added_rows": [{task_rows.OWNER: "R. Osei"}]})
    assert [one.what for one in task_rows.faults(nameless)] == [
        "does not say what is to be done",
        "has no day by which it is due",
    ]
