"""Contracts as months are judged by them.

With the relief that both sides signed, without findings that were taken back, and with the
incidents that breaches were noted to come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session

from vendor_eval.follow_up import dispute, relief
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.dispute import Outcome
from vendor_eval.sla.contract import Contract, Incident, Items
from vendor_eval.sla.contract import Relief as Exclusion
from vendor_eval.store import follow_up


def with_relief(session: Session, contracts: Sequence[Contract]) -> list[Contract]:
    """The contracts as months are judged by them, in their order."""
    agreed: dict[str, list[Exclusion]] = {}
    for signed in follow_up.listed(session, relief.Relief):
        agreed.setdefault(signed.vendor, []).extend(_exclusions(signed.record))
    for disputed in follow_up.listed(session, dispute.Dispute):
        agreed.setdefault(disputed.vendor, []).extend(_taken_back(disputed.record))
    events: dict[str, list[Incident]] = {}
    for noted in follow_up.listed(session, BreachNote):
        note = noted.record
        if note.incident:
            event = Incident(note.metric, note.month, note.incident)
            events.setdefault(noted.vendor, []).append(event)
    return [
        replace(
            one,
            relief=(*one.relief, *agreed.get(one.vendor, ())),
            incidents=tuple(events.get(one.vendor, ())),
        )
        for one in contracts
    ]


def _exclusions(record: relief.Relief) -> Iterator[Exclusion]:
    """One for each month and metric, whole or without items, once both have signed."""
    if record.practice is None or record.vendor is None:
        return
    items = {
        (one.metric, one.month): Items(one.numerator, one.denominator) for one in record.excused
    }
    signed = f"{record.practice.by} and {record.vendor.by}"
    for index in range(record.first.index, record.last.index + 1):
        month = type(record.first).at(index)
        for metric in record.metrics:
            reason = f"{record.cause.value}, {record.name}"
            yield Exclusion(metric, month, reason, signed, items.get((metric, month)))


def _taken_back(record: dispute.Dispute) -> Iterator[Exclusion]:
    if record.outcome is Outcome.UPHELD:
        reason = f"an upheld dispute, {record.why}"
        yield Exclusion(record.metric, record.month, reason, record.decided_by)
