"""Whatever people write: files that leave the product hold it as text, in every format."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from html.parser import HTMLParser
from itertools import cycle
from typing import Any, TypeVar

import openpyxl
import pypdf
import pytest
from icalendar import Calendar

from tests.hostile.importers import ASKED
from vendor_eval.evaluation.answers import Answer
from vendor_eval.files.contracts import contract_toml, read_contract
from vendor_eval.files.questionnaire.writing import written
from vendor_eval.follow_up.reminders import Due, Topic
from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.reports.due_calendar import calendar_file
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import (
    Column,
    Decision,
    Figure,
    Headings,
    Mark,
    Marked,
    Measured,
    Report,
    Section,
    Strip,
    Table,
    Tone,
)
from vendor_eval.reports.wording import legible

PAYLOADS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "{=SUM(A1)}",
    '=HYPERLINK("http://beacon.invalid/","click")',
    '=DDE("cmd";"/C calc";"x")',
    "http://beacon.invalid/ www.beacon.invalid <http://beacon.invalid>",
    "file:///etc/passwd",
    "mailto:a at beacon.invalid",
    "javascript:alert(1)",
    "![i](http://beacon.invalid/i.png)",
    "[link](http://beacon.invalid)",
    "**bold** _i_ `c` | pipe ~~s~~ # h",
    ":material/bolt: :red[r] :smile: $x^2$",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "</td></table></style><style>*{display:none}",
    '#read("/etc/passwd") #image("x.png")',
    "#let x = 1; #panic[no] *b* @label <label> // comment",
    "&L&P &amp; &#x41; &lt;b&gt;",
    "${jndi:ldap://x} {{7*7}} {%x%} datum.url",
    '","=1+1","',
    "a;b,c\"d'e",
    "\u202ecod.exe",
    "zero\u200bwidth",
    "A\x00B\x07C\x1b[31m",
    "lone \ud800",
    "END:VCALENDAR\r\nBEGIN:VEVENT\r\nURL:http://beacon.invalid",
    "long " + "word " * 200,
)
_Value = TypeVar("_Value")


def marked(number: int) -> Mark:
    return Mark("●", f"label {number}", Tone.BAD, "meaning")


def table(title: str) -> Table:
    columns = (Column("head"), Column("second"), Column("third"), Column("strip"))
    row = (
        "cell",
        marked(1),
        Marked(marked(2), Measured(0.5, Unit.RATIO)),
        Strip((marked(3), None), "alternative"),
    )
    return Table(title, columns, (row,) * 12, total=("sum", "a", "b", "c"), note="note")


def plain_report() -> Report:
    section = Section("section", "summary", (table("inner"),), ("note",))
    records = Table("records", (Column("one"), Column("two")), (("a", "b"),) * len(PAYLOADS))
    return Report(
        title="title",
        subtitle="subtitle",
        practice="practice",
        month=Month(2026, 3),
        prepared_on=dt.date(2026, 4, 9),
        prepared_by="author",
        synthetic=False,
        status="status",
        figures=(Figure("figure", Usd(1), "note"),),
        decisions=(Decision(marked(4), "subject", "sentence", Usd(5)),),
        overview=(table("overview"),),
        sections=(section, section),
        appendix=(section,),
        legend=(marked(5),),
        sheets=(table("sheet"), table("other")),
        records=records,
        notes=("note",),
        figures_note="note",
        headings=Headings(),
    )


def filled(value: _Value, payloads: Iterator[str], field: str = "") -> _Value:
    """The value with a payload for each of its texts; of a mark the symbol stays."""
    given: Any = value
    if isinstance(value, str) and not isinstance(value, Enum) and field != "symbol":
        given = next(payloads)
    elif isinstance(value, tuple):
        given = tuple(filled(one, payloads) for one in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Month | Usd):
        parts = {
            one.name: filled(getattr(value, one.name), payloads, one.name)
            for one in dataclasses.fields(value)
        }
        given = replace(value, **parts)
    return given


@pytest.fixture(scope="module")
def report() -> Report:
    """A report of which every text is a payload, sheets apart, whose names are short."""
    full = filled(plain_report(), cycle(PAYLOADS))
    sheets = (replace(one, title=f"S{at}") for at, one in enumerate(full.sheets))
    return replace(full, sheets=tuple(sheets))


def squeezed(text: str) -> str:
    """Text without blanks, as lines break where they like."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_a_workbook_has_no_formula_and_no_link(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(report, ".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]

    assert [one.value for one in cells if one.data_type == "f"] == []
    assert [one.value for one in cells if one.hyperlink is not None] == []
    assert not [sheet.title for sheet in book if sheet.legacy_drawing]
    assert {legible(one) for one in PAYLOADS} <= {str(one.value) for one in cells}


def test_a_csv_file_has_no_cell_that_a_spreadsheet_would_compute(report: Report) -> None:
    text = render(report, ".csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert len(cells) == 2 * (len(PAYLOADS) + 1)
    assert [one for one in cells if one.lstrip()[:1] in tuple("=+-@＝＋－＠\t\r")] == []
    assert {legible(one) for one in PAYLOADS} <= {one.removeprefix("'") for one in cells}


class _Seen(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_web_page_has_no_tag_and_no_address_of_a_payload(report: Report) -> None:
    seen = _Seen()
    seen.feed(render(report, ".html").decode())

    assert not seen.tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form"}
    assert [one for one in seen.attributes if one[0].startswith("on")] == []
    leads = [value for name, value in seen.attributes if name in {"href", "src"}]
    assert [one for one in leads if not one.startswith("#")] == []
    text = squeezed(seen.text)
    assert [one for one in PAYLOADS if squeezed(legible(one)) not in text] == []


def test_a_pdf_prints_every_payload_and_leads_nowhere(report: Report) -> None:
    document = pypdf.PdfReader(io.BytesIO(render(report, ".pdf")))
    text = squeezed("".join(page.extract_text() for page in document.pages))

    actions = [
        str(one.get_object().get("/A", {}))
        for page in document.pages
        for one in page.get("/Annots", [])
    ]
    assert [one for one in actions if "/URI" in one or "/Launch" in one] == []
    assert "/JavaScript" not in str(document.trailer["/Root"])
    printed = [one for one in PAYLOADS if one.isprintable() and len(one) < 60]
    assert [one for one in printed if squeezed(one) not in text] == []


def test_a_calendar_has_the_entries_that_were_made_and_no_other() -> None:
    dates = [
        Due(f"{at}", Topic.PLAN, one, one, dt.date(2026, 5, 1), "vendor")
        for at, one in enumerate(PAYLOADS)
        if "\ud800" not in one
    ]

    content = calendar_file(dates, dt.datetime(2026, 4, 1, tzinfo=dt.UTC))

    found = Calendar.from_ical(content)
    events = list(found.walk("VEVENT"))
    assert len(events) == len(dates)
    assert all("URL" not in one for one in events)
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_a_questionnaire_has_no_formula_but_its_own_choices_and_no_link() -> None:
    places = list(ASKED.asked())
    given = {
        place.key: Answer(ASKED.vendor, place.key, "", note=one)
        for place, one in zip(places, PAYLOADS, strict=False)
    }
    content = written(replace(ASKED, vendor=PAYLOADS[9], asked_by=PAYLOADS[0], given=given))

    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert [one.value for one in cells if one.data_type == "f" or one.hyperlink] == []


def test_a_contract_file_reads_back_whatever_is_quoted_in_it() -> None:
    text = (
        'vendor = "Acme"\nstarts = 2026-01-01\nends = 2026-12-31\n[[service_levels]]\n'
        'metric = "denial_rate"\ntarget = "< 8 %"\nminimum = "<= 12 %"\n'
    )
    for payload in PAYLOADS:
        if not payload.isprintable():
            continue
        contract = replace(read_contract(text, "acme.toml"), vendor=payload.strip())

        assert read_contract(contract_toml(contract), "acme.toml") == contract
