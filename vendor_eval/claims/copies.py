"""Transaction sets that come twice, in files of whatever name: the first one counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from vendor_eval.claims.acknowledgements import InterchangeAcknowledged
from vendor_eval.claims.exchange import TransactionSet
from vendor_eval.claims.remittances import Payment, ProviderAdjustment, RemittedClaim
from vendor_eval.claims.submissions import Submission

E = TypeVar("E")


@dataclass(slots=True)
class Copies:
    """The sets seen so far.

    Attributes:
        passed_over: how many sets came again.
    """

    passed_over: int = 0
    _first: dict[tuple[str, ...], TransactionSet] = field(default_factory=dict)
    _copies: set[tuple[str, ...]] = field(default_factory=set)

    def without(self, events: Iterator[E]) -> Iterator[E]:
        """The events of one file, less those of sets that came before.

        Several payments under one trace are no copies of each other: their sets differ.
        """
        self._copies.clear()
        for event in events:
            came = set_of(event)
            if came is None or self._first.setdefault(came.identity, came) is came:
                yield event
            elif came.identity not in self._copies:
                self._copies.add(came.identity)
                self.passed_over += 1


def set_of(event: object) -> TransactionSet | None:
    """The set that an event stood in; a TA1 stands in none."""
    match event:
        case Submission():
            return event.batch.set
        case Payment():
            return event.set
        case RemittedClaim() | ProviderAdjustment():
            return event.payment.set
        case InterchangeAcknowledged():
            return None
    found = getattr(event, "set", None)
    return found if isinstance(found, TransactionSet) else None
