"""Receivables and collection as vendors give them: which balances and write-offs are left out."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.variants.variant import Family, Variant
from vendor_eval.metrics import Parts
from vendor_eval.metrics.sources import AAFP, STREAMLINE, UNDERPERFORMANCE
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit

_COLLECTED = DEFINITIONS["net_collection_rate"]
_DAYS = DEFINITIONS["days_in_ar"]
_AGED = DEFINITIONS["ar_over_90_rate"]
_WITHOUT_REFUNDS = tuple(one for one in _COLLECTED.needs if one != "refund_total")
_BALANCES = ("balance_insurance", "balance_patient")
_BILLED = ("vendor", "claim_root_key", "submitted_ts", *_BALANCES, "extract_ts")

COLLECTION = (
    Variant(
        replace(
            _COLLECTED,
            id="net_collection_rate.denials_as_contractual",
            needs=(*_COLLECTED.needs, "denial_writeoff_total"),
        ),
        Family.NET_COLLECTION,
        "Net collection rate, denials taken out",
        "Takes denied amounts that were written off out of the denominator, as if the contract had "
        "said so.",
        Citation(STREAMLINE, "definition"),
        flatters="timely filing and missing authorisation, the vendor's own misses, vanish",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(
            _COLLECTED,
            id="net_collection_rate.losses_as_contractual",
            needs=(*_COLLECTED.needs, "denial_writeoff_total", "bad_debt_total"),
        ),
        Family.NET_COLLECTION,
        "Net collection rate, denials and bad debt taken out",
        "Takes denied amounts and bad debt out of the denominator.",
        flatters="patients' balances that nobody pursued vanish too",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(
            _COLLECTED,
            id="net_collection_rate.losses_and_refunds",
            needs=(*_WITHOUT_REFUNDS, "denial_writeoff_total", "bad_debt_total"),
        ),
        Family.NET_COLLECTION,
        "Net collection rate, losses taken out and refunds ignored",
        "Takes denied amounts and bad debt out of the denominator, and counts money that was paid "
        "back as collected.",
        flatters="losses vanish, and what was paid back counts",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(_COLLECTED, id="net_collection_rate.refunds_ignored", needs=_WITHOUT_REFUNDS),
        Family.NET_COLLECTION,
        "Net collection rate, refunds ignored",
        "Counts money that was paid back to payers and patients as collected.",
        flatters="what was paid by mistake counts for good",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(
            _COLLECTED,
            id="net_collection_rate.resolved_only",
            needs=(*_COLLECTED.needs, *_BALANCES),
            uses=(),
        ),
        Family.NET_COLLECTION,
        "Net collection rate of what is resolved",
        "Takes balances still open out of the denominator.",
        flatters="the hard claims stay open and out of it",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(
            _COLLECTED,
            id="net_collection_rate.gross",
            needs=tuple(one for one in _COLLECTED.needs if one != "contractual_adj_total"),
        ),
        Family.NET_COLLECTION,
        "Gross collection rate",
        "Divides by charges as billed, so that it follows the price list.",
        parts=Parts.DOLLARS,
        stands_in=False,
    ),
)

DAYS_IN_AR = (
    Variant(
        replace(_DAYS, id="days_in_ar.net_of_credits"),
        Family.DAYS_IN_AR,
        "Days in A/R net of credits",
        "Takes credit balances off what is owed.",
        Citation(AAFP, "days in accounts receivable"),
        flatters="money that belongs to payers and patients hides what they owe",
        unit=Unit.DAYS,
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(_DAYS, id="days_in_ar.one_month"),
        Family.DAYS_IN_AR,
        "Days in A/R over one month's charges",
        "Divides by the charges of the last month alone.",
        flatters="after a busy month",
        unit=Unit.DAYS,
        parts=Parts.DOLLARS,
    ),
)

AGED = (
    *(
        Variant(
            replace(_AGED, id=f"ar_over_90_rate.over_{days}"),
            Family.OVER_90,
            f"A/R over {days} days",
            f"Draws the line at {days} days; never comparable with another line.",
            UNDERPERFORMANCE if days == 120 else None,
            parts=Parts.DOLLARS,
            stands_in=False,
        )
        for days in (30, 60, 120)
    ),
    Variant(
        replace(_AGED, id="ar_over_90_rate.from_first_bill", needs=_BILLED),
        Family.OVER_90,
        "A/R over 90 days from the first bill",
        "Counts the age from the day the claim was first sent instead of the service.",
        flatters="balances are younger by the time it took to bill, and what was never sent drops "
        "out",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(_AGED, id="ar_over_90_rate.from_last_bill", needs=_BILLED),
        Family.OVER_90,
        "A/R over 90 days from the last bill",
        "Counts the age from the day the claim was last sent.",
        flatters="every resubmission makes a balance young again",
        parts=Parts.DOLLARS,
    ),
)
