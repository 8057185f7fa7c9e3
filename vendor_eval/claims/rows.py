"""One attempt to send a claim to one payer, as a row of the table that metrics run over.

Names are those of the extract's columns; amounts are integer cents. What X12 does not tell, such
as coding times and payments of patients, has no field here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vendor_eval.claims.acknowledgements import Word
from vendor_eval.claims.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row; None where no file tells.

    Attributes:
        practice_claim_key: a surrogate of the claim as sent; never its number.
        claim_root_key: a surrogate of the claim through all attempts and payers.
        billed_cents: on the first attempt to the first payer only, so that sums are right.
    """

    practice_claim_key: str
    claim_root_key: str
    attempt_no: int | None
    frequency_code: str | None
    payer_key: str
    payer_class: str | None
    payer_sequence: str
    rendering_key: str | None
    location_key: str | None
    specialty: str | None
    dos_from: dt.date | None
    dos_to: dt.date | None
    submitted_ts: dt.datetime | None
    ch_ack_status: Word | None
    ch_ack_ts: dt.datetime | None
    payer_ack_status: Word | None
    payer_ack_ts: dt.datetime | None
    billed_cents: int | None
    first_remit_date: dt.date | None
    first_remit_paid_cents: int | None
    first_remit_patient_resp_cents: int | None
    first_outcome: Outcome
    denied_charge_cents: int | None
    last_outcome: Outcome
    resolved_date: dt.date | None
    payer_paid_cents: int
    contractual_adj_cents: int
