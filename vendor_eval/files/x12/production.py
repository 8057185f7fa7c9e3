"""What was exchanged in earnest: a file with an interchange that is marked as a test is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from vendor_eval.errors import Fault
from vendor_eval.files.x12.counts import Counts
from vendor_eval.files.x12.reading import events
from vendor_eval.files.x12.refusal import Refused
from vendor_eval.files.x12.set_reader import Event


def production_events(
    stream: BinaryIO, name: str, zone: dt.tzinfo, counts: Counts
) -> Iterator[Event]:
    """The `events` of a file of which nothing is a test.

    Raises:
        Refused: as by `events`, and at the end where ISA15 of an interchange is T.
    """
    yield from events(stream, name, zone, counts)
    if counts.test:
        where = f"{name}: interchange {counts.test}"
        what = "it is marked as a test (ISA15 is T), so nothing of the file counts"
        raise Refused("test_interchange", Fault(where, what, "hand in the production file"))
