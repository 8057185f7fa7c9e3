"""One cohort under the other definitions of the field, each defined once like a metric.

A metric name is not a definition: the same remittances are 7.9 %, 9.9 % and 12.2 % denied under
three that are in use. Each text stands with those of the metrics and gives the same columns. What
is in the catalogue is not repeated here: a family names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.claims.variants import (
    business_time,
    coding,
    denials,
    first_pass,
    receivables,
    turnaround,
)
from vendor_eval.claims.variants.variant import Family, Members, Variant, metric_of

__all__ = [
    "FAMILIES",
    "NOT_IN_EXTRACTS",
    "VARIANTS",
    "Family",
    "Members",
    "Variant",
    "family_of",
    "metric_of",
]

FAMILIES: Mapping[Family, Members] = MappingProxyType(
    {
        Family.FIRST_PASS: Members(
            "First pass",
            "first_pass_acceptance_rate",
            (
                "first_pass_acceptance_rate",
                "clearinghouse_acceptance_rate",
                "first_pass_resolution_rate",
            ),
        ),
        Family.DENIAL: Members(
            "Denials", "denial_rate", ("denial_rate", "full_denial_rate", "denial_rate_dollars")
        ),
        Family.DAYS_IN_AR: Members("Days in A/R", "days_in_ar", ("days_in_ar",)),
        Family.OVER_90: Members("Old A/R", "ar_over_90_rate", ("ar_over_90_rate",)),
        Family.NET_COLLECTION: Members(
            "Net collection", "net_collection_rate", ("net_collection_rate",)
        ),
        Family.TURNAROUND: Members(
            "Turnaround",
            None,
            (
                "coding_turnaround",
                "claim_submission_lag",
                "resubmission_turnaround",
                "coding_on_time_rate",
                "resubmission_on_time_rate",
            ),
        ),
        Family.CODING_ACCURACY: Members("Coding accuracy", "coding_accuracy", ("coding_accuracy",)),
    }
)
"""In the order of the catalogue, coding accuracy last: it takes an audit, and no claims."""

_IN_ORDER = (
    *first_pass.VARIANTS,
    *denials.VARIANTS,
    *receivables.DAYS_IN_AR,
    *receivables.AGED,
    *receivables.COLLECTION,
    *turnaround.VARIANTS,
    *business_time.VARIANTS,
    *coding.VARIANTS,
)
VARIANTS: Mapping[str, Variant] = MappingProxyType({one.id: one for one in _IN_ORDER})
"""By id, in the order of the families."""

_LEDGER = "it takes the general ledger: net revenue, and allowances for what will not be collected"
NOT_IN_EXTRACTS: Mapping[str, str] = MappingProxyType(
    {
        "days_in_ar.net": _LEDGER,
        "net_collection_rate.of_net_revenue": _LEDGER,
        "net_collection_rate.cash_basis": (
            "an extract carries what was paid in all, not in which month it was posted"
        ),
        "denial_rate.written_off_of_net_revenue": _LEDGER,
    }
)
"""Why other definitions of the field cannot be worked out from claims."""


def family_of(id: str) -> Family | None:
    """The family that a metric or variant belongs to; None where nobody varies it."""
    metric = metric_of(id)
    return next((one for one, members in FAMILIES.items() if metric in members.metrics), None)
