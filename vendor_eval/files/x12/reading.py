"""Files of X12 as events, with everything that identifies patients left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import count
from operator import itemgetter
from typing import BinaryIO

from vendor_eval.errors import Fault
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.envelope import Envelope
from vendor_eval.files.x12.refusal import Broken, Refused
from vendor_eval.files.x12.segments import batches
from vendor_eval.files.x12.set_reader import Event

# The letters by which segments are told apart.
_name = itemgetter(slice(3))
_CORRECTED = "ask the sender for a corrected file"


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
    ready: list[Event] = []
    envelope = Envelope(zone, counts, ready.append)
    reading = _Reading(envelope)
    try:
        for separators, batch in batches(stream):
            if batch[0].startswith("ISA"):
                envelope.use(separators)
            reading.take(batch, separators.element)
            yield from ready
            ready.clear()
        envelope.close()
        _check_read(counts)
    except Broken as broken:
        where = ", ".join(part for part in (reading.place, envelope.place) if part)
        fault = Fault(f"{name}: {where}" if where else name, broken.what, broken.mend)
        raise Refused(broken.code, fault) from None


class _Reading:
    """Hands segments to whoever reads them, and knows which one it is at."""

    def __init__(self, envelope: Envelope) -> None:
        self._frame = envelope.frame
        self._body = envelope.body
        self._position = 0
        self._segment = ""

    @property
    def place(self) -> str:
        """The segment that was read last, for messages; empty before the first."""
        return f"segment {self._position} ({self._segment})" if self._position else ""

    def take(self, batch: list[str], separator: str) -> None:
        frame, body = self._frame, self._body
        position, segment = self._position, ""
        try:
            # Most of what reading costs is spent between segments, so names and handlers are looked
            # up by maps; they run ahead of no segment, and so see what the last one opened.
            handlers = map(body.get, map(_name, batch))
            numbers = count(self._position + 1)
            for position, segment, handler in zip(numbers, batch, handlers, strict=False):
                if handler is not None:
                    handler(segment)
                elif (name := _name(segment)) in frame:
                    frame[name](segment.split(separator), position)
        except IndexError:
            what = "the segment is shorter than it has to be"
            raise Broken("segment", what, _CORRECTED) from None
        finally:
            self._position = position
            self._segment = segment.partition(separator)[0][:3]


def _check_read(counts: Counts) -> None:
    if counts.sets:
        return
    what = "the file holds no claims, acknowledgements or remittances"
    if counts.passed_over:
        kinds = ", ".join(sorted(counts.passed_over))
        what = f"the file holds only {kinds}, which is not read"
    raise Broken("unsupported", what, "hand in 837, 277CA (X214), 999 or 835 files")
