"""Contracts with the relief that both sides signed, and without findings that were taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session

from vendor_eval.follow_up import dispute, relief
from vendor_eval.follow_up.dispute import Outcome
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.contract import Relief as Exclusion
from vendor_eval.store import follow_up


def with_relief(session: Session, contracts: Sequence[Contract]) -> list[Contract]:
    """The contracts as months are judged by them, in their order."""
    agreed: dict[str, list[Exclusion]] = {}
    for signed in follow_up.listed(session, relief.Relief):
        agreed.setdefault(signed.vendor, []).extend(_exclusions(signed.record))
    for disputed in follow_up.listed(session, dispute.Dispute):
        agreed.setdefault(disputed.vendor, []).extend(_taken_back(disputed.record))
    return [
        replace(one, relief=(*one.relief, *agreed[one.vendor])) if one.vendor in agreed else one
        for one in contracts
    ]


def _exclusions(record: relief.Relief) -> Iterator[Exclusion]:
    """One for each month and metric that the relief leaves out whole, once both have signed."""
    if record.practice is None or record.vendor is None:
        return
    adjusted = {(one.metric, one.month) for one in record.excused}
    signed = f"{record.practice.by} and {record.vendor.by}"
    for index in range(record.first.index, record.last.index + 1):
        month = type(record.first).at(index)
        for metric in record.metrics:
            if (metric, month) not in adjusted:
                yield Exclusion(metric, month, f"{record.cause.value}, {record.name}", signed)


def _taken_back(record: dispute.Dispute) -> Iterator[Exclusion]:
    if record.outcome is Outcome.UPHELD:
        reason = f"an upheld dispute, {record.why}"
        yield Exclusion(record.metric, record.month, reason, record.decided_by)
