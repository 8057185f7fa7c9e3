"""A checked invoice as the JSON document of ``check invoice``: its names and shapes are stable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from vendor_eval.pricing.invoice_check import CheckedLine, ComparedLine
from vendor_eval.reports.dispute_report import remarks
from vendor_eval.reports.invoice_result import InvoiceResult


def invoice_json(result: InvoiceResult) -> dict[str, Any]:
    """The document: money and numbers are text, and what is absent is null.

    A rate is dollars for one, or of what is counted in dollars a fraction of one.
    """
    expected, check = result.expected, result.check
    return {
        "vendor": expected.vendor,
        "month": str(expected.month),
        "billed": str(check.billed),
        "expected": str(check.expected),
        "difference": str(check.difference),
        "in_dispute": str(check.in_dispute),
        "basis": expected.basis,
        "lines": [_line(line) for line in check.lines],
        "remarks": list(remarks(result)),
    }


def _line(line: CheckedLine) -> dict[str, Any]:
    return {
        "label": line.label,
        "billed": _figures(line.billed),
        "expected": _figures(line.expected),
        "difference": str(line.difference),
        "in_dispute": str(line.disputed),
        "reasons": [{"cause": one.cause.value, "amount": str(one.amount)} for one in line.reasons],
    }


def _figures(line: ComparedLine | None) -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "quantity": _number(line.quantity),
        "rate": _number(line.rate),
        "amount": str(line.amount),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
