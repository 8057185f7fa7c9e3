"""Denials as the command prints them: shares unrounded, dollars as strings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from vendor_eval.claims.denial_analysis import Average, DenialMonth, Pair, Part, Shared, Unmapped
from vendor_eval.claims.denial_patterns import Pattern
from vendor_eval.claims.denial_tallies import By, Counted
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.quantities import Usd
from vendor_eval.reports.denial_words import pattern_sentence

_PLURALS = {
    By.CATEGORY: "categories",
    By.REASON: "reasons",
    By.PAYER: "payers",
    By.SPECIALTY: "specialties",
    By.SITE: "sites",
}


def denials_json(
    months: Iterable[tuple[str, DenialMonth, Sequence[Pattern]]], done: Recomputed
) -> dict[str, Any]:
    """The document.

    Args:
        months: vendors, their months, and what recurs up to each of them.
        done: what came of the files.
    """
    every = list(months)
    return {
        "months": [_month(vendor, found) for vendor, found, _ in every],
        "recurring": [
            _pattern(vendor, found, pattern)
            for vendor, found, recurring in every
            for pattern in recurring
        ],
        "rows": done.rows,
        "files": done.files,
        "rejected": [
            {"file": one.file, "code": one.code, "text": one.text} for one in done.rejected
        ],
    }


def _month(vendor: str, found: DenialMonth) -> dict[str, Any]:
    """One vendor's month."""
    remitted = found.remitted
    return {
        "vendor": vendor,
        "month": str(found.month),
        "remits": remitted.remits,
        "denied": remitted.denied,
        "fully_denied": remitted.fully_denied,
        "billed": str(Usd(remitted.billed_cents)),
        "denied_charges": str(Usd(remitted.denied_cents)),
        "rate": _number(found.rate),
        "full_rate": _number(found.full_rate),
        "dollar_rate": _number(found.dollar_rate),
        "vendor_rate": _number(found.vendor_rate),
        "without_reason": found.without_reason,
        "adjusted": str(Usd(found.denied.cents)),
        "before": _counted(found.before),
        "average_of_three": _average(found.usual),
        **{plural: [_part(one, by) for one in found.parts[by]] for by, plural in _PLURALS.items()},
        "reasons_by_payer": [_pair(one) for one in found.pairs],
        "sides": [_side(one) for one in found.sides],
        "unmapped": [_unknown(one) for one in found.unmapped],
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "payer": pair.payer.id,
        "carc": pair.reason.id,
        "label": pair.reason.label,
        **_amounts(pair.now),
        "share": _number(pair.of_claims),
        "before": _counted(pair.before),
    }


def _side(side: Shared) -> dict[str, Any]:
    return {
        "answers": None if side.answers is None else side.answers.value,
        **_amounts(side.now),
        "share": _number(side.of_claims),
        "rate": _number(side.rate),
    }


def _unknown(code: Unmapped) -> dict[str, Any]:
    return {
        "group": code.group_code,
        "carc": code.carc,
        "claims": code.claims,
        "mentions": code.mentions,
        "adjusted": str(Usd(code.cents)),
    }


def _pattern(vendor: str, found: DenialMonth, pattern: Pattern) -> dict[str, Any]:
    """What recurs up to a month."""
    return {
        "vendor": vendor,
        "through": str(found.month),
        "payer": pattern.payer.id,
        "carc": pattern.reason.id,
        "label": pattern.reason.label,
        "category": pattern.category.id,
        "months": len(pattern.months),
        "occurred": pattern.occurred,
        **_amounts(pattern.total),
        "share": _number(pattern.of_claims),
        "sentence": pattern_sentence(pattern, found.month),
    }


def _part(part: Part, by: By) -> dict[str, Any]:
    kind = part.kind
    about: Mapping[str, object] = {"remits": part.remits, "rate": _number(part.rate)}
    if by in {By.CATEGORY, By.REASON}:
        answers = None if kind.answers is None else kind.answers.value
        about = {"label": kind.label, "category": kind.category, "answers": answers}
    return {
        "carc" if by is By.REASON else by.value: kind.id,
        **about,
        **_amounts(part.now),
        "share": _number(part.of_claims),
        "share_of_dollars": _number(part.of_cents),
        "before": _counted(part.before),
        "average_of_three": _average(part.usual),
    }


def _amounts(counted: Counted) -> dict[str, Any]:
    return {"claims": counted.claims, "adjusted": str(Usd(counted.cents))}


def _counted(counted: Counted | None) -> dict[str, Any] | None:
    return None if counted is None else _amounts(counted)


def _average(average: Average | None) -> dict[str, Any] | None:
    if average is None:
        return None
    return {"claims": float(average.claims), "adjusted": round(float(average.cents) / 100, 2)}


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)
