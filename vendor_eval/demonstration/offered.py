"""Synthetic offers and invoices of the demonstration, the same for every reader.

One vendor bills more claims than it reported; another leaves out the service credit that its
breaches gave. Everything else on their invoices is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.pricing.fees import Base, Escalator, Minimum, Percentage, PerUnit
from vendor_eval.pricing.fees import RecurringFlat as Flat
from vendor_eval.pricing.invoice_check import ComparedLine
from vendor_eval.pricing.offer import Offer
from vendor_eval.quantities import Month, Usd

BY_CLAIM, FLAT, OPEN = "Blue Mesa Billing", "Cedar Ridge RCM", "Northgate Revenue Partners"
_PRICE = Decimal("9.75")
_FEE = Usd(40_000_00)
_TOO_MANY = 137


@dataclass(frozen=True, slots=True)
class OfferMade:
    """An offer as it lies on the table.

    Attributes:
        agreed: whether it was signed; otherwise it is only offered.
    """

    vendor: str
    offer: Offer
    starts: dt.date
    agreed: bool
    note: str


@dataclass(frozen=True, slots=True)
class InvoiceSent:
    """An invoice as a vendor sent it.

    Attributes:
        accepted: whether the practice has paid it; otherwise somebody has only entered it.
    """

    vendor: str
    number: str
    month: Month
    lines: tuple[ComparedLine, ...]
    accepted: bool = False


def offers(last: Month) -> Iterator[OfferMade]:
    """Every offer.

    Args:
        last: the last month of the demonstration.
    """
    starts = last.plus(-20).first_day
    per_claim = (PerUnit(_PRICE, Base("claims")), Minimum(Usd(12_000_00)))
    share = (Percentage(Decimal("0.055"), Base("net_collections")), Escalator(Decimal("0.02")))
    soon = last.plus(2).first_day
    yield OfferMade(
        BY_CLAIM, Offer("Per claim", per_claim), starts, agreed=True, note="Signed in person"
    )
    yield OfferMade(
        FLAT, Offer("Flat fee", (Flat(_FEE),)), starts, agreed=True, note="Signed in person"
    )
    yield OfferMade(
        OPEN, Offer("Share of collections", share), soon, agreed=False, note="Came by mail"
    )


def invoices(last: Month, claims: Mapping[Month, Decimal]) -> Iterator[InvoiceSent]:
    """Every invoice, of the last month and the one before it.

    Args:
        claims: what the vendor that bills by the claim reported.
    """
    before = last.plus(-1)
    yield _by_claim("BM-0117", before, claims[before], accepted=True)
    yield _by_claim("BM-0118", last, claims[last] + _TOO_MANY)
    fee = ComparedLine("Monthly fee", Decimal(1), _FEE.dollars, _FEE)
    yield InvoiceSent(FLAT, f"CR-{last}", last, (fee,))


def _by_claim(number: str, month: Month, claims: Decimal, *, accepted: bool = False) -> InvoiceSent:
    amount = Usd.of(claims * _PRICE)
    line = ComparedLine("Claims submitted", claims, _PRICE, amount)
    return InvoiceSent(BY_CLAIM, number, month, (line,), accepted)
