"""How the ledger of service credits reads: a mark a state, and what is next in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.follow_up.credit_ledger import CreditState, Line, Totals
from vendor_eval.quantities import NOTHING_DUE
from vendor_eval.reports.report import Mark, Tone
from vendor_eval.reports.wording import counted, listed, metric_name, sentence, shown_date

MARKS: Mapping[CreditState, Mark] = MappingProxyType(
    {
        CreditState.TO_GIVE_BACK: Mark(
            "▲", "To give back", Tone.WARNING, "More was paid than is due now."
        ),
        CreditState.DUE: Mark("✗", "Due", Tone.BAD, "Due, and not claimed yet."),
        CreditState.CLAIMED: Mark("?", "Claimed", Tone.MISSING, "The vendor was asked for it."),
        CreditState.AGREED: Mark("◆", "Agreed", Tone.MILD, "The vendor agreed; not all is paid."),
        CreditState.PAID: Mark("✓", "Paid", Tone.GOOD, "Nothing is open."),
        CreditState.WAIVED: Mark("‖", "Waived", Tone.QUIET, "Let go, with approver and reason."),
        CreditState.EARNED_BACK: Mark(
            "○", "Earned back", Tone.QUIET, "Good months took it away, as the contract says."
        ),
        CreditState.COUNTED_WITH: Mark(
            "≈", "Counts with", Tone.QUIET, "One incident; the largest credit stands for all."
        ),
        CreditState.NO_LONGER_DUE: Mark(
            "≈", "No longer due", Tone.QUIET, "A restatement or relief took the breach away."
        ),
        CreditState.UNKNOWN: Mark(
            "?", "Not worked out", Tone.MISSING, "The fee of the month is missing."
        ),
    }
)


def name_of(line: Line) -> str:
    """``Denial rate, March 2026``."""
    return f"{metric_name(line.metric)}, {line.month.shown}"


def state_sentence(line: Line, today: dt.date) -> str:
    """Since when the line is in its state, and who does what next."""
    return f"{_SENTENCES[line.state](line)} {_aged(line, today)}{_beside(line)}"


def days_since(since: dt.date, today: dt.date) -> int:
    """Whole days from ``since``; none where that is still to come."""
    return max((today - since).days, 0)


def headline(vendor: str, found: Totals, today: dt.date) -> str:
    """What is open between the practice and the vendor, in one sentence."""
    if found.oldest is None:
        back = found.to_give_back
        if back > NOTHING_DUE:
            return f"{vendor} owes nothing, and {back.shown} of what it paid is to be given back."
        return f"{vendor} owes no service credit."
    lines = counted(found.lines_open, "credit")
    age = counted(days_since(found.oldest, today), "day")
    return f"{vendor} owes {found.open.shown} on {lines}, the oldest due for {age}."


def _aged(line: Line, today: dt.date) -> str:
    days = counted(days_since(line.since, today), "day")
    return f"Since {shown_date(line.since)}, {days}."


def _beside(line: Line) -> str:
    """What of the settlement does not fit what is due now."""
    said, notes = line.settlement, []
    if not line.known:
        return ""
    waiver = said.waiver
    if waiver is not None and line.waived < waiver.amount:
        notes.append(f"of {waiver.amount.shown} waived, {line.waived.shown} counts")
    if said.agreed_on is not None and line.open > NOTHING_DUE and said.agreed < line.owed:
        notes.append(f"the vendor agreed to {said.agreed.shown} of {line.owed.shown}")
    if said.claimed_on is not None and said.claimed > line.owed:
        notes.append(f"{said.claimed.shown} was claimed, and {line.owed.shown} is due now")
    return f" {sentence(listed(notes))}." if notes else ""


def _due(line: Line) -> str:
    return f"{line.open.shown} is due and not claimed: finance claims it from {line.vendor}."


def _claimed(line: Line) -> str:
    return f"{line.open.shown} is claimed: {line.vendor} answers, finance asks again."


def _agreed(line: Line) -> str:
    paid = f" after {line.paid.shown}" if line.paid > NOTHING_DUE else ""
    return f"{line.open.shown} is agreed and still to come{paid}: finance looks for it on invoices."


def _paid(line: Line) -> str:
    waived = f", and {line.waived.shown} was waived" if line.waived > NOTHING_DUE else ""
    return f"{line.paid.shown} was paid{waived}; nothing is open."


def _waived(line: Line) -> str:
    waiver = line.settlement.waiver
    by = f" by {waiver.approved_by}: {waiver.reason}" if waiver else ""
    return f"{line.waived.shown} was waived{by}."


def _earned_back(line: Line) -> str:
    month = line.earned_back_in.shown if line.earned_back_in else ""
    return f"{line.due.shown} was earned back in {month}; nothing is open."


def _to_give_back(line: Line) -> str:
    why = "after a restatement, a relief or an incident"
    if line.earned_back_in is not None:
        why = f"because it was earned back in {line.earned_back_in.shown}"
    back = line.to_give_back.shown
    return f"{line.paid.shown} was paid and {line.owed.shown} is due, {why}: give back {back}."


def _counted_with(line: Line) -> str:
    other = metric_name(line.counts_with or "")
    return f"Of the same incident as {other}, whose larger credit stands for both."


def _no_longer_due(_line: Line) -> str:
    return "Nothing is due any more, after a restatement, a relief or an upheld dispute."


def _unknown(line: Line) -> str:
    came = f"{line.paid.shown} was paid; what" if line.paid > NOTHING_DUE else "What"
    return f"{came} is due cannot be worked out: write the month's fee into the contract."


_SENTENCES = {
    CreditState.TO_GIVE_BACK: _to_give_back,
    CreditState.DUE: _due,
    CreditState.CLAIMED: _claimed,
    CreditState.AGREED: _agreed,
    CreditState.PAID: _paid,
    CreditState.WAIVED: _waived,
    CreditState.EARNED_BACK: _earned_back,
    CreditState.COUNTED_WITH: _counted_with,
    CreditState.NO_LONGER_DUE: _no_longer_due,
    CreditState.UNKNOWN: _unknown,
}
