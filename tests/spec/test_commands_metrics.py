"""``vendor-eval metrics list`` as spreadsheets and scripts read it."""

from __future__ import annotations

import subprocess
import sys

from tests.spec.conftest import Run

UNITS = {"ratio", "hours", "days", "business_days", "usd", "count"}
PROMISED = {
    "first_pass_acceptance_rate",
    "clearinghouse_acceptance_rate",
    "first_pass_resolution_rate",
    "clean_claim_rate",
    "denial_rate",
    "full_denial_rate",
    "denial_rate_dollars",
    "days_in_ar",
    "ar_over_90_rate",
    "net_collection_rate",
    "coding_turnaround",
    "claim_submission_lag",
    "resubmission_turnaround",
    "coding_accuracy",
    "account_response_time",
    "report_timeliness",
    "coding_on_time_rate",
    "resubmission_on_time_rate",
    "claims_submitted",
    "net_collections",
}
KEYS = ["id", "name", "unit", "direction", "target", "warning", "definition", "source"]


def test_every_promised_metric_is_listed_with_exactly_the_promised_keys(
    run: Run,
) -> None:
    ended = run("metrics", "list", "--json")

    assert (ended.status, ended.err) == (0, "")
    assert {one["id"] for one in ended.document} >= PROMISED
    assert all(list(one) == KEYS for one in ended.document)
    assert {one["unit"] for one in ended.document} <= UNITS
    assert {one["direction"] for one in ended.document} == {"higher", "lower"}


def test_what_a_metric_does_not_have_is_null_and_never_empty(run: Run) -> None:
    rows = run("metrics", "list", "--json").document

    assert not [one["id"] for one in rows for value in one.values() if value == ""]
    assert [one for one in rows if one["target"] is None]


def test_units_of_the_turnarounds_are_those_that_contracts_use(run: Run) -> None:
    units = {one["id"]: one["unit"] for one in run("metrics", "list", "--json").document}

    assert units["resubmission_turnaround"] == units["claim_submission_lag"] == "hours"
    assert units["coding_turnaround"] == "hours"
    assert units["account_response_time"] == "business_days"
    assert units["report_timeliness"] == "ratio"
    assert units["days_in_ar"] == "days"
    assert (units["claims_submitted"], units["net_collections"]) == ("count", "usd")


def test_the_list_for_people_has_a_line_for_each_metric(run: Run) -> None:
    ended = run("metrics", "list")

    listed = {line.split()[0] for line in ended.out.splitlines()}
    assert listed == {one["id"] for one in run("metrics", "list", "--json").document}


def test_the_installed_command_prints_one_document_and_ends_0(run_apart: Run, run: Run) -> None:
    ended = run_apart("metrics", "list", "--json")

    assert (ended.status, ended.err) == (0, "")
    assert ended.document == run("metrics", "list", "--json").document


def test_a_word_that_is_no_command_ends_2(run: Run) -> None:
    assert run("metrics", "enumerate").status == 2


def test_the_list_and_the_help_load_nothing_that_only_computing_needs() -> None:
    heavy = {"pandas", "numpy", "sqlalchemy", "streamlit", "duckdb"}
    code = (
        "import sys\n"
        "from vendor_eval.cli import app\n"
        "from vendor_eval.cli.metrics import metrics_list\n"
        "app(['--help'], standalone_mode=False)\n"
        "metrics_list(as_json=True)\n"
        f"print(*sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stderr.split() == []
