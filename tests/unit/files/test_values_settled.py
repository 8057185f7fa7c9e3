"""Units, parts and keys: what a row's number becomes."""

import math

import pytest

from vendor_eval.files.measures import Reading, ReadingOptions, Verdict, read_measures
from vendor_eval.files.notes import PLACES_SHOWN

PARTS = "vendor,month,metric,value,numerator,denominator\n"
UNITS = "vendor,month,metric,value,unit\n"


def read(text: str) -> Reading:
    return read_measures(text.encode(), "report.csv", ReadingOptions())


def codes(reading: Reading) -> list[str]:
    return [message.code for message in reading.messages]


@pytest.mark.parametrize(
    ("metric", "value", "unit", "read_as"),
    [
        ("denial_rate", "8", "%", 0.08),
        ("denial_rate", "0.8", "percent", 0.008),
        ("denial_rate", "0.08", "ratio", 0.08),
        ("coding_turnaround", "2", "days", 48.0),
        ("days_in_ar", "36", "hours", 1.5),
        ("account_response_time", "2", "business days", 2.0),
        ("net_collections", "12.5", "USD", 12.5),
        ("claims_submitted", "12", "count", 12.0),
        ("denial_rate", "8%", "", 0.08),
    ],
)
def test_a_unit_column_settles_the_unit(metric: str, value: str, unit: str, read_as: float) -> None:
    reading = read(f"{UNITS}Acme,2026-03,{metric},{value},{unit}\n")

    assert codes(reading) == []
    assert reading.frame["value"].tolist() == [read_as]


def test_a_percentage_is_the_double_nearest_to_it() -> None:
    # 95.1 / 100 is 0.9509999999999998 in doubles; the limit "95.1 %" is 0.951.
    assert read(f"{UNITS}Acme,2026-03,denial_rate,95.1 %,\n").frame["value"].tolist() == [0.951]


def test_the_value_is_derived_from_its_parts() -> None:
    reading = read(f"{PARTS}Acme,2026-03,denial_rate,,80,1000\nAcme,2026-03,days_in_ar,,45.5,1.1\n")

    assert codes(reading) == []
    assert reading.frame["value"].tolist() == [0.08, 455 / 11]


@pytest.mark.parametrize(("given", "said"), [("8.3%", []), ("8.4%", ["derived_differs"])])
def test_a_given_value_may_differ_by_half_of_its_last_digit(given: str, said: list[str]) -> None:
    # 83 of 1,000 is 8.3 %; 8.25 would be rounded to either.
    reading = read(f"{PARTS}Acme,2026-03,denial_rate,{given},83,1000\n")

    assert codes(reading) == said
    assert reading.frame["value"].tolist() == [0.083]


@pytest.mark.parametrize(("given", "value"), [("1", 0.01), ("0.01", 0.01)])
def test_parts_settle_how_a_bare_number_is_meant(given: str, value: float) -> None:
    reading = read(f"{PARTS}Acme,2026-03,denial_rate,{given},10,1000\n")

    assert reading.verdict is not Verdict.REJECT
    assert reading.frame["value"].tolist() == [value]


def test_over_nothing_there_is_no_value() -> None:
    reading = read(f"{PARTS}Acme,2026-03,denial_rate,,0,0\n")

    assert codes(reading) == []
    assert math.isnan(reading.frame["value"][0])
    assert reading.frame["denominator"].tolist() == [0]


@pytest.mark.parametrize(
    ("metric", "parts", "code"),
    [
        ("denial_rate", "80.5,1000", "not_an_integer"),
        ("denial_rate", "1001,1000", "out_of_range"),
        ("denial_rate", "-1,1000", "out_of_range"),
        ("net_collection_rate", "1.23456,2", "too_many_decimals"),
        ("denial_rate", "many,1000", "not_a_number"),
    ],
)
def test_parts_that_cannot_be_are_refused(metric: str, parts: str, code: str) -> None:
    assert codes(read(f"{PARTS}Acme,2026-03,{metric},,{parts}\n"))[0] == code


def test_more_can_be_collected_than_was_due() -> None:
    reading = read(f"{PARTS}Acme,2026-03,net_collection_rate,,1020.50,1000\n")

    assert reading.frame["value"].tolist() == [1.0205]


def test_a_contradiction_names_both_lines() -> None:
    reading = read(f"{UNITS}Acme,2026-03,denial_rate,8%,\nacme,2026-03,denial_rate,9%,\n")

    [conflict] = [message for message in reading.messages if message.code == "conflict"]
    assert conflict.text.startswith("lines 2 and 3 ")


def test_sites_are_keys_of_their_own() -> None:
    rows = "Acme,2026-03,denial_rate,8%,North\nAcme,2026-03,denial_rate,9%,South\n"

    assert codes(read(f"vendor,month,metric,value,site\n{rows}")) == []


def test_a_gap_is_named_once_for_a_vendor_and_metric() -> None:
    rows = "".join(
        f"{vendor},2026-0{month},denial_rate,8%,\n" for vendor in "AB" for month in (1, 2, 5, 6)
    )

    gaps = [message.text for message in read(UNITS + rows).messages]

    assert gaps == [
        "denial_rate of A has nothing between 2026-02 and 2026-05",
        "denial_rate of B has nothing between 2026-02 and 2026-05",
    ]


def test_a_million_faults_are_said_in_a_few_messages_that_count_them() -> None:
    rows = "Acme,2026-03,denial_rate,NaN,\n" * 1000

    reading = read(UNITS + rows)

    messages = [message for message in reading.messages if message.rejects]
    assert len(messages) == PLACES_SHOWN + 1
    assert [message.line for message in messages] == list(range(2, PLACES_SHOWN + 3))
    assert f"{1000 - PLACES_SHOWN} more places" in messages[-1].text


def test_every_fault_of_a_file_is_said_at_once() -> None:
    reading = read(f"{UNITS},2026-13,denail_rate,NaN,\n=x,2026-03,denial_rate,8 h,\nAcme,2026-03\n")

    assert set(codes(reading)) == {
        "ragged",
        "missing_vendor",
        "bad_month",
        "unknown_metric",
        "not_a_number",
        "formula_text",
        "unit_mismatch",
    }


def test_a_contradiction_is_found_however_far_apart_its_rows_are() -> None:
    between = "".join(
        f'"Acme",2026-03,denial_rate,8%,"Site {number}"\n' for number in range(20_001)
    )
    first, last = (f'"Acme",2026-03,denial_rate,{value}%,"North"\n' for value in (8, 9))

    reading = read(f"vendor,month,metric,value,site\n{first}{between}{last}")

    [conflict] = [message for message in reading.messages if message.rejects]
    assert conflict.text.startswith("lines 2 and 20004 ")
