"""The worked restore of docs/operations.md, on a machine that has nothing but copies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def run(machine: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of vendor-eval on a machine of its own."""
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(machine),
        "HOME": str(machine),
        "VENDOR_EVAL_DATABASE_URL": f"sqlite:///{machine / 'practice.sqlite'}",
        "VENDOR_EVAL_AUDIT_KEY": "",
    }
    del environment["VENDOR_EVAL_AUDIT_KEY"]
    program = "from vendor_eval.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        env=environment,
        cwd=TOP,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_practice_is_restored_on_a_new_machine(tmp_path: Path) -> None:
    first, second, safe = (tmp_path / name for name in ("first", "second", "safe"))
    for folder in (first, second, safe):
        folder.mkdir()
    measures = safe / "measures.csv"
    measures.write_text("vendor,month,metric,value\nAcme,2026-01,denial_rate,9 %\n")
    assert run(first, "import", "measures", str(measures)).returncode == 0
    backup = safe / "practice.backup"

    taken = run(first, "backup", str(backup), "--json")
    assert taken.returncode == 0, taken.stderr
    told = json.loads(taken.stdout)
    assert told["tables"]["measurement"]["rows"] == 1
    key = Path(told["not_included"]["key of the audit log"])
    assert key == first / "vendor-eval" / "audit-key"

    # Without the key nobody can tell whether the history is the one that was written.
    refused = run(second, "restore", str(backup))
    assert refused.returncode == 2
    assert "sealed with another key" in refused.stderr
    assert not (second / "practice.sqlite").exists()

    (second / "vendor-eval" / "audit-key").write_bytes(key.read_bytes())
    done = run(second, "restore", str(backup), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["replaced"] is None
    looked = run(second, "doctor", "--json")
    assert looked.returncode == 0, looked.stdout
    checks = json.loads(looked.stdout)["checks"]
    assert {"ok"} == {one["condition"] for one in checks if one["about"] != "reminders"}
    again = run(second, "import", "measures", str(measures), "--json")
    assert json.loads(again.stdout)["stored"] is False
    replaced = run(second, "restore", str(backup), "--json")
    assert Path(json.loads(replaced.stdout)["replaced"]).parent == second


def test_a_failure_ends_with_1_and_a_wrong_file_with_2_or_3(tmp_path: Path) -> None:
    (tmp_path / "practice.sqlite").write_bytes(b"no database" * 99)
    (tmp_path / "none.backup").write_bytes(b"no backup")

    looked = run(tmp_path, "doctor")
    assert looked.returncode == 1
    assert "failure  database: " in looked.stdout
    assert run(tmp_path, "restore", str(tmp_path / "none.backup")).returncode == 2
    assert run(tmp_path, "restore", str(tmp_path / "missing.backup")).returncode == 3
