"""Denials, counted three ways.

The same remittances can be 7.9 % fully denied claims, 9.9 % claims with a denied line and 12.0 %
of the dollars: on target, in the middle band and beyond the warning line. So each is a metric.
"""

from __future__ import annotations

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts, Rung, Variant
from vendor_eval.metrics.sources import (
    AAFP_DENIALS,
    EXPERIAN,
    HFMA_TASK_FORCE,
    HFMA_TASK_FORCE_NEWS,
    KODIAK_DENIALS,
    KPI_TABLE,
    PREMIER,
    S000,
    S002,
    UNDERPERFORMANCE,
)
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Unit

_NOT_A_REMITTANCE = "duplicates, reversals, capitated and reporting-only lines, secondary payers"
_STANDARD_METRICS = Citation(HFMA_TASK_FORCE_NEWS, "initial denial rate")
_TASK_FORCE_RATE = Variant(
    "task force initial denial rate (DN4)",
    "over claims submitted, averaged over the three months before the reporting month",
    citation=Citation(HFMA_TASK_FORCE, "initial denial rate"),
    definition="denial_rate.three_months_before",
)
_GAMING = (
    "calling denials rejections or requests for information",
    "leaving out partly denied claims or secondary payers",
    "writing small balances off as contractual",
    "voiding and creating claims anew, so that the denial loses its claim",
    "duplicates in the denominator",
)

DENIALS = Metric(
    id="denial_rate",
    name="Denial rate",
    unit=Unit.RATIO,
    direction=Direction.LOWER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="first remittances with at least one denied line",
        denominator="first remittances of primary payers, one a claim",
        attribution=Attribution.REMITTANCE,
        excludes=_NOT_A_REMITTANCE,
    ),
    citations=(
        KPI_TABLE,
        UNDERPERFORMANCE,
        _STANDARD_METRICS,
        Citation(S000, "share of organizations at 10 % or more"),
        Citation(EXPERIAN, "share of providers at 10 % or more"),
    ),
    target=Limit.parse("< 8 %"),
    warning=Limit.parse("<= 12 %"),
    ladder=(
        Rung(
            Limit.parse("< 5 %"),
            "ready to negotiate with payers; no billing trouble to hide behind",
            Citation(S000, "when to negotiate"),
        ),
        Rung(Limit.parse("< 8 %"), "target; from 8 to 10 % watch it", KPI_TABLE),
        Rung(
            Limit.parse("<= 10 %"),
            "above it the vendor underperforms",
            UNDERPERFORMANCE,
        ),
        Rung(
            Limit.parse("<= 10 %"),
            "above it mend the coding before negotiating",
            Citation(S000, "when to fix coding first"),
        ),
        Rung(Limit.parse("<= 12 %"), "warning line", KPI_TABLE),
        Rung(
            Limit.parse("< 14 %"),
            "context only: one state's level in 2024, and no aim",
            Citation(S002, "Pennsylvania 2024"),
        ),
        Rung(
            Limit.parse("<= 15 %"),
            "context only: roughly the level of private payers in 2022",
            Citation(PREMIER, "survey result"),
        ),
    ),
    variants=(
        Variant(
            "fully denied claims (DN2)",
            "a claim denied in part counts as good",
            "full_denial_rate",
        ),
        Variant("by dollars (DN3)", "large claims weigh more", "denial_rate_dollars"),
        _TASK_FORCE_RATE,
        Variant(
            "zero-pay rate (DN5)",
            "counts every remittance without payment, also what fell to the deductible",
            citation=Citation(HFMA_TASK_FORCE, "primary denial rate"),
            definition="denial_rate.zero_pay",
        ),
        Variant(
            "by line (DN6)",
            "denied lines over adjudicated lines; finer, for analysis",
            definition="denial_rate.by_line",
        ),
        Variant(
            "over claims submitted",
            "what has no answer yet dilutes it",
            definition="denial_rate.per_submitted",
        ),
    ),
    gaming=(*_GAMING, "reporting by dollars in months when a few large claims were paid"),
    aliases=(
        "Denials %",
        "Denial %",
        "Denied %",
        "Denied claims %",
        "Claim denial rate",
        "Claims denial rate",
        "Denials rate",
    ),
    checked_from="835 with 837; an extract where it carries reason codes and remittance dates",
    note=(
        "DN1. Whether a line is denied follows from its adjustment group and reason code, never "
        "from the claim status of the 835 alone. The documents do not say whether they mean "
        "claims or dollars; this product reads them as claims. Five figures for five decisions "
        "(X2): the contract's own minimum alone makes a breach. Two in five providers are "
        "said to see 10 % or more."
    ),
)

FULL_DENIALS = Metric(
    id="full_denial_rate",
    name="Full denial rate",
    unit=Unit.RATIO,
    direction=Direction.LOWER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator=(
            "first remittances that deny the whole claim: nothing paid, nothing left to the "
            "patient as deductible, coinsurance or copay"
        ),
        denominator="first remittances of primary payers, one a claim",
        attribution=Attribution.REMITTANCE,
        excludes=_NOT_A_REMITTANCE,
    ),
    citations=(_STANDARD_METRICS,),
    variants=(
        Variant("full and partial (DN1)", "one denied line is enough", "denial_rate"),
        Variant(
            "zero-pay rate (DN5)",
            "also counts claims that fell to the deductible, which nobody denied",
            definition="denial_rate.zero_pay",
        ),
    ),
    gaming=(
        "quoting it as the denial rate",
        "paying one line of a claim, or splitting the claim, so that the denial is only partial",
        *_GAMING,
    ),
    aliases=("Fully denied claims %", "Full denials %", "Claims denied in full %"),
    checked_from="835 with 837; an extract where it carries outcomes and remittance dates",
    note="DN2, always shown beside the denial rate. No source document sets a limit for it.",
)

DENIED_DOLLARS = Metric(
    id="denial_rate_dollars",
    name="Denial rate by dollars",
    unit=Unit.RATIO,
    direction=Direction.LOWER,
    parts=Parts.DOLLARS,
    definition=Definition(
        numerator="billed charges of denied lines on first remittances",
        denominator="billed charges on first remittances of primary payers",
        attribution=Attribution.REMITTANCE,
        excludes=_NOT_A_REMITTANCE,
    ),
    citations=(_STANDARD_METRICS, Citation(AAFP_DENIALS, "denial rate by dollars")),
    ladder=(
        Rung(Limit.parse("< 5 %"), "desirable", Citation(AAFP_DENIALS, "benchmarks")),
        Rung(
            Limit.parse("<= 10 %"),
            "upper end of what is called average",
            Citation(AAFP_DENIALS, "benchmarks"),
        ),
        Rung(
            Limit.parse("<= 11.53 %"),
            "context only: hospital-based claims in 2023, requests for information included",
            Citation(KODIAK_DENIALS, "2023 figure"),
        ),
        Rung(
            Limit.parse("<= 11.8 %"),
            "context only: the same in 2024; often misquoted as a share of claims",
            Citation(KODIAK_DENIALS, "2024 figure"),
        ),
    ),
    variants=(
        Variant("by claims (DN1)", "every claim weighs the same", "denial_rate"),
        Variant(
            "task force rate by charges (DN4)",
            "over gross charges submitted, averaged over the three months before",
            citation=Citation(HFMA_TASK_FORCE, "initial denial rate"),
            definition="denial_rate_dollars.three_months_before",
        ),
        Variant(
            "final denial write-off (DN8)",
            "what was given up in the end, on the allowed amount, over net patient revenue",
            citation=Citation(HFMA_TASK_FORCE, "denial write-offs"),
            definition="denial_rate.written_off_of_net_revenue",
        ),
    ),
    gaming=(*_GAMING, "reporting by claims in months when a few large claims were denied"),
    aliases=("Denial rate ($)", "Dollar denial rate", "Denied dollars %", "Denied charges %"),
    checked_from="835 with 837; an extract where it carries the billed charges of denied lines",
    note=(
        "DN3. A published rate often does not say whether it is by claims or by dollars; ask "
        "before comparing. No source document sets a limit for it."
    ),
)

METRICS = (DENIALS, FULL_DENIALS, DENIED_DOLLARS)
