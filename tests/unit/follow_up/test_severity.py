"""How grave a breach is: the gravest ground decides, and a person may see it otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest

from vendor_eval.follow_up.breach_note import BreachNote, Severity
from vendor_eval.follow_up.severity import Grounds, far_beyond, grade
from vendor_eval.quantities import NOTHING_DUE, Limit, Month, Unit, Usd
from vendor_eval.sla.contract import ServiceLevel

MARCH = Month(2026, 3)
ALONE = {"right": False, "streak": 1, "credit": NOTHING_DUE, "beyond": False}


def level(target: str, minimum: str | None) -> ServiceLevel:
    limits = [one and Limit.parse(one).within(Unit.RATIO) for one in (target, minimum)]
    return ServiceLevel("denial_rate", limits[0], minimum=limits[1])


@pytest.mark.parametrize(
    ("ground", "severity", "because"),
    [
        ({}, Severity.MINOR, "a single breach"),
        ({"beyond": True}, Severity.MAJOR, "misses the minimum by more"),
        ({"streak": 2}, Severity.MAJOR, "second breach in a row"),
        ({"credit": Usd(1)}, Severity.MAJOR, "$0.01 fell due"),
        ({"streak": 3}, Severity.CRITICAL, "number 3 in a row"),
        ({"streak": 11}, Severity.CRITICAL, "number 11 in a row"),
        ({"right": True}, Severity.CRITICAL, "a right to terminate"),
        ({"right": True, "credit": Usd(5), "beyond": True}, Severity.CRITICAL, "a right"),
    ],
)
def test_the_gravest_ground_decides(
    ground: dict[str, object], severity: Severity, because: str
) -> None:
    found = grade(Grounds(**{**ALONE, **ground}))

    assert (found.severity, found.worked_out) == (severity, severity)
    assert because in found.why


def test_a_person_may_see_it_otherwise_and_what_the_rule_gave_is_still_told() -> None:
    note = BreachNote("denial_rate", MARCH, severity=Severity.MINOR, why="One payer's error")

    found = grade(Grounds(**{**ALONE, "streak": 3}), note)

    assert found.severity is Severity.MINOR
    assert found.why == "One payer's error"
    assert found.worked_out is Severity.CRITICAL


@pytest.mark.parametrize(
    ("value", "beyond"),
    # The target is 8 %, the minimum 12 %: four points lie between them.
    [("0.121", False), ("0.16", False), ("0.1600001", True), ("0.30", True)],
)
def test_far_beyond_is_further_than_from_the_minimum_to_the_target(
    value: str, beyond: bool
) -> None:
    assert far_beyond(level("< 8 %", "<= 12 %"), float(Decimal(value))) is beyond


@pytest.mark.parametrize("minimum", ["< 8 %", None])
def test_without_a_distance_to_compare_with_nothing_is_far_beyond(minimum: str | None) -> None:
    assert not far_beyond(level("< 8 %", minimum), 0.9)
