"""The first-pass family: four metrics that vendors report under one name, and never one field.

They answer different questions about the same claims. Of 1,000 claims sent, 970 may pass the
clearinghouse, 955 the payer's front end and 840 be resolved by the first remittance: 97.0 %,
95.5 % and, over the 977 that are old enough to tell, 86.0 %.
"""

from __future__ import annotations

from vendor_eval.metrics.definition import Attribution, Definition, Metric, Parts, Rung, Variant
from vendor_eval.metrics.sources import (
    HFMA_CLEAN_CLAIMS,
    IDX,
    KPI_TABLE,
    MEDONIX,
    OPSDOG,
    S003,
    SIMBO,
    VIZIER,
)
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction, Limit, Unit

_BANDS = Citation(S003, "FAQ, reading a first-pass rate")
_WARNING_OF_THE_DOCUMENTS = Citation(S003, "warning that vendors define first pass differently")
_PAYER_ACCEPTED = Variant(
    "payer front-end acceptance (FP2)",
    "over the claims that the clearinghouse forwarded, so its rejections are not counted at all",
    definition="first_pass_acceptance_rate.of_forwarded",
)
_PAID_FIRST_TIME = Variant(
    "first-pass paid, or yield (FP5)",
    "as resolved, and the payer must have paid something: a claim that fell to the deductible "
    "counts against it",
    definition="first_pass_resolution_rate.paid",
)

FIRST_PASS_ACCEPTANCE = Metric(
    id="first_pass_acceptance_rate",
    name="First-pass acceptance rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="original claims that the payer accepted for adjudication on the first attempt",
        denominator="original claims sent for the first time to the primary payer",
        attribution=Attribution.SUBMISSION,
        excludes="replacements, voids, and claims to secondary payers",
    ),
    citations=(KPI_TABLE, _WARNING_OF_THE_DOCUMENTS),
    target=Limit.parse("> 95 %"),
    warning=Limit.parse(">= 90 %"),
    ladder=(
        Rung(Limit.parse("> 95 %"), "target; 95.0 % itself is not above it", KPI_TABLE),
        Rung(
            Limit.parse(">= 90 %"),
            "warning line: from 90.0 to 95.0 %, both included, ask for root causes; below 90 % "
            "act at once",
            _BANDS,
        ),
    ),
    variants=(
        Variant(
            "clearinghouse acceptance (FP1)",
            "stops at the clearinghouse; what the payer's front end refuses still counts as good",
            "clearinghouse_acceptance_rate",
        ),
        _PAYER_ACCEPTED,
        Variant(
            "first-pass resolution (FP4)",
            "asks whether the first remittance settled the claim, not whether it was let in",
            "first_pass_resolution_rate",
        ),
        _PAID_FIRST_TIME,
    ),
    gaming=(
        "counting clearinghouse edits only",
        "counting a claim after it was corrected in house",
        "dropping rejected claims from the denominator and sending them again as new",
        "taking a receipt (277CA category A0 or A1) for acceptance",
        "leaving out payers that send no 277CA, or measuring before late rejections arrive",
    ),
    aliases=(
        "First pass",
        "First pass rate",
        "First-pass acceptance",
        "First pass claim rate",
        "First pass claim acceptance rate",
        "End-to-end acceptance rate",
        "FPAR",
        "FPA",
    ),
    checked_from="837 with 277CA; an extract where it carries the dates of acknowledgement",
    note=(
        "FP3, end to end. The documents do not say where 94 to 95 % belongs: here the band that "
        "asks for root causes reaches up to 95.0 % (X4). A heading that says first pass and no "
        "more is read as this metric, because the documents' KPI table calls it so and the "
        "others in the family have names of their own; ask the vendor for its definition before "
        "comparing (X10). A payer's empty answer beside a remittance counts as accepted. "
        "Provisional until 14 days after the month."
    ),
)

CLEARINGHOUSE_ACCEPTANCE = Metric(
    id="clearinghouse_acceptance_rate",
    name="Clearinghouse acceptance rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="original claims that the clearinghouse did not reject on the first attempt",
        denominator="original claims sent for the first time to the primary payer",
        attribution=Attribution.SUBMISSION,
        excludes="replacements, voids, and claims to secondary payers",
    ),
    citations=(_WARNING_OF_THE_DOCUMENTS, Citation(IDX, "formula")),
    ladder=(
        Rung(
            Limit.parse(">= 97 %"),
            "green in one clearinghouse portal, which calls the figure clean claim rate",
            Citation(IDX, "colours"),
        ),
        Rung(
            Limit.parse(">= 93 %"),
            "red below it in the same portal",
            Citation(IDX, "colours"),
        ),
    ),
    variants=(
        Variant(
            "end-to-end acceptance (FP3)",
            "a claim that passes here can still be refused by the payer's front end",
            "first_pass_acceptance_rate",
        ),
        Variant(
            "clean claim rate of a portal",
            "accepted and acknowledged over these and the rejected; the pending are left out",
            citation=Citation(IDX, "formula"),
            definition="clearinghouse_acceptance_rate.of_answered",
        ),
    ),
    gaming=(
        "quoting it as the first-pass rate",
        "batches refused as a whole, which carry no single claims, left uncounted",
        "edits done in house before the first attempt is counted",
    ),
    aliases=("Clearinghouse acceptance", "Clearinghouse pass rate", "CH acceptance rate"),
    checked_from="837 with 999 and the clearinghouse's 277CA, or its own rejection report",
    note="FP1. No source document sets a limit for it. Provisional until 14 days after the month.",
)

FIRST_PASS_RESOLUTION = Metric(
    id="first_pass_resolution_rate",
    name="First-pass resolution rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator=(
            "original claims that the first remittance settled: paid or moved to the patient, "
            "with no denied line and no request for information"
        ),
        denominator="original claims sent for the first time and since rejected or remitted",
        attribution=Attribution.SUBMISSION,
        excludes="claims still pending, which are shown beside it, and claims to secondary payers",
    ),
    citations=(_WARNING_OF_THE_DOCUMENTS,),
    ladder=(
        Rung(Limit.parse(">= 95 %"), "called excellent", Citation(MEDONIX, "benchmarks")),
        Rung(Limit.parse(">= 90 %"), "called good", Citation(MEDONIX, "benchmarks")),
        Rung(Limit.parse(">= 85 %"), "called acceptable", Citation(SIMBO, "benchmarks")),
    ),
    variants=(
        Variant(
            "over claims submitted",
            "the pending count against it until they are remitted",
            citation=Citation(MEDONIX, "definition"),
            definition="first_pass_resolution_rate.per_submitted",
        ),
        Variant(
            "over claims remitted",
            "what was rejected never enters, which flatters it",
            citation=Citation(OPSDOG, "definition"),
            definition="first_pass_resolution_rate.per_remitted",
        ),
        _PAID_FIRST_TIME,
        Variant(
            "first-pass acceptance (FP3)",
            "ends when the payer lets the claim in",
            "first_pass_acceptance_rate",
        ),
    ),
    gaming=(
        "dividing by claims remitted, so that rejected claims vanish",
        "splitting claims so that the bad lines travel alone",
        "counting a request for information as settled",
    ),
    aliases=("First-pass resolution", "FPRR", "First pass resolve rate"),
    checked_from="837 with 277CA and 835; an extract where it carries outcomes and dates",
    note=(
        "FP4. A rejected first attempt stays in the denominator. Provisional until 60 days after "
        "the month. Thresholds are vendors' opinions; no source document sets one."
    ),
)

CLEAN_CLAIMS = Metric(
    id="clean_claim_rate",
    name="Clean claim rate",
    unit=Unit.RATIO,
    direction=Direction.HIGHER,
    parts=Parts.COUNTS,
    definition=Definition(
        numerator="claims that passed every edit without anybody touching them",
        denominator="claims taken into the scrubber",
        attribution=Attribution.SCRUBBING,
    ),
    citations=(Citation(HFMA_CLEAN_CLAIMS, "MAP Key CL-1"),),
    ladder=(
        Rung(
            Limit.parse(">= 95 %"),
            "usual aim for claims that need no hand",
            Citation(HFMA_CLEAN_CLAIMS, "typical target"),
        ),
    ),
    variants=(
        Variant(
            "accepted first time",
            "what clearinghouse portals report under this name",
            "clearinghouse_acceptance_rate",
        ),
        Variant(
            "settled first time",
            "some vendors use both names for one figure",
            "first_pass_resolution_rate",
        ),
        Variant(
            "clean claim in prompt-pay law",
            "a claim that the payer can pay without asking for more",
            citation=Citation(VIZIER, "prompt-pay sense"),
        ),
    ),
    gaming=(
        "corrections made by rule counted as untouched",
        "edits switched off",
        "self-pay and secondary claims added to the denominator",
    ),
    aliases=("Clean claims %", "Clean claim", "CCR"),
    checked_from=(
        "the scrubber's log; neither 837, 277CA nor 835 shows it. Without the log the vendor "
        "alone can report it, and it is not verified"
    ),
    note="HFMA CL-1, measured before submission. No source document sets a limit for it.",
)

METRICS = (
    FIRST_PASS_ACCEPTANCE,
    CLEARINGHOUSE_ACCEPTANCE,
    FIRST_PASS_RESOLUTION,
    CLEAN_CLAIMS,
)
