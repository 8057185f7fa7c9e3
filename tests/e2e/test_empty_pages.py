"""A page without anything to show says what will stand there, what is missing, and leads to it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.e2e.application import Application, said
from vendor_eval.access.roles import GRANTED, Permission, Role, local_person
from vendor_eval.pages.menu import PAGES
from vendor_eval.quantities import Usd
from vendor_eval.workflows import contracts
from vendor_eval.workflows.contracts import NewContract
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.practices import Practice, save

REPORT, CLAIMS = "Read a monthly report", "Read claims"
CONTRACT, OFFER, ROUND = "Enter a contract", "Keep the first offer", "Open the first round"
LEADS_TO = {
    "scoring": [ROUND],
    "comparison": [ROUND],
    "due-diligence": [ROUND],
    "credits": [CONTRACT, REPORT],
    "signals": [CONTRACT, REPORT],
    "invoice-check": [OFFER, CONTRACT],
    "offers": [],
    "evidence": [REPORT, CLAIMS],
    "denials": [CLAIMS],
    "definitions": [CLAIMS],
    "utilisation": [CLAIMS],
    "import": [CONTRACT],
    "claims": [REPORT],
}
OF_PATH = {page.path: page for page in PAGES}


@pytest.mark.parametrize("path", LEADS_TO)
def test_an_empty_page_says_what_will_stand_there_and_leads_to_what_brings_it(
    deps: Deps, path: str
) -> None:
    shown = Application().show(path)

    assert not shown.exception
    promised = OF_PATH[path].help
    assert f"Here will stand: {promised[:1].lower()}{promised[1:]}" in said(shown)
    assert [one.value for one in shown.page_link] == LEADS_TO[path]


def test_an_empty_page_sends_nobody_where_they_may_not_go(deps: Deps) -> None:
    practice = Practice("Made up", "America/Chicago", synthetic=True, version=0)
    save(deps, local_person(), practice)
    assert Permission.IMPORT_CLAIMS not in GRANTED[Role.AUDITOR]

    shown = Application(Role.AUDITOR).show("denials")

    assert not shown.page_link
    assert "Read claims: up to whoever is here as administrator." in said(shown)


def test_the_first_offer_is_one_click_away(deps: Deps) -> None:
    page = Application().show("offers")

    page.button(key="offers.first").click().run()

    assert not page.exception
    assert "Enter what the vendor asks for." in said(page)


def test_months_without_a_credit_say_what_would_bring_one(deps: Deps) -> None:
    new = NewContract("Northwind RCM", dt.date(2026, 1, 1), dt.date(2029, 12, 31), Usd(40_000_00))
    contracts.save_first(deps, local_person(), new)

    shown = Application().show("credits")

    assert "No service credit fell due yet" in said(shown)
    assert [one.value for one in shown.page_link] == ["See the contract"]
