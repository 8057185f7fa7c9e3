"""Synthetic settlements of service credits, and reliefs, of the demonstration's vendors.

They follow what the demonstration's contracts and figures give; names are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.relief import Cause, Excused, Relief, Signature
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import Month, Usd

_CHRONIC, _SMALL, _AMENDED = "Cedar Ridge RCM", "Pinewood Behavioral Billing", "Summit Coding Group"
_FIRST_PASS, _DENIALS = "first_pass_acceptance_rate", "denial_rate"
# What each breach of the chronic vendor costs, all five of a month being at the cap.
_COSTS = {
    _FIRST_PASS: Usd(1_263_16),
    _DENIALS: Usd(1_263_16),
    "days_in_ar": Usd(421_05),
    "net_collection_rate": Usd(631_58),
    "coding_on_time_rate": Usd(421_05),
}


def settled(last: Month) -> Iterator[tuple[str, Record]]:
    """Credits claimed, agreed, paid, waived and paid too much, and an incident that costs once."""
    for record in _chronic(last):
        yield _CHRONIC, record
    earlier = last.plus(-7)
    yield (
        _SMALL,
        Settlement(
            _DENIALS,
            earlier,
            claimed_on=_day(earlier.plus(1), 8),
            claimed=Usd(144_00),
            agreed_on=_day(earlier.plus(1), 20),
            agreed=Usd(144_00),
            payments=(Payment(_day(earlier.plus(2), 3), Usd(144_00), "PB-104"),),
            note="Paid before three good months gave it back",
        ),
    )
    for metric in (_FIRST_PASS, "coding_on_time_rate"):
        yield _SMALL, BreachNote(metric, last, incident="Two coders left in one week")


def excused(last: Month) -> Iterator[tuple[str, Record]]:
    """A relief with items that both sides signed, and one that waits for the vendor."""
    outage = last.plus(-2)
    signed = _day(outage.plus(1), 18)
    yield (
        _AMENDED,
        Relief(
            "Clearinghouse rejected a payer's claims",
            Cause.CLEARINGHOUSE_OUTAGE,
            outage,
            outage,
            (_DENIALS,),
            "Notice of the clearinghouse, case 4471, and the list of the claims",
            Signature("R. Osei", signed),
            Signature("K. Ortiz", signed),
            (Excused(_DENIALS, outage, Decimal(60), Decimal(140)),),
        ),
    )
    yield (
        _AMENDED,
        Relief(
            "Charts came late from a site",
            Cause.PRACTICE_DELAY,
            last,
            last,
            ("coding_on_time_rate",),
            "Mail of the site's manager",
            practice=Signature("R. Osei", _day(last.plus(1), 12)),
        ),
    )


def _chronic(last: Month) -> Iterator[Settlement]:
    """The newest month is due, the one before claimed, then agreed, part paid, paid, waived."""
    for metric, cost in _COSTS.items():
        claimed = last.plus(-1)
        yield Settlement(metric, claimed, _day(last.plus(1), 9), cost)
        agreed, paid = last.plus(-2), last.plus(-3)
        first = metric == _FIRST_PASS
        part = (Payment(_day(last, 28), Usd(600_00), f"CR-{last.plus(-1)}"),) if first else ()
        yield Settlement(metric, agreed, _day(last, 8), cost, _day(last, 22), cost, payments=part)
        yield Settlement(
            metric,
            paid,
            _day(last.plus(-2), 9),
            cost,
            _day(last.plus(-2), 25),
            cost,
            payments=(Payment(_day(last, 6), cost, f"CR-{last.plus(-1)}"),),
        )
    yield Settlement(
        "days_in_ar",
        last.plus(-4),
        waiver=CreditWaiver(
            _day(last.plus(-2), 3),
            _COSTS["days_in_ar"],
            "R. Osei",
            "The vendor worked the old receivables without a fee",
        ),
    )


def _day(month: Month, day: int) -> dt.date:
    return month.first_day.replace(day=day)
