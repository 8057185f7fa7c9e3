"""Words for what is measured."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "Measuring",
    (
        Term(
            "metric",
            "a definition: what is counted over what, for which month, in which unit",
            "KPI name, stat",
        ),
        Term(
            "measurement",
            "a metric's value for one vendor and month, with its population where known",
            "number",
        ),
        Term("numerator, denominator", "the two parts of a rate; from them the value is derived"),
        Term("population", "the items behind a value; for a rate its denominator", "sample size"),
        Term(
            "month",
            "a calendar month of the practice; each metric says which event places an item in it",
            "period",
        ),
        Term("direction", "the side of a limit that is good: higher or lower"),
        Term(
            "ladder",
            "every documented threshold of a metric, strictest first, each with its purpose",
            "benchmarks",
        ),
        Term(
            "variant",
            "another definition that goes by the same name elsewhere; never compared",
            "version",
        ),
        Term("reported", "the vendor's own figure", "actual, true"),
        Term("recomputed", "the figure worked out here from claims", "actual, true"),
        Term("discrepancy", "reported less recomputed, where it exceeds the tolerance", "error"),
        Term(
            "restatement",
            "a changed value for a month already stored; the first value stays visible",
            "correction",
        ),
        Term(
            "business clock",
            "counts a business day as 24 hours, weekends and holidays as none",
            "working hours",
        ),
    ),
)
