"""X12 bytes cut into segments, a piece of the file at a time.

Segments come without terminator, line breaks and indentation, and still joined by their element
separator: most of them are never looked into. A batch is a list of segments of one interchange.
Line breaks are taken out wherever they stand, so files wrapped at 80 columns are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from vendor_eval.files.x12.foreign import broken_by
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.separators import Separators, separators_of

# Small, since larger pieces hold more at a time and are read no faster.
PIECE_BYTES = 1 << 12
_BOM = b"\xef\xbb\xbf"
_WHITE = b" \t\r\n\x00\x1a"
# More than an ISA with its line breaks, and enough to tell what else a file may be.
_START_BYTES = 512


@dataclass(slots=True)
class _Source:
    """What was read and not yet cut."""

    stream: BinaryIO
    raw: bytes = b""
    ended: bool = False

    def read_on(self) -> None:
        piece = self.stream.read(PIECE_BYTES)
        self.ended = not piece
        self.raw += piece

    def read_start(self) -> None:
        """Read until something of substance stands in front, if anything does."""
        while True:
            self.raw = self.raw.lstrip(_WHITE).removeprefix(_BOM).lstrip(_WHITE)
            if self.ended or len(self.raw) >= _START_BYTES:
                return
            self.read_on()


def batches(stream: BinaryIO) -> Iterator[tuple[Separators, list[str]]]:
    """The segments of all interchanges of a file, in order; each begins a batch of its own.

    Raises:
        Broken: the file is none of X12, or something else follows an interchange.
    """
    source = _Source(stream)
    source.read_start()
    if not source.raw.startswith(b"ISA"):
        raise broken_by(source.raw[:_START_BYTES])
    while source.raw:
        separators = separators_of(source.raw[:_START_BYTES])
        for batch in _interchange(source, separators):
            # A piece may hold nothing but terminators.
            if batch:
                yield separators, batch
        source.read_start()
        if source.raw and not source.raw.startswith(b"ISA"):
            what = "something that is no interchange follows the last IEA segment"
            raise Broken("not_x12", what, "get the file again as the sender made it")


def _interchange(source: _Source, separators: Separators) -> Iterator[list[str]]:
    """The segments up to and with IEA, or to the end of the file where that is missing."""
    terminator = separators.terminator.encode("latin-1")
    last = b"IEA" + separators.element.encode("latin-1")
    while True:
        end = _end_of_interchange(source.raw, last, terminator)
        whole = end or source.raw.rfind(terminator) + 1
        if whole:
            piece, source.raw = source.raw[:whole], source.raw[whole:]
            yield _cut(piece, separators)
        if end:
            return
        if source.ended:
            if source.raw.strip(_WHITE):
                yield _cut(source.raw, separators)
            source.raw = b""
            return
        source.read_on()


def _end_of_interchange(raw: bytes, last: bytes, terminator: bytes) -> int:
    """Where the interchange ends, behind its terminator; 0 where that is not in ``raw``."""
    found = raw.find(last)
    while found >= 0:
        # The three letters also end words; a segment has a terminator in front of it.
        before = raw[:found].rstrip(b" \t" if terminator in b"\r\n" else _WHITE)
        if before.endswith(terminator):
            return raw.find(terminator, found + len(last)) + 1
        found = raw.find(last, found + 1)
    return 0


def _cut(piece: bytes, separators: Separators) -> list[str]:
    terminator = separators.terminator
    text = _text(piece)
    for line_break in "\r\n":
        if line_break != terminator and line_break in text:
            text = text.replace(line_break, "")
    segments = text.split(terminator)
    if f"{terminator} " in text or f"{terminator}\t" in text:
        segments = [segment.strip() for segment in segments]
    if not segments[-1]:
        segments.pop()
    return segments if "" not in segments else [segment for segment in segments if segment]


def _text(piece: bytes) -> str:
    # X12 is ASCII; other letters stand only in names, in whichever of the two encodings.
    try:
        return piece.decode("utf-8")
    except UnicodeDecodeError:
        return piece.decode("latin-1")
