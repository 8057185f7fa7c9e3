"""Signals: four of each metric, side by side, and decisions about baselines."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, said
from vendor_eval.access.roles import Role

IMPROVED = {"vendor": "Blue Mesa Billing", "month": "October 2026"}
SILENT = {"vendor": "Quillcrest Medical Billing", "month": "October 2026"}
EXCUSED = {"vendor": "Cedar Ridge RCM", "month": "March 2026"}

pytestmark = pytest.mark.usefixtures("own_demonstration")


def show(query: dict[str, str], role: Role | None = None) -> AppTest:
    return Application(role).show("signals", query)


def test_each_metric_has_its_four_signals_and_they_say_what_they_cannot_tell() -> None:
    page = show(IMPROVED)

    assert not page.exception
    text = said(page)
    assert "On target" in text
    assert "The chance that the true rate misses" in text
    assert "improvement" in text
    assert "the chance that next month misses" in text
    assert "A chart finds change, not non-compliance" in text


def test_a_month_without_a_report_says_so_and_invents_nothing() -> None:
    text = said(show(SILENT))

    assert "Nothing was reported for October 2026." in text
    assert "Cannot be told" in text


def test_a_month_that_relief_leaves_out_is_not_called_silent() -> None:
    text = said(show(EXCUSED))

    assert "March 2026 is left out, so that it counts for no signal." in text


def test_leadership_gives_a_chart_a_new_baseline_with_a_reason() -> None:
    page = show(IMPROVED, Role.LEADERSHIP)
    key = "rebase.Blue Mesa Billing.denial_rate"
    page.text_input(key=f"{key}.by").set_value("M. Chen")
    page.text_input(key=f"{key}.why").set_value("Authorisations are asked for at the desk.")
    submit = [one for one in page.button if one.label == "Take as the new baseline"]
    submit[1].click().run()

    assert not page.exception
    assert "The new baseline is recorded." in said(page) or page.toast
    assert "From October 2026 on a new baseline" in said(page)
    assert "These are trial limits" in said(page) or "is too short" in said(page)


def test_a_decision_without_a_reason_is_refused_with_what_mends_it() -> None:
    page = show(IMPROVED, Role.LEADERSHIP)
    submit = [one for one in page.button if one.label == "Take as the new baseline"]
    submit[0].click().run()

    assert "Not saved. Each line says what would mend it." in said(page)


def test_finance_sees_signals_and_decides_no_baseline() -> None:
    page = show(IMPROVED, Role.FINANCE)

    assert not page.exception
    assert not [one for one in page.button if one.label == "Take as the new baseline"]
