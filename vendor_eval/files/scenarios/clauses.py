"""The keys that several kinds of fees share: what is counted, when, and within which limits."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from vendor_eval.files.scenarios.forms import (
    AMOUNT,
    FLAG,
    PRICE,
    RATE,
    TEXT,
    Form,
    meant,
    number_text,
    one_of,
    quantity,
    some_of,
    whole,
)
from vendor_eval.files.scenarios.keys import (
    Entries,
    Part,
    group,
    listed,
    open_part,
    part,
)
from vendor_eval.files.toml_table import FIRST_YEAR, LAST_YEAR, MOST_MONTHS, TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    Base,
    Escalated,
    Modifiers,
    Negative,
    PartialYear,
    Period,
    Proration,
    Tier,
    Window,
)
from vendor_eval.quantities import Month, Unit

MONTH_EXAMPLE = '"2026-04"'


def month_of(table: TomlTable, key: str) -> Month | None:
    """A month of a year that an agreement can be in force in."""
    month = table.month(key)
    if month is None or FIRST_YEAR <= month.year <= LAST_YEAR:
        return month
    table.fault(key, f"{month} cannot be meant", "correct the year")
    return None


def _driver(table: TomlTable, key: str) -> str | None:
    word = table.text(key, '"net_collections"')
    if word is None or word in DRIVERS:
        return word
    table.fault(key, f"{word!r} is nothing that fees are counted on", meant(word, list(DRIVERS)))
    return None


def _drivers(table: TomlTable, key: str) -> tuple[str, ...] | None:
    words = table.texts(key, '["refunds"]')
    for word in words:
        if word not in DRIVERS:
            what = f"{word!r} is nothing that fees are counted on"
            table.fault(key, what, meant(word, list(DRIVERS)))
    return words if words and set(words) <= set(DRIVERS) else None


def _bound(table: TomlTable, key: str) -> Decimal | None:
    """A bound of a tier; its unit, that of what is counted, may stand beside it."""
    text = table.values.get(key)
    in_dollars = isinstance(text, str) and "usd" in text.lower()
    return quantity(table, key, Unit.USD if in_dollars else Unit.COUNT, bare=True)


DRIVER = Form(_driver, quoted, '"net_collections"')
DRIVERS_LISTED = Form(_drivers, lambda words: f"[{', '.join(map(quoted, words))}]", '["refunds"]')
BOUND = Form(_bound, number_text, "1000")
MONTH = Form(month_of, lambda month: quoted(str(month)), MONTH_EXAMPLE)

_BASE = (
    part("driver", DRIVER, "on"),
    part("plus", DRIVERS_LISTED),
    part("less", DRIVERS_LISTED),
    part("lag", whole(0, MOST_MONTHS, 1)),
)
ON = group("on", Base, _BASE)
# For fees that need not be counted on anything.
ON_IF_SAID = Part(
    "on", lambda table: ON.read(table) if "on" in table.values else None, ON.write, None
)


def _window(table: TomlTable) -> Window | None:
    """The days between ``from`` and ``until``, each a month or a date, both inclusive."""
    first, last = _day(table, "from", at_end=False), _day(table, "until", at_end=True)
    proration = one_of(Proration).read(table, "proration")
    return Window(first, last, proration or Proration.NONE)


def _day(table: TomlTable, key: str, *, at_end: bool) -> dt.date | None:
    if isinstance(table.values.get(key), dt.date):
        return table.date(key)
    month = month_of(table, key)
    if month is None:
        return None
    return month.last_day if at_end else month.first_day


def _window_entries(owner: Any) -> Entries:
    window: Window = owner.window
    entries: Entries = {}
    if window.first is not None:
        entries["from"] = _day_text(window.first, whole_month=window.first.day == 1)
    if window.last is not None:
        ends_month = (window.last + dt.timedelta(days=1)).day == 1
        entries["until"] = _day_text(window.last, whole_month=ends_month)
    if window.proration is not Proration.NONE:
        entries["proration"] = quoted(window.proration)
    return entries


def _day_text(day: dt.date, *, whole_month: bool) -> str:
    return quoted(str(Month.of(day))) if whole_month else day.isoformat()


WINDOW = Part("window", _window, _window_entries, None)
PERIOD = one_of(Period)
ESCALATED = some_of(Escalated)

MODIFIERS = group(
    "modifiers",
    Modifiers,
    (
        part("label", TEXT),
        part("free", BOUND),
        part("minimum", AMOUNT),
        part("minimum_each", PERIOD),
        part("maximum", AMOUNT),
        part("maximum_each", PERIOD),
        part("partial_year", one_of(PartialYear)),
        WINDOW,
        part("escalator", RATE),
        part("escalated", ESCALATED),
        part("flat_on_zero", FLAG),
        part("negative", one_of(Negative)),
    ),
)


def tiers(key: str, form: Form) -> Part:
    """Tiers, each with what one costs under ``key``."""
    return listed(
        "tiers", Tier, (open_part("up_to", BOUND), part("rate", form, key), part("flat", AMOUNT))
    )


PRICE_TIERS = tiers("price", PRICE)
RATE_TIERS = tiers("rate", RATE)
