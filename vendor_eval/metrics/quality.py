"""What only an audit or a log can show: right codes, quick answers, reports in time."""

from __future__ import annotations

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts, Rung, Variant
from vendor_eval.metrics.sources import CODAMETRIX, FAST_RULES, NYM, REPORTING, S000, S001, S003
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Unit

CODING_ACCURACY = Metric(
    id="coding_accuracy",
    name="Coding accuracy",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="codes of the sample that the vendor assigned as the auditor did",
        denominator="codes that the auditor assigned to the sample",
        attribution=Attribution.EVENT,
        excludes="surplus codes of the vendor, which are shown beside it",
    ),
    citations=(
        Citation(S000, "coding standard"),
        Citation(S001, "accuracy"),
        Citation(NYM, "ways to measure"),
    ),
    target=Limit.parse(">= 95 %"),
    warning=Limit.parse(">= 90 %"),
    ladder=(
        Rung(Limit.parse(">= 95 %"), "meets the standard", Citation(S000, "coding standard")),
        Rung(Limit.parse(">= 95 %"), "target of coder training", Citation(S001, "accuracy")),
        Rung(
            Limit.parse(">= 95 %"),
            "often ascribed to AHIMA and AAPC, without a common way to measure it",
            Citation(CODAMETRIX, "origin of the figure"),
        ),
        Rung(
            Limit.parse(">= 90 %"),
            "from 90 to 95 % improve; below it mend the coding before any negotiation",
            Citation(S000, "when to fix coding first"),
        ),
    ),
    variants=(
        Variant(
            "less surplus codes",
            "surplus codes are taken off; can fall below zero",
            definition="coding_accuracy.less_extras",
        ),
        Variant(
            "over all codes of both",
            "surplus codes enter the denominator",
            definition="coding_accuracy.union",
        ),
        Variant(
            "by encounter",
            "encounters without any error over encounters audited; far lower on the same sample",
            definition="coding_accuracy.encounters",
        ),
        Variant(
            "financial",
            "encounters whose payment would not change over encounters audited",
            definition="coding_accuracy.financial",
        ),
    ),
    gaming=(
        "the vendor audits itself",
        "a sample of easy charts",
        "many routine codes in the denominator",
        "disputes counted only in the vendor's favour",
    ),
    aliases=("Coding accuracy rate", "Coder accuracy", "Code accuracy"),
    checked_from="an audit worksheet; otherwise only the vendor can report it, not verified",
    note=(
        "Code level. In one sample of 40 encounters and 160 codes 93.75 % of the codes and 77.5 % "
        "of the encounters were right, so a contract names its method (X5). The month is that of "
        "the audit."
    ),
)

ACCOUNT_RESPONSE = Metric(
    id="account_response_time",
    name="Account response time",
    unit=Unit.BUSINESS_DAYS,
    direction=Direction.LOWER,
    parts=Parts.NONE,
    definition=Definition(
        numerator=(
            "median business days from a request to the first answer of substance by a person, "
            "of the requests answered in the month"
        ),
        denominator=None,
        attribution=Attribution.EVENT,
        excludes="automatic replies",
    ),
    citations=(FAST_RULES,),
    target=Limit.parse("< 1 business day"),
    ladder=(
        Rung(Limit.parse("< 1 business day"), "what an account manager should keep", FAST_RULES),
    ),
    variants=(
        Variant("time to resolution", "ends when the matter is settled, not at the first answer"),
        Variant("urgent requests apart", "contracts often give them a limit of their own"),
    ),
    gaming=("automatic replies counted as answers", "unanswered requests left out"),
    aliases=("Account manager response", "Account manager response time", "Response time"),
    checked_from="the practice's log of requests; otherwise only the vendor can report it",
    note=(
        "The median of the requests answered in the month: it cannot be added up over sites, and "
        "a request nobody answers does not show in it. No document gives a warning line: a "
        "contract without a minimum of its own cannot be breached on it."
    ),
)

REPORT_TIMELINESS = Metric(
    id="report_timeliness",
    name="Report timeliness",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="reports received complete by their due date",
        denominator="reports due in the month, missing ones included",
        attribution=Attribution.DUE,
    ),
    citations=(REPORTING, Citation(S003, "service agreement, reporting delivery")),
    variants=(
        Variant(
            "received by the due date", "an incomplete report, corrected later, counts as good"
        ),
    ),
    gaming=("an empty or partial report sent to keep the date", "due dates moved by agreement"),
    aliases=("Reports on time %", "Reports on time", "Report on-time rate", "Reporting timeliness"),
    checked_from="the practice's log of reports received; otherwise only the vendor can report it",
    note=(
        "A report corrected after it was received counts as late. The documents want one monthly "
        "or bi-monthly and call a month the minimum: read as twice a month, with one month as the "
        "longest gap (X8). No document says which share must be on time; the contract does."
    ),
)

METRICS = (CODING_ACCURACY, ACCOUNT_RESPONSE, REPORT_TIMELINESS)
