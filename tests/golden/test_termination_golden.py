"""What the termination pack says in each format, word for word."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.golden.conftest import MARCH, START, contract, measured
from tests.golden.readers import READERS
from vendor_eval.follow_up.dispute import Dispute, Outcome
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.termination_clock import clocks, urgency
from vendor_eval.measurement import frame_of
from vendor_eval.quantities import Quantity, Unit, Usd
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import About, Report
from vendor_eval.reports.termination_pack import Packed, termination_pack
from vendor_eval.sla.assessment import assess_all, credit_values
from vendor_eval.sla.contract import Consecutive, Deadlines, NOfM, ShareFailing, SumOfCredits

FIRST_PASS = "first_pass_acceptance_rate"
RULES = (
    Consecutive(3),
    NOfM(4, 12),
    SumOfCredits(Usd.of(Decimal(12_000)), 12),
    ShareFailing(Decimal("0.2"), 12),
)
DAYS = Deadlines(
    notice=Quantity(Decimal(60), Unit.DAYS), delivery=Quantity(Decimal(3), Unit.BUSINESS_DAYS)
)
PLAN = Plan(
    metric=FIRST_PASS,
    month=MARCH.plus(-2),
    root_cause="A new clearinghouse profile without payer edits",
    root_cause_on=dt.date(2026, 2, 12),
    action="Load the payer edits and test them on a day's claims",
    handed_in_on=dt.date(2026, 2, 20),
    owner="S. Roe",
    milestones=(
        Milestone("Load the edits", "S. Roe", dt.date(2026, 3, 6), dt.date(2026, 3, 4)),
        Milestone("Test them", "S. Roe", dt.date(2026, 3, 20)),
    ),
    waiver=Waiver("M. Chen", "While the edits are tested", dt.date(2026, 3, 31)),
)
DISPUTE = Dispute(
    metric=FIRST_PASS,
    month=MARCH.plus(-1),
    filed_on=dt.date(2026, 3, 12),
    filed_by="S. Roe",
    says="Rejections of one payer were counted twice",
    outcome=Outcome.REJECTED,
    decided_by="M. Chen",
    decided_on=dt.date(2026, 3, 20),
    why="Each rejection has its own claim",
)
DECIDED = (
    Notice(
        "n_of_m", FIRST_PASS, MARCH.plus(-4), Use.LET_GO, dt.date(2025, 12, 19), "M. Chen", "Plan"
    ),
    Notice(
        "consecutive", "denial_rate", MARCH.plus(-6), Use.USED, dt.date(2025, 11, 3), "M. Chen", "-"
    ),
)


@pytest.fixture(scope="session")
def pack(about: About) -> Report:
    """A vendor with a right that is open, one let go, and a notice whose right is gone."""
    agreed = contract("Halyard Billing Group", termination=RULES, deadlines=DAYS)
    history = frame_of(measured(agreed.vendor, "oobooboobobobbb"))
    judged = assess_all([agreed], history, MARCH)
    found = clocks(judged, {agreed.vendor: DECIDED})
    in_order = sorted(found, key=lambda clock: urgency(clock, about.prepared_on))
    packed = Packed(
        contract=agreed,
        revision=3,
        clocks=tuple(in_order),
        findings={(one.metric, one.month): one for one in judged.shown(judged.findings)},
        credits=credit_values(judged.credits),
        notices=DECIDED,
        plans=(PLAN,),
        disputes=(DISPUTE,),
    )
    return termination_pack(packed, dataclasses.replace(about, restatements=()))


@pytest.mark.parametrize("suffix", READERS)
def test_the_pack_says_what_it_said_when_it_was_last_looked_at(
    pack: Report, golden: Callable[[str, str], None], suffix: str
) -> None:
    golden(f"termination{suffix}.txt", READERS[suffix](render(pack, suffix)))


def test_the_pack_says_on_its_first_page_what_is_open_and_by_when(pack: Report) -> None:
    assert "1 right to terminate open" in pack.status or "rights to terminate open" in pack.status
    assert all("last safe day to send notice" in one.sentence for one in pack.decisions)
    assert pack.month > START
    assert any("no more" in note for note in pack.notes)
