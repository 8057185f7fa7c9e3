"""Laws of reading measures: what is written is read, and nothing that is handed in breaks it."""

import csv
import datetime as dt
import io
import math
from decimal import Decimal
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_eval.files.csv_rows import CsvSheet
from vendor_eval.files.measures import ReadingOptions, Verdict, read_measures
from vendor_eval.files.measures.numbers import Mark, Trait, number_in, numbers_in
from vendor_eval.files.notes import Notes
from vendor_eval.files.table import Row
from vendor_eval.quantities import Month

CORPUS = sorted((Path(__file__).parents[1] / "hostile" / "files").glob("*"))
TODAY = dt.date(2026, 6, 15)
vendors = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ&,'\" ", min_size=1, max_size=12).map(
    lambda text: f"V{text}".replace("  ", " ").strip()
)
months = st.integers(Month(2020, 1).index, Month(2026, 6).index).map(Month.at)
decimals = st.decimals(0, 1000, places=3)


@settings(deadline=None)
@given(st.dictionaries(st.tuples(vendors, months), decimals, min_size=1, max_size=20))
def test_what_is_written_is_read(measures: dict[tuple[str, Month], Decimal]) -> None:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("vendor", "month", "metric", "value"))
    for (vendor, month), value in measures.items():
        rows.writerow((vendor, month, "days_in_ar", value))

    reading = read_measures(written.getvalue().encode(), "m.csv", ReadingOptions(as_of=TODAY))

    assert {message.code for message in reading.messages} <= {"gap", "lookalike"}
    kept = {key: float(value) for key, value in measures.items()}
    read = {
        (vendor, Month.at(month)): value
        for vendor, month, value in reading.frame[["vendor", "month", "value"]].to_numpy()
    }
    assert read == kept


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(("r.csv", "r.xls", "r.pdf", "r", "../r.CSV")))
def test_no_bytes_make_it_fail(content: bytes, name: str) -> None:
    reading = read_measures(content, name, ReadingOptions())

    assert (reading.verdict is Verdict.REJECT) == any(one.rejects for one in reading.messages)
    assert reading.frame.empty or reading.verdict is not Verdict.REJECT


_TEXTS = [path.read_bytes() for path in CORPUS if path.suffix == ".csv" and "081" not in path.name]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(_TEXTS), st.integers(0), st.integers(0), st.binary(max_size=4))
def test_no_change_to_a_file_of_the_corpus_makes_it_fail(
    content: bytes, start: int, length: int, inserted: bytes
) -> None:
    at = start % (len(content) + 1)
    changed = content[:at] + inserted + content[at + length % 3 :]

    reading = read_measures(changed, "report.csv", ReadingOptions(as_of=TODAY))

    assert len(reading.messages) == len(set(reading.messages))


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False))
def test_a_number_is_the_double_nearest_to_its_decimal(number: Decimal) -> None:
    text = format(number, "f")

    assert numbers_in([text]).values.tolist() == [float(number)]
    assert numbers_in([f"{text}%"]).hundredths.tolist() == [float(number.scaleb(-2))]


@settings(deadline=None)
@given(st.text("0123456789.,-+e%$ abn", max_size=12), st.sampled_from(Mark))
def test_many_numbers_are_read_as_one_is(text: str, mark: Mark) -> None:
    one, many = number_in(text, mark), numbers_in([text, "7"], mark)

    assert many.digits[0] == one.digits
    assert many.traits[0] == one.trait
    assert many.units[0] == one.unit
    assert math.isnan(many.values[0]) == bool(
        one.trait & (Trait.MISSING | Trait.NOT_A_NUMBER | Trait.AMBIGUOUS)
    )


cells = st.text("ab1 .'é\t", max_size=4)


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), max_size=12), st.booleans())
def test_a_file_without_quotes_is_split_as_the_strict_reader_does(
    rows: list[tuple[str, str, str]], ends: bool
) -> None:
    text = "a,b,c\n" + "\n".join(",".join(row) for row in rows) + ("\n" if ends else "")
    header = Row(1, ("a", "b", "c"), 1)
    sheet = CsvSheet(text, ",", 0, (), 100, Notes())

    fast, strict = sheet.body(header), sheet._strictly_read(1, 3)

    assert np.array_equal(fast.lines, strict.lines)
    for one, other in zip(fast.columns, strict.columns, strict=True):
        assert [one[at] for at in range(len(one))] == [other[at] for at in range(len(other))]
