"""A takeover is told from reported values, a baseline from whoever it is of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from tests.agreements import ADMINISTRATOR, HEADER, VENDOR, denials, report
from vendor_eval.follow_up.exit_readiness import checks
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.transition import ExitReadiness, Transition
from vendor_eval.quantities import Month, Usd
from vendor_eval.workflows import follow_up, reviews, transition
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.transition import Takeover

# The baseline is October to December 2025, the vendor goes live in February 2026.
MOVED = Transition(dt.date(2026, 1, 1), dt.date(2026, 2, 1))
BEFORE = "Acme Billing"


def write(deps: Deps, record: Record) -> None:
    follow_up.save(deps, ADMINISTRATOR, Kept(VENDOR, record))


def taken_over(deps: Deps) -> Takeover:
    return transition.of_vendor(deps, ADMINISTRATOR, reviews.review(deps, ADMINISTRATOR), VENDOR)


def test_nothing_written_down_is_no_takeover_and_meets_no_check(deps: Deps) -> None:
    report(deps, denials(m03=60))

    found = taken_over(deps)

    assert (found.plan, found.courses, found.remarks, found.leaving) == (None, (), (), None)
    assert not any(one.is_there for one in found.checks)


def test_the_months_before_are_the_vendors_own_where_nobody_else_is_named(deps: Deps) -> None:
    before = [f"{VENDOR},2025-{month},denial_rate,,120,1000\n" for month in (10, 11, 12)]
    report(deps, (HEADER + "".join(before)).encode(), "before.csv")
    report(deps, denials(m01=500, m02=70, m03=50))
    write(deps, MOVED)

    [found] = taken_over(deps).courses

    assert found.change is not None
    # 120 of 1,000 in each month before; 70 and 50 of 1,000 since: 6 points fewer.
    assert (found.change.points, found.change.is_better) == (Fraction(-6, 100), True)
    assert (found.months, found.is_thin) == ((3, 2), True)


def test_sites_add_up_and_another_vendors_months_are_the_baseline(deps: Deps) -> None:
    header = HEADER.replace("\n", ",site\n")
    lines = [f"{BEFORE},2025-11,net_collection_rate,,92000,100000,\n"]
    for month in ("2026-02", "2026-03"):
        # 28,500 and 66,500 of 100,000 owed: 95 %, three points more than before.
        for site, collected, owed in (("North", 28_500, 30_000), ("South", 66_500, 70_000)):
            lines.append(f"{VENDOR},{month},net_collection_rate,,{collected},{owed},{site}\n")
            lines.append(f"{VENDOR},{month},net_collections,{collected} USD,,,{site}\n")
    report(deps, (header + "".join(lines)).encode())
    write(deps, replace(MOVED, baseline_of=BEFORE.upper()))

    found = {one.metric: one for one in taken_over(deps).courses}

    change = found["net_collection_rate"].change
    assert change is not None
    assert (change.points, change.dollars) == (Fraction(3, 100), Usd(300_000))
    assert found["net_collections"].change is None


def test_what_leaving_needs_is_told_as_of_today(deps: Deps) -> None:
    report(deps, denials(m03=60))
    ready = ExitReadiness(export_tested_on=dt.date(2026, 4, 1), export_format="CSV")
    write(deps, ready)

    found = taken_over(deps)

    assert found.leaving is not None
    assert found.leaving.record == ready
    assert found.checks == checks(ready, deps.today())


def test_the_last_month_of_the_chart_is_the_last_that_was_reported(deps: Deps) -> None:
    report(deps, denials(m01=500, m02=70, m03=50))
    write(deps, MOVED)

    [found] = taken_over(deps).courses

    assert [one.month for one in found.points] == [Month(2026, 1), Month(2026, 2), Month(2026, 3)]
    assert found.change is None
