"""What a rendered report says, as text that two people can compare."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pypdf


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
