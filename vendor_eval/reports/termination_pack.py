"""The pack on terminating a contract: what counsel needs before a notice is written.

It words what clocks and records hold and judges nothing. Whether a right stands is for counsel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.notice import Notice
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.termination_clock import Clock, Place, Right, Standing, unfounded
from vendor_eval.quantities import Month, Usd
from vendor_eval.reports.definitions import definitions_section
from vendor_eval.reports.report import (
    About,
    Column,
    Decision,
    Figure,
    Headings,
    Report,
    Section,
    Table,
    Tone,
)
from vendor_eval.reports.rule_words import in_words
from vendor_eval.reports.status import MARKS as STATUS_MARKS
from vendor_eval.reports.termination_sections import (
    agreement,
    done_so_far,
    findings,
)
from vendor_eval.reports.termination_tables import (
    clocks_table,
    rights_table,
    unfounded_sentences,
)
from vendor_eval.reports.termination_words import MARKS, about, headline, right_sentence
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Credit, Finding

HEADINGS = Headings(
    decisions="Rights to decide on, the most urgent first",
    further="Further rights to decide on",
    subject="About",
    money="",
    none_due="No right to terminate is open.",
    sections="What is behind them",
    legend="How rules and months are shown",
)
NOT_ADVICE = (
    (
        "This pack says what the contract's figures give, and is no legal advice. Whether a right "
        "stands, and how notice has to be given, is for counsel."
    ),
    (
        "A right is taken to arise on the last day of its month. A contract that counts from the "
        "report gives more time, never less."
    ),
    (
        "The last safe day to send notice leaves the contract's time for delivery, and is moved "
        "back to a business day; federal holidays are none."
    ),
)


@dataclass(frozen=True, slots=True)
class Packed:
    """Everything that the pack of one vendor is made of.

    Attributes:
        revision: the number of the contract's revision.
        clocks: of the vendor, the most urgent first.
        findings: at least those that the clocks and their rights count.
        credits: all that fell due.
        notices: all decisions, about rights that stand and about others.
        plans: of remediation, by month; so are the disputes.
    """

    contract: Contract
    revision: int
    clocks: tuple[Clock, ...]
    findings: Mapping[Place, Finding]
    credits: tuple[Credit, ...]
    notices: tuple[Notice, ...]
    plans: tuple[Plan, ...]
    disputes: tuple[Dispute, ...]

    @property
    def rights(self) -> tuple[Right, ...]:
        """All that arose, the newest first."""
        rights = [right for clock in self.clocks for right in clock.rights]
        return tuple(sorted(rights, key=lambda one: -one.month.index))


def termination_pack(packed: Packed, about_report: About) -> Report:
    """The pack of one vendor, as of the day on which it is prepared."""
    today, vendor = about_report.prepared_on, packed.contract.vendor
    through = max((one.through for one in packed.clocks), default=Month.of(today))
    rights = packed.rights
    metrics = dict.fromkeys(metric for metric, _ in packed.findings)
    return Report(
        title=f"Termination pack: {vendor}",
        subtitle=f"{about_report.practice}: rights to terminate, judged through {through.shown}",
        practice=about_report.practice,
        month=through,
        prepared_on=today,
        prepared_by=about_report.prepared_by,
        synthetic=about_report.synthetic,
        status=headline(vendor, packed.clocks, today),
        figures=_figures(packed, today),
        decisions=tuple(_decisions(packed.clocks, today)),
        overview=(clocks_table(packed.clocks, today), rights_table(rights, today)),
        sections=(
            agreement(packed.contract, packed.revision),
            *_behind(packed, today),
            done_so_far(packed.credits, packed.plans, packed.disputes),
        ),
        appendix=(
            definitions_section(metrics),
            Section("How to read this pack", notes=NOT_ADVICE),
        ),
        legend=(*MARKS.values(), *STATUS_MARKS.values()),
        sheets=(clocks_table(packed.clocks, today), rights_table(rights, today)),
        records=rights_records(vendor, rights, today, synthetic=about_report.synthetic),
        notes=(*about_report.remarks, *unfounded_sentences(unfounded(rights, packed.notices))),
        headings=HEADINGS,
    )


def _figures(packed: Packed, today: dt.date) -> tuple[Figure, ...]:
    rights = [right for clock in packed.clocks for right in clock.open_rights(today)]
    near = [one for one in packed.clocks if one.standing(today) is Standing.NEAR]
    left = [one for one in (right.days_left(today) for right in rights) if one is not None]
    owed = Usd.total(one.amount for one in packed.credits)
    kept = Usd.total(one.amount for one in packed.credits if one.earned_back_in is None)
    bad = Tone.BAD if rights else Tone.GOOD
    days = (
        [Figure("Days to send notice", min(left), "of the most urgent right", bad)] if left else []
    )
    return (
        Figure("Rights open", len(rights), "to be used or let go", bad),
        *days,
        Figure("One month away", len(near), "rules that next month can meet"),
        Figure("Service credits", owed, f"{kept.shown} not earned back"),
    )


def _decisions(clocks: Sequence[Clock], today: dt.date) -> Iterator[Decision]:
    for clock in clocks:
        for right in clock.open_rights(today):
            yield Decision(MARKS[Standing.OPEN], about(right), right_sentence(right, today))


def _behind(packed: Packed, today: dt.date) -> Iterator[Section]:
    """The findings behind each right that is open or was used, then behind rules that are near."""
    known = packed.findings
    for right in packed.rights:
        if right.standing(today) in (Standing.OPEN, Standing.USED):
            yield findings(right, known, f"{about(right)}: right of {right.month.shown}")
    for clock in packed.clocks:
        if clock.standing(today) is Standing.NEAR and clock.made_of:
            yield findings(clock, known, f"{about(clock)}: one month away")


RECORD_COLUMNS = (
    "vendor",
    "rule",
    "metric",
    "month",
    "arose_on",
    "lapses_on",
    "send_by",
    "standing",
    "months",
    "synthetic",
)


def rights_records(
    vendor: str, rights: Sequence[Right], today: dt.date, *, synthetic: bool
) -> Table:
    """One row a right, headed by `RECORD_COLUMNS`."""
    return Table(
        title="Rights",
        columns=tuple(Column(name) for name in RECORD_COLUMNS),
        rows=tuple(
            (
                vendor,
                in_words(one.rule),
                one.metric,
                one.month,
                one.arose_on.isoformat(),
                one.lapses_on.isoformat() if one.lapses_on else None,
                one.send_by.isoformat() if one.send_by else None,
                one.standing(today).name.lower(),
                " ".join(dict.fromkeys(str(month) for _, month in one.made_of)),
                "yes" if synthetic else "no",
            )
            for one in rights
        ),
    )
