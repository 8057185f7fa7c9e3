"""The metrics that claims give, each defined once: one text in SQL with what it needs beside it.

A text reads one table of `claims.schema`, nearly always ``claim_events``, steps made of it
(`claims.steps`), and ``terms`` with one row: ``as_of_ts`` (UTC), ``time_zone`` and the agreed hours
``coding_hours`` and ``resubmission_hours``. It gives one row a vendor and month: ``vendor``,
``month`` (the first day), ``pending``, ``denominator``, and ``numerator``, ``value`` or both.
Without a ``value`` it is the quotient; a median has no numerator, and the number of items behind it
as denominator. Sums are divided by sums, never averages averaged. The dialect is DuckDB's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from vendor_eval.claims.schema import AUDITS, EVENTS
from vendor_eval.metrics import CATALOGUE, Metric


@dataclass(frozen=True, slots=True)
class Definition:
    """One metric as claims give it.

    Attributes:
        needs: columns without which it cannot be worked out.
        uses: columns that are taken into account where they are there; empty cells otherwise.
        lag_days: a month is provisional until that many days after its end.
        of_month_end: whether it is a balance, which an extract shows only for the end of the month
            with which it was taken.
        table: whose columns these are.
    """

    id: str
    needs: tuple[str, ...]
    uses: tuple[str, ...] = ()
    lag_days: int = 0
    of_month_end: bool = False
    table: str = EVENTS

    @property
    def metric(self) -> Metric:
        """Its entry in the catalogue: unit, citations and what it must not be confused with."""
        return CATALOGUE[self.id]

    @property
    def sql(self) -> str:
        """The text, in DuckDB's dialect."""
        return resources.files(__package__).joinpath(f"{self.id}.sql").read_text("utf-8")


# The row of a claim's first attempt to have its primary payer pay it.
_FIRST_ATTEMPT = ("vendor", "submitted_ts", "attempt_no", "frequency_code", "payer_sequence")
_FIRST_REMITTANCE = (
    "vendor",
    "claim_root_key",
    "payer_sequence",
    "first_remit_date",
    "first_outcome",
)
_ONE_OF_A_DAY = ("attempt_no", "practice_claim_key")
_KNOWN_AND_SENT_AGAIN = (
    "vendor",
    "claim_root_key",
    "attempt_no",
    "payer_sequence",
    "submitted_ts",
    "ch_ack_status",
    "ch_ack_ts",
    "payer_ack_status",
    "payer_ack_ts",
    "first_remit_date",
    "first_outcome",
)
_BALANCES = ("vendor", "balance_insurance", "balance_patient", "extract_ts")
# Domain convention: until then answers of payers and payments keep coming in.
_ACCEPTANCE, _RESOLUTION, _COLLECTION = 14, 60, 180

_IN_ORDER = (
    Definition(
        "first_pass_acceptance_rate",
        (*_FIRST_ATTEMPT, "payer_ack_status", "first_remit_date"),
        uses=("ch_ack_status",),
        lag_days=_ACCEPTANCE,
    ),
    Definition(
        "clearinghouse_acceptance_rate",
        (*_FIRST_ATTEMPT, "ch_ack_status"),
        uses=("payer_ack_status", "first_remit_date"),
        lag_days=_ACCEPTANCE,
    ),
    Definition(
        "first_pass_resolution_rate",
        (*_FIRST_ATTEMPT, "ch_ack_status", "payer_ack_status", "first_outcome"),
        lag_days=_RESOLUTION,
    ),
    Definition("denial_rate", _FIRST_REMITTANCE, uses=_ONE_OF_A_DAY),
    Definition("full_denial_rate", _FIRST_REMITTANCE, uses=_ONE_OF_A_DAY),
    Definition(
        "denial_rate_dollars",
        (*_FIRST_REMITTANCE, "denied_charge_amt", "billed_amt"),
        uses=_ONE_OF_A_DAY,
    ),
    Definition(
        "days_in_ar",
        (*_BALANCES, "charge_posted_ts", "billed_amt"),
        uses=("attempt_no", "payer_sequence"),
        of_month_end=True,
    ),
    Definition("ar_over_90_rate", (*_BALANCES, "dos_from"), of_month_end=True),
    Definition(
        "net_collection_rate",
        (
            "vendor",
            "dos_from",
            "billed_amt",
            "payer_paid_total",
            "patient_paid_total",
            "refund_total",
            "contractual_adj_total",
        ),
        uses=("balance_insurance", "balance_patient"),
        lag_days=_COLLECTION,
    ),
    Definition(
        "coding_turnaround",
        ("vendor", "doc_complete_ts", "coded_ts"),
        uses=("attempt_no", "payer_sequence"),
    ),
    Definition(
        "claim_submission_lag",
        ("vendor", "coded_ts", "submitted_ts", "attempt_no"),
        uses=("payer_sequence",),
    ),
    Definition("resubmission_turnaround", _KNOWN_AND_SENT_AGAIN, uses=("frequency_code",)),
    Definition(
        "coding_accuracy",
        ("vendor", "codes_expected", "codes_correct", "dos"),
        table=AUDITS,
    ),
    Definition(
        "coding_on_time_rate",
        ("vendor", "doc_complete_ts", "coded_ts"),
        uses=("attempt_no", "payer_sequence"),
    ),
    Definition("resubmission_on_time_rate", _KNOWN_AND_SENT_AGAIN, uses=("frequency_code",)),
    Definition("claims_submitted", _FIRST_ATTEMPT),
)

DEFINITIONS: Mapping[str, Definition] = MappingProxyType({one.id: one for one in _IN_ORDER})
"""In the order of the catalogue."""

NOT_IN_CLAIMS: Mapping[str, str] = MappingProxyType(
    {
        "clean_claim_rate": "edits before a claim is sent show only in the scrubber's log",
        "account_response_time": "it takes the practice's log of requests",
        "report_timeliness": "it takes the practice's log of reports received",
        "net_collections": (
            "an extract carries what was paid in all, not in which month it was posted"
        ),
    }
)
"""Why the other metrics of the catalogue cannot be worked out from claims."""
