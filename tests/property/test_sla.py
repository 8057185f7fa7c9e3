"""Laws of judging, credits and contract files, over drawn contracts and histories."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.agreements import METRICS, MONTHS, START, contracts, histories, levels, percent
from vendor_eval.files.contracts import contract_toml, read_contract
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Direction, Month, Unit, Usd, first_whole_month
from vendor_eval.sla.assessment import assess, assess_all
from vendor_eval.sla.contract import (
    Contract,
    ServiceLevel,
)
from vendor_eval.sla.credits import shared_out
from vendor_eval.sla.findings import Assessment, Status
from vendor_eval.sla.judging import judge

# A drawn contract with its history is large; two dozen say as much as a hundred.
drawn = settings(max_examples=25, deadline=None)

# Worst last; states of the same value can only move towards the front as it gets better.
GRADES = (Status.ON_TARGET, Status.BELOW_TARGET, Status.WARNING, Status.BREACH)


def states(findings: pd.DataFrame) -> set[tuple[object, ...]]:
    columns = ("vendor", "metric", "month", "status", "streak")
    return set(zip(*(findings[name].tolist() for name in columns), strict=True))


def slow_states(contract: Contract, rows: list[Measurement]) -> Iterator[tuple[object, ...]]:
    """The rule of judging in the plainest words, one month at a time, in exact arithmetic."""
    reported = {(row.metric, row.month): row for row in rows}
    last = min(max(row.month for row in rows), contract.last_month)
    for metric in {level.metric for level in contract.service_levels}:
        streak = 0
        for at in range(contract.first_month.index, last.index + 1):
            month = Month.at(at)
            entries = [
                (level.effective or contract.starts, level)
                for level in contract.service_levels
                if level.metric == metric
                and first_whole_month(level.effective or contract.starts) <= month
            ]
            if not entries:
                continue
            level = max(entries, key=lambda entry: entry[0])[1]
            status = slow_status(contract, level, month, reported.get((metric, month)))
            if status.judged:
                streak = streak + 1 if status is Status.BREACH else 0
            yield contract.vendor, metric, at, status.value, streak


def slow_status(
    contract: Contract, level: ServiceLevel, month: Month, row: Measurement | None
) -> Status:
    metric = CATALOGUE[level.metric]
    counted = metric.unit is Unit.RATIO and metric.parts is Parts.COUNTS
    few = row is not None and row.denominator is not None and row.denominator < contract.low_volume
    if (level.metric, month) in {(one.metric, one.month) for one in contract.relief}:
        return Status.RELIEF
    if row is None or row.value is None:
        return Status.NOT_REPORTED
    if month < contract.first_month.plus(contract.ramp_months):
        return Status.RAMP
    if counted and few:
        return Status.LOW_VOLUME
    return slow_grade(level, Fraction(Decimal(repr(row.value))))


def slow_grade(level: ServiceLevel, value: Fraction) -> Status:
    if level.minimum is not None and not level.minimum.keeps(value):
        return Status.BREACH
    if level.warning is not None and not level.warning.keeps(value):
        return Status.WARNING
    return Status.ON_TARGET if level.target.keeps(value) else Status.BELOW_TARGET


@drawn
@given(contracts(), histories())
def test_judging_columns_equals_judging_one_month_after_the_other(contract, rows):
    findings = judge([contract], frame_of(rows))

    assert states(findings) == (set(slow_states(contract, rows)) if rows else set())


@drawn
@given(
    contracts("Northwind RCM"),
    contracts("Harbor Billing"),
    histories("Northwind RCM"),
    histories("Harbor Billing"),
)
def test_many_contracts_are_judged_as_each_alone(first, second, rows, others):
    measurements = frame_of(rows + others)

    standing = assess_all([first, second], measurements)

    for at, contract in enumerate((first, second)):
        alone = assess(contract, measurements)
        mine = standing.findings[standing.findings["contract"] == at]
        in_order = mine.sort_values("month", kind="stable")
        assert standing.shown(in_order) == alone.findings
        assert (standing.credits["contract"] == at).sum() == len(alone.credits)
        assert (standing.termination["contract"] == at).sum() == len(alone.termination)


def outcome(found: Assessment) -> tuple[object, ...]:
    """Everything that follows, without the order in which the file has the metrics."""
    return (
        {(one.metric, one.month, one.status, one.streak) for one in found.findings},
        found.gross,
        set(found.termination),
    )


@drawn
@given(contracts(), histories(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_entries_never_matters(contract, rows, shuffle: random.Random):
    entries = list(contract.service_levels)
    shuffled = list(rows)
    shuffle.shuffle(entries)
    shuffle.shuffle(shuffled)

    same = assess(replace(contract, service_levels=tuple(entries)), frame_of(shuffled))

    assert outcome(same) == outcome(assess(contract, frame_of(rows)))


@drawn
@given(contracts(), histories())
def test_a_month_that_is_not_reported_never_changes_a_streak(contract, rows):
    before = judge([contract], frame_of(rows), START.plus(MONTHS - 1))
    after = judge([contract], frame_of(rows), START.plus(MONTHS))

    ends = before.groupby("metric", observed=True)["streak"].last()
    silent = after[after["month"] == START.plus(MONTHS).index].set_index("metric")
    for metric, row in silent.iterrows():
        assert row["status"] == "not_reported"
        assert row["streak"] == ends.get(metric, 0)


@drawn
@given(contracts(), histories())
def test_credits_never_exceed_the_amount_at_risk_and_are_whole_cents(contract, rows):
    found = assess(contract, frame_of(rows))

    at_risk = Usd.of(contract.monthly_fee.dollars * contract.fee_at_risk)
    for month in {credit.month for credit in found.credits}:
        due = [credit.amount for credit in found.credits if credit.month == month]
        assert sum(due, Usd(0)) <= at_risk
        assert all(amount > Usd(0) for amount in due)
    assert found.earned_back + found.retained == found.gross


@given(
    st.integers(0, 10**9),
    st.lists(st.fractions(0, 10**6).filter(bool), min_size=1, max_size=12),
)
def test_what_is_shared_out_adds_up_to_the_cent_and_in_proportion(total, claims):
    parts = shared_out(total, claims)

    assert sum(parts) == total
    for part, claim in zip(parts, claims, strict=True):
        assert abs(part - total * claim / sum(claims)) < 1


@drawn
@given(contracts(), histories())
def test_a_credit_falls_due_only_for_a_breach(contract, rows):
    found = assess(contract, frame_of(rows))

    breaches = {(one.metric, one.month) for one in found.findings if one.status is Status.BREACH}
    assert {(credit.metric, credit.month) for credit in found.credits} <= breaches


@drawn
@given(st.sampled_from(METRICS).flatmap(levels), percent, percent)
def test_a_better_value_never_has_a_worse_status(level, one, other):
    metric = CATALOGUE[level.metric]
    scale = 100 if metric.unit is Unit.RATIO else 1
    worse, better = sorted((one, other), reverse=metric.direction is Direction.LOWER)
    rows = [
        Measurement("Northwind RCM", START, level.metric, worse / scale),
        Measurement("Northwind RCM", START.plus(1), level.metric, better / scale),
    ]
    contract = Contract("Northwind RCM", START.first_day, dt.date(2028, 12, 31), (level,))
    contract = replace(contract, monthly_fee=Usd(1_00), fee_at_risk=Decimal("0.1"))

    first, second = (finding.status for finding in assess(contract, frame_of(rows)).findings)

    assert GRADES.index(second) <= GRADES.index(first)


@drawn
@given(contracts())
def test_a_contract_written_as_toml_reads_as_the_same_contract(contract):
    assert read_contract(contract_toml(contract), "again.toml") == contract


@drawn
@given(contracts(), histories())
def test_every_sentence_names_metric_and_month(contract, rows):
    for finding in assess(contract, frame_of(rows)).findings:
        assert finding.reason.startswith(CATALOGUE[finding.metric].name)
        assert finding.month.shown in finding.reason
