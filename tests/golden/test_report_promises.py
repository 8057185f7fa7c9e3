"""What every format of a report promises, whatever it says."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import html
import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl
import pypdf
import pytest

from vendor_eval.errors import BadInput
from vendor_eval.quantities import Month, Unit
from vendor_eval.reports import palette
from vendor_eval.reports.breach_report import AboutMonth, Restatement, breach_report
from vendor_eval.reports.rendering import MEDIA_TYPES, SUFFIXES, render
from vendor_eval.reports.report import Report, Tone
from vendor_eval.reports.status import MARKS
from vendor_eval.reports.wording import DEMONSTRATION, legible
from vendor_eval.sla.contract import Relief
from vendor_eval.sla.findings import Assessment, Status

MARCH = Month(2026, 3)
LONG = "Consolidated-" + "Physician" * 24
PAYLOADS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "{=SUM(A1)}",
    '=HYPERLINK("http://evil.example/","click")',
    "http://evil.example/ and file:///etc/passwd",
    '#read("/etc/passwd")',
    "#let x = 1; #panic[no] $x^2$ *bold* _em_ `raw` @label <label> // comment",
    "#{ sys.inputs } \\ [content] ~ -- --- 'quotes' \"double\"",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table></style><style>*{display:none}",
    "[link](http://evil.example) ![i](x) **bold** | pipe",
    "&L&P &amp; AT&T &#x41;",
    "${jndi:ldap://x} {{7*7}} {%x%}",
    LONG,
    "A\x00B\x07C",
    "tab\tand\nline",
    "\u202ecod.exe",
    "lone \ud800",
]


def named(assessment: Assessment, payload: str) -> Assessment:
    """The assessment with ``payload`` wherever it carries text that people handed in."""
    level = dataclasses.replace(assessment.findings[-1].level, clause=payload)
    terms = dataclasses.replace(
        assessment.contract,
        vendor=payload,
        service_levels=(level,),
        relief=(Relief(level.metric, MARCH, payload, payload),),
    )
    findings = tuple(
        dataclasses.replace(one, vendor=payload, reason=payload, level=level)
        for one in assessment.findings
    )
    return dataclasses.replace(assessment, contract=terms, findings=findings)


def hostile(assessment: Assessment, names: Sequence[str]) -> Report:
    """A report with one vendor a name; the practice and the author bear the first one."""
    changed = tuple(
        Restatement(name, "denial_rate", MARCH, Unit.RATIO, first=None, now=0.5) for name in names
    )
    day = dt.date(2026, 4, 9)
    about = AboutMonth(names[0], day, names[0], synthetic=True, restatements=changed)
    return breach_report([named(assessment, name) for name in names], MARCH, about)


@pytest.fixture(scope="module")
def hostile_files(assessments: Sequence[Assessment]) -> Mapping[str, bytes]:
    """The report about all payloads in every format."""
    report = hostile(assessments[1], PAYLOADS)
    return {suffix: render(report, suffix) for suffix in SUFFIXES}


def pdf_text(content: bytes) -> str:
    """The text of all pages without the line breaks that setting it put in."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_report_gives_the_same_bytes(report: Report, suffix: str) -> None:
    assert render(report, suffix) == render(report, suffix.upper())


def test_heavy_libraries_wait_until_a_report_is_rendered() -> None:
    heavy = ("xlsxwriter", "typst", "openpyxl")
    loaded = f"[name for name in {heavy} if name in sys.modules]"
    code = f"import sys, vendor_eval.reports.rendering; print({loaded})"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_has_a_media_type(suffix: str) -> None:
    assert suffix in MEDIA_TYPES


def test_a_format_nobody_knows_is_bad_input(report: Report) -> None:
    with pytest.raises(BadInput, match=r"'\.docx' is no format"):
        render(report, ".docx")


def test_text_stays_text_in_the_pdf(hostile_files: Mapping[str, bytes]) -> None:
    text = pdf_text(hostile_files[".pdf"])

    # Vendor, reason and clause at least; spaces are where lines end, so they do not count.
    counts = {payload: text.count(squeezed(legible(payload))) for payload in PAYLOADS}
    assert min(counts.values()) >= 3, counts


def test_text_stays_text_in_the_workbook(hostile_files: Mapping[str, bytes]) -> None:
    content = hostile_files[".xlsx"]

    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    values = [cell.value for cell in cells]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert min(values.count(legible(payload)) for payload in PAYLOADS) >= 3
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets" in name]
    assert not any(re.search(rb"<f[ >/]", sheet) for sheet in sheets)


def test_text_stays_text_in_the_csv(hostile_files: Mapping[str, bytes]) -> None:
    text = hostile_files[".csv"].decode("utf-8-sig")

    records = list(csv.DictReader(io.StringIO(text, newline="")))
    written = {(one["vendor"], one["clause"], one["reason"]) for one in records}
    assert written == {(inert(payload),) * 3 for payload in PAYLOADS}


def inert(payload: str) -> str:
    """What a spreadsheet would compute stands behind an apostrophe."""
    would_compute = payload.startswith(("=", "+", "-", "@"))
    return f"'{payload}" if would_compute else legible(payload)


def test_text_stays_text_in_the_page(
    assessments: Sequence[Assessment], hostile_files: Mapping[str, bytes]
) -> None:
    page = hostile_files[".html"].decode()
    names = [f"harmless {number:02d}" for number in range(len(PAYLOADS))]
    harmless = render(hostile(assessments[1], names), ".html").decode()

    # The same tags in the same order: no payload added one.
    assert re.findall(r"</?[a-z]+", page) == re.findall(r"</?[a-z]+", harmless)
    assert min(page.count(html.escape(legible(payload))) for payload in PAYLOADS) >= 3


def test_the_page_asks_for_nothing_outside_itself(report: Report) -> None:
    page = render(report, ".html").decode()

    assert not re.findall(r"<(?:script|link|img|iframe|object|base|form)\b", page)
    assert not re.findall(r"\bsrc=|url\(|@import", page)
    assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', page))
    assert "default-src 'none'" in page


def test_what_cannot_be_seen_becomes_a_replacement_character() -> None:
    assert legible("A\x00B\u202eC\ud800D\r\nE") == "A\ufffdB\ufffdC\ufffdD  E"


def test_no_character_that_cannot_be_seen_passes() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1))
    hidden = {one for one in every if unicodedata.category(one) in ("Cc", "Cs")}
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    blanks = set("\t\n\r\u2028\u2029")

    for one in hidden | turning | blanks:
        assert legible(f"Acme{one}RCM") == f"Acme{' ' if one in blanks else chr(0xFFFD)}RCM"


def test_a_name_the_fonts_lack_does_not_cost_the_report(
    assessments: Sequence[Assessment],
) -> None:
    content = render(hostile(assessments[1], ["医療請求センター", "😀 Billing"]), ".pdf")

    assert pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_pdf_is_tagged_titled_dated_and_conforms_to_pdf_ua(report: Report) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(report, ".pdf")))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata.title == "Vendor breach report, March 2026"
    assert reader.metadata.creation_date == dt.datetime(2026, 4, 9, tzinfo=dt.UTC)
    assert [str(entry.title) for entry in reader.outline[0:1]] == [
        "Vendor breach report, March 2026"
    ]


def test_every_page_of_the_pdf_names_practice_month_page_and_demonstration(report: Report) -> None:
    pages = pypdf.PdfReader(io.BytesIO(render(report, ".pdf"))).pages

    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"Page {number} of {len(pages)}" in text
        assert report.practice in text
        assert "March 2026" in text
        assert DEMONSTRATION in text


def test_every_sheet_names_the_demonstration_and_prints_one_page_wide(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(report, ".xlsx")))

    assert book.sheetnames == [
        "Summary",
        "Findings",
        "Months",
        "Credits",
        "Termination",
        "Evidence",
        "Definitions",
    ]
    for sheet in book:
        assert sheet["A2"].value.startswith(DEMONSTRATION)
        assert DEMONSTRATION in sheet.oddHeader.center.text
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # As many pages high as it takes; one wide is what the format means when it says nothing.
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.print_area
        assert sheet.freeze_panes
    assert book.properties.created.isoformat() == "2026-04-09T00:00:00"


def test_real_figures_carry_no_demonstration_label(
    assessments: Sequence[Assessment], about: AboutMonth
) -> None:
    real = breach_report(assessments, MARCH, dataclasses.replace(about, synthetic=False))

    assert DEMONSTRATION not in render(real, ".html").decode()
    assert DEMONSTRATION not in "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render(real, ".pdf"))).pages
    )
    assert render(real, ".csv").decode().splitlines()[1].endswith(",no")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_month_without_any_contract_still_gives_a_report(about: AboutMonth, suffix: str) -> None:
    empty = breach_report([], MARCH, about)

    assert render(empty, suffix)
    assert empty.status == ("No contract was in force in March 2026; there is nothing to judge.")


def test_the_workbook_holds_numbers_with_units_in_their_format(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(report, ".xlsx")))

    findings = book["Findings"]
    assert (findings["C5"].value, findings["C5"].number_format) == (0.871, "#,##0.00 %")
    assert (findings["C7"].value, findings["C7"].number_format) == (39.9, '#,##0.0 "days"')
    credit = book["Credits"]["D5"]
    assert (credit.value, credit.number_format) == (2400, "$#,##0.00")
    month = book["Months"]["N5"]
    assert (month.value, month.number_format) == (0.871, '"✗ "#,##0.00 %')


def test_symbols_and_labels_of_the_states_differ_from_each_other() -> None:
    assert set(MARKS) == set(Status)
    assert len({mark.symbol for mark in MARKS.values()}) == len(Status)
    assert len({mark.label for mark in MARKS.values()}) == len(Status)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize(
    ("tones", "ground"),
    [(palette.LIGHT, palette.LIGHT_GROUND), (palette.DARK, palette.DARK_GROUND)],
    ids=["light", "dark"],
)
def test_every_tone_is_legible_on_its_tint_and_on_paper(
    tones: dict[Tone, palette.Colour], ground: palette.Ground, tone: Tone
) -> None:
    colour = tones[tone]

    assert contrast(colour.ink, colour.tint) >= 4.5
    assert contrast(colour.ink, ground.paper) >= 4.5
