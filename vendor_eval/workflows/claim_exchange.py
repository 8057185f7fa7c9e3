"""Taking X12 files into an engine, those of one vendor after the other.

What files say about claims is held in memory while the claims of a vendor are put together, and
nothing of a file that is refused. Only rows under surrogates go further.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from vendor_eval.claims.assembly import Ways, assembled
from vendor_eval.claims.copies import Copies
from vendor_eval.claims.extracts import Rejection, Source
from vendor_eval.claims.noted import Noted, Seen, Worded
from vendor_eval.claims.rows import Rows
from vendor_eval.claims.told import Told
from vendor_eval.engines.duckdb_rows import Filling, filled
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.files.keys import KeyFile
from vendor_eval.files.x12.counts import ADDRESS, BIRTH, MEMBER, NAME, RECORD, Counts
from vendor_eval.files.x12.production import production_events
from vendor_eval.files.x12.refusal import Refused
from vendor_eval.workflows.progress import Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from vendor_eval.files.exchange_files import ExchangeFile


X12_EFFORT = 2.0
"""What a file of X12 is to tell of progress: it is read, and its claims are put together."""
_TELL_EVERY = 2_000


@dataclass(slots=True)
class Exchanged:
    """What came of X12 files.

    Attributes:
        read: where the files lie that count.
    """

    sources: list[Source] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Vendor:
    """What the files of one vendor tell while they are read."""

    told: Told = field(default_factory=Told)
    copies: Copies = field(default_factory=Copies)
    taken: list[ExchangeFile] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    unbalanced: int = 0

    def read(self, file: ExchangeFile, zone: ZoneInfo, progress: Reading) -> None:
        """Take a file whole.

        Raises:
            Refused: something is wrong with it, and nothing of it was taken.
            OSError: it cannot be read.
        """
        counts, path = Counts(), Path(file.path)
        progress.next(file.name)
        size = max(path.stat().st_size, 1)
        with path.open("rb") as stream:
            # What is wrong may stand at the very end.
            whole: list[object] = []
            found = production_events(stream, file.name, zone, counts)
            for one in self.copies.without(found):
                if len(whole) % _TELL_EVERY == 0:
                    progress.within(file.name, stream.tell() / size)
                whole.append(one)
        if whole:
            self.told.hear(whole)
            self.taken.append(file)
        self.dropped += counts.dropped
        self.passed_over += counts.passed_over
        self.unbalanced += len(counts.unbalanced)

    def noted(self, vendor: str) -> Iterator[Noted]:
        """What was passed over while reading."""
        for kind, times in sorted(self.dropped.items()):
            worded = Worded(
                f"{_ONE[kind]} of a patient passed over", f"{kind} of patients passed over"
            )
            yield Noted.of(vendor, "dropped", times, worded)
        for kind, times in sorted(self.passed_over.items()):
            of_kind = f"of kind {kind.strip()}, which"
            worded = Worded(f"set {of_kind} is not read", f"sets {of_kind} are not read")
            yield Noted.of(vendor, "not_read", times, worded)
        if self.copies.passed_over:
            yield Noted.of(vendor, "copies", self.copies.passed_over, _COPIES)
        if self.unbalanced:
            yield Noted.of(vendor, "unbalanced", self.unbalanced, _UNBALANCED)


_ONE = {
    NAME: "name",
    MEMBER: "member number",
    ADDRESS: "address",
    BIRTH: "birth date",
    RECORD: "medical record number",
}
_COPIES = Worded(
    "set that came before in another file; the first one counts",
    "sets that came before in another file; the first one counts",
)
_UNBALANCED = Worded(
    "remitted claim that does not add up; it counts as it stands",
    "remitted claims that do not add up; they count as they stand",
)


def exchanged(
    connection: DuckDBPyConnection,
    files: Sequence[ExchangeFile],
    zone: str,
    keys: Path | None,
    *,
    progress: Reading,
) -> Exchanged:
    """The claims of X12 files as sources of the engine, and what to know about them.

    Args:
        zone: the practice's time zone, which X12 does not tell.
        keys: the practice's file of claim keys; None where it keeps none.
        progress: is told which file is read, and how far.

    Raises:
        BadInput: the file of keys is none; nothing was taken.
    """
    found = Exchanged()
    if not files:
        return found
    kept = KeyFile(keys)
    for place, vendor in enumerate(sorted({file.vendor for file in files})):
        read = _Vendor()
        own = [one for one in files if one.vendor == vendor]
        found.rejected += _read_all(read, own, ZoneInfo(zone), progress)
        if read.taken:
            found.read += [one.path for one in read.taken]
            names = tuple(one.name for one in read.taken)
            filling = Filling(f"exchanged_{place}", vendor, read.told.columns, names)
            seen = Seen()
            progress.next(vendor, len(own))
            rows = _watched(_rows(read.told, kept, seen), vendor, read.told, progress)
            found.sources += filled(connection, rows, filling)
            found.noted += [*read.noted(vendor), *seen.noted(vendor)]
    kept.keep()
    if found.sources and kept.unkept:
        what = f"file of claim keys is not kept ({kept.unkept}); the next run draws others"
        found.noted.append(Noted("", "keys_not_kept", what, 1))
    if kept.laid_open:
        what = f"file of claim keys was open to others than its owner {kept.laid_open}"
        found.noted.append(Noted("", "keys_laid_open", what, 1))
    return found


def _read_all(
    vendor: _Vendor, files: Iterable[ExchangeFile], zone: ZoneInfo, progress: Reading
) -> Iterator[Rejection]:
    """Read the files of one vendor; those that were refused."""
    for file in files:
        try:
            vendor.read(file, zone, progress)
        except Refused as refused:
            (fault,) = refused.faults
            where = fault.where.removeprefix(file.name).removeprefix(": ")
            text = f"{where}: {fault.what}; {fault.mend}".removeprefix(": ")
            yield Rejection(file.name, refused.code, text)
        except OSError as error:
            what = f"cannot be read ({error.strerror}); name a readable file"
            yield Rejection(file.name, "unreadable", what)


def _watched(rows: Iterable[Rows], vendor: str, told: Told, progress: Reading) -> Iterator[Rows]:
    """The same rows, telling how many of the claims are put together."""
    claims = max(len(told.submissions), len(told.remittances), 1)
    for at, one in enumerate(rows):
        if at % _TELL_EVERY == 0:
            progress.within(vendor, at / claims)
        yield one


def _rows(told: Told, keys: KeyFile, seen: Seen) -> Iterator[Rows]:
    latest = told.latest
    if latest is None:
        return
    for rows in assembled(told, Ways(shipped(), keys.key_of, latest), seen):
        seen.note_unreadable(rows)
        yield rows
