"""The table of three models as a practice keeps it in a spreadsheet: a row a month, a column each.

The workbook carries no results, so that opening it computes every cell.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

# By the name of the structure.
MODELS: Mapping[str, str] = {
    "percentage within bounds": "=MAX(2500,MIN(20000,ROUND(B{row}*0.05,2)))",
    "graduated": "=ROUND(MIN(A{row},1000)*6.5+MAX(MIN(A{row},2000)-1000,0)*5.75"
    "+MAX(A{row}-2000,0)*5,2)",
    "packages": "=ROUNDUP(A{row}/100,0)*550",
}
_FIRST = 2


def write(path: Path, claims: Sequence[int]) -> None:
    """Write the months, and above them the sum of each model."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        last = max(len(claims) + 1, _FIRST)
        for column, letter in enumerate("CDE", 2):
            sheet.write_formula(0, column, f"=SUM({letter}{_FIRST}:{letter}{last})", None, "")
        for row, number in enumerate(claims, _FIRST):
            sheet.write_number(row - 1, 0, number)
            sheet.write_formula(row - 1, 1, f"=A{row}*118.75", None, "")
            for column, model in enumerate(MODELS.values(), 2):
                sheet.write_formula(row - 1, column, model.format(row=row), None, "")


def totals(path: Path) -> list[int]:
    """Cents that each model comes to in a sheet that was saved as CSV."""
    with path.open(encoding="utf-8", newline="") as text:
        sums = next(csv.reader(text))[2 : 2 + len(MODELS)]
    return [int(float(one) * 100 + 0.5) for one in sums]
