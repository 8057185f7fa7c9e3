"""What a reader of one kind of transaction set is given, and what it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterator, Mapping
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
# Takes the elements of a segment, of which the first is its name.
Handler = Callable[[list[str]], None]
# Behind the elements that a segment has, so that those it leaves out read as empty.
NONE_LEFT = [""] * 24


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when a set begins.

    Attributes:
        zone: of the clocks that wrote the file's times, which X12 does not tell.
        counts: those of the file.
        ready: events that are whole, for whoever hands them on to take away.
        ends: the three characters by which the segments are told that end a set.
    """

    set: TransactionSet
    separators: Separators
    zone: dt.tzinfo
    counts: Counts
    ready: list[Event]
    ends: frozenset[str]

    def emit(self, event: Event) -> None:
        """Give an event that is whole."""
        self.ready.append(event)


class SetReader(Protocol):
    """Reads the segments of one set."""

    def read(self, segments: Iterator[str]) -> Generator[Event, None, str]:
        """What the set tells, up to the first segment of the envelope, which is returned.

        Args:
            segments: those of the file after ST; they never end inside a set, since a file that
                does is refused by them.

        Raises:
            Broken: a segment cannot be read.
        """
        ...

    def close(self) -> None:
        """Give what is still held; the set has ended.

        Raises:
            Broken: the set as a whole cannot be right.
        """
        ...


def handed(
    opening: Opening, handlers: Mapping[str, Handler], segments: Iterator[str]
) -> Generator[Event, None, str]:
    """Read a set by handing the elements of each segment to what takes segments of its name.

    Every other segment is passed over.
    """
    ready, ends, element = opening.ready, opening.ends, opening.separators.element
    takes = {opening.separators.prefix(name): take for name, take in handlers.items()}
    for segment in segments:
        name = segment[:3]
        if name in takes:
            takes[name](segment.split(element))
            yield from ready
            ready.clear()
        elif name in ends:
            break
    return segment
