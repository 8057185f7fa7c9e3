"""First pass, converted: two vendors' counts once, and every definition of the rate out of them.

The counts stand in the address, so that a conversion can be sent on; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from vendor_eval.errors import BadInput
from vendor_eval.evaluation.conversion import Converted, FirstPassCounts, first_pass
from vendor_eval.pages.parts import tables
from vendor_eval.pages.parts.evaluation import converted
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.reports.wording import listed

_MOST_CLAIMS = 1_000_000_000
_COUNTS = {
    "sent": (
        "Sent for the first time",
        "Original claims, no replacements or voids. Each is in one of the other counts.",
    ),
    "clearinghouse_rejected": (
        "Rejected by the clearinghouse",
        "They never reached a payer.",
    ),
    "payer_rejected": (
        "Rejected by the payer",
        "Refused by the payer's front end (277CA), before anybody adjudicated them.",
    ),
    "paid": (
        "Paid at once",
        "By the first remittance: the payer paid something and denied no line.",
    ),
    "patient_share": (
        "All left to the patient",
        "The first remittance denied no line, and deductible, copay or coinsurance took it all.",
    ),
    "partly_denied": (
        "Partly denied",
        "The first remittance denied some of the lines.",
    ),
    "denied": (
        "Fully denied",
        "The first remittance denied all lines.",
    ),
    "pending": (
        "Still pending",
        "The payer let them in and has sent no remittance yet.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Given:
    """What was typed for one vendor.

    Attributes:
        figures: every definition, without values where the counts contradict each other.
    """

    vendor: str
    counts: FirstPassCounts
    figures: tuple[Converted, ...]
    faults: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """What the counts that nobody typed are called."""
        named = [
            label for name, (label, _) in _COUNTS.items() if getattr(self.counts, name) is None
        ]
        return [label.lower() for label in named]


def draw() -> None:
    """Draw the page."""
    with title_row("First pass"):
        pass
    st.text(
        "Vendors quote different figures as their first-pass rate. Type what each of them counted "
        "in the same month: every definition follows, and equal ones can be compared."
    )
    with st.grid(2, min_column_width=330):
        given = [_ask("first", "First vendor"), _ask("second", "Second vendor")]
    for one in given:
        for fault in one.faults:
            st.error(literal(fault))
    st.markdown(f"**{literal(_comparable(given))}**")
    names = [one.vendor for one in given]
    tables.draw(converted.table(names, [one.figures for one in given]), "conversion")
    for one in given:
        if 0 < len(one.missing) < len(_COUNTS):
            st.caption(literal(f"{one.vendor} is asked for: {listed(one.missing)}."))


def _ask(key: str, name: str) -> _Given:
    """The fields of one vendor.

    Args:
        key: what its values in the address begin with.
        name: what it is called until a name is typed.
    """
    with st.container(border=True):
        typed = st.text_input(
            name,
            key=f"{key}.vendor",
            max_chars=60,
            placeholder="Its name",
            bind="query-params",
        )
        with st.grid(2, min_column_width=135):
            counts = {
                count: st.number_input(
                    label,
                    min_value=0,
                    max_value=_MOST_CLAIMS,
                    value=None,
                    step=1,
                    key=f"{key}.{count}",
                    help=meaning,
                    bind="query-params",
                )
                for count, (label, meaning) in _COUNTS.items()
            }
    return _given((typed or "").strip() or name, FirstPassCounts(**counts))


def _given(vendor: str, counts: FirstPassCounts) -> _Given:
    try:
        return _Given(vendor, counts, first_pass(counts))
    except BadInput as error:
        faults = tuple(
            f"{vendor}, {_COUNTS[fault.where][0].lower()}: {fault.what}; {fault.mend}."
            for fault in error.faults
        )
        return _Given(vendor, counts, first_pass(FirstPassCounts()), faults)


def _comparable(given: Sequence[_Given]) -> str:
    """Which figure of the one vendor can be held against which of the other."""
    one, other = given
    pairs = zip(one.figures, other.figures, strict=True)
    both = [left for left, right in pairs if left.value is not None and right.value is not None]
    if not both:
        return "Nothing can be compared yet: no definition has its counts from both vendors."
    vendors = f"{one.vendor} and {other.vendor}"
    if len(both) == len(one.figures):
        return f"{vendors} can be compared by each of these figures, and only within its row."
    names = listed([converted.heading(figure) for figure in both])
    return f"{vendors} can be compared by this, and only within a row: {names}."
