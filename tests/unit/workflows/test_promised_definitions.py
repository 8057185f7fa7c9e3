"""What a contract promises in a month, as definitions are held against it."""

from __future__ import annotations

import datetime as dt

from vendor_eval.claims.sensitivity import Promise
from vendor_eval.quantities import Limit, Month
from vendor_eval.sla.contract import Clock, Contract, ServiceLevel
from vendor_eval.workflows.definitions import promises

STRICTER_FROM_MAY = ServiceLevel(
    "denial_rate",
    target=Limit.parse("< 6 %"),
    minimum=Limit.parse("<= 10 %"),
    effective=dt.date(2025, 5, 1),
)
CONTRACT = Contract(
    vendor="Northwind RCM",
    starts=dt.date(2025, 3, 1),
    ends=dt.date(2025, 12, 31),
    service_levels=(
        ServiceLevel(
            "denial_rate",
            target=Limit.parse("< 8 %"),
            minimum=Limit.parse("<= 12 %"),
            clock=Clock.BUSINESS,
        ),
        STRICTER_FROM_MAY,
        ServiceLevel(
            "resubmission_turnaround",
            target=Limit.parse("<= 48 h"),
            minimum=Limit.parse("<= 120 h"),
            clock=Clock.BUSINESS,
        ),
        ServiceLevel("coding_on_time_rate", target=Limit.parse(">= 95 %"), clock=Clock.BUSINESS),
    ),
)


def by_metric(month: Month) -> dict[str, Promise]:
    return {one.metric: one for one in promises(CONTRACT, month)}


def test_an_amendment_takes_over_from_its_month_on() -> None:
    april, may = by_metric(Month(2025, 4)), by_metric(Month(2025, 5))

    assert april["denial_rate"].target == Limit.parse("< 8 %")
    assert may["denial_rate"] == Promise(
        "denial_rate", Limit.parse("< 6 %"), Limit.parse("<= 10 %")
    )


def test_nothing_is_promised_outside_the_term() -> None:
    assert promises(CONTRACT, Month(2025, 2)) == ()
    assert promises(CONTRACT, Month(2026, 1)) == ()


def test_a_business_clock_judges_nothing_that_runs_on_the_calendar() -> None:
    found = by_metric(Month(2025, 4))

    for metric in ("resubmission_turnaround", "coding_on_time_rate"):
        assert found[metric] == Promise(metric, None, None)
    # What has no clock is judged whatever clock the contract is on.
    assert found["denial_rate"].minimum == Limit.parse("<= 12 %")
