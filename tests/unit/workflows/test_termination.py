"""Clocks run over what is stored; a decision is about a right that arose; the pack has it all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.agreements import ADMINISTRATOR, VENDOR, agree, contract, denials, report
from vendor_eval.access.roles import Person, Role
from vendor_eval.errors import BadInput, NotAllowed, NotFound
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.reminders import Topic
from vendor_eval.follow_up.termination_clock import Standing
from vendor_eval.quantities import Month
from vendor_eval.workflows import contracts, due_dates, follow_up, reviews, termination
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept

RULES = """
[[termination]]
rule = "consecutive"
months = 2

[deadlines]
notice = "60 days"
delivery = "5 days"
"""
FEBRUARY = Month(2026, 2)
TODAY = dt.date(2026, 4, 15)
LET_GO = Notice(
    "consecutive", "denial_rate", FEBRUARY, Use.LET_GO, TODAY, "M. Chen", "A plan is agreed"
)


@pytest.fixture
def breached(deps: Deps) -> Deps:
    """Two breaches in a row, and a good month after."""
    agree(deps, contract() + RULES)
    report(deps, denials(m01=130, m02=135, m03=70))
    return deps


def ticking(deps: Deps) -> termination.Ticking:
    return termination.ticking(deps, ADMINISTRATOR, reviews.review(deps, ADMINISTRATOR))


def decide(deps: Deps, notice: Notice, person: Person = ADMINISTRATOR) -> None:
    review = reviews.review(deps, person)
    termination.decide(deps, person, review, Kept(VENDOR, notice))


def test_a_right_stays_open_after_a_good_month_until_it_lapses(breached: Deps) -> None:
    (clock,) = ticking(breached).of(VENDOR)

    assert not clock.is_met
    assert clock.standing(TODAY) is Standing.OPEN
    (right,) = clock.rights
    # 60 days from February 28 end on April 29; five days for delivery before, a Friday.
    assert (right.lapses_on, right.send_by) == (dt.date(2026, 4, 29), dt.date(2026, 4, 24))


def test_a_decision_is_kept_with_the_right(breached: Deps) -> None:
    decide(breached, LET_GO)

    known = ticking(breached)
    (right,) = known.rights(VENDOR)
    assert right.standing(TODAY) is Standing.LET_GO
    kept = known.decided(VENDOR, right)
    assert kept is not None
    assert (kept.version, kept.recorded_by) == (1, "A. Moreno")


def test_nobody_decides_about_a_right_that_never_arose(breached: Deps) -> None:
    other = Notice("n_of_m", "denial_rate", FEBRUARY, Use.USED, TODAY, "M. Chen", "Enough")

    with pytest.raises(NotFound, match="has no such right of February 2026"):
        decide(breached, other)


def test_a_notice_before_its_month_is_asked_for_again(breached: Deps) -> None:
    early = Notice(
        "consecutive", "denial_rate", FEBRUARY, Use.USED, dt.date(2026, 1, 31), "M. Chen", "Enough"
    )

    with pytest.raises(BadInput) as refused:
        decide(breached, early)
    assert "is before the month of the right" in str(refused.value.faults[0])


def test_finance_does_not_decide_about_notices(breached: Deps) -> None:
    with pytest.raises(NotAllowed, match="decide disputes, relief and notices"):
        decide(breached, LET_GO, Person("F. Ino", Role.FINANCE))


def test_a_decision_whose_right_a_correction_undid_is_told(breached: Deps) -> None:
    decide(breached, LET_GO)
    report(breached, denials(m02=90), "corrected.csv")

    known = ticking(breached)
    assert known.rights(VENDOR) == ()
    assert known.unfounded(VENDOR) == (LET_GO,)
    pack = termination.pack(breached, ADMINISTRATOR, known, VENDOR)
    assert any(
        "a correction, a relief or an amendment has undone it" in note for note in pack.notes
    )


AMENDED = RULES.replace(
    "[deadlines]", '[[termination]]\nrule = "consecutive"\nmonths = 3\n\n[deadlines]'
)


@pytest.mark.parametrize(
    "rule",
    ["consecutive:2", "consecutive"],
    ids=["kept under its name", "kept before names had numbers"],
)
def test_an_amendment_that_adds_a_rule_leaves_earlier_decisions_alone(
    breached: Deps, rule: str
) -> None:
    decide(breached, replace(LET_GO, rule=rule))
    contracts.save(
        breached,
        ADMINISTRATOR,
        contracts.Draft(VENDOR, "Agreement", contract() + AMENDED, "amended", version=1),
    )

    known = ticking(breached)
    (right,) = known.rights(VENDOR)
    assert right.standing(TODAY) is Standing.LET_GO
    assert known.unfounded(VENDOR) == ()
    kept = known.decided(VENDOR, right)
    assert kept is not None
    # Deciding otherwise is a second version of the same record.
    changed = replace(kept, record=replace(kept.record, why="A better plan is agreed"))
    review = reviews.review(breached, ADMINISTRATOR)
    assert termination.decide(breached, ADMINISTRATOR, review, changed).version == 2
    assert not [
        one for one in due_dates.due(breached, ADMINISTRATOR, review) if one.topic is Topic.NOTICE
    ]


def test_a_rule_written_twice_gives_one_right(deps: Deps) -> None:
    agree(deps, contract() + RULES.split("[deadlines]", maxsplit=1)[0] + RULES)
    report(deps, denials(m01=130, m02=135))

    assert len(ticking(deps).rights(VENDOR)) == 1


def test_the_pack_has_the_findings_the_plan_and_the_revision(breached: Deps) -> None:
    plan = Plan("denial_rate", FEBRUARY, root_cause="Edits were off", owner="S. Roe")
    follow_up.save(breached, ADMINISTRATOR, Kept(VENDOR, plan))

    pack = termination.pack(breached, ADMINISTRATOR, ticking(breached), VENDOR)

    said = str(pack)
    assert "Edits were off" in said
    assert "as kept in revision 1" in said
    assert "Denial rate was 13.00 % in January 2026" in said
    assert "Denial rate was 13.50 % in February 2026" in said
    assert not pack.synthetic


def test_no_contract_no_pack(breached: Deps) -> None:
    with pytest.raises(NotFound, match="There is no contract with Nobody"):
        termination.pack(breached, ADMINISTRATOR, ticking(breached), "Nobody")
