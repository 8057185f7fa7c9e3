"""What each page says while a practice is being set up, and when something is wrong."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.e2e.application import PATHS, TODAY, Application, configured, said, tables
from tests.rewritten import rewrite
from vendor_eval.access.roles import Role, local_person
from vendor_eval.quantities import Usd
from vendor_eval.workflows import contracts, imports
from vendor_eval.workflows.contracts import Amendment, NewContract
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import Upload

JUDGING = ["", "breaches", "vendor", "report"]
HOSTILE = "![beacon](http://tracker.example/p.png) <img src=x onerror=alert(1)> $x$ :red[Inc]"


def agree(deps: Deps, vendor: str, starts: dt.date = dt.date(2026, 1, 1)) -> None:
    new = NewContract(vendor, starts, dt.date(2029, 12, 31), Usd(40_000_00))
    contracts.save_first(deps, local_person(), new)


def report(deps: Deps, vendor: str, metric: str = "denial_rate", value: str = "13 %") -> None:
    rows = f'vendor,month,metric,value\n"{vendor}",2026-10,{metric},{value}\n'
    outcome = imports.store(deps, local_person(), Upload(rows.encode(), "rows.csv", TODAY))
    assert outcome.saved is not None


@pytest.mark.parametrize("path", PATHS)
def test_every_page_draws_an_empty_database(deps: Deps, path: str) -> None:
    shown = Application().show(path)

    assert not shown.exception
    assert not shown.error
    assert "synthetic" not in said(shown).lower()


@pytest.mark.parametrize("path", JUDGING)
def test_an_empty_page_says_what_to_do_next(deps: Deps, path: str) -> None:
    shown = Application().show(path)

    links = [link.value for link in shown.page_link]
    if path:
        assert links == ["Enter a contract", "Read a monthly report"]
        assert "Here will stand: " in said(shown)
    else:
        assert links == [
            "Name the practice",
            "Enter a contract",
            "Read a monthly report",
            "Open a round",
            "Keep an offer",
        ]


def test_the_first_steps_say_which_of_them_are_done(deps: Deps) -> None:
    report(deps, "Northwind RCM")

    shown = Application().show()

    badges = [one.value for one in shown.markdown if "badge" in str(one.value)]
    assert ["Done" in one for one in badges] == [False, False, True, False, False]


@pytest.mark.parametrize("path", JUDGING)
def test_with_a_contract_and_no_report_the_months_are_not_reported(deps: Deps, path: str) -> None:
    agree(deps, "Northwind RCM")

    shown = Application().show(path)

    assert not shown.exception
    assert "not reported" in (said(shown) + tables(shown)).lower()


@pytest.mark.parametrize("path", JUDGING)
def test_a_contract_that_has_not_begun_is_said_and_not_a_blank_page(deps: Deps, path: str) -> None:
    agree(deps, "Northwind RCM", starts=dt.date(2027, 2, 1))
    report(deps, "Northwind RCM")

    shown = Application().show(path)

    assert not shown.exception
    assert "February 2027" in said(shown)


@pytest.mark.parametrize("path", ["vendor", "breach"])
def test_a_value_says_which_file_it_comes_from_and_who_read_it(deps: Deps, path: str) -> None:
    agree(deps, "Northwind RCM")
    report(deps, "Northwind RCM")

    shown = Application().show(path)

    assert re.search(r"rows\.csv, imported on .*20\d\d by ", said(shown) + tables(shown))


def test_a_vendor_without_a_contract_is_led_to_the_contract(deps: Deps) -> None:
    agree(deps, "Northwind RCM")
    report(deps, "Acme")

    shown = Application().show("vendor", {"vendor": "Acme"})

    assert "Figures of Acme are stored, and no contract says what they should be" in said(shown)
    assert [link.value for link in shown.page_link] == ["Enter the contract"]


def test_the_contract_page_of_a_vendor_without_one_starts_from_the_template(deps: Deps) -> None:
    agree(deps, "Northwind RCM")
    report(deps, "Acme")

    shown = Application().show("contract", {"vendor": "Acme"})

    assert shown.text_input[0].value == "Acme"
    assert [button.label for button in shown.button] == ["Start from the template"]


def test_outside_the_demonstration_nobody_picks_a_role(deps: Deps) -> None:
    shown = Application(Role.AUDITOR).show("contract")

    assert "role" not in {box.key for box in shown.selectbox}
    assert [button.label for button in shown.button] == ["Start from the template"]


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("mysql://somewhere", "VENDOR_EVAL_DATABASE_URL"),
        ("sqlite:////nowhere/at/all/store.sqlite", "cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_opened_is_a_sentence(url: str, what: str) -> None:
    with configured(url):
        shown = Application().test.run()

    assert not shown.exception
    assert [title.value for title in shown.title] == ["The app cannot start"]
    assert what in said(shown)


@pytest.mark.parametrize("path", PATHS)
def test_a_stored_contract_that_can_no_longer_be_read_is_a_sentence(deps: Deps, path: str) -> None:
    agree(deps, "Northwind RCM")
    with deps.store.writing("Ada") as session:
        rewrite(session, "UPDATE contract_revision SET toml = 'vendor = 5'")

    shown = Application().show(path)

    assert not shown.exception
    if path in JUDGING:
        assert "contract of Northwind RCM" in said(shown)


@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_vendor_name_is_never_markdown(deps: Deps, path: str) -> None:
    agree(deps, HOSTILE)
    report(deps, HOSTILE)

    shown = Application().show(path, {"vendor": HOSTILE})

    assert not shown.exception
    drawn = [*shown.markdown, *shown.caption, *shown.error, *shown.success, *shown.warning]
    assert not [one.value for one in drawn if "![" in one.value or "<img" in one.value]
    assert not [one for one in shown.expander if "![" in one.label or "<img" in one.label]


def test_what_was_agreed_shows_an_amendment_with_its_date(deps: Deps) -> None:
    agree(deps, "Northwind RCM")
    acting = local_person()
    limits = {"metric": "denial_rate", "target": "< 4 %", "minimum": "<= 6 %"}
    shown = contracts.current(deps, acting, "Northwind RCM")
    contracts.amend(deps, acting, shown, Amendment(limits, dt.date(2026, 7, 1), "Agreed"))

    page = Application().show("contract", {"vendor": "Northwind RCM"})

    assert "July 1, 2026" in tables(page)
    assert "≤ 6 %" in tables(page)


def test_an_amendment_with_faults_is_a_table_of_what_mends_them(deps: Deps) -> None:
    agree(deps, "Northwind RCM")
    app = Application()
    page = app.show("contract", {"vendor": "Northwind RCM"})
    labelled = {box.label: box for box in page.text_input}

    labelled["Target"].set_value("4")
    labelled["Minimum"].set_value("nonsense")
    amend = next(one for one in page.button if one.label == "Amend the contract")
    after = amend.click().run()

    assert not after.exception
    assert "Not saved" in said(after)
    assert len(contracts.history(deps, local_person(), "Northwind RCM")) == 1


def test_somebody_elses_save_in_between_shows_both_texts(deps: Deps) -> None:
    agree(deps, "Northwind RCM")
    acting = local_person()
    page = Application().show("contract", {"vendor": "Northwind RCM"})
    first = contracts.current(deps, acting, "Northwind RCM")
    theirs = first.text.replace("40000", "41000")
    contracts.save(deps, acting, contracts.draft_of(first, theirs, "theirs"))

    [text] = page.text_area
    text.set_value(first.text.replace("40000", "42000"))
    save = next(one for one in page.button if one.label == "Save the text")
    after = save.click().run()

    assert not after.exception
    assert len(contracts.history(deps, acting, "Northwind RCM")) == 2
    both = "\n".join(one.value for one in after.code)
    assert "41000" in both
    assert "42000" in both
