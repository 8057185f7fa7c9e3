"""The signals in words: what each says of a month, what it means, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from vendor_eval.quantities import Limit, Month, Unit, shown
from vendor_eval.signals.charts import Assurance, Sign
from vendor_eval.signals.confidence import POOLED, SURE
from vendor_eval.signals.phases import FIRM_FROM
from vendor_eval.signals.readings import (
    BudgetReading,
    ChangeReading,
    ConfidenceReading,
    OutlookReading,
)


class Signal(StrEnum):
    """The four signals, each with a question of its own."""

    STATUS = "status"
    CONFIDENCE = "confidence"
    CHANGE = "change"
    OUTLOOK = "outlook"


NO_COUNTS = (
    "The figure is not a share of counted items, or comes without its counts: how sure a month "
    "makes one, and how likely the next one is a breach, cannot be said of it."
)
APART = (
    "The signals stand side by side and are not added up: a vendor can be in breach without any "
    "change, and change for the worse without a breach."
)

BUDGET_CANNOT_TELL = (
    "It is no finding: only a month beyond its limit is a breach, a year within its budget may "
    "have many, and how many items are still to come is taken from the last months."
)
_NO_LEAD = "It gives no reliable warning ahead of slow drift where a month has 400 items or fewer."

MEANS: Mapping[Signal, str] = MappingProxyType(
    {
        Signal.STATUS: (
            "The month's figure against the contract. It alone makes a breach, a credit or a right "
            "to terminate."
        ),
        Signal.CONFIDENCE: (
            "How likely the vendor's true rate lies beyond the limit, given how few or how many "
            "items the figure rests on."
        ),
        Signal.CHANGE: (
            "Whether the month differs from the vendor's own past by more than the usual ups and "
            "downs, and whether for the better."
        ),
        Signal.OUTLOOK: (
            "How likely the next month lies beyond the limit if the vendor goes on as in the last "
            "few months."
        ),
    }
)

CANNOT_TELL: Mapping[Signal, tuple[str, ...]] = MappingProxyType(
    {
        Signal.STATUS: (
            (
                "It takes every figure as it is: a vendor that keeps its limit on average "
                "crosses it in some small months by chance alone."
            ),
        ),
        Signal.CONFIDENCE: (
            (
                "A small month cannot start a breach by itself unless the contract says so, and"
                " a high chance is no breach."
            ),
            (
                "It takes the items of a month to be independent; one payer's policy can deny "
                "many at once."
            ),
            "It does not know whether the vendor counted rightly.",
        ),
        Signal.CHANGE: (
            (
                "A chart finds change, not non-compliance: a vendor that was bad from the first"
                " month shows nothing."
            ),
            _NO_LEAD,
            (
                f"With fewer than {FIRM_FROM} points its limits are trial limits, and limits from "
                "a year are rough: of vendors that never change, up to one chart of shares in "
                "three and one of other values in two show some sign within two years."
            ),
            "Of a good turn it does not say what brought it about, nor whether it was the vendor.",
        ),
        Signal.OUTLOOK: (
            (
                "It goes by the last few months and knows nothing of plans, seasons, payers' "
                "notices or holidays."
            ),
            _NO_LEAD,
            "For what is no share of counted items, such as days in A/R, there is none.",
        ),
    }
)

_ASSURED: Mapping[Assurance, str] = MappingProxyType(
    {
        Assurance.ALWAYS: "it can be expected to keep {limit} month after month",
        Assurance.NEVER: "it can be expected to miss {limit} month after month, until it changes",
        Assurance.HIT_AND_MISS: "it will keep {limit} in some months and miss it in others",
    }
)
_SIGNS: Mapping[Sign, str] = MappingProxyType(
    {
        Sign.OUTSIDE: "lies {side} what its usual ups and downs explain",
        Sign.TREND: "is one of seven months or more that move {way} one after the other",
        Sign.TWO_OF_THREE: "is one of two months in three that come near the {edge} limit",
        Sign.ONE_SIDE: "is one of seven months or more in a row {side} the average",
        Sign.DRIFT: "belongs to months that drift {way}, each by little",
    }
)


def confidence_words(reading: ConfidenceReading, limit: Limit | None) -> str:
    """What one month's counts say of the true rate."""
    share, lower, upper = (
        shown(one, Unit.RATIO) for one in (reading.share, reading.lower, reading.upper)
    )
    items = f"{shown(reading.items, Unit.COUNT)} {'item' if reading.items == 1 else 'items'}"
    told = f"{share} of {items} fits a true rate from {lower} to {upper}."
    if limit is None or reading.beyond is None:
        return f"{told} No limit is agreed that it could be held against."
    told += f" The chance that the true rate misses {limit.text} is {percent(reading.beyond)}"
    if reading.pooled is None or reading.pooled_months < 2:
        return f"{told}, by this month alone."
    told += f", and {percent(reading.pooled)} by {_months(reading.pooled_months)} together"
    if 1 - SURE < max(reading.beyond, reading.pooled) < SURE:
        return f"{told}: too little to call the vendor beyond its limit."
    return f"{told}."


def _months(pooled: int) -> str:
    last = f"the last {POOLED} months"
    return last if pooled == POOLED else f"{pooled} of {last}"


def change_words(reading: ChangeReading, unit: Unit) -> str:
    """What the chart says of one month."""
    value = shown(reading.value, unit)
    if reading.centre is None or reading.lower is None or reading.upper is None:
        return f"{value}. The baseline does not vary enough, or is too short, to tell change by."
    between = f"{shown(reading.lower, unit)} to {shown(reading.upper, unit)}"
    trial = f" These are trial limits, from fewer than {FIRM_FROM} points." if reading.trial else ""
    if reading.sign is Sign.NONE:
        return f"{value} is within the usual ups and downs, {between}: no change.{trial}"
    up = reading.side > 0
    sign = _SIGNS[reading.sign].format(
        side="above" if up else "below",
        way="up" if up else "down",
        edge="upper" if up else "lower",
    )
    turn = "improvement" if reading.turn > 0 else "deterioration"
    return f"{value} {sign}, {between}: {turn}.{trial}"


def assurance_words(
    assurance: Assurance | None, limit: Limit | None, reading: ChangeReading | None = None
) -> str:
    """Whether the process as it is can be relied on to keep a limit.

    Args:
        reading: of the month; where it shows change, the baseline no longer tells how the vendor
            works now.
    """
    if assurance is None or limit is None:
        return "Whether it keeps a limit by itself cannot be said: there is no limit, or no chart."
    if reading is not None and reading.sign is not Sign.NONE:
        return (
            "The vendor no longer works as in its baseline: where the new level is here to stay, "
            f"a new baseline will tell whether {limit.text} is kept."
        )
    return f"As the vendor works now, {_ASSURED[assurance].format(limit=limit.text)}."


def outlook_words(reading: OutlookReading | None, limit: Limit | None, low_volume: int = 0) -> str:
    """What to expect of the next month.

    Args:
        low_volume: the items that a month needs to be judged, by the contract.
    """
    if reading is None or limit is None:
        return "No outlook: there is no limit, or no month with counts."
    items = shown(reading.items, Unit.COUNT)
    told = (
        f"If the vendor goes on as of late, near {shown(reading.rate, Unit.RATIO)}, the chance "
        f"that next month misses {limit.text} is {percent(reading.chance)}, with about {items} "
        "items expected."
    )
    if reading.items < low_volume:
        told += (
            f" By the contract a month of fewer than {low_volume} items is not judged, so that it "
            "could not start a breach."
        )
    return told


def budget_words(reading: BudgetReading | None, limit: Limit | None, begins: Month) -> str:
    """How much of the contract year's budget is used, and what that does not tell.

    Args:
        begins: the first month of the contract year.
    """
    if reading is None or limit is None:
        return ""
    bad, seen, allowed, expected = (
        shown(one, Unit.COUNT)
        for one in (reading.bad, reading.seen, reading.allowed, reading.expected)
    )
    used = shown(reading.bad / reading.allowed, Unit.RATIO)
    last = "it lasts" if reading.burn <= 1 else "it does not last"
    return (
        f"In the contract year since {begins.shown}, {bad} of {seen} items went wrong. "
        f"{limit.text} would allow {allowed} of about {expected} in twelve months: {used} of that "
        f"is used after {reading.months}, and at this pace {last}; the chance that the year as a "
        f"whole misses the limit is {percent(reading.chance)}. {BUDGET_CANNOT_TELL}"
    )


def percent(chance: float) -> str:
    """A chance as people write it; never 0 or 100, which no chance is."""
    if chance < 0.01:
        return "below 1 %"
    if chance > 0.99:
        return "above 99 %"
    return f"{chance * 100:.0f} %"
