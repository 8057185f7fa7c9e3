"""What the breach report says of a month, and what it must not make look better than it is.

A letter is a month of first-pass acceptance up to March 2026: o on target, b breach, n near the
target, f too few claims, - not reported. A breach costs 40 % of the 10 % at risk of a fee of
$40,000: $1,600, and half as much again right after another one.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Sequence

import pytest

from vendor_eval.quantities import Limit, Month, Unit, Usd
from vendor_eval.reports.breach_report import AboutMonth, breach_report
from vendor_eval.reports.breach_sheets import RECORD_COLUMNS
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Mark, Measured, Report, Strip
from vendor_eval.reports.wording import counted, listed, shown_cell
from vendor_eval.sla.contract import Consecutive
from vendor_eval.sla.findings import Assessment

MARCH = Month(2026, 3)
FEBRUARY = Month(2026, 2)
ReportOn = Callable[..., Report]


def decisions(report: Report) -> list[tuple[str, str, str]]:
    return [
        (one.subject, one.sentence, one.money.shown if one.money else "")
        for one in report.decisions
    ]


def strip_of(report: Report, row: int = 0) -> str:
    strip = report.overview[0].rows[row][1]
    assert isinstance(strip, Strip)
    return "".join(mark.symbol if mark else "." for mark in strip.marks)


def figures(report: Report) -> list[tuple[str, str]]:
    return [(shown_cell(one.value), one.note) for one in report.figures]


def test_a_good_month_says_so_and_asks_for_nothing(report_on: ReportOn) -> None:
    report = report_on({"Northwind": "ooo"})

    assert report.status == "None of 4 service levels judged in March 2026 was in breach."
    assert report.decisions == ()


def test_a_breach_is_counted_priced_and_claimed(report_on: ReportOn) -> None:
    report = report_on({"Northwind": "ooo", "Halyard": "oob"})

    assert report.status == (
        "1 vendor crossed 1 minimum in March 2026 and $1,600.00 in service credits fall due."
    )
    assert figures(report) == [
        ("1", "1 of 2 vendors"),
        ("$1,600.00", "$1,600.00 retained in total"),
        ("0", "0 new, 0 one breach away"),
        ("0", "by no vendors"),
    ]
    assert decisions(report) == [
        ("Halyard", "Claim the service credit for First-pass acceptance rate.", "$1,600.00")
    ]


def test_a_month_that_nobody_reported_is_not_called_good(report_on: ReportOn) -> None:
    report = report_on({"Northwind": "oo-", "Halyard": "oo-"})

    assert report.status == ("Nothing was reported for March 2026; no service level can be judged.")
    assert figures(report)[3] == ("8", "by 2 vendors")
    assert strip_of(report).endswith("✓✓?")


def test_what_is_not_judged_is_not_called_kept(report_on: ReportOn) -> None:
    # A ramp measures without consequence: this month lies far beyond the minimum.
    report = report_on({"New": "b"}, starts=dt.date(2026, 3, 1), ramp_months=2)

    assert report.status == "No service level could be judged in March 2026."


def test_a_partly_silent_month_says_how_much_is_missing(report_on: ReportOn) -> None:
    report = report_on({"Northwind": "ooo", "Halyard": "oo-"})

    assert report.status == (
        "None of 4 service levels judged in March 2026 was in breach "
        "and 4 of 8 service levels were not reported."
    )


def test_a_silence_of_several_months_is_counted(report_on: ReportOn) -> None:
    report = report_on({"Northwind": "ooo-----"})

    assert decisions(report) == [
        (
            "Northwind",
            (
                "Ask for the report of March 2026: no service level was reported "
                "for 5 months in a row."
            ),
            "",
        )
    ]


def test_a_silence_as_long_as_the_report_looks_back_may_be_longer(report_on: ReportOn) -> None:
    report = report_on({"Northwind": "o" + 13 * "-"})

    assert "for 12 months or more in a row" in report.decisions[0].sentence


def test_a_contract_in_force_that_was_not_judged_is_named(
    assessments: Sequence[Assessment], about: AboutMonth
) -> None:
    northwind = assessments[0]
    unheard = dataclasses.replace(
        northwind, findings=tuple(one for one in northwind.findings if one.month < MARCH)
    )

    report = breach_report([unheard, assessments[7]], MARCH, about)

    assert report.notes[0] == "In force, yet without any figure for the month: Northwind RCM."
    assert strip_of(report).endswith("?")
    assert ("Northwind RCM", "Ask for the report of March 2026: nothing was received.", "") in (
        decisions(report)
    )
    assert report.status == (
        "None of 4 service levels judged in March 2026 was in breach, 1 contract may still be "
        "open to termination from before and nothing was received from 1 vendor."
    )


def test_a_contract_that_ended_is_left_out_and_named(report_on: ReportOn) -> None:
    report = report_on({"Gone Billing": "oob"}, ends=dt.date(2026, 2, 28))

    assert report.status == "No contract was in force in March 2026; there is nothing to judge."
    assert report.notes == ("Not in force in the month, and left out: Gone Billing.",)
    assert report.sections == ()


def test_a_new_right_to_terminate_comes_before_its_money(report_on: ReportOn) -> None:
    report = report_on({"Halyard": "obbb"})

    assert "1 contract can be terminated since this month" in report.status
    assert decisions(report)[:2] == [
        (
            "Halyard",
            (
                "Decide whether to use the right to terminate. "
                "First-pass acceptance rate: 3 judged months in a row in breach."
            ),
            "",
        ),
        # 1,600 x 1.5, because the month before was a breach too.
        ("Halyard", "Claim the service credit for First-pass acceptance rate.", "$2,400.00"),
    ]


def test_a_right_of_an_earlier_month_is_no_news(report_on: ReportOn) -> None:
    report = report_on({"Halyard": "bbbo"}, termination=(Consecutive(3),))

    assert report.overview[0].rows[0][-1] == "Since Feb 2026"
    assert figures(report)[2] == ("1", "0 new, 0 one breach away")
    assert report.decisions == ()


@pytest.mark.parametrize(
    ("months", "rule"),
    [
        ("obb", "3 judged months in a row in breach"),
        # Silence neither adds to a streak nor ends it.
        ("obb-", "3 judged months in a row in breach"),
        ("bobobo", "4 breaches of one metric within 12 months"),
    ],
)
def test_one_breach_short_of_a_right_is_a_decision_of_its_own(
    report_on: ReportOn, months: str, rule: str
) -> None:
    report = report_on({"Halyard": months})

    assert figures(report)[2] == ("0", "0 new, 1 one breach away")
    assert report.overview[0].rows[0][-1] == "One breach away"
    assert [one.sentence for one in report.decisions if one.mark.label == "One away"] == [
        (
            "Warn the vendor: one more breach of First-pass acceptance rate next month gives a "
            f"right to terminate ({rule})."
        )
    ]


@pytest.mark.parametrize(
    ("months", "terms"),
    [
        ("oob", {}),
        # The first of the three breaches leaves the window of twelve months before the next month.
        ("booooooooobob", {}),
        # The contract ends before another month can be in breach.
        ("obb", {"ends": dt.date(2026, 3, 31)}),
    ],
)
def test_further_from_a_right_there_is_no_warning(
    report_on: ReportOn, months: str, terms: dict[str, object]
) -> None:
    report = report_on({"Halyard": months}, **terms)

    assert figures(report)[2][1] == "0 new, 0 one breach away"


def test_vendors_and_decisions_stand_worst_first(report_on: ReportOn) -> None:
    report = report_on({"Fine": "ooo", "Silent": "oo-", "Breach": "oob", "Right": "bbb"})

    assert [section.title for section in report.sections] == ["Right", "Breach", "Silent", "Fine"]
    assert [one.subject for one in report.decisions] == ["Right", "Right", "Breach", "Silent"]


def test_an_earned_back_credit_is_given_back_in_its_month(report_on: ReportOn) -> None:
    report = report_on({"Halyard": "booo"})

    assert decisions(report) == [
        (
            "Halyard",
            (
                "Give back the credit of Dec 2025 for First-pass acceptance rate: "
                "the vendor earned it back."
            ),
            "$1,600.00",
        )
    ]
    assert figures(report)[1] == ("$0.00", "$0.00 retained in total")


def test_a_report_on_an_earlier_month_knows_nothing_of_later_ones(report_on: ReportOn) -> None:
    report = report_on({"Halyard": "boob"}, FEBRUARY, earn_back_months=2)
    before = report_on({"Halyard": "boob"}, Month(2026, 1), earn_back_months=2)

    # Breach in December, earned back in February, another breach in March.
    assert figures(before)[1] == ("$0.00", "$1,600.00 retained in total")
    assert figures(report)[1] == ("$0.00", "$0.00 retained in total")
    assert figures(report)[0] == ("0", "0 of 1 vendor")


@pytest.mark.parametrize(
    ("months", "terms", "shown"),
    [
        ("f", {}, "≈ Low volume"),
        ("b", {"starts": dt.date(2026, 3, 1), "ramp_months": 2}, "○ Ramp"),
        ("-", {}, "? Not reported"),
        ("n", {}, "◆ Below target"),
        ("b", {}, "✗ Breach"),
    ],
)
def test_a_state_is_shown_as_what_it_is(
    report_on: ReportOn, months: str, terms: dict[str, object], shown: str
) -> None:
    report = report_on({"Northwind": months}, **terms)

    findings = report.sections[0].tables[1]
    marks = {row[0]: row[3] for row in findings.rows}
    mark = marks["First-pass acceptance rate"]
    assert isinstance(mark, Mark)
    assert shown_cell(mark) == shown


def test_the_total_is_the_sum_of_the_rows(report: Report) -> None:
    table = report.overview[0]

    assert table.total is not None
    assert table.total[2] == sum(row[2] for row in table.rows if isinstance(row[2], int))
    for column in (4, 5):
        amounts = [row[column] for row in table.rows]
        assert table.total[column] == sum((one for one in amounts if isinstance(one, Usd)), Usd(0))


def test_credits_older_than_the_months_shown_are_summed_up(report_on: ReportOn) -> None:
    # Breaches in January and March 2025, then one in March 2026; nothing is ever given back.
    report = report_on({"Halyard": "bob" + 11 * "o" + "b"}, earn_back_months=None)

    credits = next(one for one in report.sections[0].tables if one.title == "Service credits")
    assert [(row[0], row[2]) for row in credits.rows] == [
        (MARCH, Usd(160_000)),
        ("Earlier", Usd(320_000)),
    ]
    assert credits.total is not None
    assert credits.total[2] == Usd(480_000)


def test_records_carry_their_documented_columns(report_on: ReportOn) -> None:
    content = render(report_on({"Halyard": "ob", "Silent": "o-"}), ".csv").decode("utf-8-sig")

    records = list(csv.DictReader(io.StringIO(content, newline="")))
    assert tuple(records[0]) == RECORD_COLUMNS
    breach, silent = records[0], records[4]
    assert [breach[name] for name in ("month", "value", "unit", "status", "credit")] == [
        "2026-03",
        "0.871",
        "ratio",
        "breach",
        "1600.00",
    ]
    assert [silent[name] for name in ("vendor", "value", "status", "credit")] == [
        "Silent",
        "",
        "not_reported",
        "",
    ]


def test_a_value_never_prints_equal_to_a_limit_it_misses() -> None:
    cell = Measured(0.89999, Unit.RATIO, (Limit.parse(">= 90 %"),))

    assert shown_cell(cell) == "89.999 %"


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "no breaches"), (1, "1 breach"), (1200, "1,200 breaches")]
)
def test_counts_read_as_words(number: int, shown: str) -> None:
    assert counted(number, "breach", "breaches") == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_read_as_words(names: list[str], shown: str) -> None:
    assert listed(names) == shown


def test_a_discrepancy_is_told_on_the_first_page_and_in_a_section_of_its_own(
    report: Report,
) -> None:
    section = next(one for one in report.appendix if one.title.startswith("Whether reported"))
    told, beside = section.tables

    assert section.summary.startswith("2 of 3 reported values can be held against claims")
    assert "6.48 points in its own favour" in str(told.rows)
    assert [row[1] for row in beside.rows] == ["First-pass acceptance rate", "Denial rate"]
    assert any(
        note.startswith("1 reported value of 1 vendor lies further from claims")
        for note in report.notes
    )
    assert "Evidence" in [one.title for one in report.sheets]


def test_without_claims_or_audits_of_the_month_nothing_is_said_of_evidence(
    assessments: Sequence[Assessment], about: AboutMonth
) -> None:
    unverified = tuple(one for one in about.evidence if not one.verified)
    assert unverified

    report = breach_report(assessments, MARCH, dataclasses.replace(about, evidence=unverified))

    assert "Whether reported" not in str(report)
    assert "Evidence" not in [one.title for one in report.sheets]
