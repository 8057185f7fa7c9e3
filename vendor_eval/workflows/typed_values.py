"""Scenarios and offers as the values that forms hold: what stands at each key, right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vendor_eval.errors import BadInput
from vendor_eval.files.scenarios import offer_toml, read_offer, read_scenario, scenario_toml
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_text import document
from vendor_eval.pricing.wording import describe

# What stands at the keys of a file: texts, numbers, flags, days, and tables of them.
Values = Mapping[str, Any]


def of_scenario(text: str) -> Values:
    """What a scenario says, each thing in the one way in which scenarios are written.

    A text with faults is taken as it stands.

    Raises:
        BadInput: it is not even TOML.
    """
    return _values(text, lambda: scenario_toml(read_scenario(text, "scenario")))


def of_offer(text: str) -> Values:
    """What an offer says, likewise.

    Raises:
        BadInput: it is not even TOML.
    """
    return _values(text, lambda: offer_toml(read_offer(text, "offer")))


def as_typed(text: str) -> Values:
    """What stands in a text, as it stands there.

    Raises:
        BadInput: it is not TOML.
    """
    return read(text, "scenario", lambda table: table.values)


def text_of(values: Values) -> str:
    """The text that says ``values``."""
    return document(values)


def _values(text: str, tidy: Callable[[], str]) -> Values:
    try:
        return as_typed(tidy())
    except BadInput:
        return as_typed(text)


def fee_in_words(fee: Values) -> str:
    """One sentence on what a fee does; empty where it has faults."""
    try:
        offer = read_offer(document({"name": "One fee", "fees": [fee]}), "offer")
    except BadInput:
        return ""
    return describe(offer.fees[0])
