"""Words for the people and for what they agreed."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "The people and the agreement",
    (
        Term(
            "practice, client",
            "the medical practice that hires the vendor and owns the figures",
            "customer",
        ),
        Term("vendor", "the company that codes or bills for the practice", "partner, provider"),
        Term("provider", "somebody who treats patients", "vendor"),
        Term("payer", "the insurer or programme that adjudicates a claim", "carrier"),
        Term(
            "contract",
            "the agreement with one vendor, with its term, fees and service levels",
            "SLA, when the whole is meant",
        ),
        Term(
            "service level",
            "one promise in a contract: a metric with its limits, from a date on",
            "objective, goal",
        ),
        Term(
            "amendment",
            "a later service level for the same metric, in force from its own date on",
            "edit",
        ),
        Term("target", "the limit the vendor aims for"),
        Term(
            "warning line", "the limit whose crossing is an alert and not yet a breach", "threshold"
        ),
        Term("minimum", "the limit that makes a breach when it is crossed", "floor"),
        Term(
            "limit", "a comparison with a quantity, written as the values that keep it: `>= 90 %`"
        ),
        Term(
            "amount at risk",
            "the part of a month's fee that credits can take, all together",
            "penalty pool",
        ),
        Term(
            "allocation",
            "the share of the amount at risk that one service level's breach costs",
            "weight",
        ),
    ),
)
