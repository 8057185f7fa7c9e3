"""What the comparison report says of a round, and what it must not make look better than it is.

Work weighs 60 of 100 (speed 70, care 30 of it), law 40: the contract, a gate.
"""

from __future__ import annotations

import csv
import io

import pytest

from tests.golden.rounds import ABOUT, ACME, BEST, CORVID, FIRST, SIGNED, result
from tests.unit.evaluation.scorecards import answers
from vendor_eval.reports.comparison_report import comparison_report
from vendor_eval.reports.comparison_sheets import RECORD_COLUMNS
from vendor_eval.reports.evaluation_marks import LEGEND
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Mark, Points, Report, Table
from vendor_eval.reports.round_result import RoundResult
from vendor_eval.reports.scorecard_report import scorecard_report
from vendor_eval.reports.wording import shown_cell


def report(of: RoundResult | None = None) -> Report:
    return comparison_report(of or result(), ABOUT)


def table(title: str, of: Report | None = None) -> Table:
    found = of or report()
    tables = [*found.overview, *(one for section in found.sections for one in section.tables)]
    return next(one for one in tables if one.title == title)


def rows(title: str, of: Report | None = None) -> list[list[str]]:
    return [[shown_cell(cell) for cell in row] for row in table(title, of).rows]


def due(of: Report) -> list[tuple[str, str, str]]:
    return [(one.mark.label, one.subject, one.sentence) for one in of.decisions]


def test_the_first_sentence_says_who_leads_among_the_eligible():
    # 60 x (0.7 + 0.3 x 0.5) + 40 = 91. Best has 60 and Corvid's gate has expired.
    assert report().status == "Acme Billing leads with 91.0 of 100; no other candidate is ranked."


def test_the_first_sentence_names_the_second():
    first = {
        "Ada": (*FIRST["Ada"][:3], *answers(BEST, speed="yes verified", contract="yes stated"))
    }

    said = report(result(first, (ACME, BEST))).status

    # 60 x 0.7 + 40, care being unanswered.
    assert said == "Acme Billing leads with 91.0 of 100, ahead of Best Claims & Co with 82.0."


def test_equals_share_the_first_place():
    same = {"speed": "yes verified", "contract": "yes verified"}
    first = {"Ada": (*answers(ACME, **same), *answers(BEST, **same))}

    said = report(result(first, (ACME, BEST))).status

    assert said == "Acme Billing and Best Claims & Co share the first place with 82.0 of 100."


def test_nobody_leads_where_nobody_is_eligible():
    said = report(result({}, (ACME,)))

    assert said.status == (
        "No candidate of Spring selection is eligible: every one has a gate to pass."
    )


def test_a_decided_round_says_for_whom_and_by_whom_and_why_not_the_others():
    decided = report(result(signed=SIGNED))

    assert decided.status == "Spring selection is decided for Acme Billing, signed by L. Stone."
    assert rows("Decision", decided) == [
        [ACME, "Chosen", "Fast, and the contract is signed"],
        [BEST, "Rejected", "Does not sign"],
        [CORVID, "Rejected", "Its contract has expired"],
    ]


def test_what_is_open_is_listed_worst_first():
    assert due(report()) == [
        ("Failed", BEST, "Leave the candidate out unless this gate is met: contract?"),
        (
            "Expired",
            CORVID,
            "Ask for evidence that stands; a gate has expired: contract?",
        ),
        (
            "Unsettled",
            CORVID,
            "Settle 1 answer on which the evaluators differ; the heaviest: care?",
        ),
        # Care, 60 x 0.3 x 0.5 = 9, is documented only: 3/4 of it is supported.
        ("Not shown", ACME, "Ask for proof: 91.0 points are asserted, 88.8 are supported."),
        (
            "Not held to",
            ACME,
            "Before signing, agree on a minimum for what is promised: Days in A/R.",
        ),
    ]


def test_nothing_is_open_when_everything_is_answered_and_verified():
    first = {
        "Ada": tuple(
            answers(ACME, speed="yes verified", care="yes verified", contract="yes verified")
        )
    }

    calm = report(result(first, (ACME,), lapsed=frozenset(), traces=()))

    assert calm.decisions == ()
    assert calm.headings.none_due == "Nothing is open."
    assert [figure.value for figure in calm.figures] == [1, 0, 0, 0]


def test_candidates_stand_best_first_and_one_that_is_not_eligible_has_no_rank():
    assert [row[:5] + row[8:] for row in rows("Candidates, best first")] == [
        [ACME, "1", "91.0", "88.8", "91.0", "Preferred"],
        [BEST, "–", "60.0", "15.0", "60.0", "Not eligible"],
        # 60 x 0.7 x 0.5 + 40 = 61, and 60 x 0.3 more when care is settled at its best.
        [CORVID, "–", "61.0", "15.8", "79.0", "Not eligible"],
    ]


def test_page_one_names_the_gates_that_bar_somebody_only():
    assert rows("Gates that bar a candidate") == [
        ["contract?", "✓ Passed", "✗ Failed", "▲ Expired"]
    ]
    first = {"Ada": tuple(answers(ACME, contract="yes"))}
    passed = report(result(first, (ACME,)))
    assert table("Gates that bar a candidate", passed).empty == (f"None; {ACME} passes 1 gate.")


def test_a_red_flag_is_shown_with_what_it_warns_of():
    assert rows("Red flags") == [[BEST, "contract?", "no", "not seen", "–"]]


def test_what_is_unsettled_says_who_answered_what():
    # Care weighs 60 x 0.3 = 18 of 100.
    assert rows("Unsettled answers") == [[CORVID, "care?", "Ada: yes; Ben: no", "100.0", "18.0"]]


@pytest.mark.parametrize("vendor", [ACME, BEST, CORVID])
def test_the_points_of_all_items_and_of_all_sections_add_up_to_the_score(vendor: str):
    section = next(one for one in report().sections if one.title == vendor)
    made_of, *by_section = section.tables

    assert made_of.total is not None
    score = made_of.total[3]
    assert isinstance(score, Points)
    points = [row[3] for row in made_of.rows]
    assert sum(one.value for one in points if isinstance(one, Points)) == pytest.approx(score.value)
    items = [row[4] for one in by_section for row in one.rows]
    assert sum(one.value for one in items if isinstance(one, Points)) == pytest.approx(score.value)


def test_every_mark_of_the_report_is_explained():
    found = report()
    tables = [*found.overview, *(one for section in found.sections for one in section.tables)]
    used = {cell for one in tables for row in one.rows for cell in row if isinstance(cell, Mark)}
    used |= {one.mark for one in found.decisions}

    assert used <= set(LEGEND)


def test_the_records_have_one_row_a_candidate_and_item_and_leave_absent_answers_empty():
    lines = [*csv.DictReader(io.StringIO(render(report(), ".csv").decode("utf-8-sig")))]

    assert tuple(lines[0]) == RECORD_COLUMNS
    assert len(lines) == 3 * 3
    care = next(one for one in lines if (one["vendor"], one["item"]) == (CORVID, "card/care"))
    assert (care["answer"], care["state"], care["points"], care["weight"]) == (
        "",
        "unsettled",
        "0.0",
        "0.18",
    )
    assert {one["synthetic"] for one in lines} == {"yes"}


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv", ".html"])
def test_the_same_round_gives_the_same_bytes(suffix: str):
    assert render(report(), suffix) == render(report(), suffix)


def test_a_name_that_is_markup_or_a_formula_stays_a_name():
    hostile = "=HYPERLINK(1)<script>"
    first = {"Ada": tuple(answers(hostile, contract="yes"))}
    made = report(result(first, (hostile,)))

    assert b"<script>" not in render(made, ".html")
    assert b"\n'=HYPERLINK" in render(made, ".csv")


def test_a_scorecard_report_has_nothing_of_the_other_candidates_but_the_rank_among_them():
    of_all = result()
    made = scorecard_report(of_all, of_all.scores[0], ABOUT)

    assert made.status.startswith("Rank 1: 91.0 of 100 asserted and 88.8 evidenced")
    words = render(made, ".html") + render(made, ".csv")
    assert not any(name.encode() in words for name in ("Best Claims", CORVID))


def test_a_scorecard_report_lists_what_is_open_about_its_candidate_only():
    of_all = result()
    made = scorecard_report(of_all, of_all.scores[-1], ABOUT)

    assert [(label, subject) for label, subject, _ in due(made)] == [
        ("Expired", CORVID),
        ("Unsettled", CORVID),
    ]
