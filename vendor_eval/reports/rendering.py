"""One report, several files: the file's suffix names the format.

Renderers are imported when first used: each brings a library that start-up does without.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from vendor_eval.errors import BadInput, Fault
from vendor_eval.reports.report import Report


def render(report: Report, suffix: str) -> bytes:
    """The report as a file's bytes; the same report gives the same bytes.

    Args:
        suffix: one of `SUFFIXES`, with its dot, in either case.

    Raises:
        BadInput: no report is written with this suffix.
    """
    renderer = _RENDERERS.get(suffix.lower())
    if renderer is None:
        what = f"{suffix!r} is no format of a report"
        raise BadInput([Fault("report", what, f"end the file's name with {', '.join(SUFFIXES)}")])
    return renderer(report)


def _pdf(report: Report) -> bytes:
    from vendor_eval.reports.pdf import pdf

    return pdf(report)


def _workbook(report: Report) -> bytes:
    from vendor_eval.reports.workbook import workbook

    return workbook(report)


def _csv(report: Report) -> bytes:
    from vendor_eval.reports.csv_file import csv_file

    return csv_file(report)


def _html(report: Report) -> bytes:
    from vendor_eval.reports.html_page import html_page

    return html_page(report)


_RENDERERS: MappingProxyType[str, Callable[[Report], bytes]] = MappingProxyType(
    {".pdf": _pdf, ".xlsx": _workbook, ".csv": _csv, ".html": _html}
)
SUFFIXES = tuple(_RENDERERS)
MEDIA_TYPES = MappingProxyType(
    {
        ".pdf": "application/pdf",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".csv": "text/csv",
        ".html": "text/html",
    }
)
