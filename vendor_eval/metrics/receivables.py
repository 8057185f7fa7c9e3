"""What is still owed, how old it is, and how much of what could be collected was.

Every one of these moves with how write-offs, credits and old balances are booked. Each definition
therefore says what it does with them.
"""

from __future__ import annotations

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts, Rung, Variant
from vendor_eval.metrics.sources import (
    AAFP,
    BECKERS_COLLECTIONS,
    ENTER,
    HFMA_DEFINITIONS,
    KODIAK_COMMERCIAL,
    KPI_TABLE,
    PROMD,
    REPORTING,
    STREAMLINE,
    UNDERPERFORMANCE,
    WIS,
)
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Unit

_ADJUSTED_RATE = Citation(AAFP, "adjusted collection rate")
_RE_AGEING = "balances aged anew when a claim is billed again or moves to another payer"
_MOVED_AWAY = "old balances moved to an agency, to bad debt or to a legacy account"

DAYS_IN_AR = Metric(
    id="days_in_ar",
    name="Days in A/R",
    unit=Unit.DAYS,
    direction=Direction.LOWER,
    parts=Parts.DOLLARS,
    definition=Definition(
        numerator="debit balances of accounts receivable at month end",
        denominator="average daily gross charges of the three months up to then",
        attribution=Attribution.SNAPSHOT,
        excludes="credit balances, which are reported apart",
    ),
    citations=(KPI_TABLE, UNDERPERFORMANCE, Citation(AAFP, "days in accounts receivable")),
    target=Limit.parse("< 40 days"),
    warning=Limit.parse("<= 55 days"),
    ladder=(
        Rung(Limit.parse("< 40 days"), "target", KPI_TABLE),
        Rung(
            Limit.parse("<= 40 days"),
            "upper end of what is preferred, 30 to 40",
            Citation(AAFP, "days in accounts receivable"),
        ),
        Rung(
            Limit.parse("< 50 days"),
            "where practices are advised to stay",
            Citation(AAFP, "days in accounts receivable"),
        ),
        Rung(
            Limit.parse("<= 50 days"),
            "from 40 to 50 watch it; consistently above 50 the vendor underperforms, here read as "
            "two of three months until the practice decides otherwise",
            UNDERPERFORMANCE,
        ),
        Rung(Limit.parse("<= 55 days"), "warning line, in any single month", KPI_TABLE),
    ),
    variants=(
        Variant(
            "net of credits",
            "credit balances taken off, which lowers it",
            definition="days_in_ar.net_of_credits",
        ),
        Variant(
            "net days (AR2)",
            "net receivables over average daily net revenue, after allowances; far lower",
            citation=Citation(HFMA_DEFINITIONS, "net days in accounts receivable"),
            definition="days_in_ar.net",
        ),
        Variant(
            "one month of charges",
            "a busy month in the denominator lowers it",
            definition="days_in_ar.one_month",
        ),
        Variant("twelve months of charges", "slow to show a turn for the worse"),
    ),
    gaming=(
        _RE_AGEING,
        _MOVED_AWAY,
        "write-offs at month end",
        "a denominator of one month with unusually high charges",
        "unapplied cash and credits netted against what is owed",
        "leaving out what patients owe",
    ),
    aliases=("A/R days", "DAR", "DSO", "Days sales outstanding", "Days in accounts receivable"),
    checked_from="a month-end snapshot of receivables and charges; 835 shows the payers' side only",
    note=(
        "AR1. Above 50 now and then is no underperformance, above 55 in one month is a warning "
        "(X3). Cross-check: opening balance plus charges and refunds, less payments and "
        "adjustments, gives the closing balance."
    ),
)

AR_OVER_90 = Metric(
    id="ar_over_90_rate",
    name="A/R over 90 days",
    unit=Unit.RATIO,
    direction=Direction.LOWER,
    parts=Parts.DOLLARS,
    definition=Definition(
        numerator="billed receivables older than 90 days since the service, at month end",
        denominator="all billed receivables at month end",
        attribution=Attribution.SNAPSHOT,
        excludes="credit balances",
    ),
    citations=(Citation(HFMA_DEFINITIONS, "aged receivables"), UNDERPERFORMANCE),
    ladder=(
        Rung(Limit.parse("< 10 %"), "called good", Citation(ENTER, "benchmarks")),
        Rung(
            Limit.parse("<= 13.5 %"),
            "context only: MGMA level at second hand",
            Citation(PROMD, "benchmarks"),
        ),
        Rung(
            Limit.parse("<= 15 %"),
            "context only: upper end of a range, 12 to 15 %",
            Citation(WIS, "benchmark"),
        ),
        Rung(
            Limit.parse("<= 36 %"),
            "context only: commercial payers of hospitals, third quarter of 2023",
            Citation(KODIAK_COMMERCIAL, "2023 figure"),
        ),
    ),
    variants=(
        Variant(
            "aged from first bill",
            "younger by the time it took to bill",
            definition="ar_over_90_rate.from_first_bill",
        ),
        Variant(
            "over 120 days",
            "a later line; never comparable with this one",
            definition="ar_over_90_rate.over_120",
        ),
    ),
    gaming=(_RE_AGEING, _MOVED_AWAY, "ageing from the last bill instead of the service"),
    aliases=(
        "A/R over 90",
        "A/R > 90",
        "A/R > 90 days",
        "A/R 90+",
        "A/R over 90 rate",
        "Over 90 days %",
        "> 90 days %",
        "AR aged over 90",
    ),
    checked_from="a month-end snapshot of receivables by age; 835 shows the payers' side only",
    note=(
        "AR3. The documents name growing buckets beyond 90 and 120 days as a sign of "
        "underperformance, without a limit; watch the trend."
    ),
)

NET_COLLECTION = Metric(
    id="net_collection_rate",
    name="Net collection rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.DOLLARS,
    definition=Definition(
        numerator="payments of payers and patients for the month's services, less refunds",
        denominator=(
            "charges of the same services less contractual adjustments and no other write-off, "
            "so that denials, timely filing and bad debt stay in"
        ),
        attribution=Attribution.SERVICE,
    ),
    citations=(KPI_TABLE, _ADJUSTED_RATE, REPORTING),
    target=Limit.parse("> 95 %"),
    warning=Limit.parse(">= 90 %"),
    ladder=(
        Rung(Limit.parse(">= 99 %"), "top practices", _ADJUSTED_RATE),
        Rung(
            Limit.parse(">= 97.5 %"),
            "context only: level quoted for good practices",
            Citation(BECKERS_COLLECTIONS, "benchmark"),
        ),
        Rung(
            Limit.parse(">= 97 %"),
            "context only: MGMA level at second hand",
            Citation(PROMD, "benchmarks"),
        ),
        Rung(Limit.parse("> 95 %"), "target", KPI_TABLE),
        Rung(Limit.parse(">= 95 %"), "least that is called acceptable", _ADJUSTED_RATE),
        Rung(Limit.parse(">= 90 %"), "warning line", KPI_TABLE),
    ),
    variants=(
        Variant(
            "cash basis",
            "payments of the month over adjusted charges of the month; swings with volume",
            definition="net_collection_rate.cash_basis",
        ),
        Variant(
            "resolved claims only",
            "open balances left out, which flatters it",
            definition="net_collection_rate.resolved_only",
        ),
        Variant(
            "against the fee schedule",
            "payments over what payers' contracts allow; the only one that shows underpayment",
        ),
        Variant(
            "denials taken out",
            "denied or unbillable amounts leave the denominator, which hides the vendor's misses",
            citation=Citation(STREAMLINE, "definition"),
            definition="net_collection_rate.denials_as_contractual",
        ),
        Variant(
            "collections over net patient revenue",
            "an accounting ratio from the general ledger; another metric, not another name (X9)",
            citation=Citation(HFMA_DEFINITIONS, "cash collection"),
            definition="net_collection_rate.of_net_revenue",
        ),
        Variant(
            "gross collection rate",
            "over charges as billed; follows the price list",
            definition="net_collection_rate.gross",
        ),
    ),
    gaming=(
        "booking timely filing, missing authorization or bad debt as contractual",
        "defining denied or unbillable amounts out of the denominator",
        "ignoring refunds and takebacks",
        "sending patients' balances to an agency",
    ),
    aliases=(
        "Net collections %",
        "Net collection",
        "Net coll. rate",
        "Net collections rate",
        "Adjusted collection rate",
        "NCR",
    ),
    checked_from=(
        "an extract with patient payments and refunds; 835 shows the payers' side only, and "
        "which adjustments are contractual"
    ),
    note=(
        "One month alone misleads: provisional for 180 days, or read it over twelve months. The "
        "documents ask vendors to report collections over net patient revenue and set limits for "
        "this rate; the two are not interchangeable (X9)."
    ),
)

METRICS = (DAYS_IN_AR, AR_OVER_90, NET_COLLECTION)
