"""What people call the words that scenario files are written with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.own_staff import TASK_LABELS

_CALLED: Mapping[str, str] = MappingProxyType(
    {id: one.name for id, one in CATALOGUE.items()}
    | {id: one.label for id, one in DRIVERS.items()}
    | dict(TASK_LABELS)
    | {
        "": "nothing, once",
        "none": "a month touched is a month charged",
        "actual_days": "by the days in force",
        "thirty_days": "by the days in force, of 30",
        "year": "contract year",
        "prorated": "by its twelfths",
        "full": "all of it",
        "waived": "none of it",
        "carry_forward": "carried forward to later months",
        "clamp_zero": "nothing is due, later months untouched",
        "credit": "the vendor pays the fee back",
        "line": "line by line",
        "tier": "tier by tier",
        "invoice": "only the sum of the invoice",
        "up": "started packages count",
        "down": "only full packages count",
        "after_minimum": "the fee after its minimum",
        "before_minimum": "the fee before its minimum",
        "in_parts": "part-time work fits every month",
        "whole": "one more person for each load begun",
    }
)


def called(word: str) -> str:
    """What a word is called; one that has no other name reads as it is written."""
    return _CALLED.get(word, word.replace("_", " "))
