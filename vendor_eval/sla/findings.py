"""What was found for one service level and month, and the sentence that says why.

A finding is a value; a frame of findings carries one row each with `FINDING_COLUMNS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.sla.contract import Contract, ServiceLevel


class Status(StrEnum):
    """The finding of one service level and month, worst first."""

    BREACH = "breach"
    NOT_REPORTED = "not_reported"
    WARNING = "warning"
    BELOW_TARGET = "below_target"
    LOW_VOLUME = "low_volume"
    RELIEF = "relief"
    RAMP = "ramp"
    ON_TARGET = "on_target"

    @property
    def judged(self) -> bool:
        """Whether the month counts: for streaks, repeats, earn-back and termination."""
        return self in (Status.ON_TARGET, Status.BELOW_TARGET, Status.WARNING, Status.BREACH)

    @property
    def shown(self) -> str:
        """As people read it: ``not reported``."""
        return self.value.replace("_", " ")


# One row a finding. ``contract`` and ``level`` are positions in the contracts judged and in their
# service levels; month is `Month.index`; status is a category over `Status`; streak counts
# breaches in a row so far. Value, numerator and denominator are what was judged; raw is the value
# before excused items were left out, NaN where none were.
FINDING_COLUMNS = (
    "contract",
    "level",
    "vendor",
    "metric",
    "month",
    "value",
    "numerator",
    "denominator",
    "raw",
    "status",
    "streak",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One service level in one month.

    Attributes:
        value: as judged, in ``unit``; None where nothing was reported.
        denominator: None where not reported.
        streak: breaches in a row up to and with this month, of judged months only.
        level: the service level in force.
        reason: one sentence: value, limit, clause or source, and what to do next.
        raw: the value before excused items were left out; None where none were.
    """

    vendor: str
    metric: str
    month: Month
    value: float | None
    unit: Unit
    denominator: float | None
    status: Status
    streak: int
    level: ServiceLevel
    reason: str
    raw: float | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A service credit that fell due.

    Attributes:
        earned_back_in: the month in which the vendor earned it back, or None.
    """

    month: Month
    metric: str
    amount: Usd
    earned_back_in: Month | None


@dataclass(frozen=True, slots=True)
class TerminationRight:
    """A right to terminate that arose.

    Attributes:
        rule: its `rule_name`: ``n_of_m:3/6``.
        metric: None for a rule over all metrics.
        month: the month in which the rule is first met, or met again after it was not.
    """

    rule: str
    metric: str | None
    month: Month

    @property
    def kind(self) -> str:
        """The rule's name in a contract file."""
        return self.rule.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from one contract and one vendor's measurements.

    Attributes:
        findings: by month, then in the contract's order.
        credits: by month, then in the contract's order.
    """

    contract: Contract
    findings: tuple[Finding, ...]
    credits: tuple[Credit, ...]
    termination: tuple[TerminationRight, ...]

    @property
    def gross(self) -> Usd:
        """All credits that fell due."""
        return Usd.total(credit.amount for credit in self.credits)

    @property
    def earned_back(self) -> Usd:
        """Credits given back to the vendor."""
        return Usd.total(c.amount for c in self.credits if c.earned_back_in)

    @property
    def retained(self) -> Usd:
        """What the practice keeps: gross less earned back."""
        return self.gross - self.earned_back
