"""How long work takes, and how much of it is done in time.

A turnaround in hours is the median of the items finished in the month: an item nobody finishes
never counts. Its on-time rate is taken over the items that fell due, the open and overdue among
them, and is what a contract should use: 180 on time, 12 late and 24 overdue are 93.75 % of the
finished and 83.33 % of the due.
"""

from __future__ import annotations

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts, Rung, Variant
from vendor_eval.metrics.sources import FAST_RULES, KPI_TABLE, MPREC, PROMD, S001
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Unit

_MEDIAN = (
    "The median of the items finished in the month; medians of sites or payers cannot be added "
    "up. Work that lies unfinished does not show in it"
)
_CLOCKS = (
    "Three clocks start and stop at different events (X6): coding (24 to 48 h), submission after "
    "it (48 to 72 h), and the claim from end to end. A contract names the one it means."
)
_END_TO_END = Variant(
    "claim turnaround from end to end",
    "documentation to submission, 24 to 72 h in S001; coding and submission at S003's figures "
    "add up to 72 to 120 h",
    citation=Citation(S001, "claim turnaround"),
)
_LATE_START = "starting the clock when the vendor opens the item, not when it could have"
_FINISHED_ONLY = "measuring finished items only, so that a backlog never counts"

CODING_TURNAROUND = Metric(
    id="coding_turnaround",
    name="Coding turnaround",
    unit=Unit.HOURS,
    direction=Direction.LOWER,
    parts=Parts.NONE,
    definition=Definition(
        numerator=(
            "median hours from documentation received and complete to coding complete, of the "
            "encounters coded in the month"
        ),
        denominator=None,
        attribution=Attribution.EVENT,
        excludes="time that waits for the practice, where the contract stops the clock",
    ),
    citations=(KPI_TABLE,),
    target=Limit.parse("<= 48 h"),
    warning=Limit.parse("<= 72 h"),
    ladder=(
        Rung(Limit.parse("<= 24 h"), "fast end of the range called normal", KPI_TABLE),
        Rung(Limit.parse("<= 48 h"), "target: slow end of the range called normal", KPI_TABLE),
        Rung(Limit.parse("<= 72 h"), "warning line", KPI_TABLE),
    ),
    variants=(
        Variant(
            "claim submission lag (TA2)",
            "starts where this one stops",
            "claim_submission_lag",
        ),
        _END_TO_END,
        Variant(
            "charge lag (TA3)",
            "from the service to the posted charge; 48 h in one vendor's text",
            citation=Citation(MPREC, "charge lag"),
            definition="coding_turnaround.charge_lag",
        ),
        Variant(
            "total lag (TA4)",
            "from the service to the first submission; about 72 h in one vendor's text",
            citation=Citation(PROMD, "submission lag"),
            definition="claim_submission_lag.from_service",
        ),
        Variant("mean hours", "a few forgotten charts move it, and a long tail hides in it"),
    ),
    gaming=(
        "queries to clinicians opened just before the deadline",
        "received taken as picked up by the next batch",
        "easy charts first",
        _FINISHED_ONLY,
    ),
    aliases=("Coding TAT", "Coding turnaround time", "Coding turn around time"),
    checked_from="an extract with timestamps, or the log of the coding queue",
    note=f"TA1. {_MEDIAN}: a contract should use the coding on-time rate. {_CLOCKS}",
)

SUBMISSION_LAG = Metric(
    id="claim_submission_lag",
    name="Claim submission lag",
    unit=Unit.HOURS,
    direction=Direction.LOWER,
    parts=Parts.NONE,
    definition=Definition(
        numerator=(
            "median hours from coding complete to the claim's first submission, of the claims "
            "first sent in the month"
        ),
        denominator=None,
        attribution=Attribution.EVENT,
        excludes="resubmissions",
    ),
    citations=(FAST_RULES,),
    target=Limit.parse("<= 72 h"),
    ladder=(
        Rung(Limit.parse("<= 48 h"), "fast end of the range called normal", FAST_RULES),
        Rung(Limit.parse("<= 72 h"), "target: slow end of the range called normal", FAST_RULES),
    ),
    variants=(
        Variant("coding turnaround (TA1)", "ends where this one starts", "coding_turnaround"),
        _END_TO_END,
    ),
    gaming=(_FINISHED_ONLY, "coding marked complete only when the claim is about to leave"),
    aliases=("Submission lag", "Claim lag", "Claim submission time"),
    checked_from="837 for the stop; an extract with timestamps for the start",
    note=(
        f"TA2. {_MEDIAN}: a contract should use an on-time rate over what fell due. {_CLOCKS} "
        "No document gives a warning line: a contract without a minimum of its own cannot be "
        "breached on it."
    ),
)

RESUBMISSION_TURNAROUND = Metric(
    id="resubmission_turnaround",
    name="Resubmission turnaround",
    unit=Unit.HOURS,
    direction=Direction.LOWER,
    parts=Parts.NONE,
    definition=Definition(
        numerator=(
            "median hours from a rejection or denial becoming known to the corrected claim being "
            "sent, of those sent in the month"
        ),
        denominator=None,
        attribution=Attribution.EVENT,
        excludes="time that waits for practice or payer, where the contract stops the clock",
    ),
    citations=(KPI_TABLE,),
    target=Limit.parse("<= 48 h"),
    warning=Limit.parse("<= 120 h"),
    ladder=(
        Rung(Limit.parse("<= 24 h"), "fast end of the range called normal", KPI_TABLE),
        Rung(Limit.parse("<= 48 h"), "target: slow end of the range called normal", KPI_TABLE),
        Rung(Limit.parse("<= 120 h"), "warning line: 5 business days", KPI_TABLE),
    ),
    variants=(
        Variant(
            "rejections only (RT1)",
            "from the first refusal in a 277CA to the next attempt; short and quick to mend",
            definition="resubmission_turnaround.of_rejections",
        ),
        Variant(
            "denials only (RT2)",
            "from the 835 to the replacement claim or appeal; slower by nature",
            definition="resubmission_turnaround.of_denials",
        ),
    ),
    gaming=(_LATE_START, "touched counted as sent again", _FINISHED_ONLY),
    aliases=("Resubmission TAT", "Resubmission time", "Denial resubmission turnaround"),
    checked_from="277CA and 837 for rejections, 835 and 837 for denials; appeals from a log",
    note=(
        f"{_MEDIAN}: a contract should use the resubmission on-time rate. The document gives the "
        "target in hours and the warning in business days (X7): the catalogue holds hours, and "
        "120 h are 5 business days on a business clock, where a business day counts 24 hours and "
        "weekends and holidays none. On a calendar clock the same 120 h are 5 days of any kind, "
        "which is stricter."
    ),
)

CODING_ON_TIME = Metric(
    id="coding_on_time_rate",
    name="Coding on-time rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="encounters coded within the agreed hours after complete documentation",
        denominator="encounters whose coding fell due in the month, open and overdue ones included",
        attribution=Attribution.DUE,
        excludes="encounters not due yet",
    ),
    citations=(KPI_TABLE,),
    variants=(
        Variant(
            "over coded encounters",
            "the overdue are left out, which flatters it",
            definition="coding_on_time_rate.of_completed",
        ),
        Variant("median hours", "says how long, not how much in time", "coding_turnaround"),
    ),
    gaming=(
        _LATE_START,
        "clock stops without a reason; how many items have one belongs beside the rate",
        _FINISHED_ONLY,
    ),
    aliases=("Coding on time %", "Coding on time", "Coding within SLA %", "Coding SLA %"),
    checked_from="an extract with timestamps, or the log of the coding queue",
    note=(
        "What a contract should use for coding. The agreed hours are 48 calendar hours unless "
        "the contract says otherwise. No document says which share must be on time; the contract "
        "does."
    ),
)

RESUBMISSION_ON_TIME = Metric(
    id="resubmission_on_time_rate",
    name="Resubmission on-time rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="rejected or denied claims sent again, corrected, within the agreed time",
        denominator="rejected or denied claims that fell due in the month, overdue ones included",
        attribution=Attribution.DUE,
        excludes="items not due yet",
    ),
    citations=(KPI_TABLE,),
    variants=(
        Variant(
            "over resubmitted claims",
            "what nobody worked is left out, which flatters it",
            definition="resubmission_on_time_rate.of_completed",
        ),
        Variant("median hours", "says how long, not how much in time", "resubmission_turnaround"),
    ),
    gaming=(_LATE_START, "touched counted as sent again", _FINISHED_ONLY),
    aliases=(
        "Resubmission on time %",
        "Resubmission on time",
        "Resubmissions within SLA %",
        "Resubmission SLA %",
    ),
    checked_from="277CA, 835 and 837; appeals from a log",
    note=(
        "What a contract should use for resubmission; it names the hours and the clock. No "
        "document says which share must be on time; the contract does."
    ),
)

TURNAROUNDS = (CODING_TURNAROUND, SUBMISSION_LAG, RESUBMISSION_TURNAROUND)
ON_TIME = (CODING_ON_TIME, RESUBMISSION_ON_TIME)
