"""Months on their way to being closed, and what corrections did to closed ones, as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from vendor_eval.follow_up.closing import NEXT, MonthStanding, lacking
from vendor_eval.follow_up.month_close import Locked, Stage
from vendor_eval.follow_up.restated import BackChange, Change, Restated
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import NOTHING_DUE, Month, Unit, Usd
from vendor_eval.reports.report import Align, Cell, Column, Mark, Measured, Table, Tone
from vendor_eval.reports.rule_words import right_name_in_words
from vendor_eval.reports.wording import (
    brief_month,
    counted,
    listed,
    metric_name,
    sentence,
    shown_cell,
    shown_date,
)
from vendor_eval.sla.findings import Status

STAGE_MARKS = MappingProxyType(
    {
        Stage.DRAFT: Mark("○", "Draft", Tone.QUIET, "Nobody has handed the month in."),
        Stage.SUBMITTED: Mark("◆", "Submitted", Tone.MILD, "Handed in, and not looked at yet."),
        Stage.VERIFIED: Mark("●", "Verified", Tone.MILD, "Looked at, and not closed yet."),
        Stage.CLOSED: Mark("✓", "Closed", Tone.GOOD, "Kept as it was on the day of closing."),
    }
)
RESTATED = Mark("▲", "Restated", Tone.WARNING, "Closed, and something changed it since.")


def mark_of(standing: MonthStanding) -> Mark:
    """How far a month has come, as a mark."""
    return RESTATED if standing.is_restated else STAGE_MARKS[standing.stage]


def headline(month: Month, standings: Sequence[MonthStanding]) -> str:
    """How many vendors of a month are closed, in a sentence."""
    closed = sum(one.stage is Stage.CLOSED for one in standings)
    again = sum(one.is_restated for one in standings)
    said = f"{month.shown}: {closed} of {counted(len(standings), 'vendor')} closed"
    return f"{said}, {again} restated since." if again else f"{said}."


def months_table(standings: Sequence[MonthStanding], today: dt.date) -> Table:
    """Every vendor of a month: its stage, what it says, what is missing and who did what."""
    return Table(
        title="",
        columns=(
            Column("Vendor", 24),
            Column("Stage", 14),
            Column("Findings", 24),
            Column("Credits", 13, Align.END),
            Column("What is missing", 36),
            Column("Submitted", 20),
            Column("Verified", 24),
            Column("Closed", 20),
        ),
        rows=tuple(_month_row(one, today) for one in standings),
        empty="No contract was in force in this month.",
    )


def _month_row(standing: MonthStanding, today: dt.date) -> tuple[Cell, ...]:
    found = standing.now.locked if standing.now else ()
    return (
        standing.vendor,
        mark_of(standing),
        _findings(found),
        Usd.total(one.credit for one in found),
        sentence("; ".join(missing(standing, today))) or None,
        *(_passed(standing, stage) for stage in (Stage.SUBMITTED, Stage.VERIFIED, Stage.CLOSED)),
    )


def missing(standing: MonthStanding, today: dt.date) -> Iterator[str]:
    """What keeps a month from its next stage, and what to be warned of."""
    following = NEXT.get(standing.stage)
    if following is not None:
        yield from (fault.what for fault in lacking(standing, following, today))
    if standing.open_before is not None:
        yield f"{brief_month(standing.open_before)} is still open"


def _findings(found: Sequence[Locked]) -> str:
    breaches = sum(one.status == Status.BREACH for one in found)
    silent = sum(one.status == Status.NOT_REPORTED for one in found)
    said = f"{breaches} of {len(found)} in breach"
    return f"{said}, {silent} not reported" if silent else said


def _passed(standing: MonthStanding, stage: Stage) -> str | None:
    passed = next((one for one in standing.close.passed if one.stage is stage), None)
    if passed is None:
        return None
    same = stage is Stage.VERIFIED and standing.close.verified_by_its_submitter
    also = ", who also submitted it" if same else ""
    return f"{shown_date(passed.on)}, {passed.by}{also}"


def diary_table(diary: Sequence[Restated]) -> Table:
    """What changed in closed months since, a row a finding or a right."""
    return Table(
        title="Changed since closing",
        columns=(
            Column("Vendor", 24),
            Column("Month", 11),
            Column("What", 25),
            Column("As closed", 24),
            Column("Now", 24),
            Column("Credit as closed", 15, Align.END),
            Column("Credit now", 13, Align.END),
            Column("Difference", 16, Align.END),
        ),
        rows=tuple(row for one in diary for row in _diary_rows(one)),
        total=_diary_total(diary),
        empty="Nothing has changed in a closed month.",
        note="The value as closed stays on record; pages and reports follow the value of now.",
    )


def _diary_rows(restated: Restated) -> Iterator[tuple[Cell, ...]]:
    for change in restated.changes:
        yield (
            restated.vendor,
            restated.month,
            metric_name(change.metric),
            _told(change.was),
            _told(change.now),
            change.was.credit if change.was else None,
            change.now.credit if change.now else None,
            change.money,
        )
    for one in restated.back:
        yield (
            restated.vendor,
            restated.month,
            f"Earned back: {metric_name(one.metric)} of {brief_month(one.month)}",
            _given(one.was),
            _given(one.now),
            Usd(-one.was.cents),
            Usd(-one.now.cents),
            one.money,
        )
    for name, was, now in (
        *((one, "arose", "is no more") for one in restated.rights_gone),
        *((one, "none", "arises") for one in restated.rights_new),
    ):
        yield (
            restated.vendor,
            restated.month,
            f"Right: {right_name_in_words(name)}",
            was,
            now,
            *(None,) * 3,
        )


def _diary_total(diary: Sequence[Restated]) -> tuple[Cell, ...] | None:
    if not diary:
        return None
    return ("All", "", "", "", "", "", "", Usd.total(one.kept for one in diary))


def _given(amount: Usd) -> str:
    return f"{amount.shown} went back" if amount.cents else "nothing went back"


def _measured(locked: Locked) -> Measured | None:
    unit = CATALOGUE[locked.metric].unit if locked.metric in CATALOGUE else Unit.COUNT
    return None if locked.value is None else Measured(float(locked.value), unit)


def sentences(restated: Restated) -> str:
    """What a correction did to a closed month, with the money and the rights."""
    parts = [_changed(one) for one in restated.changes]
    if restated.money != NOTHING_DUE:
        parts.append(_money(restated.money))
    parts += [_earned_back(one) for one in restated.back]
    gone, new = (
        [right_name_in_words(one) for one in each]
        for each in (restated.rights_gone, restated.rights_new)
    )
    if gone:
        parts.append(f"undone: {listed(gone)} as a right to terminate")
    if new:
        parts.append(f"new: {listed(new)} as a right to terminate")
    was, now = restated.contract
    if now and was != now:
        parts.append(f"the contract has revision {now} instead of {was}")
    return f"{restated.vendor}, {restated.month.shown}: {'; '.join(parts)}."


def _changed(change: Change) -> str:
    was, now = (_told(one) for one in (change.was, change.now))
    if was == now:
        return f"{metric_name(change.metric)} is held against other limits or counts"
    return f"{metric_name(change.metric)} was {was} when it was closed and is {now}"


def _earned_back(change: BackChange) -> str:
    what = f"for {metric_name(change.metric)} of {change.month.shown}"
    if not change.now.cents:
        return f"the credit of {change.was.shown} {what} is not earned back any more"
    if not change.was.cents:
        return f"the credit of {change.now.shown} {what} is earned back"
    return f"{change.now.shown} {what} is earned back instead of {change.was.shown}"


def _told(locked: Locked | None) -> str:
    if locked is None:
        return "not judged"
    status = Status(locked.status).shown
    measured = _measured(locked)
    return f"{shown_cell(measured)} ({status})" if measured else status


def _money(money: Usd) -> str:
    if money < NOTHING_DUE:
        return f"credits of {Usd(-money.cents).shown} are undone"
    return f"credits grow by {money.shown}"
