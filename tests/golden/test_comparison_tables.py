"""How firm and how agreed a comparison is, as its tables say it.

Work weighs 60 of 100, law 40. Acme has all of law and little of work, Best the reverse.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.golden.rounds import ACME, BEST, CORVID, result
from tests.unit.evaluation.scorecards import answers, item, scorecard, section
from vendor_eval.evaluation.comparison import side_by_side
from vendor_eval.evaluation.raters import Agreement
from vendor_eval.evaluation.reliability import Reliability
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scoring import score_vendor
from vendor_eval.reports.comparison_agreement import agreement_sentence, reliability_table
from vendor_eval.reports.comparison_firmness import pairwise_table, stability_table
from vendor_eval.reports.comparison_items import MOST_GAPS, gaps_table, section_items_table
from vendor_eval.reports.report import Points, Table
from vendor_eval.reports.round_result import RoundResult
from vendor_eval.reports.wording import shown_cell

# Two sections of one item each, without a gate.
PLAIN = scorecard("card", section("work", 60, item("speed")), section("law", 40, item("contract")))


def duel(**other: tuple[str, str]) -> RoundResult:
    """Each vendor's answers to speed and contract; Acme is ahead by 60 to 40."""
    given = {ACME: ("yes", "no"), BEST: ("no", "yes"), **other}
    scope = scope_of([PLAIN])
    scores = [
        score_vendor(scope, vendor, answers(vendor, speed=f"{speed} verified", contract=law))
        for vendor, (speed, law) in given.items()
    ]
    return replace(result(), scope=scope, comparison=side_by_side(scores), unsettled=())


def rows(table: Table) -> list[list[str]]:
    return [[shown_cell(cell) for cell in row] for row in table.rows]


def test_the_chances_of_a_pair_add_up_to_certainty():
    table = pairwise_table(duel())

    assert [column.heading for column in table.columns] == ["Candidate", ACME, BEST]
    (_, _, ahead), (_, behind, _) = table.rows
    assert isinstance(ahead, Points)
    assert isinstance(behind, Points)
    assert ahead.value + behind.value == pytest.approx(100)
    assert ahead.value > 50


def test_equals_stand_before_each_other_half_of_the_time():
    table = pairwise_table(duel(**{BEST: ("yes", "no")}))

    assert rows(table) == [[ACME, "–", "50.0"], [BEST, "50.0", "–"]]


def test_without_a_second_candidate_there_is_no_pair():
    assert pairwise_table(result()).rows == ()
    assert pairwise_table(result({}, (ACME,))).empty == (
        "Fewer than two candidates are eligible and have a score."
    )


def test_the_interval_of_a_weight_names_who_overtakes_beyond_it():
    # Acme has all of work and nothing of law: even where both weigh a half.
    assert rows(stability_table(duel())) == [
        ["Work", "60.0", "50.0", BEST, "100.0", "–"],
        ["Law", "40.0", "0.0", "–", "50.0", BEST],
    ]


def test_a_first_place_that_no_weight_decides_is_told_so():
    table = stability_table(duel(**{BEST: ("no", "no")}))

    assert (table.rows, table.empty) == (
        (),
        "Acme Billing is first whatever any one section weighs.",
    )


def test_where_two_share_the_first_place_there_is_no_interval():
    assert stability_table(duel(**{BEST: ("yes", "no")})).empty == (
        "No candidate is first alone and before another."
    )


@pytest.mark.parametrize(
    ("alpha", "ends"),
    [
        (0.6669, "alpha is 0.666, below 0.667: discuss the answers before adding them up."),
        (0.667, "alpha is 0.667; from 0.667 on answers may be added up."),
    ],
)
def test_the_agreement_is_read_by_its_limit(alpha: float, ends: str):
    made = result(reliability=(Reliability(None, 2, alpha, None),))

    assert agreement_sentence(made).endswith(ends)


def test_where_all_answers_are_worth_the_same_nothing_is_said_of_agreement():
    made = result(reliability=(Reliability(None, 2, None, None),))

    assert agreement_sentence(made) == (
        "Over 2 items that two evaluators or more answered, all answers are worth the same, so "
        "that nothing is said of agreement."
    )
    assert rows(reliability_table(made)) == [
        ["The whole round", "2", "–", "All worth the same", "–", "–", "–"]
    ]


def test_correlations_stand_beside_alpha_where_everybody_answered():
    both = Reliability(None, 9, 0.8, Agreement(items=5, evaluators=2, single=0.5, mean=0.25))

    assert rows(reliability_table(result(reliability=(both,)))) == [
        ["The whole round", "9", "0.800", "May be added up", "5", "0.500", "0.250"]
    ]


def test_items_stand_side_by_side_and_their_points_add_up_to_the_section():
    table = section_items_table(result(), 0)

    # Speed 60 x 0.7, care 60 x 0.3; Corvid's care is unsettled.
    assert rows(table) == [
        [
            "speed?",
            "42.0",
            "yes, verified",
            "42.0",
            "yes, stated",
            "42.0",
            "partly, documented",
            "21.0",
        ],
        ["care?", "18.0", "partly, documented", "9.0", "yes, stated", "18.0", "–", "0.0"],
    ]
    assert table.total is not None
    assert [shown_cell(cell) for cell in table.total[3::2]] == ["51.0", "60.0", "21.0"]
    assert [one.vendor for one in result().scores] == [ACME, BEST, CORVID]


def test_what_is_asserted_and_not_shown_is_listed_by_the_points_that_hang_on_it():
    found = [row[:1] + row[4:6] for row in rows(gaps_table(result()))]

    # Expired and none bear out nothing, stated a quarter, documented three of four.
    assert found[0] == [CORVID, "40.0", "40.0"]
    assert [BEST, "42.0", "31.5"] in found
    assert [ACME, "9.0", "2.2"] in found


def test_smaller_gaps_are_counted_and_not_listed():
    many = [item(f"i{at:02}", 5) for at in range(20)]
    scope = scope_of([scorecard("card", section("only", 100, *many))])
    given = answers(ACME, **{one.id: "yes stated" for one in many})
    made = replace(
        result(), scope=scope, comparison=side_by_side([score_vendor(scope, ACME, given)])
    )

    table = gaps_table(made)

    assert len(table.rows) == MOST_GAPS
    assert table.note.endswith(f"{20 - MOST_GAPS} smaller gaps left out.")
