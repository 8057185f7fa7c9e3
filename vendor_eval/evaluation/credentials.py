"""The credentials of coders that the source documents name, and where each is at home.

The documents give different lists; this is their union. Another credential can be entered all the
same, because specialties have their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.metrics.sources import S001, S004
from vendor_eval.provenance import Citation


@dataclass(frozen=True, slots=True)
class Credential:
    """What a coder can be certified as.

    Attributes:
        setting: where it shows that somebody can code.
    """

    short: str
    title: str
    setting: str
    cites: tuple[Citation, ...]


_FIRST = Citation(S001, "coder credentials")
_SECOND = Citation(S004, "coder credentials")

CREDENTIALS = (
    Credential("CPC", "Certified Professional Coder", "physician office", (_FIRST, _SECOND)),
    Credential("CCS", "Certified Coding Specialist", "hospital", (_FIRST, _SECOND)),
    Credential("CCA", "Certified Coding Associate", "entry level", (_FIRST,)),
    Credential(
        "RHIA",
        "Registered Health Information Administrator",
        "health information in general",
        (_FIRST,),
    ),
    Credential(
        "RHIT",
        "Registered Health Information Technician",
        "health information in general",
        (_FIRST,),
    ),
    Credential("CRC", "Certified Risk Adjustment Coder", "risk adjustment", (_SECOND,)),
)
"""In the order in which a practice of physicians asks for them."""
