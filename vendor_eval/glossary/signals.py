"""Words for what a course of months says."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "Signals",
    (
        Term(
            "signal",
            "one of four answers beside each other: status, confidence, change, outlook",
            "light, score",
        ),
        Term(
            "confidence",
            "the chance that the true rate lies beyond a limit, given the counts",
            "certainty, probability of breach",
        ),
        Term(
            "change",
            "a month that differs from the vendor's own past by more than its usual ups and downs",
            "trend, breach",
        ),
        Term("outlook", "the chance that next month lies beyond its limit", "forecast, prediction"),
        Term(
            "phase",
            "months that are taken for one process; a new one begins by decision only",
            "rebase, regime",
        ),
        Term(
            "baseline of a chart",
            "the first reported months of a phase, from which its limits come",
        ),
        Term("trial limits", "a chart's limits from fewer than 13 points"),
        Term(
            "sign",
            "what tells a month from chance: outside, trend, two of three, one side, drift",
            "special cause, alarm",
        ),
        Term(
            "assurance",
            "whether the process as it runs keeps a limit always, never, or hit and miss",
            "guarantee",
        ),
        Term(
            "budget, burn",
            "what a limit allows to go wrong in a contract year; the pace at which it is used up",
        ),
    ),
)
