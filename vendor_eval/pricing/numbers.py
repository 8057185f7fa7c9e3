"""Prices, rates and counts as people write them, with all their digits."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.quantities import MINUS, Unit, Usd


def dollars(amount: Usd) -> str:
    """``$2,500``, or with cents where there are any."""
    return price(amount.dollars)


def price(value: Decimal) -> str:
    """``$6.50``, ``$4.375``, ``$100,000``."""
    plain = plain_number(abs(value))
    whole, _, cents = plain.partition(".")
    sign = MINUS if value < 0 else ""
    return f"{sign}${whole}" + (f".{cents:0<2}" if cents else "")


def per_cent(ratio: Decimal) -> str:
    """``5.5 %``."""
    return f"{plain_number(ratio * 100)} %"


def change(ratio: Decimal) -> str:
    """A change with its sign: ``+20 %``, ``−7.5 %``, ``±0 %``."""
    sign = MINUS if ratio < 0 else "+" if ratio else "±"
    return f"{sign}{per_cent(abs(ratio))}"


def plain_number(value: Decimal) -> str:
    """``1,000`` or ``0.25``, with as many decimals as it has."""
    text = f"{value.normalize():,f}"
    return "0" if text == "-0" else text


def level(value: Decimal, unit: Unit) -> str:
    """A bound of a tier: dollars of money, else a count."""
    return price(value) if unit is Unit.USD else plain_number(value)


def rate(value: Decimal, unit: Unit) -> str:
    """A rate of money, or a price for one of what is counted."""
    return per_cent(value) if unit is Unit.USD else f"{price(value)} each"
