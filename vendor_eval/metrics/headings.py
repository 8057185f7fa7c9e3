"""Which metric a heading or a misspelt name means.

A heading is compared without case, blanks, punctuation and a trailing unit. Only headings that
can mean one metric are known; where two would do the answer is None, and a person decides.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from vendor_eval.metrics.definition import Metric

# Units as they trail a heading, longest first, so that "business days" goes as a whole.
_TRAILING_UNIT = re.compile(
    r"[\s(\[,/]*(?:in\s+)?(?:%|percent|pct|ratio|business days?|hours?|hrs?|h|days?|usd|us\$|\$"
    r"|count|#)[\s)\]]*$"
)
_CLOSE_ENOUGH = 0.75


def index_of(metrics: Iterable[Metric]) -> dict[str, str]:
    """Metric ids by every heading that means exactly one of ``metrics``, in compared form."""
    claimed: dict[str, set[str]] = {}
    for metric in metrics:
        for heading in (metric.id, metric.name, *metric.aliases):
            for form in _forms(heading):
                claimed.setdefault(form, set()).add(metric.id)
    return {form: next(iter(ids)) for form, ids in claimed.items() if len(ids) == 1}


def meant_by(text: str, headings: Mapping[str, str]) -> str | None:
    """The id that ``text`` stands for in ``headings`` (of `index_of`), or None."""
    for form in _forms(text):
        if form in headings:
            return headings[form]
    return None


def nearest(text: str, headings: Mapping[str, str]) -> str | None:
    """The id whose heading is spelt most like ``text``, or None when none is like it."""
    close = difflib.get_close_matches(_compared(text), headings, n=1, cutoff=_CLOSE_ENOUGH)
    return headings[close[0]] if close else None


def _forms(text: str) -> tuple[str, ...]:
    """The compared forms of a heading: as written, and without a trailing unit."""
    written = " ".join(text.lower().split())
    forms = (_compared(written), _compared(_TRAILING_UNIT.sub("", written)))
    return tuple(dict.fromkeys(form for form in forms if form))


def _compared(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
