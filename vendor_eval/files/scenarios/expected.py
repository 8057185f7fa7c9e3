"""What a scenario expects to be done: the table ``usage``, read and written."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.files.scenarios.forms import (
    PRICE,
    RATE,
    TEXT,
    number_text,
    quantity,
    rate_between,
)
from vendor_eval.files.scenarios.keys import (
    Entries,
    closed,
    entries_of,
    inline_table,
    part,
)
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.pricing.drivers import DRIVERS, Driver
from vendor_eval.pricing.projection import Course, Payer
from vendor_eval.pricing.scenario import Expected, Given
from vendor_eval.quantities import Unit

GROWTH = rate_between(Decimal("-0.5"), Decimal(1))
VOLUME = rate_between(Decimal("-0.9"), Decimal(10))
_PAYER = (part("name", TEXT), part("share", RATE), part("allowed", PRICE), part("collected", RATE))
MONTHS_A_YEAR = 12
# Decimals of a count that are told apart, as those of a dollar are.
_DECIMALS = {Unit.COUNT: 4, Unit.USD: 2}


def expected_of(table: TomlTable, months: int | None) -> Expected:
    """What ``table`` says; its faults are in the file's.

    Args:
        months: how many values a list has to have; None where that is at fault itself.
    """
    given = {
        driver.id: value
        for driver in DRIVERS.values()
        if table.has(driver.id) and (value := _given(table, driver, months)) is not None
    }
    growth, volume = GROWTH.read(table, "growth"), VOLUME.read(table, "volume")
    course = Course(growth or Decimal(0), _seasons(table))
    payers = _payers(table)
    table.no_other_keys()
    return Expected(given, course, volume or Decimal(0), payers)


def expected_entries(expected: Expected) -> Entries:
    """The keys that `expected_of` reads as ``expected``."""
    given = expected.given
    entries = {id: _given_text(given[id]) for id in DRIVERS if id in given}
    course = expected.course
    if course.growth:
        entries["growth"] = GROWTH.write(course.growth)
    if expected.volume:
        entries["volume"] = VOLUME.write(expected.volume)
    if course.seasons:
        entries["seasons"] = _given_text(course.seasons)
    if expected.payers:
        payers = (inline_table(entries_of(one, _PAYER)) for one in expected.payers)
        entries["payers"] = f"[{', '.join(payers)}]"
    return entries


def _given(table: TomlTable, driver: Driver, months: int | None) -> Given | None:
    values = table.values[driver.id]
    if not isinstance(values, list):
        return _number(table, driver.id, driver)
    if months is not None and len(values) != months:
        what = f"has {len(values)} values for {months} months"
        table.fault(driver.id, what, "write one a month, or a single number for all")
    return _numbers(table, driver.id, driver)


def _numbers(table: TomlTable, key: str, driver: Driver) -> tuple[Decimal, ...] | None:
    """The numbers of a list, each told by its place when it is at fault."""
    places = {f"{key}[{at}]": value for at, value in enumerate(table.values[key], 1)}
    inner = TomlTable(table.name, table.path, places, table.faults)
    numbers = [_number(inner, place, driver) for place in places]
    return None if None in numbers else tuple(one for one in numbers if one is not None)


def _number(table: TomlTable, key: str, driver: Driver) -> Decimal | None:
    number = quantity(table, key, driver.unit, bare=True, signed=driver.signed)
    decimals = _DECIMALS[driver.unit]
    if number is None or number == round(number, decimals):
        return number
    table.fault(key, "has too many decimals", f"write at most {decimals}")
    return None


def _seasons(table: TomlTable) -> tuple[Decimal, ...]:
    if not table.has("seasons"):
        return ()
    values = table.values["seasons"]
    if not isinstance(values, list) or len(values) != MONTHS_A_YEAR:
        mend = "write twelve factors, January to December, as in [1.0, 0.95, ...]"
        table.fault("seasons", "is not a list of 12 factors", mend)
        return ()
    places = {f"seasons[{at}]": value for at, value in enumerate(values, 1)}
    inner = TomlTable(table.name, table.path, places, table.faults)
    factors = [inner.factor(place, 0, 10) for place in places]
    return tuple(one for one in factors if one is not None)


def _payers(table: TomlTable) -> tuple[Payer, ...]:
    found = [closed(Payer, _PAYER, one) for one in table.tables("payers")]
    payers = tuple(one for one in found if one is not None)
    shares = sum((one.share for one in payers), Decimal(0))
    if payers and len(payers) == len(found) and shares != 1:
        table.fault("payers", f"their shares add up to {shares:.2%}", "make it 100 %")
    return payers


def _given_text(value: Given) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(number_text, value))}]"
    return number_text(value)
