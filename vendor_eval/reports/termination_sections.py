"""Sections of the pack on terminating a contract: what was agreed, found, owed and said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import fields

from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.termination_clock import Clock, Place, Right
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.report import Align, Column, Section, Table
from vendor_eval.reports.rule_words import in_words
from vendor_eval.reports.termination_tables import findings_behind
from vendor_eval.reports.vendor_section import minimum_shown
from vendor_eval.reports.wording import metric_name, sentence, shown_date
from vendor_eval.sla.contract import Contract, Deadlines
from vendor_eval.sla.findings import Credit, Finding

_DEADLINES = {
    "root_cause": "The vendor to name the root cause of a breach",
    "plan": "The vendor to hand in its remediation plan",
    "dispute": "The vendor to dispute a finding",
    "notice": "The practice to use a right to terminate",
    "delivery": "A notice to arrive",
}


def agreement(contract: Contract, revision: int) -> Section:
    """The rules, the days and the service levels as the contract has them."""
    rules = tuple((sentence(in_words(rule)),) for rule in contract.termination)
    said = ((one.name, getattr(contract.deadlines, one.name)) for one in fields(Deadlines))
    days = tuple(
        (
            _DEADLINES[name],
            None if span is None else f"{span.value:f} {span.unit.value}".replace("_", " "),
        )
        for name, span in said
    )
    levels = tuple(
        (metric_name(one.metric), minimum_shown(one), one.effective, one.clause or None)
        for one in contract.service_levels
    )
    return Section(
        title="What the contract says",
        summary=(
            f"In force from {shown_date(contract.starts)} to {shown_date(contract.ends)}, as kept "
            f"in revision {revision}."
        ),
        tables=(
            Table("What gives a right to terminate", (Column("Rule", 100),), rules),
            Table("Within what time", (Column("For", 50), Column("Time", 30)), days),
            Table(
                "Service levels",
                (
                    Column("Metric", 32),
                    Column("Minimum", 20, Align.END),
                    Column("In force from", 20),
                    Column("Clause", 32),
                ),
                levels,
            ),
        ),
    )


def findings(counted_by: Right | Clock, known: Mapping[Place, Finding], title: str) -> Section:
    """The findings that a right or a clock counts."""
    table = findings_behind(counted_by, known, "Findings that count")
    return Section(title, summary=f"Rule: {in_words(counted_by.rule)}.", tables=(table,))


def done_so_far(
    fallen_due: Sequence[Credit], plans: Sequence[Plan], disputes: Sequence[Dispute]
) -> Section:
    """What was owed for breaches, done about them and said against them."""
    return Section(
        title="What came of the breaches",
        tables=(_credits(fallen_due), _plans(plans), _disputes(disputes)),
    )


def _credits(fallen_due: Sequence[Credit]) -> Table:
    gross = Usd.total(one.amount for one in fallen_due)
    return Table(
        title="Credits that fell due",
        columns=(
            Column("Month", 14),
            Column("Metric", 46),
            Column("Amount", 18, Align.END),
            Column("Earned back in", 18),
        ),
        rows=tuple(
            (one.month, metric_name(one.metric), one.amount, one.earned_back_in)
            for one in fallen_due
        ),
        total=("All", "", gross, "") if fallen_due else None,
        empty="None fell due.",
    )


def _plans(plans: Sequence[Plan]) -> Table:
    return Table(
        title="Remediation plans",
        columns=(
            Column("Breach of", 12),
            Column("Metric", 20),
            Column("Root cause", 28),
            Column("Corrective action", 28),
            Column("Handed in", 16),
            Column("Owner", 14),
            Column("Steps done", 12),
            Column("Waived", 22),
        ),
        rows=tuple(_plan_row(one) for one in plans),
        empty="No remediation plan is kept.",
    )


def _plan_row(plan: Plan) -> tuple[str | Month | dt.date | None, ...]:
    done = sum(one.done is not None for one in plan.milestones)
    waiver = plan.waiver
    return (
        plan.month,
        metric_name(plan.metric),
        plan.root_cause or None,
        plan.action or None,
        plan.handed_in_on,
        plan.owner or None,
        f"{done} of {len(plan.milestones)}" if plan.milestones else None,
        f"by {waiver.approved_by} to {shown_date(waiver.expires)}" if waiver else None,
    )


def _disputes(disputes: Sequence[Dispute]) -> Table:
    return Table(
        title="Disputes of the vendor",
        columns=(
            Column("Month", 12),
            Column("Metric", 22),
            Column("Filed", 18),
            Column("The vendor says", 34),
            Column("Outcome", 12),
            Column("Decided", 24),
            Column("Because", 28),
        ),
        rows=tuple(
            (
                one.month,
                metric_name(one.metric),
                one.filed_on,
                one.says,
                one.outcome.value,
                _decided(one),
                one.why or None,
            )
            for one in disputes
        ),
        empty="The vendor disputes nothing.",
    )


def _decided(dispute: Dispute) -> str | None:
    if dispute.decided_on is None:
        return None
    return f"{shown_date(dispute.decided_on)} by {dispute.decided_by}"
