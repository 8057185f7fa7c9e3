"""Tables of clocks, rights and decisions, the same on the screen and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from vendor_eval.follow_up.notice import Notice
from vendor_eval.follow_up.termination_clock import Clock, Place, Right, Standing
from vendor_eval.reports.report import Align, Cell, Column, Table
from vendor_eval.reports.rule_words import in_words
from vendor_eval.reports.status import MARKS as STATUS_MARKS
from vendor_eval.reports.termination_words import (
    MARKS,
    NO_DEADLINE,
    about,
    months_of,
    next_month,
    so_far,
)
from vendor_eval.reports.vendor_section import measured, minimum_shown
from vendor_eval.reports.wording import metric_name, sentence, shown_date
from vendor_eval.sla.findings import Finding


def vendors_table(by_vendor: Mapping[str, Sequence[Clock]], today: dt.date) -> Table:
    """One row a vendor, as its most urgent clock stands.

    Args:
        by_vendor: at least one clock each, the most urgent first.
    """
    return Table(
        title="",
        columns=(
            Column("Vendor", 26),
            Column("Most urgent", 18),
            Column("Rights open", 11, Align.END),
            Column("Send notice by", 18),
            Column("Days left", 10, Align.END),
            Column("About", 26),
            Column("So far", 28),
        ),
        rows=tuple(_vendor_row(vendor, clocks, today) for vendor, clocks in by_vendor.items()),
        empty="No contract has a rule that gives a right to terminate.",
    )


def _vendor_row(vendor: str, clocks: Sequence[Clock], today: dt.date) -> tuple[Cell, ...]:
    rights = [right for clock in clocks for right in clock.open_rights(today)]
    first = clocks[0]
    urgent, standing = first.open_rights(today), first.standing(today)
    return (
        vendor,
        MARKS[standing],
        len(rights),
        urgent[0].send_by if urgent else None,
        urgent[0].days_left(today) if urgent else None,
        *((None, None) if standing is Standing.CLEAR else (about(first), so_far(first))),
    )


def clocks_table(clocks: Sequence[Clock], today: dt.date) -> Table:
    """Every clock on which something counts, in the order given; the others in the note."""
    shown = [one for one in clocks if one.standing(today) is not Standing.CLEAR]
    clear = len(clocks) - len(shown)
    return Table(
        title="Rules, and how far along",
        columns=(
            Column("Standing", 20),
            Column("About", 22),
            Column("Rule", 30),
            Column("So far", 24),
            Column("Months that count", 26),
            Column("What next month has to bring", 34),
        ),
        rows=tuple(
            (
                MARKS[one.standing(today)],
                about(one),
                sentence(in_words(one.rule)),
                so_far(one),
                months_of(one) or None,
                next_month(one),
            )
            for one in shown
        ),
        empty="Nothing counts towards any rule of the contract.",
        note=f"On {clear} more nothing counts." if clear and shown else "",
    )


def rights_table(rights: Sequence[Right], today: dt.date) -> Table:
    """Rights that arose, with their days and what was decided."""
    return Table(
        title="Rights that arose",
        columns=(
            Column("Standing", 16),
            Column("Month", 11),
            Column("About", 20),
            Column("Rule", 28),
            Column("Arose on", 17),
            Column("Lapses on", 17),
            Column("Send by", 17),
            Column("Days left", 10, Align.END),
            Column("Decided", 24),
        ),
        rows=tuple(_right_row(one, today) for one in rights),
        empty="No right to terminate has arisen.",
        note=NO_DEADLINE if any(one.lapses_on is None for one in rights) else "",
    )


def _right_row(right: Right, today: dt.date) -> tuple[Cell, ...]:
    is_open = right.standing(today) is Standing.OPEN
    notice = right.notice
    return (
        MARKS[right.standing(today)],
        right.month,
        about(right),
        sentence(in_words(right.rule)),
        right.arose_on,
        right.lapses_on,
        right.send_by,
        right.days_left(today) if is_open else None,
        None if notice is None else f"{notice.decided_by}: {notice.why}",
    )


def findings_behind(right: Right | Clock, findings: Mapping[Place, Finding], title: str) -> Table:
    """The findings that a right or a clock counts, by month, with their sentences."""
    known = [findings[place] for place in right.made_of if place in findings]
    return Table(
        title=title,
        columns=(
            Column("Month", 11),
            Column("Metric", 22),
            Column("Value", 12, Align.END),
            Column("Minimum", 14, Align.END),
            Column("Clause", 18),
            Column("Status", 14),
            Column("Why", 50),
        ),
        rows=tuple(
            (
                one.month,
                metric_name(one.metric),
                measured(one),
                minimum_shown(one.level),
                one.level.clause or None,
                STATUS_MARKS[one.status],
                one.reason,
            )
            for one in known
        ),
        empty="No finding is behind it.",
    )


def unfounded_sentences(notices: Iterable[Notice]) -> tuple[str, ...]:
    """A sentence for each decision about a right that there is no more."""
    return tuple(
        f"{one.use.value.capitalize()} on {shown_date(one.on)}, decided by {one.decided_by}: the "
        f"right of {one.month.shown} ({metric_name(one.metric) if one.metric else 'all metrics'}) "
        "is no more, since a correction, a relief or an amendment has undone it; tell counsel."
        for one in notices
    )
