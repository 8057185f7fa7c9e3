"""``vendor-eval sla check``: the document word for word, the streams, the exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.conftest import Run

# The contract that the file formats are explained with.
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2028-12-31
ramp_months = 0
low_volume = 30
monthly_fee = "40000 USD"
fee_at_risk = "10 %"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
warning = "<= 10 %"
minimum = "<= 12 %"
effective = 2026-01-01
allocation = "40 %"
repeat_multiplier = 1.5

[[termination]]
rule = "consecutive"
months = 3
[[termination]]
rule = "n_of_m"
n = 4
m = 12

[earn_back]
months = 3

[[relief]]
metric = "denial_rate"
month = "2026-04"
reason = "payer outage"
approved_by = "R. Osei"
"""
HEADER = "vendor,month,metric,value,numerator,denominator\n"


def denials(**counts: int | None) -> str:
    """One line a month: ``m01=130`` is 130 denied of 1,000 in January, None a silent month."""
    lines = [
        f"Northwind RCM,2026-{name[1:]},denial_rate,,{count},1000"
        for name, count in counts.items()
        if count is not None
    ]
    return HEADER + "\n".join(lines) + "\n"


@pytest.fixture
def contract(folder: Path) -> Path:
    file = folder / "contract.toml"
    file.write_text(CONTRACT)
    return file


@pytest.fixture
def measures(folder: Path) -> Path:
    return folder / "measures.csv"


def test_the_document_has_the_promised_keys_types_and_words(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=130, m02=50, m03=None, m04=200, m05=95, m06=70))

    ended = run("sla", "check", contract, measures, "--json")

    assert ended.status == 1
    document = ended.document
    assert list(document) == ["vendor", "findings", "credits", "totals", "termination"]
    assert document["vendor"] == "Northwind RCM"
    reasons = [one.pop("reason") for one in document["findings"]]
    assert all(reasons)
    assert document["findings"][0] == {
        "metric": "denial_rate",
        "month": "2026-01",
        "value": 0.13,
        "unit": "ratio",
        "denominator": 1000,
        "status": "breach",
        "streak": 1,
        "target": "< 8 %",
        "warning": "<= 10 %",
        "minimum": "<= 12 %",
        "minimum_from": "contract",
    }
    assert [(one["month"], one["status"], one["value"]) for one in document["findings"]] == [
        ("2026-01", "breach", 0.13),
        ("2026-02", "on_target", 0.05),
        ("2026-03", "not_reported", None),
        ("2026-04", "relief", 0.2),
        ("2026-05", "below_target", 0.095),
        ("2026-06", "on_target", 0.07),
    ]
    # 40,000 x 10 % x 40 %; May missed the target, so nothing is earned back.
    assert document["credits"] == [
        {"month": "2026-01", "metric": "denial_rate", "amount": "1600.00", "earned_back_in": None}
    ]
    assert document["totals"] == {"gross": "1600.00", "earned_back": "0.00", "retained": "1600.00"}
    assert document["termination"] == []


def test_a_month_that_was_not_judged_has_no_denominator_but_shows_the_streak_so_far(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=130, m02=130, m03=None, m04=130, m05=130))

    found = run("sla", "check", contract, measures, "--json").document

    march, april = found["findings"][2], found["findings"][3]
    assert (march["status"], march["value"], march["denominator"]) == ("not_reported", None, None)
    assert [one["streak"] for one in found["findings"]] == [1, 2, 2, 2, 3]
    assert (april["status"], april["value"]) == ("relief", 0.13)
    assert found["termination"] == [
        {"rule": "consecutive", "metric": "denial_rate", "month": "2026-05"}
    ]
    # 1,600 and then 1.5 times that, not compounding.
    assert [one["amount"] for one in found["credits"]] == ["1600.00", "2400.00", "2400.00"]
    assert found["totals"]["gross"] == "6400.00"


def test_three_judged_months_on_target_earn_the_credit_back(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=130, m02=50, m03=50, m04=200, m05=50))

    found = run("sla", "check", contract, measures, "--json").document

    assert found["credits"][0]["earned_back_in"] == "2026-05"
    assert found["totals"] == {"gross": "1600.00", "earned_back": "1600.00", "retained": "0.00"}


@pytest.mark.parametrize(
    ("denied", "status", "ends"),
    [
        (79, "on_target", 0),
        (80, "below_target", 0),
        (100, "below_target", 0),
        (101, "warning", 0),
        (120, "warning", 0),
        (121, "breach", 1),
    ],
)
def test_the_exit_status_is_1_for_a_breach_and_for_nothing_less(
    *, run: Run, contract: Path, measures: Path, denied: int, status: str, ends: int
) -> None:
    measures.write_text(denials(m01=denied))

    ended = run("sla", "check", contract, measures, "--json")

    assert (ended.document["findings"][0]["status"], ended.status) == (status, ends)


def test_nothing_due_is_an_empty_list_and_zero_dollars(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=50))

    found = run("sla", "check", contract, measures, "--json").document

    assert (found["credits"], found["termination"]) == ([], [])
    assert found["totals"] == {"gross": "0.00", "earned_back": "0.00", "retained": "0.00"}


def test_without_a_minimum_the_catalogue_says_where_a_breach_begins(
    run: Run, contract: Path, measures: Path
) -> None:
    contract.write_text(CONTRACT.replace('warning = "<= 10 %"\nminimum = "<= 12 %"\n', ""))
    measures.write_text(denials(m01=50))

    [finding] = run("sla", "check", contract, measures, "--json").document["findings"]

    assert (finding["warning"], finding["minimum_from"]) == (None, "catalogue")
    assert finding["minimum"] is not None


def test_rows_passed_over_are_counted_on_standard_error(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(
        denials(m01=50)
        + "Somebody Else,2026-01,denial_rate,5 %,,\n"
        + "Somebody Else,2026-02,denial_rate,5 %,,\n"
        + "Northwind RCM,2025-12,denial_rate,5 %,,\n"
    )

    ended = run("sla", "check", contract, measures, "--json")

    assert ended.status == 0
    assert "2 rows of other vendors were passed over" in ended.err
    assert "1 row outside the term was passed over" in ended.err
    assert len(ended.document["findings"]) == 1


def test_rates_of_sites_that_cannot_be_added_up_are_said(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(
        "vendor,month,metric,value,site\n"
        "Northwind RCM,2026-01,denial_rate,5 %,North\n"
        "Northwind RCM,2026-01,denial_rate,15 %,South\n"
        "Northwind RCM,2026-02,denial_rate,5 %,\n"
        "Northwind RCM,2026-02,denial_rate,15 %,South\n"
    )

    ended = run("sla", "check", contract, measures, "--json")

    assert "2 rows give parts of the practice and cannot be added up" in ended.err
    statuses = [finding["status"] for finding in ended.document["findings"]]
    assert statuses == ["not_reported", "on_target"]


def test_a_rate_that_disagrees_with_its_parts_is_a_warning_and_the_derived_one_counts(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(HEADER + "Northwind RCM,2026-01,denial_rate,5.0 %,130,1000\n")

    ended = run("sla", "check", contract, measures, "--json")

    assert ended.document["findings"][0]["value"] == 0.13
    assert "line 2" in ended.err


def test_through_judges_silent_months_after_the_last_report(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=50))

    found = run("sla", "check", contract, measures, "--through", "2026-03", "--json").document

    assert [one["status"] for one in found["findings"]] == ["on_target", *["not_reported"] * 2]


def test_the_vendor_may_be_written_in_another_case(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=50).replace("Northwind RCM", "NORTHWIND  rcm"))

    found = run("sla", "check", contract, measures, "--json").document

    assert (found["vendor"], found["findings"][0]["status"]) == ("Northwind RCM", "on_target")


def test_every_fault_of_the_contract_is_listed_with_what_mends_it(
    run: Run, contract: Path, measures: Path
) -> None:
    contract.write_text(
        CONTRACT.replace('target = "< 8 %"', "target = 8")
        .replace('minimum = "<= 12 %"', 'minimum = ">= 12 %"')
        .replace("ramp_months = 0", "ramp_month = 0")
    )
    measures.write_text(denials(m01=50))

    ended = run("sla", "check", contract, measures, "--json")

    assert ended.status == 2
    assert all(one["what"] and one["mend"] for one in ended.document["faults"])
    assert {where.removeprefix("contract.toml: ") for where in ended.faults} == {
        "ramp_month",
        "service_levels[1].target",
        "service_levels[1].minimum",
    }
    assert len(ended.err.splitlines()) == len(ended.faults)


def test_faults_of_both_files_are_listed_at_once(run: Run, contract: Path, measures: Path) -> None:
    contract.write_text(CONTRACT.replace('target = "< 8 %"', "target = 8"))
    measures.write_text(
        HEADER + "Northwind RCM,2026-13,denial_rate,5 %,,\nN,2026-01,denial_rate,x,,\n"
    )

    ended = run("sla", "check", contract, measures, "--json")

    assert ended.status == 2
    assert ended.faults == [
        "contract.toml: service_levels[1].target",
        "measures.csv, line 2",
        "measures.csv, line 3",
    ]


def test_a_file_that_is_not_there_ends_3_and_every_such_file_is_named(
    run: Run, folder: Path, contract: Path
) -> None:
    one = run("sla", "check", contract, "none.csv", "--json")
    both = run("sla", "check", "none.toml", "none.csv", "--json")

    assert (one.status, both.status) == (3, 3)
    assert "none.csv: there is no such file" in one.err
    assert both.err.splitlines() == [
        "none.toml: there is no such file",
        "none.csv: there is no such file",
    ]
    assert len(both.document["faults"]) == 2


def test_what_a_refusal_does_not_have_is_null_in_its_document(run: Run, contract: Path) -> None:
    [fault] = run("sla", "check", contract, "none.csv", "--json").document["faults"]

    assert fault == {"where": None, "what": "none.csv: there is no such file", "mend": None}


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("Somebody Else,2026-01,denial_rate,5 %,,\n", "vendor"),
        ("Northwind RCM,2025-12,denial_rate,5 %,,\n", "2026-01"),
    ],
)
def test_nothing_to_judge_is_bad_input_and_never_a_clean_sheet(
    *, run: Run, contract: Path, measures: Path, rows: str, what: str
) -> None:
    measures.write_text(HEADER + rows)

    ended = run("sla", "check", contract, measures, "--json")

    assert ended.status == 2
    assert what in ended.err


@pytest.mark.parametrize("through", ["2026-13", "March", "2025-12"])
def test_a_last_month_that_cannot_be_judged_is_bad_input(
    run: Run, contract: Path, measures: Path, through: str
) -> None:
    measures.write_text(denials(m01=50))

    ended = run("sla", "check", contract, measures, "--through", through, "--json")

    assert (ended.status, ended.faults) == (2, ["--through"])


def test_for_people_each_finding_is_a_sentence_and_the_money_a_line(
    run: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=130))

    ended = run("sla", "check", contract, measures)

    finding, money = ended.out.splitlines()
    assert ended.status == 1
    assert finding.startswith("2026-01  breach")
    assert money == "Credits $1,600.00, earned back $0.00, retained $1,600.00"


def test_the_installed_command_ends_as_promised(
    run_apart: Run, contract: Path, measures: Path
) -> None:
    measures.write_text(denials(m01=130))

    ended = run_apart("sla", "check", contract.name, measures.name, "--json")

    assert (ended.status, ended.err) == (1, "")
    assert ended.document["findings"][0]["status"] == "breach"


def test_no_database_is_touched(run: Run, contract: Path, measures: Path, folder: Path) -> None:
    measures.write_text(denials(m01=130))

    run("sla", "check", contract, measures, "--json")

    assert sorted(one.name for one in folder.iterdir()) == ["contract.toml", "measures.csv"]
