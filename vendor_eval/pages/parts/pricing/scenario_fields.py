"""A scenario as the fields of a form, and when a form has room for all that a text says.

Nothing here draws. State is whatever the fields hold, under the key of the form and their paths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from vendor_eval.pages.parts.pricing.assumed_fields import assumed_field
from vendor_eval.pages.parts.pricing.offer_fields import filled_offers, written_offers
from vendor_eval.pages.parts.pricing.typed_fields import (
    Field,
    Sort,
    filled,
    filled_rows,
    number,
    written,
    written_rows,
)
from vendor_eval.pricing.assumptions import ASSUMPTIONS
from vendor_eval.pricing.drivers import DRIVERS

SCENARIO = (
    Field("title", "Title", example="Family practice, three offers"),
    Field("start", "First month", Sort.DAY, example="2026-01"),
    Field("months", "Months", Sort.NUMBER, example="12", help="12 to 60 are usual."),
)
COURSE = (
    Field("growth", "Growth a month, %", Sort.RATE, example="0"),
    Field(
        "volume",
        "Stress of the volume, %",
        Sort.RATE,
        example="0",
        help="On top of all that follows the volume: -20 for a fifth less.",
    ),
)
PAYERS = (
    Field("name", "Payer"),
    Field("share", "Share of claims, %", Sort.RATE),
    Field("allowed", "Allowed for a claim, USD", Sort.MONEY),
    Field("collected", "Collected of that, %", Sort.RATE),
)


def _figure(path: str, label: str, sort: Sort) -> Field:
    return assumed_field(path, label, sort, ASSUMPTIONS.get(path))


FIGURES = (
    _figure("allowed_per_claim", "Allowed for a claim, USD", Sort.MONEY),
    _figure("net_collection_reference", "Net collection rate within reach, %", Sort.RATE),
    _figure("cost_of_capital", "What money costs, % a year", Sort.RATE),
    _figure("rework_cost", "Working a denied claim again, USD", Sort.MONEY),
    _figure("practice_touch_share", "Denied claims worked by own staff, %", Sort.RATE),
    _figure("oversight_rate", "Own staff, USD an hour", Sort.MONEY),
    Field("discount_rate", "Discount rate, % a year", Sort.RATE, example="not discounted"),
)
FACTS = (
    Field("state", "State", example="NY"),
    Field("payers", "Programmes billed", Sort.MANY, (), (), "Medicare, Medicaid, and others."),
)
SEASONS = 12


def filled_scenario(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    """What the fields hold for a scenario."""
    usage, practice = _table(values, "usage"), _table(values, "practice")
    return {
        **filled(values, SCENARIO, key),
        **filled_usage(usage, f"{key}.usage"),
        **filled(practice, (*FIGURES, *FACTS), f"{key}.practice"),
        # What was found out about cautions is not typed here and goes back as it came.
        f"{key}.practice.confirmed": practice.get("confirmed"),
        **filled_offers(_list(values, "options"), f"{key}.options"),
    }


def written_scenario(state: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The scenario that the fields say."""
    values = written(state, SCENARIO, key)
    values["usage"] = written_usage(state, f"{key}.usage", values.get("months"))
    practice = written(state, (*FIGURES, *FACTS), f"{key}.practice")
    if state.get(f"{key}.practice.confirmed"):
        practice["confirmed"] = state[f"{key}.practice.confirmed"]
    if practice:
        values["practice"] = practice
    return {**values, "options": written_offers(state, f"{key}.options")}


def has_room_for(values: Mapping[str, Any]) -> bool:
    """Whether the fields hold all that the text with these values says, right or wrong."""
    return written_scenario(filled_scenario(values, ""), "") == values


def filled_usage(usage: Mapping[str, Any], at: str) -> dict[str, Any]:
    """What the fields hold for what is done: one number a driver, or one a month."""
    given = [id for id in DRIVERS if id in usage]
    listed = [id for id in given if isinstance(usage[id], list)]
    seasons = _list(usage, "seasons")
    state: dict[str, Any] = {
        f"{at}.drivers": given,
        f"{at}.listed": listed,
        **filled(usage, COURSE, at),
        **{f"{at}.{id}": "" if id in listed else str(usage[id]) for id in given},
        **{f"{at}.{id}.months": [str(one) for one in usage[id]] for id in listed},
        **filled_rows(usage.get("payers"), PAYERS, f"{at}.payers"),
    }
    for month in range(SEASONS):
        state[f"{at}.seasons.{month}"] = str(seasons[month]) if month < len(seasons) else ""
    return state


def written_usage(state: Mapping[str, Any], at: str, months: Any) -> dict[str, Any]:
    """What the fields say is done.

    Args:
        months: how many a list has; what is typed beyond them is left out.
    """
    listed = state.get(f"{at}.listed", ())
    usage: dict[str, Any] = {}
    for id in state.get(f"{at}.drivers", ()):
        if id in listed:
            typed = state.get(f"{at}.{id}.months") or [state.get(f"{at}.{id}", "")]
            usage[id] = _listed(typed, months)
        elif state.get(f"{at}.{id}", "").strip():
            usage[id] = number(state[f"{at}.{id}"])
    usage |= written(state, COURSE, at)
    seasons = [state.get(f"{at}.seasons.{month}", "") for month in range(SEASONS)]
    if any(one.strip() for one in seasons):
        usage["seasons"] = [number(one) for one in seasons]
    payers = written_rows(state, PAYERS, f"{at}.payers")
    return usage | ({"payers": payers} if payers else {})


def _listed(typed: Sequence[str], months: Any) -> list[Decimal | str]:
    """One number a month; a single one that was typed begins as all of them."""
    length = int(months) if isinstance(months, Decimal) else len(typed)
    filler = typed[0] if len(typed) == 1 else ""
    padded = [*typed, *[filler] * max(length - len(typed), 0)]
    return [number(one) for one in padded[:length]]


def _table(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = values.get(key)
    return found if isinstance(found, Mapping) else {}


def _list(values: Mapping[str, Any], key: str) -> list[Any]:
    found = values.get(key)
    return found if isinstance(found, list) else []
