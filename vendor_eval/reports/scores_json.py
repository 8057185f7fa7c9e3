"""A comparison as the JSON document of ``score``: names and shapes that stay stable."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from vendor_eval.evaluation.comparison import Comparison
from vendor_eval.evaluation.scoring import SectionScore, VendorScore


def scores_json(comparison: Comparison) -> dict[str, Any]:
    """The document: scores from 0 to 100 and ratios, unrounded; what is absent is null.

    Vendors are in the order of the comparison. ``low`` is ``score``, because what is unanswered
    counts 0 in it. A vendor without a rank has no chance of the first place to speak of either:
    ``p_first`` is then null.
    """
    first = comparison.chances.first()
    return {
        "vendors": [
            {
                "vendor": one.vendor,
                "score": _number(one.tally.score),
                "evidenced_score": _number(one.tally.evidenced_score),
                "low": _number(one.tally.score),
                "high": _number(one.tally.high),
                "coverage": _number(one.tally.coverage),
                "eligible": one.eligible,
                "gates": [{"item": gate.item, "state": gate.state.value} for gate in one.gates],
                "sections": [_section(one, section) for section in one.sections],
                "rank": comparison.ranks.get(one.vendor),
                "p_first": first.get(one.vendor),
            }
            for one in comparison.scores
        ]
    }


def _section(score: VendorScore, section: SectionScore) -> dict[str, Any]:
    """A section that nothing of can be scored adds 0 to a score, and has none of its own."""
    return {
        "id": section.section.key,
        "score": _number(section.tally.score),
        "contribution": _number(score.contribution(section)),
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
