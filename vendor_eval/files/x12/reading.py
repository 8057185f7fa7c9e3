"""Files of X12 as events, with everything that identifies patients left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from operator import length_hint
from typing import BinaryIO

from vendor_eval.errors import Fault
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.envelope import Envelope
from vendor_eval.files.x12.refusal import Broken, Refused
from vendor_eval.files.x12.segments import batches
from vendor_eval.files.x12.set_reader import Event

_SHORT = Broken(
    "segment", "the segment is shorter than it has to be", "ask the sender for a corrected file"
)


def events(stream: BinaryIO, name: str, zone: dt.tzinfo, counts: Counts) -> Iterator[Event]:
    """What the file tells, in its order.

    A fault may stand at the very end, so nothing may be kept of what came before one.

    Args:
        name: the file's name, for faults.
        zone: the time zone of the file's times; X12 does not tell it.
        counts: filled while reading.

    Raises:
        Refused: the file is no X12, is cut, miscounted, of another version, does not balance to
            its payment, or holds no set that is read.
    """
    envelope = Envelope(zone, counts)
    reading = _Reading(stream, envelope)
    try:
        yield from reading.events()
        _check_read(counts)
    except (Broken, IndexError) as error:
        broken = error if isinstance(error, Broken) else _SHORT
        where = ", ".join(part for part in (reading.place, envelope.place) if part)
        fault = Fault(f"{name}: {where}" if where else name, broken.what, broken.mend)
        raise Refused(broken.code, fault) from None


class _Reading:
    """Hands segments to whoever reads them, and knows which one it is at."""

    def __init__(self, stream: BinaryIO, envelope: Envelope) -> None:
        self._stream = stream
        self._envelope = envelope
        self._before = 0
        self._batch: list[str] = []
        self._rest = iter(self._batch)

    @property
    def place(self) -> str:
        """The segment that was read last, for messages; empty before the first."""
        if not self._position:
            return ""
        segment = self._batch[self._position - self._before - 1]
        name = segment.partition(self._envelope.separators.element)[0][:3]
        return f"segment {self._position} ({name})"

    def events(self) -> Iterator[Event]:
        """Those of all sets; whoever reads a set takes its segments from the same iterator."""
        envelope = self._envelope
        segments = chain.from_iterable(self._batches())
        segment = next(segments, "")
        while segment:
            envelope.take(segment, self._position)
            yield from envelope.ready
            envelope.ready.clear()
            if envelope.set is None:
                segment = next(segments, "")
            else:
                segment = yield from envelope.set.read(segments)

    @property
    def _position(self) -> int:
        return self._before + len(self._batch) - length_hint(self._rest)

    def _batches(self) -> Iterator[Iterator[str]]:
        """The segments; they end with a refusal where an interchange is open."""
        for separators, batch in batches(self._stream):
            self._before += len(self._batch)
            self._batch, self._rest = batch, iter(batch)
            if batch[0].startswith("ISA"):
                self._envelope.use(separators)
            yield self._rest
        self._envelope.close()


def _check_read(counts: Counts) -> None:
    if counts.sets:
        return
    what = "the file holds no claims, acknowledgements or remittances"
    if counts.passed_over:
        kinds = ", ".join(sorted(counts.passed_over))
        what = f"the file holds only {kinds}, which is not read"
    raise Broken("unsupported", what, "hand in 837, 277CA (X214), 999 or 835 files")
