"""Tables of TOML files, read key by key, with every fault collected.

A key that nothing asked for is unknown. Nothing raises while reading: what cannot be read comes
back as None and leaves a fault.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from vendor_eval.errors import Fault
from vendor_eval.quantities import Month, Quantity, Unit, Usd

# More months than any agreement has; a slip of the keyboard is caught before it is computed with.
MOST_MONTHS = 1200
_MOST_DAYS = 3_660
# Of anything; far beyond it a `Decimal` can no longer be told from its neighbours.
_MOST = 10**15
_MOST_UNKNOWN, _LONGEST_KEY = 50, 60
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a file.

    Attributes:
        name: the file's name.
        path: the table's place in the file, as ``service_levels[2]`` (counted from one); empty
            for the file as a whole.
        values: as TOML gives them.
        faults: what was found so far, in the whole file; shared by all its tables.
    """

    name: str
    path: str
    values: Mapping[str, Any]
    faults: list[Fault]
    asked: set[str] = field(default_factory=set)

    def where(self, key: str) -> str:
        """The place of ``key``, for faults."""
        return f"{self.name}: {self.path}.{key}" if self.path else f"{self.name}: {key}"

    def fault(self, key: str, what: str, mend: str) -> None:
        """Note that ``key`` is wrong."""
        self.faults.append(Fault(self.where(key), what, mend))

    def has(self, key: str) -> bool:
        """Whether the key stands in the table; the question makes it a known one."""
        self.asked.add(key)
        return key in self.values

    def required(self, key: str, example: str) -> bool:
        """Whether the key is there; its absence is a fault, mended by ``key = example``."""
        if self.has(key):
            return True
        self.fault(key, "is missing", f"write {key} = {example}")
        return False

    def text(self, key: str, example: str) -> str | None:
        """A text that is not empty; None where absent or wrong."""
        if not self.has(key):
            return None
        value = self.values[key]
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, str):
            self.fault(key, "is empty", f"write {key} = {example}")
        elif isinstance(value, int | Decimal):
            self.fault(key, f"is {value}, without a unit", f"write {key} = {example}")
        else:
            self.fault(key, "is not a text", f"write {key} = {example}")
        return None

    def words(self, key: str, example: str) -> str:
        """A text without a quantity that has to be there; empty, with a fault, where it is not."""
        if isinstance(self.values.get(key), int | Decimal):
            self.asked.add(key)
            self.fault(key, "is not a text", f"write {key} = {example}, in quotes")
            return ""
        self.required(key, example)
        return self.text(key, example) or ""

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        """A list of texts that are not empty; empty where absent or wrong."""
        values = self.values[key] if self.has(key) else []
        if isinstance(values, list) and all(isinstance(one, str) and one.strip() for one in values):
            return tuple(one.strip() for one in values)
        self.fault(key, "is not a list of texts", f"write {key} = {example}")
        return ()

    def flag(self, key: str) -> bool | None:
        """True or false; None where absent or wrong."""
        if not self.has(key):
            return None
        value = self.values[key]
        if isinstance(value, bool):
            return value
        self.fault(key, "is neither true nor false", f"write {key} = true, without quotes")
        return None

    def share(self, key: str) -> Decimal | None:
        """A fraction of one, from 0 to 1, written as ``10 %``."""
        share = self._quantity(key, Unit.RATIO, '"10 %"')
        if share is None or share <= 1:
            return share
        self.fault(key, f"{self.values[key]!r} is above 100 %", f'write {key} = "10 %"')
        return None

    def usd(self, key: str) -> Usd | None:
        """An amount of money, not negative and without a fraction of a cent."""
        dollars = self._quantity(key, Unit.USD, '"40000.00 USD"')
        if dollars is None:
            return None
        if dollars * 100 % 1 == 0:
            return Usd.of(dollars)
        self.fault(key, "has a fraction of a cent", "write at most two decimals")
        return None

    def days(self, key: str) -> Quantity | None:
        """A time of at least a day, in days or in business days."""
        text = self.text(key, '"10 business days"')
        if text is None:
            return None
        mend = f'write {key} = "10 business days" or "30 days"'
        try:
            span = Quantity.parse(text)
        except ValueError as error:
            self.fault(key, str(error), mend)
            return None
        whole = 1 <= span.value <= _MOST_DAYS and span.value % 1 == 0
        if whole and span.unit in (Unit.DAYS, Unit.BUSINESS_DAYS):
            return span
        self.fault(key, f"{text!r} is no number of whole days", mend)
        return None

    def _quantity(self, key: str, unit: Unit, example: str) -> Decimal | None:
        text = self.text(key, example)
        if text is None:
            return None
        try:
            value = Quantity.parse(text).within(unit).value
        except ValueError as error:
            self.fault(key, str(error), f"write {key} = {example}")
            return None
        if value < 0:
            self.fault(key, f"{text!r} is negative", f"write {key} = {example}")
        elif value > _MOST:
            self.fault(key, "is more than can be meant", f"write {key} = {example}")
        else:
            return value
        return None

    def whole(self, key: str, least: int, most: int = MOST_MONTHS) -> int | None:
        """A whole number from ``least`` to ``most``."""
        if not self.has(key):
            return None
        value = self.values[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(
            key, f"is not a whole number from {least} to {most}", f"write {key} = {least or 3}"
        )
        return None

    def factor(self, key: str, least: int, most: int) -> Decimal | None:
        """A bare number from ``least`` to ``most``."""
        if not self.has(key):
            return None
        value = self.values[key]
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            if number.is_finite() and least <= number <= most:
                return number
        self.fault(key, f"is not a number from {least} to {most}", f"write {key} = 1.5")
        return None

    def date(self, key: str) -> dt.date | None:
        """A date without a time, of a year that an agreement can be in force in."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self.fault(key, "is not a date", f"write {key} = 2026-01-01, without quotes")
        elif not FIRST_YEAR <= value.year <= LAST_YEAR:
            self.fault(key, f"{value} cannot be meant", "correct the year")
        else:
            return value
        return None

    def month(self, key: str) -> Month | None:
        """A month as ``"2026-04"``."""
        text = self.text(key, '"2026-04"')
        return None if text is None else self.month_of(key, text)

    def month_of(self, key: str, text: str) -> Month | None:
        """The month that ``text``, which stands at ``key``, names."""
        try:
            return Month.parse(text)
        except ValueError:
            self.fault(key, f"{text!r} is not a month", 'write it as "2026-04"')
            return None

    def table(self, key: str) -> TomlTable | None:
        """The table under ``key``."""
        if not self.has(key):
            return None
        value = self.values[key]
        if isinstance(value, dict):
            return self._inner(key, value)
        self.fault(key, "is not a table", f"write [{key}] on a line of its own, and its keys below")
        return None

    def tables(self, key: str) -> list[TomlTable]:
        """The tables of a list; empty where there is none."""
        entries = self.values.get(key, []) if self.has(key) else []
        if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
            return [self._inner(f"{key}[{at}]", entry) for at, entry in enumerate(entries, 1)]
        self.fault(key, "is not a list of tables", f"write [[{key}]] above each entry")
        return []

    def _inner(self, key: str, values: Mapping[str, Any]) -> TomlTable:
        path = f"{self.path}.{key}" if self.path else key
        return TomlTable(self.name, path, values, self.faults)

    def no_other_keys(self) -> None:
        """Note every key that was never asked for as a fault, with the one it may mean."""
        unknown = [key for key in self.values if key not in self.asked]
        for key in unknown[:_MOST_UNKNOWN]:
            meant = difflib.get_close_matches(key[:_LONGEST_KEY], sorted(self.asked), n=1)
            mend = f"did you mean {meant[0]}?" if meant else "remove it"
            self.fault(key, "is not a key that is known here", mend)
        if unknown[_MOST_UNKNOWN:]:
            more = len(unknown) - _MOST_UNKNOWN
            self.fault(unknown[-1], f"is one of {more:,} more that are not known", "remove them")
