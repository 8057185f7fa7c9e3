"""Claims as they were sent: transaction set 837, professional and institutional."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from vendor_eval.claims.exchange import TransactionSet

ORIGINAL, REPLACEMENT, VOID = "1", "7", "8"
# Bills for a part of a stay that goes on: first, continuing, last.
INTERIM = frozenset({"2", "3", "4"})
PRIMARY = "P"
MINUTES = "MJ"


@dataclass(frozen=True, slots=True)
class Batch:
    """What the claims of one set have in common.

    Attributes:
        id: BHT03, by which a 277CA speaks about the batch as a whole.
        made_at: BHT04 and BHT05; the moment of submission.
        reporting: encounters that are reported and not billed (BHT06 is ``RP``).
        institutional: an 837I; otherwise an 837P.
    """

    set: TransactionSet
    id: str
    made_at: dt.datetime
    reporting: bool
    institutional: bool


@dataclass(frozen=True, slots=True)
class SubmittedLine:
    """One service of a claim.

    Attributes:
        procedure: CPT or HCPCS; for institutional lines without one, the revenue code.
        basis: what ``units`` counts: ``UN`` units, `MINUTES` of anaesthesia.
        control: REF*6R, by which a remittance names the line; empty where none was given.
    """

    procedure: str
    modifiers: tuple[str, ...]
    charge_cents: int
    basis: str
    units: Decimal
    served_from: dt.date | None
    served_to: dt.date | None
    control: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Submission:
    """One attempt to have a claim paid.

    Texts are empty where the file says nothing.

    Attributes:
        ordinal: place among the claims of its set, from 1.
        claim_number: CLM01, the practice's number.
        frequency: CLM05-3: `ORIGINAL`, `REPLACEMENT`, `VOID`; 2 to 4 are interim bills.
        sequence: SBR01: `PRIMARY`, ``S``, ``T``.
        replaces: REF*F8, the payer's number of the claim that this one replaces or voids.
        clearinghouse_number: REF*D9.
        billing: the NPI of whoever bills; ``rendering`` of whoever treats, where it is told.
        location: the NPI or id of the place of service.
        taxonomy: the specialty of the rendering provider, or of the billing one.
        served_from: the first day of service; ``served_to`` the last, inclusive.
    """

    batch: Batch
    ordinal: int
    claim_number: str = field(repr=False)
    charge_cents: int
    place: str
    frequency: str
    payer: str
    payer_name: str
    sequence: str
    filing: str
    replaces: str = field(repr=False)
    clearinghouse_number: str = field(repr=False)
    billing: str
    rendering: str
    location: str
    taxonomy: str
    lines: tuple[SubmittedLine, ...]
    served_from: dt.date | None
    served_to: dt.date | None
