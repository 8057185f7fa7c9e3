"""How much work there was: what rates are read beside and fees are reckoned on.

More is not better by itself, and no document sets a limit.
"""

from __future__ import annotations

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts, Variant
from vendor_eval.metrics.sources import AAFP, S003
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Unit

CLAIMS_SUBMITTED = Metric(
    id="claims_submitted",
    name="Claims submitted",
    unit=Unit.COUNT,
    direction=Direction.HIGHER,
    parts=Parts.NONE,
    definition=Definition(
        numerator="original claims sent for the first time",
        denominator=None,
        attribution=Attribution.SUBMISSION,
        excludes="resubmissions, replacements and voids",
    ),
    citations=(Citation(S003, "pricing per claim"),),
    variants=(
        Variant("submissions", "every attempt counts, so poor work raises it"),
        Variant("claim lines", "a claim has many; some price lists charge by line"),
    ),
    gaming=("resubmissions counted as new claims", "claims split in two"),
    aliases=(
        "Claim volume",
        "Claims sent",
        "Claims filed",
        "Number of claims",
        "# Claims",
        "# of claims",
    ),
    checked_from="837, or an extract with submission dates",
    note="The count behind many rates; where a vendor is paid per claim, it is also its invoice.",
)

NET_COLLECTIONS = Metric(
    id="net_collections",
    name="Net collections",
    unit=Unit.USD,
    direction=Direction.HIGHER,
    parts=Parts.NONE,
    definition=Definition(
        numerator="payments of payers and patients posted in the month, less refunds and takebacks",
        denominator=None,
        attribution=Attribution.EVENT,
    ),
    citations=(
        Citation(S003, "pricing by percentage of net collections"),
        Citation(AAFP, "adjusted collection rate"),
    ),
    variants=(
        Variant("gross payments", "before refunds and takebacks"),
        Variant("payers only", "without what patients paid"),
        Variant("with desk copays", "counts what the practice itself took in"),
    ),
    gaming=(
        "refunds and takebacks left out",
        "copays taken at the desk counted as the vendor's work",
        "payments of an earlier vendor's claims counted in",
    ),
    aliases=("Net payments", "Collections (net)", "Net cash collected", "Net collections ($)"),
    checked_from="835 for payers, an extract for patients and refunds, and the bank's statements",
    note=(
        "Cash of the month it was posted in, whatever month the service was in; never the "
        "numerator of the net collection rate, which follows the services."
    ),
)

METRICS = (CLAIMS_SUBMITTED, NET_COLLECTIONS)
