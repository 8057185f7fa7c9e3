"""What a scenario comes to as it stands in its form: who is cheapest, or every fault at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from vendor_eval.errors import BadInput, Fault
from vendor_eval.pages import session
from vendor_eval.pages.parts import tables
from vendor_eval.pages.words import literal
from vendor_eval.reports.cost_headline import status_sentence
from vendor_eval.reports.cost_result import CostResult
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import counted
from vendor_eval.workflows import scenarios
from vendor_eval.workflows.scenarios import Looked, Outlook

_COLUMNS = (
    Column("Option", 34),
    Column("Fee", 16, Align.END),
    Column("All in", 16, Align.END),
    Column("Place by fee", 12, Align.END),
    Column("Place all in", 12, Align.END),
)
_FAULTS = (Column("Where", 30), Column("What is wrong", 50), Column("What mends it", 50))
_MANY, _TALLEST = 8, 360
# How a place in a file reads in a form; entries of lists are counted from one in both.
_PLACES = {
    "options": "option",
    "fees": "fee",
    "tiers": "row",
    "bands": "row",
    "payers": "payer",
    "seasons": "season",
}
_ENTRY = re.compile(r"(\w+)\[(\d+)\]")


def draw(text: str, name: str, looked: Sequence[Looked]) -> Outlook | None:
    """Draw what ``text`` comes to; its outlook, or None where it has faults."""
    try:
        found = scenarios.outlook(session.person(), text, looked)
    except BadInput as error:
        _draw_faults(error.faults)
        return None
    result = CostResult(name, found)
    st.markdown(f"**{literal(status_sentence(result))}**")
    tables.draw(_table(result), "scenario.result")
    return found


def _draw_faults(faults: Sequence[Fault]) -> None:
    st.warning(f"{counted(len(faults), 'thing')} to mend before it can be priced.")
    rows = tuple((place(one.where), one.what, one.mend) for one in faults)
    # The fields that mend them stand below: many faults are moved through, not past.
    with st.container(height=_TALLEST if len(rows) > _MANY else "content", border=False):
        tables.draw(Table("", _FAULTS, rows), "scenario.faults")


def place(where: str) -> str:
    """``option 2, fee 1, rate`` for ``scenario: options[2].fees[1].rate``."""
    keys = where.removeprefix("scenario: ").split(".")
    return ", ".join(_ENTRY.sub(_entry, one).replace("_", " ") for one in keys)


def _entry(found: re.Match[str]) -> str:
    return f"{_PLACES.get(found[1], found[1])} {found[2]}"


def _table(result: CostResult) -> Table:
    fees = sorted(one.priced.total for one in result.options)
    costs = sorted(cost.total for _, cost in result.known())
    rows = []
    for one in result.options:
        cost = one.priced.all_in
        rows.append(
            (
                one.name,
                one.priced.total,
                None if cost is None else cost.total,
                fees.index(one.priced.total) + 1,
                None if cost is None else costs.index(cost.total) + 1,
            )
        )
    return Table("", _COLUMNS, tuple(rows))
