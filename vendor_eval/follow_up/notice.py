"""A right to terminate that was used, or let go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record
from vendor_eval.quantities import Month


class Use(StrEnum):
    """What was done with a right."""

    USED = "notice sent"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """What somebody decided about a right to terminate.

    Attributes:
        rule: the `rule_name`, without numbers in what was kept before they belonged to it.
        metric: empty for a rule over all metrics.
        month: in which the right arose.
        on: when notice was sent, or the right was let go.
    """

    rule: str
    metric: str
    month: Month
    use: Use
    on: dt.date
    decided_by: str
    why: str

    @property
    def key(self) -> str:
        """One a right."""
        return right_key(self.rule, self.metric, self.month)

    def faults(self) -> Iterator[Fault]:
        """A decision without a person or a reason."""
        if not self.decided_by.strip():
            yield Fault("Decided by", "is empty", "name the person who decided")
        if not self.why.strip():
            yield Fault("Reason", "is empty", "write why it was decided so")


def right_name(rule: str, metric: str | None) -> str:
    """What tells the rights apart that arose with a vendor in one month.

    Args:
        rule: its `rule_name`.
        metric: None or empty for a rule over all metrics.
    """
    return f"{rule} {metric or ''}".strip()


def right_key(rule: str, metric: str | None, month: Month) -> str:
    """What tells one right of a vendor from another."""
    return f"{month} {right_name(rule, metric)}"
