"""Sets one report in a process of its own: JSON on standard input, a PDF on standard output.

Typst keeps what it set in memory, several hundred megabytes of it, and cannot be interrupted.
Both end with this process and not with the one that serves everybody.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

_TEMPLATES = Path(__file__).parent / "templates"


def main() -> None:
    """Read ``{"document": ..., "timestamp": seconds}`` and write the PDF."""
    asked = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(_set(json.dumps(asked["document"]), asked["timestamp"]))


def _set(document: str, timestamp: int) -> bytes:
    """The document as PDF/UA-1.

    Where a name holds a character that the shipped fonts lack, which the standard forbids, the
    same document comes as an ordinary tagged PDF: a name in Han must not cost the report.
    """
    try:
        return _compiled(document, timestamp, ["ua-1"])
    except typst.TypstError:
        return _compiled(document, timestamp, [])


def _compiled(document: str, timestamp: int, standards: list[typst.PDFStandard]) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_TEMPLATES / "fonts"])
    return typst.compile(
        _TEMPLATES / "report.typ",
        root=_TEMPLATES,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": document},
        pdf_standards=standards,
        timestamp=timestamp,
    )


if __name__ == "__main__":
    main()
