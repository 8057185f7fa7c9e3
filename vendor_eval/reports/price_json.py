"""A priced scenario as the JSON document of ``price``: names and shapes that stay stable."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from vendor_eval.pricing.all_in import AllIn
from vendor_eval.pricing.bill import Invoice, InvoiceLine
from vendor_eval.pricing.comparison import BreakEven, Comparison, Priced
from vendor_eval.quantities import Unit, Usd


def price_json(comparison: Comparison) -> dict[str, Any]:
    """The document: money is text, ratios are fractions of one, what is absent is null.

    Of what is counted in dollars a line's quantity is text and its rate a ratio; of everything
    else the quantity is a number and the rate text.
    """
    return {
        "options": [_option(option) for option in comparison.options],
        "cheapest": comparison.cheapest,
        "cheapest_all_in": comparison.cheapest_all_in,
        "break_even": [_break_even(one) for one in comparison.break_even],
        "cautions": [str(caution) for caution in comparison.cautions],
    }


def _option(option: Priced) -> dict[str, Any]:
    return {
        "name": option.offer.name,
        "total": str(option.total),
        "months": [_month(invoice) for invoice in option.bill.invoices()],
        "all_in": None if option.all_in is None else _all_in(option.all_in),
    }


def _month(invoice: Invoice) -> dict[str, Any]:
    return {
        "month": str(invoice.month),
        "fee": str(invoice.fee),
        "lines": [_line(line) for line in invoice.lines],
    }


def _line(line: InvoiceLine) -> dict[str, Any]:
    of_money = line.unit is Unit.USD
    return {
        "label": line.label,
        "quantity": _money(line.quantity) if of_money else _number(line.quantity),
        "rate": _number(line.rate) if of_money else _money(line.rate),
        "amount": str(line.amount),
    }


def _all_in(cost: AllIn) -> dict[str, str | None]:
    """The parts add up to the total; what leaving costs is part of the transition."""
    return {
        "fee": str(cost.fee),
        "credits": str(cost.credits),
        "leakage": str(cost.leakage),
        "carrying": str(cost.carrying),
        "rework": str(cost.rework),
        "oversight": str(cost.oversight),
        "transition": str(cost.transition + cost.exit),
        "total": str(cost.total),
        "per_claim": _sum(cost.per_claim),
        "per_100_collected": _sum(cost.per_100_collected),
    }


def _break_even(pair: BreakEven) -> dict[str, Any]:
    at = [_number(place) for place in pair.at]
    return {"a": pair.one, "b": pair.two, "on": pair.on, "at": at}


def _sum(amount: Usd | None) -> str | None:
    return None if amount is None else str(amount)


def _money(dollars: Decimal | None) -> str | None:
    """Dollars with two decimals, or up to six where there are fractions of a cent."""
    if dollars is None:
        return None
    whole, _, decimals = f"{dollars:.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"


def _number(value: Decimal | Fraction | None) -> float | int | None:
    """A number without a decimal point where it is whole."""
    if value is None:
        return None
    return int(value) if value % 1 == 0 else float(value)
