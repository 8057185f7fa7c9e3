"""What a reader of one kind of transaction set is given, and what it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from vendor_eval.claims.acknowledgements import (
    BatchStatus,
    ClaimStatus,
    GroupAcknowledged,
    InterchangeAcknowledged,
    SetAcknowledged,
)
from vendor_eval.claims.exchange import TransactionSet
from vendor_eval.claims.remittances import Payment, ProviderAdjustment, RemittedClaim
from vendor_eval.claims.submissions import Submission
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.separators import Separators

Event = (
    Submission
    | ClaimStatus
    | BatchStatus
    | GroupAcknowledged
    | SetAcknowledged
    | InterchangeAcknowledged
    | Payment
    | RemittedClaim
    | ProviderAdjustment
)
# Takes a segment as it stands, without terminator.
Handler = Callable[[str], None]
# Takes the elements of a segment, of which the first is its name.
ElementsHandler = Callable[[list[str]], None]
# Behind the elements that a segment has, so that those it leaves out read as empty.
NONE_LEFT = [""] * 24


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when a set begins.

    Attributes:
        zone: of the clocks that wrote the file's times, which X12 does not tell.
        emit: takes each event as soon as it is whole.
        counts: those of the file.
    """

    set: TransactionSet
    separators: Separators
    zone: dt.tzinfo
    emit: Callable[[Event], None]
    counts: Counts


class SetReader(Protocol):
    """Reads the segments of one set."""

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What takes each segment, by its name; every other segment is passed over."""
        ...

    def close(self) -> None:
        """Give what is still held; the set has ended.

        Raises:
            Broken: the set as a whole cannot be right.
        """
        ...


def cut(element: str, handlers: Mapping[str, ElementsHandler]) -> dict[str, Handler]:
    """The same handlers, given segments as they stand; ``element`` parts their elements."""
    return {name: _cutting(element, handler) for name, handler in handlers.items()}


def _cutting(element: str, handler: ElementsHandler) -> Handler:
    return lambda segment: handler(segment.split(element))
