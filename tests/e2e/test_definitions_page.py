"""One month's claims under every definition in use, with the contract's own marked."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import Role, local_person
from vendor_eval.claims.kpis import Kpi, NotComputable, Recomputed
from vendor_eval.quantities import Month, Usd
from vendor_eval.workflows import claim_runs, contracts, demonstration
from vendor_eval.workflows.contracts import NewContract
from vendor_eval.workflows.deps import Deps

PAGE = "definitions"
VENDOR = "Northwind RCM"
MONTH = Month(2026, 10)


def kpi(metric: str, good: int, of: int, month: Month = MONTH) -> Kpi:
    return Kpi(VENDOR, month, metric, good, of, good / of, 0)


# The worked cohort: 1,000 claims, 932 remittances, of which 92 are denied in part or whole.
DENIALS = (kpi("denial_rate", 92, 932), kpi("full_denial_rate", 74, 932))
OTHERS = (kpi("denial_rate.zero_pay", 114, 932), kpi("denial_rate.per_submitted", 92, 1000))
FIRST_PASS = (
    kpi("first_pass_acceptance_rate", 955, 1000),
    kpi("first_pass_resolution_rate", 840, 977),
)


def keep(deps: Deps, kpis: tuple[Kpi, ...], variants: tuple[Kpi, ...] = ()) -> None:
    done = Recomputed(
        kpis=kpis,
        variants=variants,
        not_computable=(
            NotComputable("denial_rate.by_line", "no file fills claim_lines"),
            NotComputable("days_in_ar", "no file has balance_insurance"),
        ),
        as_of=TODAY,
        files=1,
    )
    file = claim_runs.RunFile("claims.csv", "0" * 64, "CSV")
    claim_runs.record(deps, local_person(), claim_runs.Prepared(done, (file,), {}))


def agree(deps: Deps) -> None:
    new = NewContract(VENDOR, dt.date(2026, 1, 1), dt.date(2029, 12, 31), Usd(40_000_00))
    contracts.save_first(deps, local_person(), new)


def test_the_same_claims_are_green_amber_and_red(deps: Deps) -> None:
    keep(deps, DENIALS, OTHERS)

    shown = Application().show(PAGE)

    assert not shown.exception
    assert (
        "October 2026: the same claims are green under 1, amber under 2 and red under 1 of "
        "4 definitions." in said(shown)
    )
    cells = tables(shown)
    # 74 / 932, 92 / 932 and 114 / 932 against below 8 and 12 %
    assert "✓ Green,7.94 %,Full denial rate,–,74 of 932" in cells
    assert "▲ Amber,9.87 %,Denial rate,–,92 of 932" in cells
    assert "✕ Red,12.23 %," in cells


def test_the_definition_that_the_contract_names_is_marked(deps: Deps) -> None:
    keep(deps, DENIALS, OTHERS)
    agree(deps)

    shown = Application().show(PAGE)

    assert "The contract names Denial rate (amber)." in said(shown)
    assert "9.87 %,Denial rate,contract,92 of 932" in tables(shown)
    assert "Full denial rate,–" in tables(shown)


def test_without_a_contract_the_documented_limits_judge(deps: Deps) -> None:
    keep(deps, DENIALS)

    assert "No contract in force names one of them" in said(Application().show(PAGE))


def test_each_question_has_definitions_of_its_own(deps: Deps) -> None:
    keep(deps, (*DENIALS, *FIRST_PASS), OTHERS)

    first = Application().show(PAGE)
    denials = Application().show(PAGE, {"family": "Denials"})

    assert "First-pass resolution rate" in tables(first)
    assert "Denial rate" not in tables(first)
    assert "Denial rate" in tables(denials)


def test_what_could_not_be_worked_out_says_why(deps: Deps) -> None:
    keep(deps, DENIALS)

    words = said(Application().show(PAGE))

    assert "no file fills claim_lines" in words
    assert "balance_insurance" not in words


def test_a_month_is_picked(deps: Deps) -> None:
    keep(deps, (*DENIALS, kpi("denial_rate", 1, 100, Month(2026, 9))))

    shown = Application().show(PAGE, {"month": "September 2026"})

    assert "September 2026: the same claims are green under every definition" in said(shown)


def test_nothing_read_yet_says_where_to_start(deps: Deps) -> None:
    shown = Application().show(PAGE)

    assert "Start with claims" in said(shown)
    assert [link.value for link in shown.page_link] == ["Read claims"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.LEADERSHIP])
def test_the_demonstration_has_months_that_depend_on_the_definition(deps: Deps, role: Role) -> None:
    demonstration.fill(deps, local_person(), "America/New_York")

    shown = Application(role).show(PAGE, {"vendor": "Cedar Ridge RCM", "family": "Denials"})

    assert not shown.exception
    assert "The contract names Denial rate" in said(shown)
    assert len(shown.dataframe[0].value) == 5
