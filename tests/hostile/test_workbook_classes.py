"""Kinds of bad workbooks beyond the corpus, each made here, part by part."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from vendor_eval.files.measures import Reading, ReadingOptions, read_measures
from vendor_eval.files.workbook import apart

TODAY = dt.date(2026, 6, 15)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="t" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Type="t" Target="worksheets/sheet2.xml"/></Relationships>'
)
_SPACES = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
NO_PARTS: Mapping[str, str | bytes] = MappingProxyType({})
HEADINGS = ("vendor", "month", "metric", "value")
GOOD = "<c><v>0.08</v></c>"


def text(content: str) -> str:
    return f'<c t="inlineStr"><is><t>{content}</t></is></c>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<row {attributes}>{''.join(cells)}</row>"


def sheet(*rows: str, before: str = "") -> str:
    header = row(*(text(heading) for heading in HEADINGS))
    return (
        f"<worksheet {_SPACES}>{before}<sheetData>{header}{''.join(rows)}</sheetData></worksheet>"
    )


def measure(cell: str = GOOD, vendor: str = "Acme", month: str = text("2026-01")) -> str:
    return row(text(vendor), month, text("denial_rate"), cell)


def workbook(sheet_xml: str | bytes, parts: Mapping[str, str | bytes] = NO_PARTS) -> bytes:
    """A workbook with this sheet and with more ``parts``, by path."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        entries: dict[str, str | bytes] = {
            "[Content_Types].xml": _TYPES,
            "xl/workbook.xml": f'<workbook {_SPACES}><sheets><sheet name="Data" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _LINKS,
            "xl/worksheets/sheet1.xml": sheet_xml,
        }
        entries |= parts
        for path, one in entries.items():
            archive.writestr(path, one)
    return content.getvalue()


def styled(code: str) -> str:
    return (
        f'<styleSheet {_SPACES}><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )


def read(content: bytes, name: str = "report.xlsx") -> Reading:
    return read_measures(content, name, ReadingOptions(as_of=TODAY))


def codes(reading: Reading) -> list[str]:
    return [message.code for message in reading.messages]


_MANY = {f"xl/media/p{number}.txt": b"x" for number in range(1001)}
_LOL = '<!DOCTYPE x [<!ENTITY a "a">]>' + sheet(measure("<c><v>0.08</v></c>"))

REFUSED = {
    "a thousand parts": (workbook(sheet(measure()), _MANY), "zip_bomb"),
    "an entity": (workbook(_LOL), "xml_entity"),
    "an entity in a part that is not read": (
        workbook(sheet(measure()), {"xl/theme.xml": _LOL}),
        "xml_entity",
    ),
    "XML in UTF-16": (workbook(sheet(measure()).encode("utf-16")), "xml_entity"),
    "a sheet of macros": (
        workbook(sheet(measure()), {"xl/macrosheets/sheet1.xml": "<x/>"}),
        "macro",
    ),
    "a macro project under another name": (
        workbook(
            sheet(measure()),
            {
                "xl/other.bin": b"x",
                "[Content_Types].xml": _TYPES.replace("application/xml", "x.vbaProject"),
            },
        ),
        "macro",
    ),
    "a path out of the zip": (
        workbook(sheet(measure()), {"../../etc/cron.d/evil": "x"}),
        "zip_path",
    ),
    "broken XML": (workbook("<worksheet><sheetData><row>"), "damaged"),
    "a cut zip": (workbook(sheet(measure()))[:-40], "damaged"),
    "a flipped byte": (
        workbook(sheet(measure())).replace(b"PK\x01\x02", b"PK\x01\x03", 1),
        "damaged",
    ),
    "a formula never calculated": (
        workbook(sheet(measure("<c><f>A1</f></c>"))),
        "formula_no_value",
    ),
    "an error without its text type": (
        workbook(sheet(measure('<c t="e"><v>#REF!</v></c>'))),
        "error_cell",
    ),
    "a truth value": (workbook(sheet(measure('<c t="b"><v>1</v></c>'))), "not_a_number"),
    "a cell in the last column": (
        workbook(sheet(measure(), '<row r="9"><c r="XFD9"><v>1</v></c></row>')),
        "empty_heading",
    ),
    "a cell beyond the last column": (
        workbook(sheet(measure(), '<row r="9"><c r="ZZZ9"><v>1</v></c></row>')),
        "too_many_columns",
    ),
    "two cells in one place": (
        workbook(sheet('<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>')),
        "duplicate_cell",
    ),
    "a line break in a vendor": (workbook(sheet(measure(vendor="Ac\nme"))), "control_char"),
    "an escaped control character": (
        workbook(sheet(measure(vendor="Ac_x001B_me"))),
        "control_char",
    ),
    "a formula as text": (workbook(sheet(measure(vendor="=1+1"))), "formula_text"),
    "a number for a month": (workbook(sheet(measure(month="<c><v>46023</v></c>"))), "bad_month"),
    "an empty sheet": (workbook(f"<worksheet {_SPACES}><sheetData/></worksheet>"), "empty"),
    "only a header": (workbook(sheet()), "no_rows"),
    "infinity": (workbook(sheet(measure("<c><v>1e999</v></c>"))), "not_a_number"),
    "no number in a number": (workbook(sheet(measure("<c><v>abc</v></c>"))), "not_a_number"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_kind_of_workbook_is_refused(kind: str) -> None:
    content, code = REFUSED[kind]

    reading = read(content)

    assert reading.verdict == "reject"
    assert code in codes(reading)


def test_a_part_named_twice_in_another_case_is_refused() -> None:
    content = io.BytesIO(workbook(sheet(measure())))
    with warnings.catch_warnings(), zipfile.ZipFile(content, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("XL/Worksheets/sheet1.xml", sheet(measure()))

    assert codes(read(content.getvalue())) == ["zip_duplicate"]


@pytest.mark.parametrize(
    ("code", "raw", "value"),
    [
        ("0.0%", "0.0825", 0.0825),
        ("0.0&quot;%&quot;", "8.25", 0.0825),
        ("0\\%", "8.25", 0.0825),
        ("[Red]0.0%;-0.0%", "0.081", 0.081),
    ],
)
def test_the_format_of_a_number_settles_what_it_means(code: str, raw: str, value: float) -> None:
    cell = f'<c s="1"><v>{raw}</v></c>'

    reading = read(workbook(sheet(measure(cell)), {"xl/styles.xml": styled(code)}))

    assert codes(reading) == []
    assert reading.frame["value"].tolist() == [value]


@pytest.mark.parametrize("code", ["mmm-yy", "yyyy\\-mm", "m/d/yyyy", "[$-409]mmmm\\ yyyy;@"])
def test_a_date_cell_is_its_month_however_it_is_shown(code: str) -> None:
    cell = '<c s="1"><v>46054</v></c>'  # 1 February 2026

    reading = read(workbook(sheet(measure(month=cell)), {"xl/styles.xml": styled(code)}))

    assert codes(reading) == []
    assert reading.frame["month"].tolist() == [2026 * 12 + 1]


def test_a_duration_cell_is_in_hours() -> None:
    rows = row(text("Acme"), text("2026-01"), text("coding_turnaround"), '<c s="1"><v>1.5</v></c>')

    reading = read(workbook(sheet(rows), {"xl/styles.xml": styled("[h]:mm")}))

    assert reading.frame["value"].tolist() == [36]  # one and a half days


def test_hidden_columns_and_rows_are_read_and_said() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    hidden = row(text("Acme"), text("2026-02"), text("denial_rate"), GOOD, attributes='hidden="1"')

    reading = read(workbook(sheet(measure(), hidden, before=columns)))

    assert codes(reading) == ["hidden_rows", "hidden_columns"]
    assert len(reading.frame) == 2


def test_half_of_a_surrogate_pair_stays_the_escape_that_it_was() -> None:
    reading = read(workbook(sheet(measure(vendor="Ac_xD800_me"))))

    assert reading.frame["vendor"].tolist() == ["Ac_xD800_me"]


def test_a_sheet_is_found_by_its_name() -> None:
    book = (
        f'<workbook {_SPACES}><sheets><sheet name="Cover" sheetId="1" r:id="r1"/>'
        '<sheet name="KPIs" sheetId="2" r:id="r2"/></sheets></workbook>'
    )
    cover = f"<worksheet {_SPACES}><sheetData>{row(text('Report'))}</sheetData></worksheet>"
    content = workbook(
        cover, {"xl/workbook.xml": book, "xl/worksheets/sheet2.xml": sheet(measure())}
    )

    reading = read_measures(content, "r.xlsx", ReadingOptions(as_of=TODAY, sheet="kpis"))
    missing = read_measures(content, "r.xlsx", ReadingOptions(as_of=TODAY, sheet="Figures"))

    assert (reading.verdict, codes(reading)) == ("warn", ["sheet_choice"])
    assert reading.layout is not None
    assert reading.layout.sheet == "KPIs"
    assert codes(missing) == ["unknown_sheet"]


def test_a_workbook_that_takes_too_long_ends_its_own_process_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.5)
    rows = "".join(f"<row><c><v>{number}</v></c></row>" for number in range(100_000))

    reading = read(workbook(sheet(rows)))

    assert codes(reading) == ["too_large"]


@pytest.mark.parametrize("name", ["report.xls", "report.ods", "report.csv", "report.pdf", "report"])
def test_a_workbook_under_another_name_is_refused(name: str) -> None:
    assert codes(read(workbook(sheet(measure())), name)) == ["type_mismatch"]
