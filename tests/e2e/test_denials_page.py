"""Denials: why, at whom, whose they are, what comes back, and what is done about it."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.quantities import Month
from vendor_eval.workflows import claim_runs, denials
from vendor_eval.workflows.deps import Deps

VENDOR = "Acme Billing"
OCTOBER = Month(2026, 10)


def keep(deps: Deps) -> None:
    """Four months of a hundred claims: sent late in each, one more in October, and one riddle."""
    months = [OCTOBER.plus(-back) for back in range(4)]
    remits, denied = [], []
    for month in months:
        place = Place(VENDOR, month, "P1", "Cardiology", "North")
        late = 7 if month == OCTOBER else 5
        remits.append(RemitGroup(place, 100, late + 1, late, 3_000_000, late * 30_000))
        denied.append(DenialGroup(place, "CO", "29", late, late, late * 30_000))
        if month == OCTOBER:
            denied.append(DenialGroup(place, "OA", "Z9", 1, 3, 12_000))
    done = Recomputed(as_of=TODAY, remits=tuple(remits), denials=tuple(denied))
    file = claim_runs.RunFile("claims.csv", "0" * 64, "CSV")
    claim_runs.record(deps, local_person(), claim_runs.Prepared(done, (file,), {}))


def show(tab: str, role: Role | None = None) -> AppTest:
    return Application(role=role).show("denials", {"tab": tab})


def test_nobody_is_left_before_an_empty_page(deps: Deps) -> None:
    page = Application().show("denials")

    assert not page.exception
    assert "Start with claims" in said(page)


def test_the_page_says_in_a_sentence_how_much_was_denied_and_whose_it_is(deps: Deps) -> None:
    keep(deps)

    page = show("Reasons")

    assert not page.exception
    words = said(page)
    # 8 of 100, of which 7 were sent late.
    assert "Acme Billing had 8 of 100 claims denied in October 2026: 8.00 %" in words
    assert "7.00 % of all claims is what the vendor can prevent" in words
    # Of the three months before, each had five late and one of which nothing is known.
    assert "That is 2 more than the month before" in words
    assert "Timely filing,7," in tables(page)
    assert 'P1,7,Filed too late (29),87.50 %,"$2,100.00",5' in tables(page)


@pytest.mark.parametrize(
    ("tab", "told"),
    [
        ("Payers and places", "Cardiology,100,8,8.00 %"),
        ("Recurring", "Filed too late (29),Timely filing,4 of 4"),
        ("Whose they are", "The vendor,7,87.50 %"),
        ("Whose they are", "< 8 %,beyond,Target"),
        ("Unknown codes", "OA,Z9,1,3"),
    ],
)
def test_each_tab_has_its_table(deps: Deps, tab: str, told: str) -> None:
    keep(deps)

    page = show(tab)

    assert not page.exception
    assert told in tables(page)


def test_another_month_is_another_address(deps: Deps) -> None:
    keep(deps)

    page = Application().show("denials", {"month": "September 2026"})

    assert "6 of 100 claims denied in September 2026" in said(page)


def test_cause_and_action_are_kept_with_every_version(deps: Deps) -> None:
    keep(deps)
    page = fill(show("Recurring"), cause="Held back", action="Sent weekly", owner="Billing")

    assert not page.exception
    assert "Filed too late (29),Timely filing,4 of 4" in tables(page)
    assert "under way" in tables(page)
    (kept,) = denials.actions(deps, local_person(), VENDOR)
    assert (kept.draft.cause, kept.draft.correction, kept.draft.version) == (
        "Held back",
        "Sent weekly",
        1,
    )

    page = date(page, "Done", TODAY)

    (kept,) = denials.actions(deps, local_person(), VENDOR)
    assert (kept.draft.done, kept.draft.version) == (TODAY, 2)
    assert [one.draft.done for one in denials.history(deps, local_person(), kept.draft)] == [
        None,
        TODAY,
    ]
    assert "done" in tables(page)


def test_the_second_to_save_sees_both_versions(deps: Deps) -> None:
    keep(deps)
    page = show("Recurring")
    fill(show("Recurring"), cause="Held back", action="Sent weekly", owner="Billing")

    page = fill(page, cause="Sent late", action="Sent daily", owner="Front desk")

    assert page.error
    yours, theirs = (one.value for one in page.code)
    assert "owner: Front desk" in yours
    assert "owner: Billing" in theirs
    (kept,) = denials.actions(deps, local_person(), VENDOR)
    assert kept.draft.owner == "Billing"


def test_what_is_missing_or_looks_like_a_patient_is_said_and_nothing_is_kept(deps: Deps) -> None:
    keep(deps)

    page = fill(show("Recurring"), cause="SSN 123-45-6789", action="", owner="Billing")

    assert "looks like patient data" in tables(page)
    assert "123-45-6789" not in said(page) + tables(page)
    assert "write it down for whoever asks later" in tables(page)
    assert denials.actions(deps, local_person(), VENDOR) == ()


def test_a_day_that_is_still_to_come_is_not_the_day_it_was_done(deps: Deps) -> None:
    keep(deps)
    page = show("Recurring")
    next(one for one in page.date_input if one.label == "Done").set_value(dt.date(2026, 12, 1))

    page = fill(page, cause="Held back", action="Sent weekly", owner="Billing")

    assert "is still to come" in tables(page)


@pytest.mark.parametrize(
    ("role", "edits"),
    [(Role.LEADERSHIP, True), (Role.AUDITOR, False), (Role.FINANCE, False)],
)
@pytest.mark.usefixtures("own_demonstration")
def test_who_may_not_record_sees_no_form(role: Role, edits: bool) -> None:
    page = show("Recurring", role)

    assert not page.exception
    assert bool(page.text_area) is edits


def fill(page: AppTest, *, cause: str, action: str, owner: str) -> AppTest:
    areas = {one.label: one for one in page.text_area}
    areas["Root cause"].set_value(cause)
    areas["Corrective action"].set_value(action)
    next(one for one in page.text_input if one.label == "Owner").set_value(owner)
    return next(one for one in page.button if one.label == "Save").click().run()


def date(page: AppTest, label: str, day: dt.date) -> AppTest:
    next(one for one in page.date_input if one.label == label).set_value(day)
    return next(one for one in page.button if one.label == "Save").click().run()
