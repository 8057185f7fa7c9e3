"""What payers paid and why not more: transaction set 835.

A reversal (status 22) repeats an earlier remittance with every amount negated.

Claims, lines and adjustments are named tuples: a year has millions of them, and a frozen
dataclass takes five times as long to make.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.claims.exchange import TransactionSet

REVERSAL = "22"
PREDETERMINATION = "25"
PATIENT_NOT_RECOGNISED = "4"
# The remark that says: this is one part of a claim that the payer split.
SPLIT = "MA15"


@dataclass(frozen=True, slots=True)
class Payment:
    """One 835: a payment, or the notice that there is none.

    Attributes:
        paid_cents: BPR02; 0 for a notice, negative where BPR03 calls it a debit.
        method: BPR04, as ``ACH``, ``CHK`` or ``NON``.
        paid_on: BPR16, or the production date where that cannot be read.
        trace: TRN02, the number of the transfer; several files may share one.
        payer: the payer's id: REF*2U, N104 or TRN03, whichever comes first.
        payee: the NPI or tax id in N1*PE.
    """

    set: TransactionSet
    paid_cents: int
    method: str
    paid_on: dt.date
    trace: str
    payer: str
    payer_name: str
    payee: str

    @property
    def identity(self) -> tuple[str, ...]:
        """Equal for copies; different for several payments under one trace."""
        return (*self.set.identity, self.trace)


class Adjustment(NamedTuple):
    """One reason of a CAS segment; a positive amount lowers what is paid."""

    group: str
    carc: str
    cents: int


class RemittedLine(NamedTuple):
    """One SVC loop.

    Attributes:
        procedure: SVC01, what was judged; ``submitted`` is SVC06, where that was another.
        units: SVC05; None where it is left out.
        served_from: the line's own day of service, or else the claim's; ``served_to`` inclusive.
        control: REF*6R, the practice's number of the line.
        allowed_cents: AMT*B6; None where the payer does not tell.
        remarks: RARCs.
    """

    procedure: str
    modifiers: tuple[str, ...]
    charge_cents: int
    paid_cents: int
    units: Decimal | None
    submitted: str
    served_from: dt.date | None
    served_to: dt.date | None
    control: str
    allowed_cents: int | None
    adjustments: tuple[Adjustment, ...]
    remarks: tuple[str, ...]

    def __repr__(self) -> str:
        """Without the number that names the line."""
        return f"RemittedLine({self.procedure}, {self.charge_cents}, {self.paid_cents})"


class RemittedClaim(NamedTuple):
    """One CLP loop.

    Attributes:
        ordinal: place among the claims of its set, from 1.
        claim_number: CLP01, which repeats CLM01, sometimes cut short.
        status: CLP02. It does not tell a denial: a claim denied in full is mostly 1, 2 or 3.
        patient_cents: CLP05.
        payer_claim_number: CLP07.
        facility: CLP08 and ``frequency`` CLP09.
        adjustments: those of the claim as a whole; its lines have their own.
        served_from: the claim's first day of service, or else that of its lines; ``served_to`` the
            last, inclusive.
        received_on: DTM*050, when the payer got the claim.
        rendering: the NPI of NM1*82.
        remarks: RARCs of MIA and MOA.
    """

    payment: Payment
    ordinal: int
    claim_number: str
    status: str
    charge_cents: int
    paid_cents: int
    patient_cents: int
    filing: str
    payer_claim_number: str
    facility: str
    frequency: str
    adjustments: tuple[Adjustment, ...]
    lines: tuple[RemittedLine, ...]
    served_from: dt.date | None
    served_to: dt.date | None
    received_on: dt.date | None
    rendering: str
    remarks: tuple[str, ...]

    def __repr__(self) -> str:
        """Without the numbers that name the claim."""
        control = self.payment.set.control
        return f"RemittedClaim({self.ordinal} of set {control}, status {self.status})"

    @property
    def is_reversal(self) -> bool:
        """Whether it takes an earlier remittance back."""
        return self.status == REVERSAL

    @property
    def every_adjustment(self) -> Iterator[Adjustment]:
        """Those of the claim, then those of its lines."""
        yield from self.adjustments
        for line in self.lines:
            yield from line.adjustments


@dataclass(frozen=True, slots=True)
class ProviderAdjustment:
    """One pair of a PLB segment: a positive amount lowers the payment, a negative one raises it.

    Attributes:
        reason: PLB03-1: ``WO`` recoupment, ``L6`` interest, ``FB`` balance forward, ``CS``.
        reference: PLB03-2, which may name a claim.
    """

    payment: Payment
    reason: str
    reference: str = field(repr=False)
    cents: int


def other_parts(first: RemittedClaim, claims: Iterable[RemittedClaim]) -> tuple[RemittedClaim, ...]:
    """The other parts of a claim that its payer split: the first of ``claims`` of each number."""
    if SPLIT not in first.remarks:
        return ()
    parts: dict[str, RemittedClaim] = {}
    for one in claims:
        if one.payer_claim_number != first.payer_claim_number and SPLIT in one.remarks:
            parts.setdefault(one.payer_claim_number, one)
    return tuple(parts.values())
