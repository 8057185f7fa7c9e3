"""Relief: written down, signed by both sides, and what it changes, raw beside adjusted."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.follow_up.relief import Cause, Relief, Signature, Standing
from vendor_eval.quantities import Month
from vendor_eval.workflows import contracts, follow_up, imports
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload

VENDOR, OCTOBER = "Northwind RCM", Month(2026, 10)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-09-01
ends = 2027-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
credit = { method = "fixed", amount = "300.00 USD" }
"""
ROWS = b"""vendor,month,metric,numerator,denominator
Northwind RCM,2026-10,denial_rate,150,1000
"""
SIGNED = Relief(
    "Outage of the payer",
    Cause.PAYER_OUTAGE,
    OCTOBER,
    OCTOBER,
    ("denial_rate",),
    "Its notice",
    Signature("M. Chen", TODAY),
    Signature("S. Roe", TODAY),
)


def keep(deps: Deps, *records: Relief) -> None:
    """October has 150 of 1,000 denied, a breach that costs 300 dollars."""
    draft = contracts.Draft(VENDOR, "", CONTRACT, "", version=0)
    contracts.save(deps, local_person(), draft)
    imports.store(deps, local_person(), Upload(ROWS, "rows.csv", TODAY))
    for one in records:
        follow_up.save(deps, local_person(), Kept(VENDOR, one))


def kept(deps: Deps) -> Relief:
    (found,) = follow_up.listed(deps, local_person(), Relief)
    return found.record


def typed(page: AppTest, label: str, value: object) -> None:
    kinds = (page.text_input, page.text_area, page.number_input)
    next(one for kind in kinds for one in kind if one.label == label).set_value(value)


def click(page: AppTest, label: str = "Save") -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def test_nobody_is_left_before_an_empty_page(deps: Deps) -> None:
    page = Application().show("relief")

    assert not page.exception
    assert "Start with a contract" in said(page)


def test_a_relief_is_written_down_and_changes_nothing_before_both_have_signed(deps: Deps) -> None:
    keep(deps)
    page = Application().show("relief")
    typed(page, "Name", "Outage of the payer")
    typed(page, "Evidence", "Its notice")
    typed(page, "For the practice", "M. Chen")
    page = click(page)

    assert not page.exception
    assert kept(deps).standing is Standing.ONE_SIDE
    rows = tables(page)
    assert "◆ Signed by one side" in rows
    assert "Not yet,Denial rate,Oct 2026,15.00 %,–,✗ Breach,‖ Relief,$300.00,$0.00" in rows

    page = Application().show("relief")
    typed(page, "For the vendor", "S. Roe")
    page = click(page)

    assert kept(deps).is_approved
    assert "✓ Approved" in tables(page)
    assert "relief for practice delay, Outage of the payer, approved by M. Chen and S. Roe" in said(
        page
    )


def test_items_are_left_out_and_raw_stands_beside_adjusted(deps: Deps) -> None:
    keep(deps, SIGNED)
    page = Application().show("relief")
    typed(page, "Items left out", 100.0)
    typed(page, "Of them in the numerator", 80.0)
    page = click(page, "Save the items")

    assert not page.exception
    # What was signed has changed, so that both sign anew.
    assert kept(deps).standing is Standing.DRAFT
    # (150 - 80) / (1,000 - 100) = 7.78 %
    assert "Not yet,Denial rate,Oct 2026,15.00 %,7.78 %,✗ Breach,✓ On target,$300.00,$0.00" in (
        tables(page)
    )
    assert "excused items" not in said(page)

    page = Application().show("relief")
    typed(page, "For the practice", "M. Chen")
    typed(page, "For the vendor", "S. Roe")
    page = click(page)

    assert "without 100 excused items (15.00 % with all;" in said(page)


def test_what_is_missing_is_said_and_nothing_is_kept(deps: Deps) -> None:
    keep(deps)
    page = Application().show("relief")
    typed(page, "For the practice", "M. Chen")

    page = click(page)

    assert "write what people call it" in tables(page)
    assert "write what shows it before you sign" in tables(page)
    assert not follow_up.listed(deps, local_person(), Relief)


def test_the_second_to_save_sees_both_versions(deps: Deps) -> None:
    keep(deps, SIGNED)
    page = Application().show("relief")
    other = Relief(*(getattr(SIGNED, name) for name in Relief.__slots__[:5]), "Another notice")
    follow_up.save(deps, local_person(), Kept(VENDOR, other, 1))
    typed(page, "Evidence", "A third notice")

    page = click(page)

    yours, theirs = (one.value for one in page.code)
    assert "A third notice" in yours
    assert "Another notice" in theirs
    assert kept(deps).evidence == "Another notice"


def test_hostile_text_stays_text(deps: Deps) -> None:
    hostile = "<b>Outage</b> ![x](http://example.org/x.png)"
    keep(deps, Relief(hostile, Cause.OTHER, OCTOBER, OCTOBER, ("denial_rate",)))

    page = Application().show("relief")

    assert not page.exception
    assert all("<b>" not in one.value and "![x]" not in one.value for one in page.markdown)


@pytest.mark.parametrize(
    ("role", "edits"), [(Role.LEADERSHIP, True), (Role.FINANCE, False), (Role.AUDITOR, False)]
)
@pytest.mark.usefixtures("own_demonstration")
def test_leadership_decides_and_others_look_on(role: Role, edits: bool) -> None:
    page = Application(role).show("relief")

    assert not page.exception
    assert bool(page.text_area) is edits
