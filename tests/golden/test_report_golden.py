"""What each format of the breach report says, word for word and cell for cell."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable

import openpyxl
import pypdf
import pytest

from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Report


def text_of_pdf(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "\n".join(
        f"── page {number} ──\n{page.extract_text()}\n" for number, page in enumerate(pages, 1)
    )


def cells_of_workbook(content: bytes) -> str:
    lines = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        lines.append(f"── {sheet.title} ──")
        lines += [
            f"{cell.coordinate} {cell.value!r} [{cell.number_format}]"
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines) + "\n"


def text_of_html(content: bytes) -> str:
    """The text between tags, a line a piece; the style sheet left out."""
    body = content.decode().partition("</style>")[2]
    pieces = (html.unescape(piece).strip() for piece in re.split(r"<[^>]*>", body))
    return "\n".join(piece for piece in pieces if piece) + "\n"


def text_of_csv(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n")


READERS = {
    ".pdf": text_of_pdf,
    ".xlsx": cells_of_workbook,
    ".csv": text_of_csv,
    ".html": text_of_html,
}


@pytest.mark.parametrize("suffix", READERS)
def test_the_report_says_what_it_said_when_it_was_last_looked_at(
    report: Report, golden: Callable[[str, str], None], suffix: str
) -> None:
    golden(f"breaches{suffix}.txt", READERS[suffix](render(report, suffix)))
