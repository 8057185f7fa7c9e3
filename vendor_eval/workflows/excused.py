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
        if signed.record.is_approved:
            agreed.setdefault(signed.vendor, []).extend(exclusions_of(signed.record))
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


def exclusions_of(record: relief.Relief) -> Iterator[Exclusion]:
    """What a relief leaves out, whole months or items, whoever has signed it so far."""
    items = {
        (one.metric, one.month): Items(one.numerator, one.denominator) for one in record.excused
    }
    signed = [one.by for one in (record.practice, record.vendor) if one is not None]
    reason = f"{record.cause.value}, {record.name}"
    for month in record.months:
        for metric in record.metrics:
            names = " and ".join(signed) or "nobody yet"
            yield Exclusion(metric, month, reason, names, items.get((metric, month)))


def _taken_back(record: dispute.Dispute) -> Iterator[Exclusion]:
    if record.outcome is Outcome.UPHELD:
        reason = f"an upheld dispute, {record.why}"
        yield Exclusion(record.metric, record.month, reason, record.decided_by)
