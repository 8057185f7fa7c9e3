"""A report as one HTML page that asks for nothing outside itself.

Everything that is not markup of this module passes `_text`. The page carries a policy that
forbids scripts and requests, follows the reader's light or dark setting, and prints in light.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from importlib.resources import files

from vendor_eval.reports import palette
from vendor_eval.reports.report import (
    Cell,
    Column,
    Figure,
    Mark,
    Marked,
    Report,
    Section,
    Strip,
    Table,
    Tone,
)
from vendor_eval.reports.wording import DEMONSTRATION, printed, shown_cell, shown_date

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_BAR, _BAR_GAP, _BARS_HEIGHT = 6, 2, 28


def html_page(report: Report) -> bytes:
    """The report as UTF-8 HTML."""
    body = "\n".join(_parts(report))
    title = _text(report.title)
    label = f'<p class="demonstration">{_text(DEMONSTRATION)}</p>' if report.synthetic else ""
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{_style()}</style>
</head>
<body>
<header><p>{_text(report.practice)}</p>{label}<p>{_text(report.month.shown)}</p></header>
<main>
{body}
</main>
<footer><p>Prepared {_text(shown_date(report.prepared_on))} by {_text(report.prepared_by)}</p>
</footer>
</body>
</html>
"""
    return page.encode()


def _parts(report: Report) -> Iterable[str]:
    yield f"<h1>{_text(report.title)}</h1>"
    yield f'<p class="subtitle">{_text(report.subtitle)}</p>'
    yield f'<p class="status">{_text(report.status)}</p>'
    yield from (f'<p class="note">{_text(note)}</p>' for note in report.printed_notes)
    yield f'<dl class="figures">{"".join(map(_figure, report.figures))}</dl>'
    yield f'<p class="note">{_text(report.figures_note)}</p>' if report.figures_note else ""
    yield f"<h2>{_text(report.headings.decisions)}</h2>"
    yield _decisions(report.decisions_table)
    yield from (_table(table, "h2") for table in report.overview)
    yield f'<dl class="legend">{_legend(report.legend)}</dl>'
    yield _contents(report)
    for number, section in enumerate(report.sections, start=1):
        yield _section(section, f"part-{number}")
    for number, section in enumerate(report.appendix, start=1):
        yield _section(section, f"appendix-{number}")


def _text(text: str) -> str:
    """``text`` as it is printed, harmless between tags and inside quoted attributes."""
    return html.escape(printed(text), quote=True)


def _figure(figure: Figure) -> str:
    return (
        f'<div class="figure {figure.tone.value}"><dt>{_text(figure.label)}</dt>'
        f"<dd><b>{_text(shown_cell(figure.value))}</b>{_bars(figure.history)}"
        f"<span>{_text(figure.note)}</span></dd></div>"
    )


def _bars(history: tuple[float, ...]) -> str:
    """The months as bars; the words and the tables say the same, so nobody misses them."""
    if not any(history):
        return ""
    highest = max(history)
    bars = "".join(
        f'<rect x="{place * (_BAR + _BAR_GAP)}" y="{_BARS_HEIGHT - height:.1f}" '
        f'width="{_BAR}" height="{height:.1f}"/>'
        for place, amount in enumerate(history)
        for height in [max(1.0, _BARS_HEIGHT * amount / highest)]
    )
    width = len(history) * (_BAR + _BAR_GAP) - _BAR_GAP
    return (
        f'<svg aria-hidden="true" width="{width}" height="{_BARS_HEIGHT}" '
        f'viewBox="0 0 {width} {_BARS_HEIGHT}">{bars}</svg>'
    )


def _decisions(table: Table) -> str:
    return _grid(table) if table.rows else f'<p class="empty">{_text(table.empty)}</p>'


def _contents(report: Report) -> str:
    if len(report.sections) < 2:
        return ""
    links = "".join(
        f'<li><a href="#part-{number}">{_text(section.title)}</a></li>'
        for number, section in enumerate(report.sections, start=1)
    )
    title = _text(report.headings.sections)
    return f'<nav aria-label="{title}"><h2>{title}</h2><ul>{links}</ul></nav>'


def _section(section: Section, anchor: str) -> str:
    summary = f'<p class="summary">{_text(section.summary)}</p>' if section.summary else ""
    tables = "".join(_table(table, "h3") for table in section.tables)
    notes = "".join(f'<p class="note">{_text(note)}</p>' for note in section.notes)
    heading = f"<h2>{_text(section.title)}</h2>"
    return f'<section id="{anchor}">{heading}{summary}{tables}{notes}</section>'


def _table(table: Table, heading: str) -> str:
    note = f'<p class="note">{_text(table.note)}</p>' if table.note else ""
    return f"<{heading}>{_text(table.title)}</{heading}>{_grid(table)}{note}"


def _grid(table: Table) -> str:
    if not table.rows:
        return f'<p class="empty">{_text(table.empty)}</p>'
    wide = sum(column.width for column in table.columns)
    widths = "".join(
        f'<col style="width: {100 * column.width / wide:.1f}%">' for column in table.columns
    )
    heads = "".join(
        f'<th scope="col" class="{column.align.value}">{_text(column.heading)}</th>'
        for column in table.columns
    )
    rows = "".join(_row(table.columns, row) for row in table.rows)
    total = f"<tfoot>{_row(table.columns, table.total)}</tfoot>" if table.total else ""
    kind = ' class="dense"' if table.dense else ""
    # Narrower than this a table scrolls sideways instead of breaking its words.
    least = f' style="min-width: {wide * 0.36:.0f}rem"'
    title = _text(table.title)
    return (
        f'<div class="scroll" role="group" aria-label="{title}" tabindex="0"><table{kind}{least}>'
        f'<caption class="unseen">{title}</caption><colgroup>{widths}</colgroup>'
        f"<thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody>{total}</table></div>"
    )


def _row(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> str:
    first = f'<th scope="row" class="{columns[0].align.value}">{_cell(cells[0])}</th>'
    rest = "".join(
        f'<td class="{column.align.value}">{_cell(cell)}</td>'
        for column, cell in zip(columns[1:], cells[1:], strict=True)
    )
    return f"<tr>{first}{rest}</tr>"


def _cell(cell: Cell) -> str:
    match cell:
        case Mark():
            return f'<span class="mark {cell.tone.value}">{_text(shown_cell(cell))}</span>'
        case Marked(mark):
            said = f'<span class="unseen">{_text(mark.label)} </span>'
            shown = _text(shown_cell(cell))
            return f'<span class="mark {mark.tone.value}">{said}{shown}</span>'
        case Strip():
            boxes = "".join(map(_box, cell.marks))
            label = _text(cell.alternative)
            return f'<span class="strip" role="img" aria-label="{label}">{boxes}</span>'
        case _:
            return _text(shown_cell(cell))


def _box(mark: Mark | None) -> str:
    if mark is None:
        return "<i></i>"
    return f'<i class="{mark.tone.value}">{_text(mark.symbol)}</i>'


def _legend(marks: tuple[Mark, ...]) -> str:
    return "".join(f"<dt>{_cell(mark)}</dt><dd>{_text(mark.meaning)}</dd>" for mark in marks)


def _style() -> str:
    """The shipped style sheet under the colours of `palette`, so that no colour stands twice."""
    light = _variables(palette.LIGHT, palette.LIGHT_GROUND)
    dark = _variables(palette.DARK, palette.DARK_GROUND)
    sheet = (files("vendor_eval.reports") / "templates" / "report.css").read_text("utf-8")
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{sheet}"
    )


def _variables(tones: dict[Tone, palette.Colour], ground: palette.Ground) -> str:
    toned = [
        f"--{tone.value}: {colour.ink}; --{tone.value}-tint: {colour.tint};"
        for tone, colour in tones.items()
    ]
    plain = [
        f"--paper: {ground.paper};",
        f"--ink: {ground.ink};",
        f"--muted: {ground.muted};",
        f"--rule: {ground.rule};",
        f"--shade: {ground.shade};",
        f"--brand: {ground.brand};",
    ]
    return " ".join(plain + toned)
