"""Kinds of bad files beyond the corpus: each row is one kind, written as somebody would send it."""

import datetime as dt

import pytest

from vendor_eval.files.measures import ReadingOptions, read_measures

TODAY = dt.date(2026, 6, 15)
HEADER = "vendor,month,metric,value\n"


def long(*rows: str) -> bytes:
    return (HEADER + "".join(f"{row}\n" for row in rows)).encode()


def value(text: str, metric: str = "denial_rate") -> bytes:
    quoted = f'"{text}"' if "," in text else text
    return long(f"Acme,2026-01,{metric},{quoted}")


def month(text: str) -> bytes:
    return long(f'Acme,"{text}",denial_rate,0.08')


def vendor(text: str) -> bytes:
    return long(f'"{text}",2026-01,denial_rate,0.08')


ENCODINGS = [
    (
        "utf-16",
        "\ufeff".encode("utf-16-le")
        + long("Acme,2026-01,denial_rate,0.08").decode().encode("utf-16-le"),
        "warn",
        "encoding",
    ),
    (
        "utf-16 without a mark",
        long("Acme,2026-01,denial_rate,0.08").decode().encode("utf-16-le"),
        "reject",
        "binary",
    ),
    ("utf-16 cut in a letter", b"\xff\xfea\x00b", "reject", "encoding"),
    (
        "half UTF-8, half Windows-1252",
        long("Montréal,2026-01,denial_rate,0.08") + b"Montr\xe9al,2026-02,denial_rate,0.08\n",
        "reject",
        "encoding",
    ),
    (
        "a byte that Windows-1252 has not",
        b"vendor,month,metric,value\nA\x81cme,2026-01,denial_rate,0.08\n",
        "reject",
        "encoding",
    ),
    (
        "mixed line ends",
        b"vendor,month,metric,value\r\nAcme,2026-01,denial_rate,0.08\nAcme,2026-02,denial_rate,0.07\r",
        "accept",
        None,
    ),
    ("no line end at the end", HEADER.encode() + b"Acme,2026-01,denial_rate,0.08", "accept", None),
    (
        "bars between cells",
        long("Acme,2026-01,denial_rate,0.08").replace(b",", b"|"),
        "warn",
        "delimiter",
    ),
    (
        "semicolons with decimal points",
        long("Acme,2026-01,denial_rate,0.08").replace(b",", b";"),
        "warn",
        "delimiter",
    ),
    ("sep= with a comma", b"sep=,\n" + long("Acme,2026-01,denial_rate,0.08"), "warn", "delimiter"),
    ("no bytes", b"", "reject", "empty"),
    ("blanks only", b"  \n \n", "reject", "empty"),
]
PERCENTS = [
    (
        "some with a sign, some without",
        long("Acme,2026-01,denial_rate,8%", "Acme,2026-02,denial_rate,0.07"),
        "reject",
        "ambiguous_percent",
    ),
    (
        "fractions beside points",
        long("Acme,2026-01,denial_rate,0.08", "Acme,2026-02,denial_rate,7"),
        "reject",
        "ambiguous_percent",
    ),
    (
        "one beside points",
        long("Acme,2026-01,denial_rate,1", "Acme,2026-02,denial_rate,7"),
        "reject",
        "ambiguous_percent",
    ),
    (
        "one beside nought",
        long("Acme,2026-01,denial_rate,1", "Acme,2026-02,denial_rate,0"),
        "reject",
        "ambiguous_percent",
    ),
    (
        "one beside fractions",
        long("Acme,2026-01,clean_claim_rate,1", "Acme,2026-02,clean_claim_rate,0.97"),
        "accept",
        None,
    ),
    ("nought alone", value("0"), "accept", None),
    ("more than all of them", value("101%"), "reject", "out_of_range"),
    ("more points than there are", value("950"), "reject", "out_of_range"),
    ("below nothing, with a sign", value("-8%"), "reject", "out_of_range"),
    ("more collected than was due", value("102.5%", "net_collection_rate"), "accept", None),
    (
        "collected, 1.02 of what or per cent",
        value("1.02", "net_collection_rate"),
        "reject",
        "ambiguous_percent",
    ),
    ("a rate in days", value("8 days"), "reject", "unit_mismatch"),
]
NUMBERS = [
    ("infinity", value("inf", "days_in_ar"), "reject", "not_a_number"),
    ("infinity in words", value("-Infinity", "days_in_ar"), "reject", "not_a_number"),
    ("underscores", value("1_000", "claims_submitted"), "reject", "not_a_number"),
    ("octal", value("0o17", "claims_submitted"), "reject", "not_a_number"),
    ("a fraction", value("1/2"), "reject", "not_a_number"),
    ("accounting brackets", value("(12.5)", "days_in_ar"), "reject", "not_a_number"),
    ("two points", value("1.2.3", "days_in_ar"), "reject", "not_a_number"),
    ("an approximation", value("~40", "days_in_ar"), "reject", "not_a_number"),
    ("a limit", value("<40", "days_in_ar"), "reject", "not_a_number"),
    ("superscript", value("4²", "days_in_ar"), "reject", "not_a_number"),
    ("a very long number", value("9" * 400, "days_in_ar"), "reject", "not_a_number"),
    ("a power beyond reason", value("1e-999999999", "days_in_ar"), "reject", "not_a_number"),
    ("a power of ten", value("1.2E+03", "claims_submitted"), "warn", "scientific"),
    ("true as text", value("yes"), "reject", "not_a_number"),
    ("money with sign and thousands", value("$1,234.50", "net_collections"), "warn", "thousands"),
    ("millions", value("1,234,567", "claims_submitted"), "warn", "thousands"),
    ("thousands misplaced", value("12,34", "claims_submitted"), "reject", "not_an_integer"),
    (
        "decimal comma beside decimal point",
        long('Acme,2026-01,days_in_ar,"41,5"', "Acme,2026-02,days_in_ar,41.5"),
        "reject",
        "ambiguous_number",
    ),
    ("negative count", value("-3", "claims_submitted"), "reject", "out_of_range"),
    ("negative days", value("-3", "days_in_ar"), "reject", "out_of_range"),
    ("refunds", value("-1200.50", "net_collections"), "accept", None),
    ("days beyond a lifetime", value("99999", "days_in_ar"), "reject", "out_of_range"),
    ("a whole count with a point", value("12.0", "claims_submitted"), "accept", None),
    ("a point in front", value(".95", "clean_claim_rate"), "accept", None),
    ("n/a", value("n/a"), "warn", "missing_value"),
    ("nothing", value(""), "warn", "missing_value"),
    ("an em dash", value("—"), "warn", "missing_value"),
    ("an error of the spreadsheet", value("#N/A"), "reject", "error_cell"),
    ("hours in days", value("2 days", "coding_turnaround"), "accept", None),
    (
        "hours in business days",
        value("2 business days", "coding_turnaround"),
        "reject",
        "unit_mismatch",
    ),
    ("a unit nobody knows", value("41 parsecs", "days_in_ar"), "reject", "not_a_number"),
]
NAMES = [
    ("no vendor", vendor(""), "reject", "missing_vendor"),
    ("begins with plus", vendor("+1 Billing"), "reject", "formula_text"),
    ("begins with minus", vendor("-2+3"), "reject", "formula_text"),
    (
        "begins with a tab",
        b"vendor;month;metric;value\n\t=1;2026-01;denial_rate;0.08\n",
        "reject",
        "control_char",
    ),
    ("zero width", vendor("Ac\u200bme"), "reject", "invisible"),
    ("soft hyphen", vendor("Ac\u00adme"), "reject", "invisible"),
    ("byte order mark inside", vendor("Ac\ufeffme"), "reject", "invisible"),
    ("direction isolate", vendor("Ac\u2067me"), "reject", "invisible"),
    ("private use", vendor("Ac\ue000me"), "reject", "invisible"),
    ("line separator", vendor("Ac\u2028me"), "reject", "control_char"),
    ("delete", vendor("Ac\x7fme"), "reject", "control_char"),
    ("very long", vendor("A" * 5000), "reject", "too_long"),
    ("longer than a cell may be", vendor("A" * 140_000), "reject", "too_long"),
    ("a script", vendor("<script>alert(1)</script>"), "warn", "markup"),
    ("a link", vendor("[Acme](http://127.0.0.1:9/)"), "warn", "markup"),
    ("an entity", vendor("Acme &lt;b&gt;"), "warn", "markup"),
    ("an ampersand", vendor("Smith & Sons, Billing"), "accept", None),
    ("an apostrophe", vendor("O'Brien's Billing"), "accept", None),
    ("joined emoji", vendor("Acme 👩\u200d⚕️"), "accept", None),
    (
        "decomposed accent beside composed",
        long("Montréal,2026-01,denial_rate,0.08", "Montre\u0301al,2026-02,denial_rate,0.08"),
        "warn",
        "lookalike",
    ),
    (
        "full width letters",
        long("Acme,2026-01,denial_rate,0.08", "Ａcme,2026-02,denial_rate,0.08"),
        "warn",
        "lookalike",
    ),
    ("a numeric vendor", vendor("007"), "accept", None),
]
STRUCTURE = [
    ("a short row", long("Acme,2026-01,denial_rate"), "reject", "ragged"),
    ("text behind a closing mark", long('"Acme"x,2026-01,denial_rate,0.08'), "reject", "quote"),
    (
        "a heading missing",
        b"vendor,month,metric,value,\nAcme,2026-01,denial_rate,0.08,x\n",
        "reject",
        "empty_heading",
    ),
    (
        "an empty column without heading",
        b"vendor,month,metric,value,\nAcme,2026-01,denial_rate,0.08,\n",
        "accept",
        None,
    ),
    (
        "header twice",
        b"vendor,month,metric,value\nvendor,month,metric,value\nAcme,2026-01,denial_rate,0.08\n",
        "reject",
        "bad_month",
    ),
    (
        "an unknown column",
        b"vendor,month,metric,value,remark\nAcme,2026-01,denial_rate,0.08,fine\n",
        "warn",
        "unknown_column",
    ),
    (
        "a wide file without metrics",
        b"vendor,month,foo\nAcme,2026-01,1\n",
        "reject",
        "missing_column",
    ),
    (
        "a metric twice in a wide file",
        b"vendor,month,denial_rate,denial_rate\nAcme,2026-01,0.08,0.09\n",
        "reject",
        "duplicate_column",
    ),
    ("no metric", long("Acme,2026-01,,0.08"), "reject", "unknown_metric"),
    ("bare text", b"hello world\n", "reject", "missing_column"),
    ("blanks between delimiters only", long(" , , , "), "reject", "no_rows"),
    (
        "conflict over spellings of one vendor",
        long("Acme,2026-01,denial_rate,0.08", "ACME,2026-01,denial_rate,0.09"),
        "reject",
        "conflict",
    ),
    (
        "same value written otherwise",
        long("Acme,2026-01,denial_rate,8%", "Acme,2026-01,denial_rate,8.0 %"),
        "warn",
        "duplicate_row",
    ),
]
MONTHS = [
    ("no month", month(""), "reject", "bad_month"),
    ("month nought", month("2026-00"), "reject", "bad_month"),
    ("a quarter", month("Q1 2026"), "reject", "bad_month"),
    ("a year", month("2026"), "reject", "bad_month"),
    ("year to date", month("YTD"), "reject", "bad_month"),
    ("a spreadsheet's day number", month("46023"), "reject", "bad_month"),
    ("no such day", month("2026-02-30"), "reject", "bad_month"),
    ("full width digits", month("２０２６-01"), "reject", "bad_month"),
    ("a name and two digits", month("Jan-26"), "reject", "ambiguous_date"),
    ("a date with two digits", month("1/31/26"), "reject", "ambiguous_date"),
    ("European dots", month("03.04.2026"), "reject", "ambiguous_date"),
    ("a month-end in the American way", month("01/31/2026"), "accept", None),
    ("day and month alike", month("01/01/2026"), "accept", None),
    ("month and year", month("01/2026"), "accept", None),
    ("in words", month("January 2026"), "accept", None),
    ("short", month("Jan 2026"), "accept", None),
    ("with a time", month("2026-01-31 00:00:00"), "accept", None),
    ("next month", month("2026-07"), "reject", "future"),
    ("this month", month("2026-06"), "accept", None),
    ("the year nought", month("0000-01"), "reject", "bad_month"),
    ("year 9999", month("9999-12"), "reject", "future"),
]
PRIVATE = [
    (
        "a column of patients",
        b"vendor,month,metric,value,Patient Name\nAcme,2026-01,denial_rate,0.08,x\n",
        "reject",
        "patient_data",
    ),
    (
        "birth dates",
        b"vendor,month,metric,value,DOB\nAcme,2026-01,denial_rate,0.08,x\n",
        "reject",
        "patient_data",
    ),
    ("an SSN as vendor", vendor("123-45-6789"), "reject", "patient_data"),
    (
        "a phone as site",
        b"vendor,month,metric,value,site\nAcme,2026-01,denial_rate,0.08,(555) 123-4567\n",
        "reject",
        "patient_data",
    ),
    (
        "an address in a column nobody knows",
        b"vendor,month,metric,value,remark\nAcme,2026-01,denial_rate,0.08,j.roe@example.org\n",
        "reject",
        "patient_data",
    ),
]
OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
FILES = [
    ("a PDF", b"%PDF-1.7\n", "reject", "type_mismatch"),
    ("a web page", b"<html><table></table></html>", "reject", "type_mismatch"),
    ("a picture", b"\x89PNG\r\n\x1a\n", "reject", "type_mismatch"),
    ("an old workbook", OLD_WORKBOOK, "reject", "type_mismatch"),
]  # fmt: skip
ALL = [
    pytest.param(content, verdict, code, id=name)
    for name, content, verdict, code in [
        *ENCODINGS, *PERCENTS, *NUMBERS, *NAMES, *STRUCTURE, *MONTHS, *PRIVATE, *FILES
    ]
]  # fmt: skip


@pytest.mark.parametrize(("content", "verdict", "code"), ALL)
def test_a_kind_of_file_has_its_verdict(content: bytes, verdict: str, code: str | None) -> None:
    reading = read_measures(content, "report.csv", ReadingOptions(as_of=TODAY))

    codes = [message.code for message in reading.messages]
    assert reading.verdict == verdict, codes
    assert (code in codes) if code else not codes
