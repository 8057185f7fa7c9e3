"""An assessment as the JSON document of ``sla check``: names and shapes that stay stable."""

from __future__ import annotations

from typing import Any

from vendor_eval.quantities import Limit, Month
from vendor_eval.sla.findings import Assessment, Credit, Finding, TerminationRight


def assessment_json(assessment: Assessment) -> dict[str, Any]:
    """The document: ratios are fractions of one, money is text, what is absent is null.

    Findings are by month, then in the contract's order.
    """
    return {
        "vendor": assessment.contract.vendor,
        "findings": [_finding(finding) for finding in assessment.findings],
        "credits": [_credit(credit) for credit in assessment.credits],
        "totals": {
            "gross": str(assessment.gross),
            "earned_back": str(assessment.earned_back),
            "retained": str(assessment.retained),
        },
        "termination": [_right(right) for right in assessment.termination],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    level = finding.level
    return {
        "metric": finding.metric,
        "month": str(finding.month),
        "value": finding.value,
        "unit": finding.unit.value,
        "denominator": _whole(finding.denominator),
        "status": finding.status.value,
        "streak": finding.streak,
        "target": _limit(level.target),
        "warning": _limit(level.warning),
        "minimum": _limit(level.minimum),
        "minimum_from": level.minimum_from.value if level.minimum_from else None,
        "reason": finding.reason,
    }


def _credit(credit: Credit) -> dict[str, Any]:
    return {
        "month": str(credit.month),
        "metric": credit.metric,
        "amount": str(credit.amount),
        "earned_back_in": _month(credit.earned_back_in),
    }


def _right(right: TerminationRight) -> dict[str, Any]:
    return {"rule": right.kind, "metric": right.metric, "month": str(right.month)}


def _whole(number: float | None) -> float | int | None:
    """A count without a decimal point."""
    return int(number) if number is not None and number.is_integer() else number


def _limit(limit: Limit | None) -> str | None:
    """The limit as it was written."""
    return None if limit is None else limit.text


def _month(month: Month | None) -> str | None:
    return None if month is None else str(month)
