"""Scorecards as the JSON document of ``scorecards list``: names and shapes that stay stable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vendor_eval.evaluation.scorecard import Item, Scorecard, Section


def scorecards_json(scorecards: Iterable[Scorecard]) -> list[dict[str, Any]]:
    """The document: one object a scorecard, in the order given; answers best first."""
    return [
        {
            "id": scorecard.id,
            "version": scorecard.version,
            "title": scorecard.title,
            "weight": scorecard.weight,
            "specialties": list(scorecard.specialties),
            "sections": [_section(section) for section in scorecard.sections],
        }
        for scorecard in scorecards
    ]


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "weight": section.weight,
        "items": [_item(item) for item in section.items],
    }


def _item(item: Item) -> dict[str, Any]:
    """An item; a gate also has what an answer must be worth to pass it."""
    document = {
        "id": item.id,
        "question": item.question,
        "kind": item.kind.value,
        "weight": item.weight,
        "gate": item.gate,
        "options": {option.answer: float(option.value) for option in item.options},
        "needs_evidence": item.needs_evidence,
    }
    if item.passes_at is None:
        return document
    least = item.value_of(item.passes_at)
    assert least is not None, "a gate passes at one of its answers"
    return document | {"pass": float(least)}
