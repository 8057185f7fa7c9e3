"""A report as a tagged PDF, set by typst from the template shipped with this package.

The template reads one JSON document and nothing else; no text of a report ever becomes source.
The font is shipped and the date is the report's, so that the same report gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

from vendor_eval.quantities import Usd
from vendor_eval.reports import palette
from vendor_eval.reports.report import (
    Cell,
    Figure,
    Mark,
    Marked,
    Report,
    Section,
    Strip,
    Table,
)
from vendor_eval.reports.wording import (
    DEMONSTRATION,
    brief_value,
    legible,
    printed,
    shown_cell,
    shown_date,
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_ROOT = Path(__file__).parents[2]
_CHILD = "vendor_eval.reports.typesetting"
_WALL_SECONDS = 120


def pdf(report: Report) -> bytes:
    """The report as PDF/UA-1, or as ordinary tagged PDF where a font lacks a character."""
    day = report.prepared_on
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    asked = {"document": _readable(_document(report)), "timestamp": int(midnight.timestamp())}
    done = subprocess.run(  # noqa: S603 - our own module, by the running interpreter
        [sys.executable, "-m", _CHILD],
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=_WALL_SECONDS,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        check=True,
    )
    return done.stdout


def _readable(value: Json) -> Json:
    """The document as it is printed: no character that typst cannot take; lines stay apart."""
    match value:
        case str():
            return "\n".join(map(printed, value.split("\n")))
        case list():
            return [_readable(one) for one in value]
        case dict():
            return {key: _readable(one) for key, one in value.items()}
        case _:
            return value


def _document(report: Report) -> dict[str, Json]:
    day = report.prepared_on
    prepared = f"Prepared {shown_date(day)} by {report.prepared_by}"
    return {
        "title": legible(report.title),
        "subtitle": legible(report.subtitle),
        "practice": legible(report.practice),
        "month": report.month.shown,
        "prepared_on": [day.year, day.month, day.day],
        "prepared_by": legible(report.prepared_by),
        "prepared": legible(prepared),
        "synthetic": report.synthetic,
        "label": DEMONSTRATION,
        "status": legible(report.status),
        "notes": [legible(note) for note in report.printed_notes],
        "figures": [_figure(figure) for figure in report.figures],
        "figures_note": report.figures_note,
        "decisions": _table(report.decisions_table),
        "further": report.headings.further,
        "legend_title": report.headings.legend,
        "overview": [_table(table) for table in report.overview],
        "sections": [_section(section) for section in report.sections],
        "appendix": [_section(section) for section in report.appendix],
        "legend": [_mark(mark) for mark in report.legend],
        **_colours(),
    }


def _colours() -> dict[str, Json]:
    ground = palette.LIGHT_GROUND
    return {
        "ground": {
            "ink": ground.ink,
            "muted": ground.muted,
            "rule": ground.rule,
            "shade": ground.shade,
            "brand": ground.brand,
        },
        "tones": {
            tone.value: {"ink": colour.ink, "tint": colour.tint}
            for tone, colour in palette.LIGHT.items()
        },
    }


def _figure(figure: Figure) -> dict[str, Json]:
    highest = max(figure.history, default=0.0)
    return {
        "label": figure.label,
        "value": shown_cell(figure.value),
        "note": figure.note,
        "tone": figure.tone.value,
        "history": [amount / highest if highest else 0.0 for amount in figure.history],
    }


def _section(section: Section) -> dict[str, Json]:
    return {
        "title": legible(section.title),
        "summary": legible(section.summary),
        "tables": [_table(table) for table in section.tables],
        "notes": [legible(note) for note in section.notes],
    }


def _table(table: Table) -> dict[str, Json]:
    return {
        "title": legible(table.title),
        "columns": [
            {"heading": column.heading, "width": column.width, "align": column.align.value}
            for column in table.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "total": None if table.total is None else [_cell(cell) for cell in table.total],
        "empty": table.empty,
        "note": legible(table.note),
        "dense": table.dense,
    }


def _cell(cell: Cell) -> dict[str, Json]:
    match cell:
        case Mark():
            return {"mark": _mark(cell), "value": shown_cell(cell)}
        case Marked():
            value = brief_value(cell.measured) if cell.measured else None
            return {"mark": _mark(cell.mark), "value": value}
        case Strip():
            marks: list[Json] = [_mark(mark) if mark else None for mark in cell.marks]
            return {"strip": marks, "alternative": cell.alternative}
        case _:
            quiet = cell in (None, 0, Usd(0))
            return {"text": shown_cell(cell), "quiet": quiet}


def _mark(mark: Mark) -> dict[str, Json]:
    return {
        "symbol": mark.symbol,
        "label": mark.label,
        "tone": mark.tone.value,
        "meaning": mark.meaning,
    }
