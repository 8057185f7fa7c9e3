"""Turnarounds as vendors give them: which clock, which items, the middle or the tail."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.claims.definitions import DEFINITIONS, Definition
from vendor_eval.claims.variants.variant import Family, Variant
from vendor_eval.metrics import Parts
from vendor_eval.metrics.sources import MPREC, PROMD
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit

_CODING = DEFINITIONS["coding_turnaround"]
_SUBMISSION = DEFINITIONS["claim_submission_lag"]
_RESUBMISSION = DEFINITIONS["resubmission_turnaround"]
_REJECTION_COLUMNS = tuple(
    one for one in _RESUBMISSION.needs if one not in {"first_remit_date", "first_outcome"}
)
_DENIAL_COLUMNS = tuple(
    one for one in _RESUBMISSION.needs if one not in {"ch_ack_ts", "payer_ack_ts"}
)
_DENIALS_AFTER_ACCEPTANCE = tuple(
    one for one in _DENIAL_COLUMNS if one not in {"ch_ack_status", "payer_ack_status"}
)
_ACCEPTANCE = ("ch_ack_status", "payer_ack_status")
_REJECTIONS_APART = "Counts what clearinghouse or payer's front end rejected, and no denials."
_DENIALS_APART = "Counts what remittances denied, and no rejections."


def _tail(definition: Definition, label: str) -> Variant:
    return Variant(
        replace(definition, id=f"{definition.id}.p90"),
        Family.TURNAROUND,
        label,
        "Says within which time nine of ten were done, where a median hides the slow half.",
        unit=Unit.HOURS,
        parts=Parts.NONE,
    )


def _of_completed(id: str, label: str) -> Variant:
    return Variant(
        replace(DEFINITIONS[id], id=f"{id}.of_completed"),
        Family.TURNAROUND,
        label,
        "Leaves out what is open, however overdue.",
        flatters="a backlog never counts",
    )


VARIANTS = (
    _tail(_CODING, "Coding turnaround, 90th percentile (TA1)"),
    Variant(
        replace(
            _CODING,
            id="coding_turnaround.charge_lag",
            needs=("vendor", "dos_from", "charge_posted_ts"),
        ),
        Family.TURNAROUND,
        "Charge lag (TA3)",
        "Runs from the service to the posted charge, in days.",
        Citation(MPREC, "charge lag"),
        unit=Unit.DAYS,
        parts=Parts.NONE,
        stands_in=False,
    ),
    _tail(_SUBMISSION, "Claim submission lag, 90th percentile (TA2)"),
    Variant(
        replace(
            _SUBMISSION,
            id="claim_submission_lag.from_service",
            needs=("vendor", "dos_from", "submitted_ts", "attempt_no"),
        ),
        Family.TURNAROUND,
        "Total lag (TA4)",
        "Runs from the service to the first submission, in days.",
        Citation(PROMD, "submission lag"),
        unit=Unit.DAYS,
        parts=Parts.NONE,
        stands_in=False,
    ),
    _tail(_RESUBMISSION, "Resubmission turnaround, 90th percentile (RT1 and RT2)"),
    Variant(
        replace(
            _RESUBMISSION, id="resubmission_turnaround.of_rejections", needs=_REJECTION_COLUMNS
        ),
        Family.TURNAROUND,
        "Rejection resubmission turnaround (RT1)",
        _REJECTIONS_APART,
        flatters="rejections are quick to mend",
        unit=Unit.HOURS,
        parts=Parts.NONE,
    ),
    Variant(
        replace(
            _RESUBMISSION,
            id="resubmission_turnaround.of_denials",
            needs=_DENIALS_AFTER_ACCEPTANCE,
            uses=(*_ACCEPTANCE, "frequency_code"),
        ),
        Family.TURNAROUND,
        "Denial resubmission turnaround (RT2)",
        _DENIALS_APART,
        unit=Unit.HOURS,
        parts=Parts.NONE,
    ),
    _of_completed("coding_on_time_rate", "Coding on-time rate of what is coded"),
    _of_completed("resubmission_on_time_rate", "Resubmission on-time rate of what is sent again"),
    Variant(
        replace(
            _RESUBMISSION, id="resubmission_on_time_rate.of_rejections", needs=_REJECTION_COLUMNS
        ),
        Family.TURNAROUND,
        "Rejection resubmission on-time rate (RT1)",
        _REJECTIONS_APART,
        flatters="rejections are quick to mend",
    ),
    Variant(
        replace(
            _RESUBMISSION,
            id="resubmission_on_time_rate.of_denials",
            needs=_DENIALS_AFTER_ACCEPTANCE,
            uses=(*_ACCEPTANCE, "frequency_code"),
        ),
        Family.TURNAROUND,
        "Denial resubmission on-time rate (RT2)",
        _DENIALS_APART,
    ),
)
