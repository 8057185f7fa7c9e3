"""The vendor page names signs of underperformance, apart from what the contract says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.e2e.application import TODAY, Application, said
from vendor_eval.access.roles import Person, Role
from vendor_eval.workflows import contracts, imports
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload

VENDOR, ADMINISTRATOR = "Northwind RCM", Person("A. Moreno", Role.ADMINISTRATOR)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 14 %"
minimum = "<= 15 %"
"""
ROWS = """vendor,month,metric,value,numerator,denominator
Northwind RCM,2026-09,denial_rate,,90,1000
Northwind RCM,2026-10,denial_rate,,110,1000
"""


def show(deps: Deps, month: str) -> AppTest:
    contracts.save(deps, ADMINISTRATOR, Draft(VENDOR, "", CONTRACT, "", version=0))
    imports.store(deps, ADMINISTRATOR, Upload(ROWS.encode(), "rows.csv", TODAY))
    page = Application().show("vendor", {"vendor": VENDOR, "month": month})
    assert not page.exception
    return page


def test_a_vendor_that_keeps_its_contract_can_show_a_sign(deps: Deps) -> None:
    text = said(show(deps, "October 2026"))

    assert "On target" in text
    assert "More than 10 % of claims are denied. 11.00 % in October 2026." in text
    assert "Read here as: the latest reported month, by claims." in text
    assert "Looked for and not found: Denials are beyond the warning line of 12 %." in text
    assert "Too few months are reported to tell: Days in A/R are consistently above 50" in text
    assert "They are no contract" in text
    assert "They rest on what the vendor reported for the whole practice." in text


def test_what_no_figure_shows_is_asked_and_not_judged(deps: Deps) -> None:
    page = show(deps, "September 2026")

    text = said(page)
    assert "None through September 2026." in text
    assert "- Is it unable to say why a payer denies a procedure, when asked?" in text
    assert "No figure shows them, and none is judged." in text


def test_vendor_and_contract_link_to_the_transition(deps: Deps) -> None:
    page = show(deps, "October 2026")
    contract = Application().show("contract", {"vendor": VENDOR})

    for one in (page, contract):
        assert "Going live and leaving" in [link.label for link in one.get("page_link")]
