"""What somebody writes down about a vendor, and signs with a name and a time by saving it.

A record is a value. Which ones exist of a vendor is told by their key, and each saving adds a
revision: nothing that was said once is lost. What a record says, it says of one of these:

    BreachNote      a breach: when the vendor was told, which incident was behind it, how grave
    Plan            its remediation plan
    Dispute         the vendor's disagreement with a finding, and what became of it
    Ladder          whom to turn to, and when to go a step further
    Settlement      a service credit on its way to an invoice
    Relief          a delay that was not the vendor's, as both sides sign it
    Notice          a right to terminate that was used, or let go
    MonthClose      a month that was closed, with what it said on that day
    Transition      when the vendor took over
    ExitReadiness   how well the practice could leave
    Rebase          a level that is the new normal from some month on
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from vendor_eval.errors import Fault
from vendor_eval.quantities import Month

ONLY_ONE = ""
"""The key of a kind of record of which a vendor has one."""


@dataclass(frozen=True, slots=True)
class Record(ABC):
    """What every record is; a field is text, a day, a month, money, a choice, or a tuple of them.

    Texts are checked by whoever keeps records: none may look like patient data.
    """

    @property
    @abstractmethod
    def key(self) -> str:
        """Which record of its kind it is, of one vendor."""

    def after(self, before: Self) -> Self:  # noqa: ARG002 - most kinds take nothing from it
        """What is kept of it once ``before``, the revision it follows, is known: mostly itself."""
        return self

    def faults(self) -> Iterator[Fault]:
        """What does not fit together in it; nothing for most kinds."""
        yield from ()


def of_finding(metric: str, month: Month) -> str:
    """The key of a record about one finding: ``2026-03 denial_rate``."""
    return f"{month} {metric}"
