"""The breach report says on page one what a correction undid in a closed month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tests.golden.conftest import MARCH
from tests.golden.readers import text_of_pdf
from vendor_eval.follow_up.month_close import Locked
from vendor_eval.follow_up.restated import Change, Restated
from vendor_eval.quantities import Usd
from vendor_eval.reports.breach_report import AboutMonth, breach_report
from vendor_eval.reports.rendering import render
from vendor_eval.sla.findings import Assessment


def locked(value: str, status: str, credit: int) -> Locked:
    limits = ("< 8 %", "<= 12 %")
    return Locked("denial_rate", Decimal(value), None, None, status, limits, "1", Usd(credit))


UNDONE = Restated(
    vendor="Halyard Billing Group",
    month=MARCH.plus(-2),
    changes=(
        Change("denial_rate", locked("0.131", "breach", 1_600_00), locked("0.118", "warning", 0)),
    ),
    rights_gone=("n_of_m denial_rate",),
    rights_new=(),
    contract=(3, 3),
    redefined=(),
)
HARMLESS = replace(
    UNDONE,
    vendor="Northwind RCM",
    changes=(
        Change("denial_rate", locked("0.06", "on_target", 0), locked("0.07", "on_target", 0)),
    ),
    rights_gone=(),
)


def test_a_credit_and_a_right_that_are_undone_stand_on_page_one(
    assessments: Sequence[Assessment], about: AboutMonth
) -> None:
    report = breach_report(assessments, MARCH, replace(about, closed=(UNDONE, HARMLESS)))

    first, _, rest = text_of_pdf(render(report, ".pdf")).partition("── page 2 ──")
    page = " ".join(first.split())
    assert "Changed since closing: Halyard Billing Group, January 2026" in page
    assert "Denial rate was 13.10 % (breach) when it was closed and is 11.80 % (warning)" in page
    assert "credits of $1,600.00 are undone" in page
    assert "undone: n of m, Denial rate as a right to terminate" in page
    assert "Changed since closing: Northwind" not in page
    assert "−$1,600.00" in rest


def test_what_costs_nobody_anything_stands_in_the_table_alone(
    assessments: Sequence[Assessment], about: AboutMonth
) -> None:
    report = breach_report(assessments, MARCH, replace(about, closed=(HARMLESS,)))

    assert not any("Changed since closing" in note for note in report.notes)
    titles = [table.title for section in report.appendix for table in section.tables]
    assert "Changed since closing" in titles
    assert "Changed since closing" in [sheet.title for sheet in report.sheets]
