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
    """The sets of the files read so far.

    Attributes:
        passed_over: how many sets came again.
    """

    passed_over: int = 0
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def without(self, events: Iterator[E]) -> Iterator[E]:
        """The events of one file, less those of sets that came before.

        Several payments under one trace are no copies of each other: their sets differ. Of a file
        that breaks off nothing is remembered, so that its sets count when it comes again, whole.
        """
        mine: set[tuple[str, ...]] = set()
        copies, current, is_copy = 0, None, False
        for event in events:
            came = set_of(event)
            if came is not current:
                current, is_copy = came, came is not None and self._came_before(event, came, mine)
                copies += is_copy
            if not is_copy:
                yield event
        self._seen |= mine
        self.passed_over += copies

    def _came_before(self, event: object, came: TransactionSet, mine: set[tuple[str, ...]]) -> bool:
        # Whoever counts badly gives control numbers twice; payments and batches have their own.
        match event:
            case Submission():
                identity = (*came.identity, event.batch.id)
            case Payment():
                identity = event.identity
            case _:
                identity = came.identity
        if identity in self._seen or identity in mine:
            return True
        mine.add(identity)
        return False


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
