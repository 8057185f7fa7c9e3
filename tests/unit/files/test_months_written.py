"""How months are read, one spelling each."""

import pytest

from vendor_eval.files.measures.months import AmbiguousMonth, month_of
from vendor_eval.quantities import Month


@pytest.mark.parametrize(
    "text",
    [
        "2026-03",
        "2026-3",
        "2026/03",
        "2026.03",
        "2026-03-31",
        "2026/03/31",
        "2026-03-31 00:00:00",
        "2026-03-31T23:59:59Z",
        "03/2026",
        "3-2026",
        "03/31/2026",
        "31.03.2026",
        "3/3/2026",
        "Mar 2026",
        "mar-2026",
        "MARCH 2026",
        "March, 2026",
        "March 31, 2026",
        "Mar. 2026",
        "Mar '26",
        "31 March 2026",
        "31-Mar-2026",
        "2026 March",
        "  March   2026 ",
    ],
)
def test_a_month_is_read_as_vendors_write_it(text: str) -> None:
    assert month_of(text) == Month(2026, 3)


@pytest.mark.parametrize("text", ["03/04/2026", "3.4.2026", "01/26", "Jan-26", "Jan 26", "1/31/26"])
def test_a_date_that_can_mean_two_months_is_not_guessed(text: str) -> None:
    with pytest.raises(AmbiguousMonth):
        month_of(text)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-13", "2026-02-30", "Q1 2026", "Total", "46023", "March", "Marchember 2026"],
)
def test_what_names_no_month_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|day") as raised:
        month_of(text)
    assert not isinstance(raised.value, AmbiguousMonth)
