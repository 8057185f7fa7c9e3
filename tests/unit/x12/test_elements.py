"""Elements of segments, at the edges of what they may hold."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.files.x12.elements import (
    cents,
    code,
    count,
    day,
    days,
    moment,
    number,
    party,
    procedure,
)
from vendor_eval.files.x12.refusal import Broken


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", 0),
        ("0", 0),
        ("80", 8_000),
        ("80.", 8_000),
        ("80.5", 8_050),
        ("80.05", 8_005),
        ("80.0500", 8_005),
        (".5", 50),
        ("-.05", -5),
        ("-7151.17", -715_117),
        ("007", 700),
        ("-0", 0),
    ],
)
def test_amounts(text, amount):
    assert cents(text) == amount


@pytest.mark.parametrize(
    "text",
    [".", "-", "-.", "80.001", "8o", "1_000", "+5", " 5", "1e3", "1,000", "٣", "--5", "1.2.3"],
)
def test_what_is_no_amount(text):
    with pytest.raises(Broken):
        cents(text)


@pytest.mark.parametrize("text", ["9" * 16, "9" * 5_000, "-" + "9" * 20, "9" * 20 + ".5"])
def test_an_amount_that_no_claim_can_have_is_none(text):
    with pytest.raises(Broken, match="more than 15 digits"):
        cents(text)
    with pytest.raises(Broken):
        number(text)
    with pytest.raises(Broken):
        count(text)


@pytest.mark.parametrize("text", ["45", "B7", "MA130", "99213", "0450", "00002143380", ""])
def test_what_can_be_a_code(text):
    assert code(text) == text


@pytest.mark.parametrize("text", ["ROEJANE 123-45-6789", "ROEJANE", "123456789", "4-5", "é"])
def test_what_cannot_be_a_code_is_never_repeated(text):
    assert code(text) == "unreadable"
    assert procedure(f"HC:{text}:25", ":") == ("unreadable", ("25",))
    assert procedure(f"HC:99213:{text}", ":") == ("99213", ("unreadable",))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("PAYER-7.1", "PAYER-7.1"),
        ("1234567893", "1234567893"),
        ("", ""),
        ("ROEJANE 123-45-6789", "unreadable"),
        ("123-45-6789", "unreadable"),
        ("1EG4TE5MK73", "unreadable"),
        ("A" * 81, "unreadable"),
    ],
)
def test_ids_of_parties(text, id_):
    assert party(text) == id_


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_amount_reads_back(amount):
    sign, (whole, rest) = "-" if amount < 0 else "", divmod(abs(amount), 100)

    assert cents(f"{sign}{whole}.{rest:02d}") == amount
    assert cents(f"{sign}{whole}.{rest:02d}".rstrip("0")) == amount


@pytest.mark.parametrize(
    "text", ["2026011", "20260230", "2026-1-1", "20261301", "00000101", "٢٠٢٦٠١٠١"]
)
def test_what_is_no_day(text):
    with pytest.raises(Broken):
        day(text)


def test_days():
    assert day("") is None
    assert day("20260131") == dt.date(2026, 1, 31)
    assert days("20260131") == (dt.date(2026, 1, 31), dt.date(2026, 1, 31))
    assert days("20260131-20260202") == (dt.date(2026, 1, 31), dt.date(2026, 2, 2))


@pytest.mark.parametrize(
    ("time", "hour", "minute"), [("1147", 11, 47), ("093041", 9, 30), ("", 0, 0), ("9999", 0, 0)]
)
def test_times(time, hour, minute):
    found = moment("260131", time, dt.UTC)

    assert (found.date(), found.hour, found.minute) == (dt.date(2026, 1, 31), hour, minute)


def test_quantities_and_codes():
    assert number("1.00") == Decimal("1.00")
    assert number("") is None
    assert procedure("HC:99213:25::59", ":") == ("99213", ("25", "59"))
    assert procedure("HC>12345>26", ":") == ("12345", ("26",))
    assert procedure("0250", ":") == ("0250", ())
    with pytest.raises(Broken):
        number("1,5")
