"""Denial rates as vendors give them, and what becomes of denials."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.variants.variant import Family, Variant
from vendor_eval.metrics import Parts
from vendor_eval.metrics.sources import HFMA_TASK_FORCE, HFMA_TASK_FORCE_NEWS
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit

_BY_CLAIMS = DEFINITIONS["denial_rate"]
_IN_FULL = DEFINITIONS["full_denial_rate"]
_BY_DOLLARS = DEFINITIONS["denial_rate_dollars"]
_COLLECTED = DEFINITIONS["net_collection_rate"]
_RESOLUTION_DAYS = DEFINITIONS["first_pass_resolution_rate"].lag_days

_REMITTED = _BY_CLAIMS.needs
_ONE_OF_A_DAY = _BY_CLAIMS.uses
_AND_SENT = (*_REMITTED, "attempt_no", "submitted_ts")
_AND_ANSWERED = ("ch_ack_status", "payer_ack_status", "practice_claim_key")
_TASK_FORCE = Citation(HFMA_TASK_FORCE, "initial denial rate")
_OVERTURNED = Citation(HFMA_TASK_FORCE_NEWS, "initial denials overturned")

_IN_ITS_PLACE = (
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.by_submission_month",
            needs=_AND_SENT,
            uses=_AND_ANSWERED,
            lag_days=_RESOLUTION_DAYS,
        ),
        Family.DENIAL,
        "Denial rate of the claims sent in a month (DN1)",
        "Follows the claims first sent in the month to their first remittance, whenever it came.",
        flatters="while late remittances, which deny more often, are still out",
    ),
    Variant(
        replace(
            _IN_FULL,
            id="full_denial_rate.by_submission_month",
            needs=_AND_SENT,
            uses=_AND_ANSWERED,
            lag_days=_RESOLUTION_DAYS,
        ),
        Family.DENIAL,
        "Full denial rate of the claims sent in a month (DN2)",
        "Follows the claims first sent in the month, and counts those denied as a whole.",
        flatters="a claim with one paid line counts as good",
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.per_submitted",
            needs=_AND_SENT,
            uses=_AND_ANSWERED,
            lag_days=_RESOLUTION_DAYS,
        ),
        Family.DENIAL,
        "Denials over claims submitted",
        "Divides by every claim sent, also by those that were rejected or have no answer yet.",
        flatters="rejected and unanswered claims dilute it",
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.zero_pay",
            needs=(*_REMITTED, "first_remit_paid"),
        ),
        Family.DENIAL,
        "Zero-pay rate, or primary denial rate (DN5)",
        "Counts every remittance without payment, also what fell to the deductible, and no partial "
        "denial.",
        Citation(HFMA_TASK_FORCE, "primary denials"),
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.three_months_before",
            needs=(*_REMITTED, "submitted_ts", "attempt_no", "frequency_code"),
            uses=("practice_claim_key",),
        ),
        Family.DENIAL,
        "Task force initial denial rate, claims (DN4)",
        "Divides the month's denials by the claims submitted, on average of the three months "
        "before.",
        _TASK_FORCE,
        flatters="in a month that follows busier ones",
    ),
    Variant(
        replace(
            _BY_DOLLARS,
            id="denial_rate_dollars.three_months_before",
            needs=(*_REMITTED, "billed_amt", "submitted_ts", "attempt_no", "frequency_code"),
            uses=("practice_claim_key",),
        ),
        Family.DENIAL,
        "Task force initial denial rate, dollars (DN4)",
        "Divides the whole charges of denied claims by the charges submitted, on average of the "
        "three months before.",
        _TASK_FORCE,
        flatters="in a month that follows busier ones",
        parts=Parts.DOLLARS,
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.by_line",
            needs=(*_REMITTED, "practice_claim_key"),
            uses=("attempt_no",),
        ),
        Family.DENIAL,
        "Denial rate by line (DN6)",
        "Counts denied lines over adjudicated lines, so that claims with many lines weigh more.",
        Citation(HFMA_TASK_FORCE, "line level as best practice"),
        flatters="one denied line among many paid ones hardly shows",
        beside={
            "claim_lines": ("vendor", "practice_claim_key", "line_no", "billed"),
            "claim_adjustments": (
                "vendor",
                "practice_claim_key",
                "line_no",
                "group_code",
                "carc",
                "amount",
            ),
        },
    ),
)

_BESIDE_IT = (
    Variant(
        replace(
            _COLLECTED,
            id="denial_rate.written_off",
            needs=(
                "vendor",
                "dos_from",
                "billed_amt",
                "contractual_adj_total",
                "denial_writeoff_total",
            ),
        ),
        Family.DENIAL,
        "Final denial write-off rate (DN8)",
        "Asks what was given up in the end, over what could be collected at all.",
        Citation(HFMA_TASK_FORCE, "denial write-offs"),
        parts=Parts.DOLLARS,
        stands_in=False,
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.overturned_of_resolved",
            needs=(*_REMITTED, "last_outcome", "resolved_date"),
        ),
        Family.DENIAL,
        "Overturn rate of denials resolved (DN9)",
        "Asks which share of the denials that are closed was paid after all, or left to the "
        "patient.",
        _OVERTURNED,
        flatters="what nobody works is never closed and never counts",
        stands_in=False,
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.overturned_of_worked",
            needs=(*_AND_SENT, "last_outcome", "resolved_date"),
            uses=("practice_claim_key", "frequency_code"),
        ),
        Family.DENIAL,
        "Overturn rate of denials worked (DN9)",
        "Asks which share of the denials that were sent again was paid after all, or left to the "
        "patient.",
        _OVERTURNED,
        flatters="only easy denials are sent again",
        stands_in=False,
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.never_worked",
            needs=(*_AND_SENT, "last_outcome"),
            uses=("practice_claim_key", "frequency_code"),
        ),
        Family.DENIAL,
        "Never-worked share of denials (DN10)",
        "Asks which share of the denials nobody had touched 45 days after the remittance.",
        flatters="sent again unchanged counts as worked",
        stands_in=False,
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.days_to_resubmission",
            needs=_AND_SENT,
            uses=("practice_claim_key", "frequency_code"),
        ),
        Family.DENIAL,
        "Time from denial to resubmission (DN11)",
        "Asks how many days a denial waits until it is sent again, in the middle of those that "
        "are.",
        Citation(HFMA_TASK_FORCE_NEWS, "time from initial denial to appeal"),
        flatters="what nobody sends again never counts",
        unit=Unit.DAYS,
        parts=Parts.NONE,
        stands_in=False,
    ),
    Variant(
        replace(
            _BY_CLAIMS,
            id="denial_rate.days_to_resolution",
            needs=(*_REMITTED, "resolved_date"),
        ),
        Family.DENIAL,
        "Time from denial to resolution (DN11)",
        "Asks how many days pass from a denial until nothing is left open, in the middle of those "
        "that are closed.",
        Citation(HFMA_TASK_FORCE_NEWS, "time from initial denial to claim resolution"),
        flatters="what stays open never counts",
        unit=Unit.DAYS,
        parts=Parts.NONE,
        stands_in=False,
    ),
)

VARIANTS = (*_IN_ITS_PLACE, *_BESIDE_IT)
