"""Workbooks, parsed in a process of their own that may not use more than its share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from vendor_eval.files.notes import Notes

WALL_SECONDS = 30
_CHILD = "vendor_eval.files.workbook.child"
_ROOT = Path(__file__).resolve().parents[3]
_TOO_MUCH = "reading it takes more memory or time than a report may; save the sheet as CSV"


def sheet_of(
    content: bytes, sheet: str | None, most_rows: int, notes: Notes
) -> dict[str, Any] | None:
    """What `child.workbook_read` says of a sheet; None where it was refused, which is noted.

    Args:
        sheet: its name; None for the first visible one.
        most_rows: rows beyond it are not read.
    """
    asked = {"sheet": sheet, "most_rows": most_rows}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the running interpreter
            [sys.executable, "-m", _CHILD],
            input=json.dumps(asked).encode() + b"\n" + content,
            capture_output=True,
            timeout=WALL_SECONDS,
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        notes.reject("too_large", _TOO_MUCH)
        return None
    if (refused := answer.get("refused")) is not None:
        code, text, line = refused
        notes.reject(code, text, line)
        return None
    return answer
