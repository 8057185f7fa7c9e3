"""Words for where things come from."""

from vendor_eval.glossary.term import Chapter, Term

CHAPTER = Chapter(
    "Where things come from",
    (
        Term("source", "a document", "reference"),
        Term("citation", "a place in a source", "link"),
        Term(
            "source document",
            "one of S000 to S004, which the limits of the standard template come from",
        ),
    ),
)
