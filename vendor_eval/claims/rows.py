"""What X12 files tell about claims, as rows of the tables that metrics run over.

Fields are named as the columns of `claims.schema`; an amount has ``_cents`` behind its column's
name and is a whole number of cents. What X12 does not tell, such as coding times and payments of
patients, has no field here.

Rows are named tuples: a year has millions of them, and a frozen dataclass takes five times as long
to make.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.claims.acknowledgements import Word
from vendor_eval.claims.outcomes import First, History
from vendor_eval.claims.verdicts import Outcome

_CENTS = "_cents"


class ClaimRow(NamedTuple):
    """One attempt to send a claim to one payer; None where no file tells.

    Attributes:
        practice_claim_key: a surrogate of the claim as sent; never its number.
        claim_root_key: a surrogate of the claim through all attempts and payers.
        billed_amt_cents: on one row of a claim only, so that sums are right.
    """

    practice_claim_key: str
    claim_root_key: str
    payer_key: str
    payer_sequence: str
    attempt_no: int | None = None
    frequency_code: str | None = None
    payer_class: str | None = None
    rendering_key: str | None = None
    location_key: str | None = None
    specialty: str | None = None
    dos_from: dt.date | None = None
    dos_to: dt.date | None = None
    submitted_ts: dt.datetime | None = None
    ch_ack_status: Word | None = None
    ch_ack_ts: dt.datetime | None = None
    payer_ack_status: Word | None = None
    payer_ack_ts: dt.datetime | None = None
    billed_amt_cents: int | None = None
    first_remit_date: dt.date | None = None
    first_remit_paid_cents: int | None = None
    first_remit_allowed_cents: int | None = None
    first_remit_patient_resp_cents: int | None = None
    first_outcome: Outcome = Outcome.PENDING
    denied_charge_amt_cents: int | None = None
    last_outcome: Outcome = Outcome.PENDING
    resolved_date: dt.date | None = None
    payer_paid_total_cents: int = 0
    contractual_adj_total_cents: int = 0

    def remitted(self, found: History, first: First | None) -> ClaimRow:
        """The row with what became of the claim at the payer.

        Args:
            first: the remittance that it is counted by; None where none is to count.
        """
        row = self._replace(
            last_outcome=found.last,
            resolved_date=found.resolved_on,
            payer_paid_total_cents=found.totals.paid_cents,
            contractual_adj_total_cents=found.totals.contractual_cents,
        )
        if first is None:
            return row
        return row._replace(
            first_remit_date=first.on,
            first_remit_paid_cents=first.paid_cents,
            first_remit_allowed_cents=first.allowed_cents,
            first_remit_patient_resp_cents=first.patient_cents,
            first_outcome=first.verdict.outcome,
            denied_charge_amt_cents=first.verdict.denied_charge_cents,
        )


class AdjustmentRow(NamedTuple):
    """One reason of a remittance; ``line_no`` is None where it adjusts the claim as a whole."""

    practice_claim_key: str
    line_no: int | None
    remit_date: dt.date
    group_code: str
    carc: str
    rarc_list: str
    amount_cents: int
    is_reversal: bool


class LineRow(NamedTuple):
    """One line of a claim, on one row of the claim only.

    Attributes:
        units: None where the line counts minutes.
        billed_cents: None for a line that the payer added.
        allowed_cents: over all remittances of the primary payer, reversals taken off; so is
            ``paid_cents``. None without any.
    """

    practice_claim_key: str
    line_no: int
    cpt_hcpcs: str
    modifiers: str
    units: Decimal | None
    billed_cents: int | None
    allowed_cents: int | None
    paid_cents: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """A row of ``claim_events`` with those of the other tables that belong to it."""

    claim: ClaimRow
    adjustments: Sequence[AdjustmentRow] = ()
    lines: Sequence[LineRow] = ()


def column_of(field: str) -> str:
    """The column of the schema that a field of a row holds."""
    return field.removesuffix(_CENTS)
