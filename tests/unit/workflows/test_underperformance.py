"""Signs of underperformance are read from one vendor's reported months, through a month."""

from __future__ import annotations

from tests.agreements import ADMINISTRATOR, HEADER, VENDOR, denials, report
from vendor_eval.quantities import Month
from vendor_eval.signals.rules import Reported, State
from vendor_eval.workflows import reviews, underperformance
from vendor_eval.workflows.deps import Deps


def states(deps: Deps, vendor: str, last: Month) -> dict[str, State]:
    standing = reviews.review(deps, ADMINISTRATOR)
    found = underperformance.of_vendor(ADMINISTRATOR, standing, (vendor, last))
    return {one.rule.id: one.state for one in found}


def test_the_latest_month_looked_at_decides_and_later_ones_are_left_out(deps: Deps) -> None:
    report(deps, denials(m01=90, m02=110, m03=90))

    assert states(deps, VENDOR, Month(2026, 2))["denials_above_10"] is State.HOLDS
    assert states(deps, VENDOR, Month(2026, 3))["denials_above_10"] is State.CLEAR
    assert states(deps, VENDOR, Month(2025, 12))["denials_above_10"] is State.TOO_FEW_MONTHS


def test_another_vendors_months_show_nothing_of_this_one(deps: Deps) -> None:
    report(deps, denials(m03=130))
    report(deps, denials("Acme Billing", m03=50), "acme.csv")

    assert states(deps, VENDOR, Month(2026, 3))["denials_above_12"] is State.HOLDS
    assert states(deps, "Acme Billing", Month(2026, 3))["denials_above_12"] is State.CLEAR


def test_sites_are_added_up_first(deps: Deps) -> None:
    # 30 of 100 and 20 of 900 are 50 of 1,000: 5 %, whatever one small site shows.
    header = HEADER.replace("\n", ",site\n")
    rows = (
        f"{VENDOR},2026-03,denial_rate,,30,100,North\n{VENDOR},2026-03,denial_rate,,20,900,South\n"
    )
    report(deps, (header + rows).encode())
    standing = reviews.review(deps, ADMINISTRATOR)

    [found] = [
        one
        for one in underperformance.of_vendor(ADMINISTRATOR, standing, (VENDOR, Month(2026, 3)))
        if one.rule.id == "denials_above_10"
    ]
    assert (found.state, found.seen) == (State.CLEAR, (Reported(Month(2026, 3), 0.05),))
