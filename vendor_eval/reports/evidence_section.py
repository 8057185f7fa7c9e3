"""The breach report's part on whether reported values hold: what claims and audits say of them.

A discrepancy is a finding of its own, whatever the service level comes to: it is told in a sentence
with what to ask for. Values that nothing can be held against are counted, and not listed.
"""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.claims.reconciliation import Reconciled
from vendor_eval.claims.reconciliation_words import sentence
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Align, Cell, Column, Mark, Section, Table
from vendor_eval.reports.truth_tables import (
    AGREES,
    DISCREPANCY,
    headline,
    mark_of,
    parts_of_gap,
    values_of,
)
from vendor_eval.reports.wording import counted, metric_name


def held_against(found: Sequence[Reconciled]) -> tuple[Reconciled, ...]:
    """The reported values that claims or an audit say something of, discrepancies first."""
    checked = [one for one in found if mark_of(one) in _CHECKED]
    return tuple(sorted(checked, key=lambda one: _CHECKED.index(mark_of(one))))


def discrepancies_note(found: Sequence[Reconciled], month: Month) -> str:
    """A sentence for the first page; empty where there is no discrepancy."""
    wrong = [one for one in found if one.discrepancy is not None]
    if not wrong:
        return ""
    values = counted(len(wrong), "reported value")
    vendors = counted(len({one.known.vendor for one in wrong}), "vendor")
    lie = "lies" if len(wrong) == 1 else "lie"
    return (
        f"{values} of {vendors} {lie} further from claims or audits of {month.shown} than the "
        f"tolerance allows: see {_title(month)}."
    )


def evidence_section(found: Sequence[Reconciled], month: Month) -> Section:
    """What was reported beside what claims and audits say; there is at least one such value."""
    checked = held_against(found)
    wrong = [one for one in checked if one.discrepancy is not None]
    told = Table(
        title="Discrepancies",
        columns=(Column("Vendor", 20), Column("Metric", 22), Column("What does not hold", 76)),
        rows=tuple(
            (one.known.vendor, metric_name(one.known.metric), sentence(one)) for one in wrong
        ),
    )
    beside = Table(
        title="Reported, recomputed from claims, and audited",
        columns=(
            Column("Vendor", 26),
            Column("Metric", 26),
            Column("State", 15),
            *(Column(name, 13, Align.END) for name in _TRUTHS),
        ),
        rows=tuple((*_subject(one), mark_of(one), *values_of(one)) for one in checked),
    )
    return Section(
        title=_title(month),
        summary=headline(found),
        tables=(told, beside) if wrong else (beside,),
    )


def evidence_sheet(found: Sequence[Reconciled]) -> Table:
    """One row a value that is held against anything, the gap and its parts beside it."""
    return Table(
        title="Evidence",
        columns=(
            Column("Vendor", 22),
            Column("Metric", 24),
            Column("State", 15),
            *(Column(name, 13, Align.END) for name in (*_TRUTHS, *_PARTS)),
            Column("What it means, and what to ask for", 56),
        ),
        rows=tuple(
            (*_subject(one), mark_of(one), *values_of(one), *parts_of_gap(one), sentence(one))
            for one in held_against(found)
        ),
    )


# Discrepancies first.
_CHECKED: tuple[Mark, ...] = (DISCREPANCY, AGREES)
_TRUTHS = ("Reported", "Recomputed", "Audited")
_PARTS = ("Gap", "Definition", "Timing", "Missing claims", "Unexplained")


def _title(month: Month) -> str:
    return f"Whether reported values hold, {month.shown}"


def _subject(found: Reconciled) -> tuple[Cell, Cell]:
    return found.known.vendor, metric_name(found.known.metric)
