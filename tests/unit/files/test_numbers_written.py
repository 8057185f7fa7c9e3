"""How numbers are read, one spelling each."""

import numpy as np
import pytest

from vendor_eval.files.measures.numbers import Mark, Number, Trait, mark_of, number_in, numbers_in


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("0.08", "0.08", ""),
        ("-12", "-12", ""),
        ("+12", "12", ""),
        (".95", ".95", ""),
        ("8%", "8", "%"),
        ("7.5 %", "7.5", "%"),
        ("41.3 days", "41.3", "days"),
        ("36 h", "36", "h"),
        ("2 Business Days", "2", "business days"),
        ("$12.50", "12.50", "usd"),
        ("-$12.50", "-12.50", "usd"),
        ("12.50 USD", "12.50", "usd"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, digits: str, unit: str) -> None:
    assert number_in(text) == Number(digits, unit, Trait.PLAIN)


@pytest.mark.parametrize("text", ["-", "n/a", "", "NONE"])
def test_a_mark_for_nothing_is_a_missing_value(text: str) -> None:
    assert number_in(text).trait is Trait.MISSING


@pytest.mark.parametrize(
    "text", ["NaN", "inf", "0x10", "TRUE", "１", "١٢", "−5", "1_0", "(5)", "5-"]
)
def test_what_python_might_take_for_a_number_is_none(text: str) -> None:
    assert number_in(text).trait is Trait.NOT_A_NUMBER


@pytest.mark.parametrize(
    ("texts", "comma_likely", "mark"),
    [
        (["0.08", "41.5"], False, Mark.DOT),
        (["0,08"], False, Mark.COMMA),
        (["1,234"], False, Mark.DOT),
        (["1,234"], True, Mark.UNKNOWN),
        (["0,08", "41.5"], False, Mark.UNKNOWN),
        (["1.234,5"], True, Mark.COMMA),
        (["1,234.5"], True, Mark.DOT),
        (["41.5"], True, Mark.DOT),
    ],
)
def test_the_decimal_mark_is_what_the_numbers_of_a_file_agree_on(
    texts: list[str], comma_likely: bool, mark: Mark
) -> None:
    assert mark_of(texts, comma_likely=comma_likely) is mark


@pytest.mark.parametrize(
    ("text", "mark", "digits", "trait"),
    [
        ("1,234", Mark.DOT, "1234", Trait.GROUPED),
        ("1,234,567.5", Mark.DOT, "1234567.5", Trait.GROUPED),
        ("1,234", Mark.COMMA, "1.234", Trait.LOCALE),
        ("1.234", Mark.COMMA, "1234", Trait.GROUPED | Trait.LOCALE),
        ("1.234,5", Mark.COMMA, "1234.5", Trait.GROUPED | Trait.LOCALE),
        ("1,234", Mark.UNKNOWN, "", Trait.AMBIGUOUS),
        ("1.234", Mark.UNKNOWN, "", Trait.AMBIGUOUS),
        ("0.123", Mark.UNKNOWN, "0.123", Trait.PLAIN),
        ("1.5e3", Mark.DOT, "1500", Trait.SCIENTIFIC),
    ],
)
def test_a_mark_in_a_number_is_settled_by_the_file(
    text: str, mark: Mark, digits: str, trait: Trait
) -> None:
    assert number_in(text, mark) == Number(digits, "", trait)


def test_hundredths_are_the_nearest_doubles_and_not_quotients() -> None:
    # 8.1 / 100 is 0.08099999999999999 in doubles.
    assert numbers_in(["8.1", "-", "95.10"]).hundredths.tolist()[::2] == [0.081, 0.951]
    assert np.isnan(numbers_in(["-"]).hundredths).all()


def test_decimals_are_counted_as_printed() -> None:
    assert numbers_in(["8", "8.0", "8.25 %"]).decimals.tolist() == [0, 1, 2]
