"""What is found out about a vendor beside its answers, in four registers.

Each register holds entries of one kind. An entry says what was found and on which day; what that
comes to on a later day is in `diligence`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who would code for the practice.

    Attributes:
        credentials: short forms, such as ``CPC``; see `credentials.CREDENTIALS`.
        specialty: what the credentials are relevant to; empty where none in particular.
        number: of the certificate; empty when not told.
        verified_on: when somebody looked it up with the issuer; None when nobody has.
        expires: the last day on which the credentials stand; None when not told.
        retired: whether the person does not code for the practice any more.
    """

    name: str
    credentials: tuple[str, ...] = ()
    specialty: str = ""
    number: str = ""
    verified_on: dt.date | None = None
    expires: dt.date | None = None
    note: str = ""
    retired: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What no two coders of a vendor share."""
        return (self.name, self.number)


class DocumentStatus(StrEnum):
    """How far a request for a document has got."""

    WANTED = "wanted"
    ASKED = "asked"
    RECEIVED = "received"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A document that a vendor is asked for.

    Attributes:
        retired: whether it is asked for no longer.
    """

    document: str
    asked_on: dt.date | None = None
    received_on: dt.date | None = None
    status: DocumentStatus = DocumentStatus.WANTED
    note: str = ""
    retired: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What no two requests to a vendor share."""
        return (self.document,)


class Verdict(StrEnum):
    """What a reference comes to; unknown before anybody has called."""

    UNKNOWN = ""
    GOOD = "good"
    MIXED = "mixed"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Reference:
    """A client of the vendor, and what it says to the three questions.

    Attributes:
        contact: name and role.
        denial_trend: its answer to the first question of `QUESTIONS`, likewise the next two.
        retired: whether it is no reference any more.
    """

    practice_name: str
    contact: str = ""
    specialty: str = ""
    called_on: dt.date | None = None
    denial_trend: str = ""
    responsiveness: str = ""
    reporting_quality: str = ""
    verdict: Verdict = Verdict.UNKNOWN
    note: str = ""
    retired: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What no two references of a vendor share."""
        return (self.practice_name, self.contact)


@dataclass(frozen=True, slots=True)
class Subcontractor:
    """Somebody to whom the vendor hands on a part of the work.

    Attributes:
        service: what is handed on, such as prior authorization.
        country: from where it works; empty when not told.
        baa_signed_on: the day of its business associate agreement; None without one.
        retired: whether the vendor does not use it any more.
    """

    name: str
    service: str = ""
    country: str = ""
    baa_signed_on: dt.date | None = None
    note: str = ""
    retired: bool = False

    @property
    def identity(self) -> tuple[str, ...]:
        """What no two subcontractors of a vendor share."""
        return (self.name, self.service)


Entry = Coder | DocumentRequest | Reference | Subcontractor
KINDS: tuple[type[Entry], ...] = (Coder, DocumentRequest, Reference, Subcontractor)
"""One class of entries for each register."""

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Name",
        "credentials": "Credentials",
        "specialty": "Specialty",
        "number": "Number",
        "verified_on": "Looked up on",
        "expires": "Expires",
        "document": "Document",
        "status": "Status",
        "asked_on": "Asked on",
        "received_on": "Received on",
        "practice_name": "Practice",
        "contact": "Contact",
        "called_on": "Called on",
        "denial_trend": "Denials",
        "responsiveness": "Answers",
        "reporting_quality": "Reports",
        "verdict": "Verdict",
        "service": "Service",
        "country": "Country",
        "baa_signed_on": "BAA signed on",
        "note": "Note",
    }
)
"""What the fields of all entries are called, wherever a person reads of them."""

DOCUMENTS = (
    "Sample report from a client like us",
    "Standard service agreement",
    "Certificates of the coders",
    "HIPAA programme and latest risk analysis",
    "List of references",
)
"""What every vendor is asked for. Source: S003, documents to request."""

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "denial_trend": "How have your denials moved since you changed to them?",
        "responsiveness": "How soon do they answer, and what if it is urgent?",
        "reporting_quality": "Are their reports on time, readable and right?",
    }
)
"""What every reference is asked, by the field of the answer. Source: S003, next steps."""
