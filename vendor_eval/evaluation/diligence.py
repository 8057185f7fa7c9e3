"""What the registers of a vendor come to on a day: who is certified, what is owed, what runs out.

An empty register is nothing known, and never counts for a vendor. Whoever hesitates to hand over
a document is looked at more closely: `hesitates` says when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vendor_eval.evaluation.registers import (
    Coder,
    DocumentRequest,
    DocumentStatus,
    Reference,
    Subcontractor,
)
from vendor_eval.naming import name_key


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a vendor may take to hand over a document before it hesitates.

    Attributes:
        business_days: Mondays to Fridays after the day of asking; the last of them is in time.
        basis: where the figure comes from, shown wherever it decides something.
    """

    business_days: int
    basis: str

    def last_day(self, asked_on: dt.date) -> dt.date:
        """The last day on which a document that was asked for comes in time."""
        last = np.busday_offset(asked_on, self.business_days, roll="backward")
        return dt.date.fromisoformat(str(last))


PATIENCE = Patience(10, "an assumption of this product: no document names a number")
REFERENCES_WANTED = 2
"""The least references to call of a finalist. Source: S003, next steps: two to three."""


@dataclass(frozen=True, slots=True)
class Team:
    """How many coders there are, and how many of them are what.

    Attributes:
        certified: hold a credential that stands.
        relevant: certified, and in a specialty of the practice.
        verified: certified, and looked up with the issuer.
        expired: hold a credential that stands no longer.
    """

    coders: int
    certified: int
    relevant: int
    verified: int
    expired: int


@dataclass(frozen=True, slots=True)
class Diligence:
    """What the registers of one vendor hold, as of a day; who is no longer there is left out.

    Attributes:
        today: the day.
        specialties: of the practice, in any spelling.
        documents: those that are only wanted among them.
    """

    vendor: str
    today: dt.date
    specialties: tuple[str, ...] = ()
    coders: tuple[Coder, ...] = ()
    documents: tuple[DocumentRequest, ...] = ()
    references: tuple[Reference, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found out yet."""
        asked = any(one.status is not DocumentStatus.WANTED for one in self.documents)
        return not (asked or self.coders or self.references or self.subcontractors)

    @property
    def team(self) -> Team:
        """The coders, counted."""
        wanted = {name_key(one) for one in self.specialties}
        expired = [one for one in self.coders if is_expired(one, self.today)]
        certified = [one for one in self.coders if one.credentials and one not in expired]
        return Team(
            coders=len(self.coders),
            certified=len(certified),
            relevant=sum(name_key(one.specialty) in wanted for one in certified),
            verified=sum(one.verified_on is not None for one in certified),
            expired=len(expired),
        )

    @property
    def received(self) -> tuple[DocumentRequest, ...]:
        """The documents that came."""
        return tuple(one for one in self.documents if one.status is DocumentStatus.RECEIVED)

    @property
    def hesitations(self) -> tuple[DocumentRequest, ...]:
        """The documents that the vendor hesitates over, or did."""
        return tuple(one for one in self.documents if hesitates(one, self.today))

    @property
    def called(self) -> tuple[Reference, ...]:
        """The references that somebody has called."""
        return tuple(one for one in self.references if one.called_on is not None)

    @property
    def unsigned(self) -> tuple[Subcontractor, ...]:
        """The subcontractors without a business associate agreement."""
        return tuple(one for one in self.subcontractors if one.baa_signed_on is None)


def is_expired(coder: Coder, today: dt.date) -> bool:
    """Whether the coder's credentials stand no longer; on their last day they do."""
    return bool(coder.credentials) and coder.expires is not None and coder.expires < today


def days_waited(request: DocumentRequest, today: dt.date) -> int | None:
    """Days between asking and receiving, or ``today`` while nothing came; None if never asked."""
    if request.asked_on is None:
        return None
    return ((request.received_on or today) - request.asked_on).days


def hesitates(request: DocumentRequest, today: dt.date) -> bool:
    """Whether the document was refused, or came or is coming later than `PATIENCE` allows."""
    if request.status is DocumentStatus.REFUSED:
        return True
    if request.asked_on is None:
        return False
    return (request.received_on or today) > PATIENCE.last_day(request.asked_on)


@dataclass(frozen=True, slots=True)
class Due:
    """Something of a vendor that runs out or is owed.

    Attributes:
        what: in plain words.
        last_day: the last day on which it stands or comes in time.
        days_left: 0 on the last day itself, negative after it.
    """

    vendor: str
    what: str
    last_day: dt.date
    days_left: int


def due(of_vendor: Diligence, within_days: int) -> tuple[Due, ...]:
    """What has run out, is overdue, or will be within so many days, most urgent first."""
    found = (
        Due(of_vendor.vendor, what, last_day, (last_day - of_vendor.today).days)
        for what, last_day in _last_days(of_vendor)
    )
    near = (one for one in found if one.days_left <= within_days)
    return tuple(sorted(near, key=lambda one: (one.days_left, one.what)))


def _last_days(of_vendor: Diligence) -> Iterator[tuple[str, dt.date]]:
    for coder in of_vendor.coders:
        if coder.credentials and coder.expires is not None:
            yield f"{', '.join(coder.credentials)} of {coder.name}", coder.expires
    for request in of_vendor.documents:
        if request.status is DocumentStatus.ASKED and request.asked_on is not None:
            yield f"Asked for: {request.document}", PATIENCE.last_day(request.asked_on)
