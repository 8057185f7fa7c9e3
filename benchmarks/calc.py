"""LibreOffice Calc, the peer that practices have: the same judging as a workbook of formulas.

The workbook carries no results, so that opening it computes every cell. What starting the
program takes is measured with an empty workbook and taken off.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from benchmarks.timing import timed

_NAMES = ("soffice", "libreoffice")
_PATIENCE_S = 900
# Recalculate whatever is opened: 0 is "always".
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
_STATUS = (
    '=IF(D{row}<G{row},"breach",IF(D{row}<F{row},"warning",'
    'IF(D{row}<E{row},"below target","on target")))'
)
_STREAK = (
    '=IF(H{row}="breach",'
    "IF(AND(A{row}=A{above},B{row}=B{above},ISNUMBER(I{above})),I{above},0)+1,0)"
)

Line = tuple[str, str, int, float, float, float, float]
"""Vendor, metric, month, value, target, warning, minimum; the last four so that more is better."""


def soffice() -> str | None:
    """LibreOffice on this machine, or None."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@dataclass(frozen=True, slots=True)
class Calc:
    """LibreOffice with a profile of its own.

    Attributes:
        folder: holds the profile, the workbooks and what they are converted to.
    """

    program: str
    folder: Path

    def prepare(self) -> None:
        """Write the profile's settings."""
        user = self.folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")

    def seconds(self, workbook: Path) -> float:
        """How long it takes to start, open ``workbook``, compute it and write it as CSV."""
        profile = (self.folder / "profile").resolve().as_uri()
        command = [
            self.program,
            f"-env:UserInstallation={profile}",
            "--headless",
            *("--convert-to", "csv", "--outdir", str(self.folder), str(workbook)),
        ]
        return timed(
            lambda: subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)
        )

    def breaches(self, workbook: Path) -> int:
        """The breaches that it found in ``workbook``, which was measured before."""
        with (self.folder / f"{workbook.stem}.csv").open(encoding="utf-8", newline="") as text:
            return sum(row[7:8] == ["breach"] for row in csv.reader(text))


def write_workbook(path: Path, lines: list[Line]) -> None:
    """Write the lines with a formula for status and streak in each."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(lines):
            row = place + 2
            sheet.write_row(place + 1, 0, line)
            sheet.write_formula(place + 1, 7, _STATUS.format(row=row), None, "")
            sheet.write_formula(place + 1, 8, _STREAK.format(row=row, above=row - 1), None, "")
