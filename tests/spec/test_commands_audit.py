"""The audit log at a prompt: verified, noted, and gone on with when its key is lost."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from vendor_eval.cli import app

RATES = "vendor,month,metric,value\nNorthwind RCM,2026-09,clean_claim_rate,92 %\n"

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "practice.sqlite"


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "keys" / "audit-key"
    monkeypatch.delenv("VENDOR_EVAL_AUDIT_KEY")
    monkeypatch.setenv("VENDOR_EVAL_AUDIT_KEY_FILE", str(place))
    return place


@pytest.fixture
def run(file: Path, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, on a database with one import in it."""
    monkeypatch.setenv("VENDOR_EVAL_DATABASE_URL", f"sqlite:///{file}")
    rates = tmp_path / "rates.csv"
    rates.write_text(RATES)

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, catch_exceptions=False)

    assert command("import", "measures", str(rates)).exit_code == 0
    return command


def test_a_new_key_is_its_owners_alone_and_stands_outside_the_database(
    run: Run, key_file: Path, file: Path
) -> None:
    written = key_file.read_text().strip()

    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert len(bytes.fromhex(written)) == 32
    assert bytes.fromhex(written) not in file.read_bytes()
    assert written.encode() not in file.read_bytes()


def test_every_entry_is_sealed_with_the_key_of_the_file(
    run: Run, file: Path, key_file: Path
) -> None:
    from vendor_eval.audit.chain import Key

    connection = sqlite3.connect(file)
    sealed = connection.execute("SELECT DISTINCT key_id FROM audit_log").fetchall()
    connection.close()

    assert sealed == [(Key.read(key_file.read_text()).id,)]


def test_a_log_as_it_was_written_ends_with_status_0(run: Run) -> None:
    said = run("audit", "verify", "--json")

    found = json.loads(said.output)
    assert said.exit_code == 0
    assert found["faults"] == []
    assert found["checkpoint"] == run("audit", "checkpoint").output.strip()
    assert found["rows"] == int(found["checkpoint"].split(":")[0])


def test_a_vendor_renamed_by_another_program_ends_with_status_1_and_is_named(
    run: Run, file: Path
) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(
        "DROP TRIGGER audit_note_vendor_update; UPDATE vendor SET name = 'Northwind'"
    )
    connection.close()

    said = run("audit", "verify")

    assert said.exit_code == 1
    assert "vendor [1] is not as it was recorded last" in said.output


def test_an_end_that_was_cut_off_shows_against_the_checkpoint(run: Run, file: Path) -> None:
    noted = run("audit", "checkpoint").output.strip()
    connection = sqlite3.connect(file)
    connection.executescript("DROP TRIGGER audit_keep_audit_log_delete")
    connection.execute("DELETE FROM audit_log WHERE entity = 'measurement'")
    connection.commit()
    connection.close()

    said = run("audit", "verify", "--checkpoint", noted)

    assert said.exit_code == 1
    assert "its end was cut off" in said.output


def test_what_is_no_checkpoint_is_said(run: Run) -> None:
    from vendor_eval.errors import BadInput

    with pytest.raises(BadInput, match="write it as 12:0123456789abcdef"):
        run("audit", "verify", "--checkpoint", "yesterday")


def test_without_its_key_the_program_does_not_start_and_says_what_to_do(
    run: Run, key_file: Path
) -> None:
    from vendor_eval.errors import StoreFailure

    key_file.unlink()

    with pytest.raises(StoreFailure, match="vendor-eval audit rekey"):
        run("audit", "verify")
    assert not key_file.exists()


def test_another_key_is_told_from_tampering(
    run: Run, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vendor_eval.errors import StoreFailure

    monkeypatch.setenv("VENDOR_EVAL_AUDIT_KEY", "17" * 32)

    with pytest.raises(StoreFailure, match="sealed with another key"):
        run("audit", "verify")


def test_after_a_lost_key_the_log_goes_on_and_holds_what_came_before(
    run: Run, key_file: Path, file: Path
) -> None:
    rows = json.loads(run("audit", "verify", "--json").output)["rows"]
    key_file.unlink()

    gone_on = run("audit", "rekey")

    assert f"after {rows} entries" in gone_on.output
    assert run("audit", "verify").exit_code == 0
    connection = sqlite3.connect(file)
    connection.executescript("DROP TRIGGER audit_keep_audit_log_update")
    connection.execute("UPDATE audit_log SET by = 'Somebody else' WHERE seq = 2")
    connection.commit()
    connection.close()
    said = run("audit", "verify")
    assert said.exit_code == 1
    assert "not what they were when the log went on under a new key" in said.output


def test_a_key_that_is_there_is_not_replaced(run: Run, key_file: Path) -> None:
    from vendor_eval.errors import BadInput

    before = key_file.read_text()

    with pytest.raises(BadInput, match="nothing needs to be done"):
        run("audit", "rekey")
    assert key_file.read_text() == before


def test_a_report_that_is_taken_along_is_an_entry_and_states_where_the_log_stood(
    run: Run, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "october.html"
    contract = tmp_path / "contract.toml"
    contract.write_text(
        'vendor = "Northwind RCM"\nstarts = 2026-01-01\nends = 2026-12-31\n'
        '[[service_levels]]\nmetric = "clean_claim_rate"\ntarget = ">= 95 %"\n'
    )
    run("import", "contract", str(contract))
    before = run("audit", "checkpoint").output.strip()

    run("report", "breaches", "--month", "2026-09", "--out", str(out))

    seq, hash_ = before.split(":")
    assert f"Audit log up to entry {seq}, hash {hash_[:16]}." in out.read_text()
    connection = sqlite3.connect(file)
    newest = connection.execute("SELECT action, key FROM audit_log ORDER BY seq DESC").fetchone()
    connection.close()
    assert newest == ("read", '["october.html"]')
    assert run("audit", "verify", "--checkpoint", f"{seq}:{hash_[:16]}").exit_code == 0
