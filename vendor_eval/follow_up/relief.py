"""Delays that were not the vendor's, as both sides sign them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from vendor_eval.errors import Fault
from vendor_eval.follow_up.record import Record
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.sla.left_out import takes_items


class Cause(StrEnum):
    """Why a vendor is not to be held to a limit."""

    PRACTICE_DELAY = "practice delay"
    PAYER_OUTAGE = "payer outage"
    CLEARINGHOUSE_OUTAGE = "clearinghouse outage"
    SYSTEM_CHANGE = "system change of the practice"
    VOLUME = "volume above the agreed band"
    FORCE_MAJEURE = "force majeure"
    OTHER = "other"


class Standing(StrEnum):
    """How far a relief is agreed."""

    DRAFT = "draft"
    ONE_SIDE = "signed by one side"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody's agreement; the name is of who agreed, not of who typed it."""

    by: str
    on: dt.date

    @property
    def is_named(self) -> bool:
        """Whether it says who agreed."""
        return bool(self.by.strip())


@dataclass(frozen=True, slots=True)
class Excused:
    """Items of one metric and month that are left out of numerator and denominator.

    Attributes:
        numerator: of them, how many stand in the metric's numerator.
        denominator: how many items.
    """

    metric: str
    month: Month
    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class Relief(Record):
    """A delay, its period and the metrics it touches.

    It counts once both sides have signed. Where items are excused the adjusted value is judged;
    a metric and month without any is not judged at all.

    Attributes:
        name: what people call it, for example "Clearinghouse outage of March".
        first: the first month that it touches.
        last: the last one.
        evidence: what shows it, or where that lies.
        practice: who agreed for the practice; None before.
        vendor: who agreed for the vendor; None before.
    """

    name: str
    cause: Cause
    first: Month
    last: Month
    metrics: tuple[str, ...]
    evidence: str = ""
    practice: Signature | None = None
    vendor: Signature | None = None
    excused: tuple[Excused, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """One a name."""
        return self.name.casefold()

    @property
    def is_approved(self) -> bool:
        """Whether both sides have signed, each with a name."""
        return self._signed == 2

    @property
    def standing(self) -> Standing:
        """How far it is agreed; it counts once it is approved."""
        if self.is_approved:
            return Standing.APPROVED
        return Standing.ONE_SIDE if self._signed else Standing.DRAFT

    @property
    def _signed(self) -> int:
        """How many sides have signed with a name."""
        return sum(one is not None and one.is_named for one in (self.practice, self.vendor))

    @property
    def months(self) -> tuple[Month, ...]:
        """From the first to the last."""
        return tuple(map(Month.at, range(self.first.index, self.last.index + 1)))

    @property
    def _bare(self) -> Relief:
        """What is signed."""
        return replace(self, practice=None, vendor=None, note="")

    def after(self, before: Relief) -> Relief:
        """It, without signatures that were given to what ``before`` said and not to this."""
        if self._bare == before._bare:
            return self
        return replace(
            self,
            practice=None if self.practice == before.practice else self.practice,
            vendor=None if self.vendor == before.vendor else self.vendor,
        )

    def faults(self) -> Iterator[Fault]:
        """A period the wrong way round, no metric, a signature without a name or evidence."""
        if not self.name.strip():
            yield Fault("Name", "is empty", "write what people call it")
        if self.last < self.first:
            yield Fault("Last month", "is before the first", "swap them")
        if not self.metrics:
            yield Fault("Metrics", "are missing", "choose those that it touches")
        if self.practice is not None and not self.evidence.strip():
            yield Fault("Evidence", "is missing", "write what shows it before you sign")
        for side, signature in (("practice", self.practice), ("vendor", self.vendor)):
            if signature is not None and not signature.is_named:
                yield Fault(f"Signature of the {side}", "is empty", "name who agreed")
        for number, one in enumerate(self.excused, start=1):
            yield from self._excused_faults(f"Excused items {number}", one)

    def _excused_faults(self, where: str, one: Excused) -> Iterator[Fault]:
        if one.metric not in self.metrics or not self.first <= one.month <= self.last:
            yield Fault(where, "are of another metric or month", "name one that it touches")
        if not 0 <= one.numerator <= one.denominator or not one.denominator:
            mend = "write how many items, and how many of them are in the numerator"
            yield Fault(where, "do not fit together", mend)
        metric = CATALOGUE.get(one.metric)
        if metric is not None and not takes_items(metric):
            what = f"cannot be left out: {metric.name} is no share of items that could be taken out"
            yield Fault(where, what, "leave the items out; the month is then not judged at all")
        if (
            sum((other.metric, other.month) == (one.metric, one.month) for other in self.excused)
            > 1
        ):
            yield Fault(where, "are of a metric and month that stands twice", "write them as one")
