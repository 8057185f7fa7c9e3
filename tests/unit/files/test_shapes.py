"""The three shapes of a report, and what is said about how a file was understood."""

import datetime as dt

import pytest

from vendor_eval.files.measures import Reading, ReadingOptions, Verdict, read_measures
from vendor_eval.files.reading import Shape
from vendor_eval.measurement import COLUMNS
from vendor_eval.quantities import Month

MARCH = Month(2026, 3).index


def read(text: str, **options: object) -> Reading:
    told = ReadingOptions(as_of=dt.date(2026, 6, 15), **options)  # type: ignore[arg-type]  # the keys are checked by the class
    return read_measures(text.encode(), "report.csv", told)


def codes(reading: Reading) -> list[str]:
    return [message.code for message in reading.messages]


def test_a_long_file_gives_a_measurement_a_row() -> None:
    reading = read(
        "vendor,month,metric,value,numerator,denominator,site,payer,specialty\n"
        "Acme,2026-03,denial_rate,8.0%,80,1000,North,,\n"
        "Acme,2026-03,days_in_ar,41.3,,,,Aetna,Cardiology\n"
    )

    assert reading.verdict is Verdict.ACCEPT
    assert list(reading.frame.columns) == [*COLUMNS, "line"]
    rows = reading.frame.astype(object).where(reading.frame.notna(), None).to_numpy().tolist()
    assert rows == [
        ["Acme", MARCH, "denial_rate", 0.08, 80.0, 1000.0, "North", None, None, 2],
        ["Acme", MARCH, "days_in_ar", 41.3, None, None, None, "Aetna", "Cardiology", 3],
    ]


def test_a_wide_file_gives_a_measurement_a_cell_that_is_not_empty() -> None:
    reading = read(
        "vendor,month,denial_rate,days_in_ar,claims_submitted\n"
        "Acme,2026-03,8%,41.3,2600\n"
        "Beta,2026-03,,39.0,\n"
    )

    assert codes(reading) == []
    assert reading.rows == 2
    assert reading.frame[["vendor", "metric", "value", "line"]].to_numpy().tolist() == [
        ["Acme", "denial_rate", 0.08, 2],
        ["Acme", "days_in_ar", 41.3, 2],
        ["Acme", "claims_submitted", 2600.0, 2],
        ["Beta", "days_in_ar", 39.0, 3],
    ]


def test_months_may_stand_across() -> None:
    reading = read("vendor,KPI,Feb 2026,March 2026\nAcme,Denial rate,8%,7%\nAcme,DAR,41,40 days\n")

    assert codes(reading) == ["header_normalised", "metric_normalised"]
    assert reading.layout is not None
    assert reading.layout.shape is Shape.MONTHS_ACROSS
    assert reading.frame[["month", "metric", "value"]].to_numpy().tolist() == [
        [MARCH - 1, "denial_rate", 0.08],
        [MARCH, "denial_rate", 0.07],
        [MARCH - 1, "days_in_ar", 41.0],
        [MARCH, "days_in_ar", 40.0],
    ]


def test_a_row_across_that_nobody_knows_is_passed_over_and_said() -> None:
    reading = read("vendor,KPI,Feb 2026,Mar 2026\nAcme,Denial rate,8%,7%\nAcme,Moral,good,fair\n")

    assert "unknown_metric" in codes(reading)
    assert set(reading.frame["metric"]) == {"denial_rate"}


def test_an_ambiguous_month_across_is_refused() -> None:
    reading = read("vendor,KPI,Jan-26,Feb-26\nAcme,Denial rate,8%,7%\n")

    assert codes(reading)[:2] == ["ambiguous_date"] * 2


@pytest.mark.parametrize(
    ("heading", "cell", "metric", "value"),
    [
        ("First Pass %", "95.2", "first_pass_acceptance_rate", 0.952),
        ("Denial rate (%)", "8", "denial_rate", 0.08),
        ("Days in A/R", "41.3", "days_in_ar", 41.3),
        ("Coding turnaround (days)", "2", "coding_turnaround", 48.0),
        ("Coding TAT, hours", "36", "coding_turnaround", 36.0),
        ("NCR", "95.2 %", "net_collection_rate", 0.952),
        ("A/R over 90 days", "12%", "ar_over_90_rate", 0.12),
        ("Denial rate ($)", "12%", "denial_rate_dollars", 0.12),
        ("Net collections ($)", "1200.50", "net_collections", 1200.5),
    ],
)
def test_a_heading_tells_the_metric_and_the_unit(
    heading: str, cell: str, metric: str, value: float
) -> None:
    reading = read(f'vendor,month,"{heading}"\nAcme,2026-03,{cell}\n')

    assert reading.verdict is not Verdict.REJECT
    assert reading.frame[["metric", "value"]].to_numpy().tolist() == [[metric, value]]


def test_a_heading_in_percent_over_fractions_is_asked() -> None:
    assert "ambiguous_percent" in codes(read("vendor,month,First Pass %\nAcme,2026-03,0.95\n"))


def test_a_title_above_the_header_is_named_and_read_when_told() -> None:
    text = "Monthly report,,,\n,,,\nvendor,month,metric,value\nAcme,2026-03,denial_rate,8%\n"

    refused, taken = read(text), read(text, header_row=3)

    assert codes(refused) == ["missing_column"]
    assert "`--header-row 3`" in refused.messages[0].text
    assert refused.layout is not None
    assert refused.layout.header_candidate == 3
    assert (taken.verdict, taken.frame["line"].tolist()) == (Verdict.ACCEPT, [4])


def test_headings_mean_what_a_person_says() -> None:
    text = "Who,When,Bounced,Remark\nAcme,2026-03,8%,good\n"
    columns = {"Who": "vendor", "When": "month", "Bounced": "denial_rate", "Remark": "ignore"}

    assert codes(read(text)) == ["missing_column"]
    assert codes(read(text, columns=columns)) == []
    assert codes(read(text, columns=columns | {"Remark": "nonsense"})) == ["unknown_meaning"]


def test_vendor_and_month_may_be_told_where_the_file_has_no_column() -> None:
    reading = read("denial_rate,days_in_ar\n8%,41\n", vendor="Acme", month=Month(2026, 3))

    assert codes(reading) == []
    assert set(reading.frame["vendor"]) == {"Acme"}
    assert set(reading.frame["month"]) == {MARCH}


def test_an_own_heading_wins_over_one_that_means_the_same() -> None:
    reading = read("vendor,Company,month,metric,value\nAcme,Acme Ltd,2026-03,denial_rate,8%\n")

    assert codes(reading) == ["unknown_column"]
    assert set(reading.frame["vendor"]) == {"Acme"}


def test_the_layout_tells_what_every_heading_was_taken_for() -> None:
    reading = read("vendor,Period,Denials %,Remark\nAcme,2026-03,8,good\n")

    assert reading.layout is not None
    assert dict(reading.layout.columns) == {
        "vendor": "vendor",
        "Period": "month",
        "Denials %": "denial_rate",
        "Remark": "ignore",
    }
    assert codes(reading) == ["header_normalised"] * 2 + ["unknown_column"]


def test_parts_beside_several_metrics_are_nobodys() -> None:
    reading = read(
        "vendor,month,denial_rate,clean_claim_rate,numerator,denominator\n"
        "Acme,2026-03,8%,97%,80,1000\n"
    )

    assert codes(reading) == ["unknown_column"] * 2
    assert reading.frame["value"].tolist() == [0.08, 0.97]
    assert reading.frame["numerator"].isna().all()


def test_parts_beside_one_metric_are_its_own() -> None:
    reading = read("vendor,month,denial_rate,numerator,denominator\nAcme,2026-03,8%,81,1000\n")

    assert reading.frame["value"].tolist() == [0.081]


def test_a_margin_is_not_taken_for_the_column_of_the_metrics() -> None:
    reading = read(",,Feb 2026,Mar 2026\n,Denial rate,8%,7%\n", vendor="Acme")
    named = read(",What,Feb 2026,Mar 2026\n,Denial rate,8%,7%\n", vendor="Acme")

    assert "empty_heading" in codes(reading)
    assert named.frame["value"].tolist() == [0.08, 0.07]


def test_a_file_without_a_header_shows_nothing_of_its_first_row() -> None:
    reading = read("123-45-6789,ROE JANE,04/12/1961\n")

    assert reading.verdict is Verdict.REJECT
    assert reading.layout is not None
    assert reading.layout.headings[::2] == ("column 1", "column 3")


def test_a_row_of_totals_is_told_as_one() -> None:
    reading = read("vendor,month,claims_submitted\nAcme,2026-03,12\nAcme,Total,12\n")

    (message,) = reading.messages
    assert (message.code, message.line) == ("bad_month", 3)
    assert (
        message.text == "'Total' is not a month; write it as 2026-03, and take out rows of totals"
    )


def test_a_line_with_several_months_is_named_once() -> None:
    reading = read("vendor,metric,Jan 2026,Feb 2026\nAcme,Denial Rate,7 %,8 %\n")

    (message,) = [one for one in reading.messages if one.code == "metric_normalised"]
    assert (message.line, message.text) == (2, "'Denial Rate' was read as denial_rate")
