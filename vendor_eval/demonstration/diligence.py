"""Synthetic registers of the candidates of the demonstration, the same for every reader.

Names are invented. One candidate hands over everything, one lets things run out, one refuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from vendor_eval.demonstration.selection import CANDIDATES
from vendor_eval.evaluation.registers import (
    DOCUMENTS,
    Coder,
    DocumentRequest,
    DocumentStatus,
    Entry,
    Reference,
    Subcontractor,
    Verdict,
)

SPECIALTIES = ("Cardiology", "Family medicine")
"""Those of the practice, so that some credentials are relevant to it and others are not."""

_OPEN, _LAPSING, _REFUSING = (one.vendor for one in CANDIDATES)


def entries(today: dt.date) -> Iterator[tuple[str, Entry]]:
    """Candidate and entry, register by register; days count from ``today``."""
    for vendor, of_vendor in (
        (_OPEN, _of_the_open(today)),
        (_LAPSING, _of_the_lapsing(today)),
        (_REFUSING, _of_the_refusing(today)),
    ):
        for entry in of_vendor:
            yield vendor, entry


def _of_the_open(today: dt.date) -> Iterator[Entry]:
    yield _certified(today, Coder("D. Okafor", ("CPC", "CRC"), "Cardiology", "01447120"), 420)
    yield _certified(today, Coder("S. Lindqvist", ("CPC",), "Cardiology", "01390562"), 12)
    yield _certified(today, Coder("P. Marsh", ("CCS",), "Family medicine", "20771"), 240)
    yield Coder("T. Abara", ("CCA",), "Family medicine", note="In training, reviewed by P. Marsh")
    for document in DOCUMENTS:
        yield _received(today, document, asked=34, came=28)
    yield Reference(
        "Harbor Street Cardiology",
        "Practice manager",
        "Cardiology",
        today - dt.timedelta(9),
        "From 11 to 7 percent within a year",
        "Within the day, the phone on a Saturday once",
        "On the fifth working day, read without help",
        Verdict.GOOD,
    )
    yield Reference(
        "Three Rivers Family Care",
        "Billing lead",
        "Family medicine",
        today - dt.timedelta(6),
        "A little lower",
        "Next day",
        "On time, two columns need explaining",
        Verdict.GOOD,
    )
    yield Subcontractor("Pinecrest Eligibility", "Eligibility", "United States", _ago(today, 300))


def _of_the_lapsing(today: dt.date) -> Iterator[Entry]:
    yield _certified(today, Coder("H. Varga", ("CPC",), "Cardiology", "01218834"), -9)
    yield _certified(today, Coder("L. Brandt", ("CPC",), "Orthopedics", "01365029"), 5)
    yield Coder("Y. Sato", ("RHIT",), "", "R-55120")
    for document in DOCUMENTS[:3]:
        yield _received(today, document, asked=34, came=16)
    yield DocumentRequest(DOCUMENTS[3], _ago(today, 6), status=DocumentStatus.ASKED)
    yield Reference(
        "Millbrook Heart Group",
        "Administrator",
        "Cardiology",
        today - dt.timedelta(4),
        "About the same",
        "Two or three days, three contacts in a year",
        "Sometimes a week late",
        Verdict.MIXED,
    )
    yield Subcontractor("Larkspur Authorizations", "Prior authorization", "Canada")


def _of_the_refusing(today: dt.date) -> Iterator[Entry]:
    yield Coder("C. Whitlock", ("CPC",), "Family medicine", note="Certificate not shown")
    yield Coder("Second coder, not named")
    yield _received(today, DOCUMENTS[0], asked=34, came=30)
    yield DocumentRequest(DOCUMENTS[2], _ago(today, 34), status=DocumentStatus.ASKED)
    yield DocumentRequest(
        DOCUMENTS[3],
        _ago(today, 34),
        status=DocumentStatus.REFUSED,
        note="Said to be confidential",
    )


def _certified(today: dt.date, coder: Coder, days_left: int) -> Coder:
    """The coder, looked up a while ago, with credentials that stand for so many days more."""
    return replace(coder, verified_on=_ago(today, 20), expires=_ago(today, -days_left))


def _received(today: dt.date, document: str, asked: int, came: int) -> DocumentRequest:
    """A document that was asked for and came so many days ago."""
    return DocumentRequest(document, _ago(today, asked), _ago(today, came), DocumentStatus.RECEIVED)


def _ago(today: dt.date, days: int) -> dt.date:
    return today - dt.timedelta(days)
