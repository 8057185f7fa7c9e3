"""An offer as the fields of a form: its fees, and what the vendor is expected to achieve.

Nothing here draws. State is whatever the fields hold, under the key of the form and their paths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vendor_eval.pages.parts.pricing.fee_fields import KINDS
from vendor_eval.pages.parts.pricing.staff_fields import OWN_STAFF
from vendor_eval.pages.parts.pricing.typed_fields import (
    Field,
    Sort,
    filled,
    filled_rows,
    written,
    written_rows,
)

OFFER = (
    Field("name", "Name", example="Percentage"),
    Field(
        "starts",
        "Contract years count from",
        Sort.DAY,
        example="the first month",
        help="A month as 2026-01. Rises and annual limits are counted from it.",
    ),
    Field("round_scope", "Rounded to the cent", Sort.CHOICE, ("line", "tier", "invoice"), "line"),
)
PERFORMANCE = (
    Field("performance.net_collection_rate", "Net collection rate, %", Sort.RATE),
    Field("performance.denial_rate", "Denial rate, %", Sort.RATE),
    Field("performance.days_in_ar", "Days in A/R", Sort.NUMBER),
    Field("performance.oversight_hours", "Own hours to oversee it, a month", Sort.NUMBER),
)
CHANGE = (
    Field("performance.transition.integration", "Integration, USD", Sort.MONEY),
    Field("performance.transition.parallel_run", "Parallel run, USD", Sort.MONEY),
    Field("performance.transition.dip", "Collections that are late meanwhile, %", Sort.RATE),
    Field("performance.transition.dip_months", "For so many months", Sort.NUMBER),
    Field("performance.transition.dip_lost", "Of these never come, %", Sort.RATE),
    Field("performance.exit.chance", "Chance of leaving it within the term, %", Sort.RATE),
    Field("performance.exit.fee", "Fee for leaving, USD", Sort.MONEY),
    Field("performance.exit.transition", "Changing to the next one, USD", Sort.MONEY),
)
_KIND = "type"


def filled_fees(fees: Any, at: str) -> dict[str, Any]:
    """What the fields hold for a list of fees, and under ``at`` which fees there are."""
    known = [one for one in fees or () if isinstance(one, Mapping)]
    state: dict[str, Any] = {f"{at}.rows": list(range(len(known)))}
    for row, fee in enumerate(known):
        state |= filled_fee(fee, f"{at}.{row}")
    return state


def filled_fee(fee: Mapping[str, Any], at: str) -> dict[str, Any]:
    """What the fields of one fee hold; those of an unknown kind hold nothing."""
    kind = KINDS.get(str(fee.get(_KIND)))
    if kind is None:
        return {f"{at}.{_KIND}": None}
    state = {f"{at}.{_KIND}": fee[_KIND], **filled(fee, (*kind.fields, *kind.further), at)}
    if kind.rows is not None:
        rows = kind.rows
        state |= filled_rows(fee.get(rows.path), rows.columns, f"{at}.{rows.path}")
    return state


def written_fees(state: Mapping[str, Any], at: str) -> list[dict[str, Any]]:
    """The fees that the fields say."""
    return [written_fee(state, f"{at}.{row}") for row in state.get(f"{at}.rows", ())]


def written_fee(state: Mapping[str, Any], at: str) -> dict[str, Any]:
    """The fee that the fields say; fields that its kind does not have stay out."""
    word = state.get(f"{at}.{_KIND}")
    if word is None:
        return {}
    kind = KINDS[word]
    fee = {_KIND: word, **written(state, kind.fields, at)}
    if kind.rows is not None:
        rows = kind.rows
        fee[rows.path] = written_rows(state, rows.columns, f"{at}.{rows.path}")
    return fee | written(state, kind.further, at)


def filled_offer(offer: Mapping[str, Any], at: str) -> dict[str, Any]:
    """What the fields hold for an offer."""
    fields = (*OFFER, *PERFORMANCE, *CHANGE, *OWN_STAFF)
    return filled(offer, fields, at) | filled_fees(offer.get("fees"), f"{at}.fees")


def written_offer(state: Mapping[str, Any], at: str) -> dict[str, Any]:
    """The offer that the fields say."""
    beside = written(state, (*PERFORMANCE, *CHANGE, *OWN_STAFF), at)
    fees = written_fees(state, f"{at}.fees")
    asked = {"fees": fees} if fees or "own_staff" not in beside else {}
    return {**written(state, OFFER, at), **asked, **beside}


def filled_offers(offers: Sequence[Any], at: str) -> dict[str, Any]:
    """What the fields hold for several offers, and under ``at`` which there are."""
    known = [one for one in offers if isinstance(one, Mapping)]
    state: dict[str, Any] = {f"{at}.rows": list(range(len(known)))}
    for row, offer in enumerate(known):
        state |= filled_offer(offer, f"{at}.{row}")
    return state


def written_offers(state: Mapping[str, Any], at: str) -> list[dict[str, Any]]:
    """The offers that the fields say."""
    return [written_offer(state, f"{at}.{row}") for row in state.get(f"{at}.rows", ())]
