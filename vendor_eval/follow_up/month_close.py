"""A month that was closed: what it said on that day, and who said so.

A month is a draft until somebody hands it in, and closed only after somebody has looked at it.
What is closed is kept here in full, so that a later correction can be held against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record
from vendor_eval.quantities import Month, Usd


class Stage(StrEnum):
    """How far a month has come; a closed one that a correction changed is restated."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Passed:
    """A stage that was reached, by whom and when."""

    stage: Stage
    by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Locked:
    """One finding as it stood when its month was closed.

    Attributes:
        value: in the metric's unit, as `repr` writes it exactly; None where not reported.
        numerator: None where not reported; likewise the denominator.
        status: as in `sla.findings.Status`.
        limits: the limits it was held against, as the contract writes them.
        definition: the version of the metric's definition.
        credit: what fell due for it, before earn-back.
    """

    metric: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    limits: tuple[str, ...]
    definition: str
    credit: Usd


@dataclass(frozen=True, slots=True)
class EarnedBack:
    """A credit that the vendor earned back with a month.

    Attributes:
        metric: of the breach that it was for; ``month`` likewise.
    """

    metric: str
    month: Month
    amount: Usd


@dataclass(frozen=True, slots=True)
class MonthClose(Record):
    """A vendor's month on its way to being closed.

    Attributes:
        passed: the stages reached, in order; handing it in anew starts them again.
        locked: the findings as they stood when the newest stage was reached.
        contract: the number of the contract's revision that they were judged by.
        rights: the rights to terminate that arose, as ``rule metric``.
        earned_back: the credits of earlier months that the vendor earned back with it; None where
            it was closed before they were kept.
        unreported: why it may be closed without what was not reported; empty where nothing lacks.
    """

    month: Month
    passed: tuple[Passed, ...] = ()
    locked: tuple[Locked, ...] = ()
    contract: int = 0
    rights: tuple[str, ...] = ()
    unreported: str = ""
    note: str = ""
    earned_back: tuple[EarnedBack, ...] | None = None

    @property
    def key(self) -> str:
        """One a month."""
        return str(self.month)

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self.passed[-1].stage if self.passed else Stage.DRAFT

    @property
    def verified_by_its_submitter(self) -> bool:
        """Whether the same person handed the month in and verified it."""
        by = {one.stage: one.by for one in self.passed}
        return Stage.VERIFIED in by and by[Stage.VERIFIED] == by[Stage.SUBMITTED]

    def faults(self) -> Iterator[Fault]:
        """Stages are passed one by one, in their order."""
        order = [Stage.SUBMITTED, Stage.VERIFIED, Stage.CLOSED]
        if [one.stage for one in self.passed] != order[: len(self.passed)]:
            yield Fault("Stage", "was left out", "submit the month, verify it, then close it")
