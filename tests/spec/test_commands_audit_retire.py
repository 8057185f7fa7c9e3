"""Old entries retired at a prompt, and verified beside their archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.aged import age
from vendor_eval.cli import app
from vendor_eval.errors import BadInput
from vendor_eval.store import Store

RATES = "vendor,month,metric,value\nNorthwind RCM,2026-09,clean_claim_rate,92 %\n"

Run = Callable[..., Result]


@pytest.fixture
def run(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, on a database whose log is seven years old."""
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", sqlite_url)
    rates = tmp_path / "rates.csv"
    rates.write_text(RATES)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, catch_exceptions=False)

    assert command("import", "measures", str(rates)).exit_code == 0
    store = Store.open(sqlite_url)
    age(store)
    store.close()
    return command


def test_entries_are_retired_only_when_asked_and_verified_from_then_on(
    run: Run, tmp_path: Path
) -> None:
    noted = run("audit", "checkpoint").output.strip()
    last, file = noted.split(":")[0], tmp_path / "2019.archive"

    dry = run("audit", "retire", "--dry-run")
    assert f"{last} entries up to {last}, written from " in dry.output
    assert dry.output.endswith("are due.\n")
    assert not file.exists()
    done = run("audit", "retire", "--to", str(file))

    assert "were retired." in done.output
    said = run("audit", "verify")
    assert said.exit_code == 0
    assert f"Entries up to {last} were retired at 20" in said.output
    assert "The audit log of 1 entries is as it was written." in said.output
    both = json.loads(run("audit", "verify", "--archive", str(file), "--json").output)
    assert (both["rows"], both["faults"], both["unchecked"]) == (int(last) + 1, [], [])
    assert both["retired"] == noted


def test_a_checkpoint_that_cannot_be_checked_ends_with_status_2_and_says_so(
    run: Run, tmp_path: Path
) -> None:
    noted, file = "2:0123456789abcdef", tmp_path / "2019.archive"
    run("audit", "retire", "--to", str(file))

    said = run("audit", "verify", "--checkpoint", noted)
    beside = run("audit", "verify", "--checkpoint", noted, "--archive", str(file))

    assert said.exit_code == 2
    assert "the checkpoint at entry 2 is among them and was not checked" in said.output
    assert "is as it was written, as far as it was checked" in said.output
    assert beside.exit_code == 1
    assert "Entry 2 is not the one of the checkpoint" in beside.output


def test_more_years_than_asked_keep_the_log_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_AUDIT_RETENTION_YEARS", "10")
    before = run("audit", "checkpoint").output

    said = run("audit", "retire", "--to", str(tmp_path / "x"))

    assert said.output == "No entry is older than 10 years; nothing was retired.\n"
    assert run("audit", "checkpoint").output == before


def test_fewer_than_six_years_are_refused_with_the_reason(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VENDOR_EVAL_AUDIT_RETENTION_YEARS", "5")

    with pytest.raises(BadInput, match=r"AUDIT_RETENTION_YEARS.*164\.316.*six years"):
        run("audit", "retire", "--to", str(tmp_path / "x"))


def test_an_archive_has_to_be_named(run: Run) -> None:
    with pytest.raises(BadInput, match="--to: is missing"):
        run("audit", "retire")


def test_what_is_no_archive_is_said(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"what": "something else"}\n')

    with pytest.raises(BadInput, match="is no archive of an audit log"):
        run("audit", "verify", "--archive", str(other))


def test_what_is_due_is_one_json_document(run: Run, tmp_path: Path) -> None:
    due = json.loads(run("audit", "retire", "--dry-run", "--json").output)
    done = json.loads(run("audit", "retire", "--to", str(tmp_path / "x"), "--json").output)

    assert due == done | {"archive_sha256": None, "checkpoint": None}
    assert done["checkpoint"] == run("audit", "checkpoint").output.strip()
