"""First-pass rates as vendors give them: acceptance, resolution and payment, over what suits."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.variants.variant import Family, Variant
from vendor_eval.metrics import Parts
from vendor_eval.metrics.sources import IDX, MEDONIX, OPSDOG
from vendor_eval.provenance import Citation

_ACCEPTANCE = DEFINITIONS["first_pass_acceptance_rate"]
_CLEARINGHOUSE = DEFINITIONS["clearinghouse_acceptance_rate"]
_RESOLUTION = DEFINITIONS["first_pass_resolution_rate"]

VARIANTS = (
    Variant(
        replace(
            _ACCEPTANCE,
            id="first_pass_acceptance_rate.of_forwarded",
            needs=(*_ACCEPTANCE.needs, "ch_ack_status"),
            uses=(),
        ),
        Family.FIRST_PASS,
        "Payer front-end acceptance (FP2)",
        "Divides by the claims that the clearinghouse forwarded, so that its rejections are not "
        "counted at all.",
        flatters="every rejection at the clearinghouse vanishes",
    ),
    Variant(
        replace(_ACCEPTANCE, id="first_pass_acceptance_rate.of_answered"),
        Family.FIRST_PASS,
        "First-pass acceptance of the claims answered",
        "Leaves out the claims that neither clearinghouse nor payer has said anything about.",
        flatters="lost claims and payers that acknowledge nothing drop out",
    ),
    Variant(
        replace(
            _ACCEPTANCE,
            id="first_pass_acceptance_rate.mean_of_sites",
            needs=(*_ACCEPTANCE.needs, "location_key"),
        ),
        Family.FIRST_PASS,
        "First-pass acceptance, average of sites",
        "Averages the rates of the sites, so that a small site weighs as much as a large one.",
        Citation(IDX, "average of averages, since replaced"),
        flatters="where small sites do better than large ones",
        parts=Parts.NONE,
    ),
    Variant(
        replace(_CLEARINGHOUSE, id="clearinghouse_acceptance_rate.of_answered"),
        Family.FIRST_PASS,
        "Clean claim rate of a clearinghouse portal",
        "Divides what the clearinghouse accepted by what it accepted or rejected; the unanswered "
        "are left out.",
        Citation(IDX, "formula"),
        flatters="what the payer's front end refuses counts as good, and the unanswered drop out",
    ),
    Variant(
        replace(_RESOLUTION, id="first_pass_resolution_rate.per_submitted"),
        Family.FIRST_PASS,
        "First-pass resolution over claims submitted (FP4)",
        "Divides by every claim sent, so that the pending count against it until they are "
        "remitted.",
        Citation(MEDONIX, "definition"),
    ),
    Variant(
        replace(_RESOLUTION, id="first_pass_resolution_rate.per_remitted"),
        Family.FIRST_PASS,
        "First-pass resolution over claims remitted (FP4)",
        "Divides by the claims that were remitted, so that rejected ones never enter.",
        Citation(OPSDOG, "definition"),
        flatters="rejected claims vanish",
    ),
    Variant(
        replace(_RESOLUTION, id="first_pass_resolution_rate.paid"),
        Family.FIRST_PASS,
        "First-pass paid, or yield (FP5)",
        "Counts only what the payer paid: a claim that fell to the deductible counts against it.",
    ),
)
