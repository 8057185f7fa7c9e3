"""The documents' signs of underperformance, at and beside their edges."""

from __future__ import annotations

import pandas as pd
import pytest

from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.metrics import CATALOGUE
from vendor_eval.metrics.sources import SOURCES
from vendor_eval.quantities import Month
from vendor_eval.signals.rule_words import rule_words
from vendor_eval.signals.rules import (
    ASKED_OF_PEOPLE,
    RULES,
    Missed,
    Reported,
    RuleFinding,
    State,
    apply_rules,
    reported_of,
)

H, C, N = State.HOLDS, State.CLEAR, State.TOO_FEW_MONTHS


def found(id: str, *values: float) -> RuleFinding:
    rule = next(one for one in RULES if one.id == id)
    months = [Reported(Month(2026, 1).plus(at), value) for at, value in enumerate(values)]
    (finding,) = apply_rules({rule.metric: months}, [rule])
    return finding


@pytest.mark.parametrize(
    ("id", "values", "state"),
    [
        ("denials_above_10", [0.10], C),
        ("denials_above_10", [0.1001], H),
        ("denials_above_10", [0.13, 0.10], C),
        ("denials_above_10", [], N),
        ("denials_above_12", [0.12], C),
        ("denials_above_12", [0.1201], H),
        ("ar_days_above_50", [51], N),
        ("ar_days_above_50", [50, 50, 51], C),
        ("ar_days_above_50", [51, 50, 51], H),
        ("ar_days_above_50", [51, 51], H),
        ("ar_days_above_50", [51, 51, 50], H),
        ("ar_days_above_50", [51, 51, 50, 50], C),
        ("ar_days_above_55", [55], C),
        ("ar_days_above_55", [55.1], H),
        ("ar_over_90_growing", [0.10, 0.11, 0.12], N),
        ("ar_over_90_growing", [0.10, 0.11, 0.12, 0.13], H),
        ("ar_over_90_growing", [0.10, 0.11, 0.11, 0.13], C),
        ("ar_over_90_growing", [0.01, 0.10, 0.11, 0.12, 0.119], C),
        ("first_pass_root_causes", [0.9501], C),
        ("first_pass_root_causes", [0.95], H),
        ("first_pass_root_causes", [0.90], H),
        ("first_pass_root_causes", [0.8999], C),
        ("first_pass_below_90", [0.90], C),
        ("first_pass_below_90", [0.8999], H),
        ("collections_below_90", [0.90], C),
        ("collections_below_90", [0.8999], H),
        ("coding_beyond_72_hours", [72], C),
        ("coding_beyond_72_hours", [72.1], H),
        ("resubmission_beyond_5_days", [120], C),
        ("resubmission_beyond_5_days", [121], H),
        ("coding_accuracy_below_90", [0.90], C),
        ("coding_accuracy_below_90", [0.89], H),
    ],
)
def test_every_rule_at_its_edge_and_beside_it(id: str, values: list[float], state: State) -> None:
    assert found(id, *values).state is state


def test_every_rule_is_tested_at_its_edge() -> None:
    mark = test_every_rule_at_its_edge_and_beside_it.pytestmark[0]

    assert {case[0] for case in mark.args[1]} == {rule.id for rule in RULES}


def test_a_rule_that_holds_shows_the_months_that_make_it_hold() -> None:
    seen = found("ar_days_above_50", 60, 51, 49, 52).seen

    assert [(str(one.month), one.value) for one in seen] == [("2026-02", 51), ("2026-04", 52)]


def test_rules_and_questions_have_names_of_their_own_and_cite_a_document() -> None:
    ids = [one.id for one in (*RULES, *ASKED_OF_PEOPLE)]

    assert len(set(ids)) == len(ids)
    assert all(one.citation.source.id in SOURCES for one in (*RULES, *ASKED_OF_PEOPLE))


def test_rules_fit_their_metrics() -> None:
    for rule in RULES:
        if isinstance(rule.test, Missed):
            metric = CATALOGUE[rule.metric]
            assert rule.test.limit.quantity.unit is metric.unit
            assert rule.test.limit.comparison.good_side is metric.direction


def test_what_needs_people_is_asked_and_not_judged() -> None:
    judged = {one.rule.id for one in apply_rules({})}

    assert not judged & {one.id for one in ASKED_OF_PEOPLE}
    assert all(one.text.endswith("?") for one in ASKED_OF_PEOPLE)
    assert {one.state for one in apply_rules({})} == {State.TOO_FEW_MONTHS}


def test_a_vendors_months_are_put_in_order_without_what_is_missing_or_later() -> None:
    first = Month(2026, 1)
    rows = [(2, 0.13), (0, 0.11), (1, None), (3, 0.50)]
    frame = frame_of(Measurement("Acme", first.plus(at), "denial_rate", one) for at, one in rows)
    other = frame_of([Measurement("Other", first, "denial_rate", 0.99)])

    found = reported_of(pd.concat([frame, other]), "Acme", first.plus(2))

    assert found == {
        "denial_rate": (Reported(Month(2026, 1), 0.11), Reported(Month(2026, 3), 0.13))
    }


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (
            found("denials_above_10", 0.100001),
            "More than 10 % of claims are denied. 10.0001 % in January 2026. Read here as: ",
        ),
        (found("ar_days_above_55", 41.25), "Nothing of the kind: 41.3 days in January 2026."),
        (found("ar_days_above_55"), "Too few months are reported to tell."),
        (
            found("ar_over_90_growing", 0.1, 0.11),
            "Too few months are reported to tell. So far: 10.00 % in January 2026, 11.00 % in Feb",
        ),
    ],
)
def test_a_rule_says_what_it_saw_and_who_says_so(finding: RuleFinding, words: str) -> None:
    told = rule_words(finding)

    assert told.startswith(words)
    assert told.endswith(f"Source: {finding.rule.citation}.")
