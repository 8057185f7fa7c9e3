"""``vendor-eval import measures``: looked at without a database, stored whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.conftest import Run

HEADER = "vendor,month,metric,value,numerator,denominator\n"
GOOD = HEADER + (
    "Northwind RCM,2026-01,denial_rate,,70,1000\nNorthwind RCM,2026-02,denial_rate,,80,1000\n"
)
TITLED = "Monthly figures for the practice,,,\nPrepared in March,,,\n" + GOOD


@pytest.fixture
def measures(folder: Path) -> Path:
    file = folder / "measures.csv"
    file.write_text(GOOD)
    return file


def test_a_dry_run_prints_verdict_rows_and_messages_and_touches_no_database(
    run: Run, measures: Path, folder: Path
) -> None:
    ended = run("import", "measures", measures, "--dry-run", "--json")

    assert (ended.status, ended.err) == (0, "")
    assert ended.document == {"verdict": "accept", "rows": 2, "messages": []}
    assert [one.name for one in folder.iterdir()] == ["measures.csv"]


def test_a_dry_run_needs_no_setting_of_the_database(
    run: Run, measures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", "no address of a database")

    assert run("import", "measures", measures, "--dry-run", "--json").status == 0


def test_what_is_odd_is_a_message_with_code_line_column_and_text(run: Run, measures: Path) -> None:
    measures.write_text(GOOD + "northwind rcm,2026-03,denial_rate,,80,1000\n")

    ended = run("import", "measures", measures, "--dry-run", "--json")

    assert (ended.status, ended.document["verdict"]) == (0, "warn")
    [message] = ended.document["messages"]
    assert list(message) == ["code", "line", "column", "text"]
    assert (message["line"], message["column"]) == (4, "vendor")


def test_a_message_about_the_whole_file_has_no_line_and_says_so_with_null(
    run: Run, measures: Path
) -> None:
    ended = run("import", "measures", measures, "--dry-run", "--json", "--max-rows", "1")

    [message] = ended.document["messages"]
    assert (ended.status, ended.document["verdict"]) == (2, "reject")
    assert (message["code"], message["line"], message["column"]) == ("too_many_rows", None, None)


def test_every_fault_of_a_refused_file_is_listed_and_nothing_of_it_is_stored(
    run: Run, measures: Path, tables: Path
) -> None:
    measures.write_text(
        GOOD + "Northwind RCM,2026-13,denial_rate,,80,1000\nNorthwind RCM,2026-03,denial_rate,x,,\n"
    )

    refused = run("import", "measures", measures, "--json")
    measures.write_text(GOOD)
    stored = run("import", "measures", measures, "--json")

    assert refused.status == 2
    assert (refused.document["verdict"], refused.document["stored"]) == ("reject", False)
    assert [one["line"] for one in refused.document["messages"]] == [4, 5]
    assert stored.document["added"] == 2


def test_storing_says_what_was_added_and_which_vendors_are_new(
    run: Run, measures: Path, tables: Path
) -> None:
    ended = run("import", "measures", measures, "--json")

    assert (ended.status, ended.err) == (0, "")
    assert ended.document == {
        "verdict": "accept",
        "rows": 2,
        "messages": [],
        "stored": True,
        "already_stored": None,
        "restated_by": [],
        "added": 2,
        "restated": 0,
        "unchanged": 0,
        "new_vendors": ["Northwind RCM"],
    }


def test_the_same_bytes_again_store_nothing_new_and_say_so(
    run: Run, measures: Path, folder: Path, tables: Path
) -> None:
    run("import", "measures", measures, "--json")
    copy = folder / "the same under another name.csv"
    copy.write_bytes(measures.read_bytes())

    again = run("import", "measures", copy, "--json")
    spoken = run("import", "measures", copy)

    assert again.status == 0
    assert (again.document["stored"], again.document["already_stored"]) == (False, "measures.csv")
    assert (again.document["added"], again.document["new_vendors"]) == (0, [])
    assert "stored before; nothing was added" in spoken.out


def test_a_changed_value_is_a_restatement_and_the_rest_is_unchanged(
    run: Run, measures: Path, tables: Path
) -> None:
    run("import", "measures", measures, "--json")
    measures.write_text(GOOD.replace(",70,", ",90,"))

    found = run("import", "measures", measures, "--json").document

    assert (found["added"], found["restated"], found["unchanged"]) == (0, 1, 1)
    assert found["new_vendors"] == []


def test_a_vendor_in_another_case_is_not_a_new_vendor(
    run: Run, measures: Path, tables: Path
) -> None:
    run("import", "measures", measures, "--json")
    measures.write_text(HEADER + "NORTHWIND RCM,2026-03,denial_rate,,80,1000\n")

    assert run("import", "measures", measures, "--json").document["new_vendors"] == []


def test_title_rows_above_the_header_are_refused_with_the_line_that_looks_like_it(
    run: Run, measures: Path
) -> None:
    measures.write_text(TITLED)

    refused = run("import", "measures", measures, "--dry-run", "--json")
    told = run("import", "measures", measures, "--dry-run", "--json", "--header-row", "3")

    assert refused.status == 2
    assert "--header-row 3" in refused.document["messages"][0]["text"]
    assert (told.status, told.document["rows"]) == (0, 2)


def test_map_says_what_a_heading_means(run: Run, measures: Path) -> None:
    measures.write_text("vendor,month,Our own word = yes\nNorthwind RCM,2026-01,7 %\n")
    words = ("import", "measures", measures, "--dry-run", "--json")

    ended = run(*words, "--map", "Our own word = yes=denial_rate")

    assert (run(*words).status, ended.status, ended.document["verdict"]) == (2, 0, "accept")


def test_every_map_without_an_equals_sign_is_a_fault(run: Run, measures: Path) -> None:
    words = ("import", "measures", measures, "--dry-run", "--json", "--map", "a", "--map", "b")

    ended = run(*words)

    assert (ended.status, ended.faults) == (2, ["--map", "--map"])


def test_vendor_names_whose_file_it_is_where_no_column_does(
    run: Run, measures: Path, tables: Path
) -> None:
    measures.write_text("month,metric,value\n2026-01,denial_rate,7 %\n")

    without = run("import", "measures", measures, "--json")
    told = run("import", "measures", measures, "--json", "--vendor", "Acme Billing")

    assert (without.status, told.status) == (2, 0)
    assert told.document["new_vendors"] == ["Acme Billing"]


@pytest.mark.parametrize(
    ("as_of", "status"), [("2026-02-28", 0), ("2026-02-01", 0), ("2026-01-31", 2)]
)
def test_months_after_as_of_are_refused(run: Run, measures: Path, as_of: str, status: int) -> None:
    ended = run("import", "measures", measures, "--dry-run", "--json", "--as-of", as_of)

    assert ended.status == status


@pytest.mark.parametrize("as_of", ["2026-02-30", "yesterday", "02/01/2026"])
def test_a_date_that_is_none_is_bad_input(run: Run, measures: Path, as_of: str) -> None:
    ended = run("import", "measures", measures, "--dry-run", "--json", "--as-of", as_of)

    assert (ended.status, ended.faults) == (2, ["--as-of"])


@pytest.mark.parametrize(
    "name", ["../../outside.csv", "/etc/outside.csv", "C:\\outside.csv", "a\x00b.csv"]
)
def test_the_upload_name_is_never_used_as_a_path(
    run: Run, measures: Path, tables: Path, name: str
) -> None:
    before = sorted(measures.parents[1].rglob("*"))

    ended = run("import", "measures", measures, "--json", "--upload-name", name)

    assert ended.document["stored"] is True
    assert sorted(measures.parents[1].rglob("*")) == before


def test_the_upload_name_says_what_kind_of_file_it_claims_to_be(run: Run, measures: Path) -> None:
    words = ("import", "measures", measures, "--dry-run", "--json")

    ended = run(*words, "--upload-name", "report.xlsx")

    assert (ended.status, ended.document["messages"][0]["code"]) == (2, "type_mismatch")


def test_a_file_that_is_not_there_ends_3(run: Run, folder: Path) -> None:
    ended = run("import", "measures", folder / "none.csv", "--json")

    assert ended.status == 3
    assert "none.csv: there is no such file" in ended.err


def test_a_folder_in_place_of_a_file_is_bad_input(run: Run, folder: Path) -> None:
    assert run("import", "measures", folder, "--dry-run", "--json").status == 2


def test_for_people_messages_go_to_standard_error_and_the_outcome_to_standard_output(
    run: Run, measures: Path, tables: Path
) -> None:
    measures.write_text(GOOD + "northwind rcm,2026-03,denial_rate,,80,1000\n")

    ended = run("import", "measures", measures)

    assert ended.err.startswith("line 4: ")
    assert ended.out.splitlines() == [
        "warn: 3 rows",
        "Stored: 3 added, 0 restated, 0 unchanged",
        "New vendor: Northwind RCM",
    ]


def test_a_database_that_cannot_be_opened_is_a_sentence_and_ends_2(
    run: Run, measures: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", f"sqlite:///{folder / 'none' / 'store.sqlite'}")

    ended = run("import", "measures", measures, "--json")

    assert ended.status == 2
    assert "VENDOR_EVAL_DATABASE_URL" in ended.err
    assert len(ended.document["faults"]) == 1


def test_the_installed_command_makes_its_database_and_knows_the_file_the_second_time(
    run_apart: Run, measures: Path
) -> None:
    first = run_apart("import", "measures", measures.name, "--json")
    again = run_apart("import", "measures", measures.name, "--json")

    assert (first.status, first.err, first.document["added"]) == (0, "", 2)
    assert (again.status, again.document["already_stored"]) == (0, "measures.csv")
