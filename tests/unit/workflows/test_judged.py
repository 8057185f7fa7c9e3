"""What is stored is judged on the value that the contract names."""

from __future__ import annotations

import datetime as dt

from tests.agreements import ADMINISTRATOR, VENDOR, agree, contract, denials, report
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.quantities import Month
from vendor_eval.workflows import claim_runs, contracts, reviews, truths
from vendor_eval.workflows.claim_runs import Prepared, RunFile
from vendor_eval.workflows.contracts import Amendment
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.truths import Audited

MARCH = Month(2026, 3)


def statuses(deps: Deps) -> dict[str, str]:
    """By month, how the denial rate was found."""
    findings = reviews.review(deps, ADMINISTRATOR).standings.findings
    months = [str(Month.at(one)) for one in findings["month"]]
    return dict(zip(months, findings["status"].astype(str), strict=True))


def judged_on(deps: Deps, truth: str) -> None:
    agree(deps, f'{contract().rstrip()}\njudged_on = "{truth}"\n')
    report(deps, denials(m01=50, m02=50, m03=50))


def test_recomputed_values_are_judged_where_the_contract_says_so(deps: Deps) -> None:
    judged_on(deps, "recomputed")
    kpi = Kpi(VENDOR, MARCH, "denial_rate", 150, 1000, 0.15, None)
    done = Recomputed(kpis=(kpi,), as_of=deps.today())
    before = statuses(deps)

    prepared = Prepared(done, (RunFile("claims.csv", "0" * 64, "CSV"),), {})
    claim_runs.record(deps, ADMINISTRATOR, prepared)

    assert before["2026-03"] == "not_reported"
    assert statuses(deps) == {
        "2026-01": "not_reported",
        "2026-02": "not_reported",
        "2026-03": "breach",
    }


def test_an_amendment_may_say_what_is_judged_from_then_on(deps: Deps) -> None:
    revision = agree(deps, contract())
    report(deps, denials(m01=50, m02=50, m03=50))
    limits = {"metric": "denial_rate", "target": "< 8 %", "judged_on": "recomputed"}

    amendment = Amendment(limits, dt.date(2026, 3, 1), "agreed in February")
    contracts.amend(deps, ADMINISTRATOR, revision, amendment)

    assert statuses(deps) == {
        "2026-01": "on_target",
        "2026-02": "on_target",
        "2026-03": "not_reported",
    }


def test_audited_values_are_judged_where_the_contract_says_so(deps: Deps) -> None:
    judged_on(deps, "audited")

    value = Audited(VENDOR, "denial_rate", MARCH, 0.05, how="100 remittances")
    truths.enter(deps, ADMINISTRATOR, value)

    assert statuses(deps)["2026-03"] == "on_target"
    assert statuses(deps)["2026-02"] == "not_reported"
