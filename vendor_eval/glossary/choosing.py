"""Words for choosing a vendor and for what it asks."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "Choosing and paying a vendor",
    (
        Term(
            "scorecard, section, item", "the checklist, its parts, one weighed question", "survey"
        ),
        Term("answer, evidence", "a reply, and what supports it", "response, proof"),
        Term(
            "evaluator, evaluation, round",
            "who judged, one vendor's full set, several vendors on one frozen scorecard",
            "review",
        ),
        Term(
            "weight, band, score",
            "points adding up to 100, a range that gives a rating, the result with its scale",
            "grade",
        ),
        Term(
            "asserted, evidenced",
            "a score that takes every answer at its word; the same, each answer counted as "
            "far as it is supported",
        ),
        Term(
            "consensus",
            "the answer that settles an item on which first answers differed; those stay visible",
            "average",
        ),
        Term("agenda", "what is left to settle, furthest apart first"),
        Term(
            "agreement, alpha",
            "how far first answers are alike, by Krippendorff's alpha for ordered answers; "
            "below .667 they are discussed before they are added up",
            "accuracy",
        ),
        Term(
            "promise",
            "an answer that a metric will check; held when the vendor's contract has a "
            "minimum for that metric",
            "claim",
        ),
        Term(
            "gate",
            "an item whose failure makes a vendor not eligible, whatever its score",
            "knock-out",
        ),
        Term("pack", "a scorecard for one specialty, which the practice's profile switches on"),
        Term(
            "baseline",
            "the practice's own figures in the three full months before a round",
            "benchmark",
        ),
        Term(
            "questionnaire",
            "a round's questions as a workbook, without weights and gates, that a vendor "
            "answers itself",
        ),
        Term(
            "carried over",
            "an answer of an earlier round that still stands in the next one, with the day "
            "it was given",
            "copied",
        ),
        Term(
            "register",
            "what is kept of a vendor beside its answers: its coders, document requests, "
            "references, subcontractors",
            "list",
        ),
        Term(
            "hesitation",
            "a document that a vendor refuses or hands over late; a reason to look closer",
            "delay",
        ),
        Term("retired", "taken out of use and kept in the records", "deleted"),
        Term("usage", "what was done in a month, in the units that fees are counted in", "volume"),
        Term(
            "charge model",
            "the rule from usage to a fee: percentage, per unit, flat, graduated and so on",
            "plan",
        ),
        Term("fee line, fee", "quantity times rate, and their sum", "cost item"),
        Term("proposal", "a vendor's offer: its charge models together", "quote"),
    ),
)
