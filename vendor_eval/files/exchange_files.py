"""X12 files among those handed in, and whose vendor's they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vendor_eval.claims.extracts import Rejection
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.extracts import files_under, once_each
from vendor_eval.files.extracts.described import unnameable_by
from vendor_eval.files.x12.foreign import is_exchange
from vendor_eval.naming import MENDS, fault_of
from vendor_eval.privacy import looks_personal

_START_BYTES = 512


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A file of X12, or of what should be.

    Attributes:
        name: what it is spoken of by.
        path: where it lies.
    """

    name: str
    path: str
    vendor: str


@dataclass(slots=True)
class Parted:
    """The files handed in, X12 apart from all others; told by content, whatever their names."""

    exchanged: list[ExchangeFile] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


def parted(paths: Sequence[Path], vendor: str | None) -> Parted:
    """The files named and those in the folders named; of X12 each counts once for a vendor.

    A folder inside a folder that is named is its vendor's. What lies elsewhere is the ``vendor``'s,
    or that of the folder which is named.

    Raises:
        NotFound: something named does not exist; all of it is listed.
        BadInput: the vendor's name is none, or cannot be stored.
    """
    _check_vendor(vendor)
    files_under(paths)
    found = Parted()
    named: dict[Path, str | None] = {}
    for path in paths:
        for file in files_under([path]):
            if not _is_exchange(file):
                found.others.append(file)
            elif (unnameable := unnameable_by(file)) is not None:
                found.rejected.append(unnameable)
            # The same file may be named again without, or under, a folder.
            elif named.get(file.resolve()) is None:
                named[file.resolve()] = _vendor_of(file, path, vendor)
    _give_to_vendors(named, found)
    return found


def _give_to_vendors(named: Mapping[Path, str | None], found: Parted) -> None:
    of_vendor = defaultdict(list)
    for file, whose in named.items():
        if whose is None:
            what = "nothing names its vendor; put it into a folder named so, or say --vendor"
            found.rejected.append(Rejection(file.name, "no_vendor", what))
        elif looks_personal(whose):
            what = "its folder is named like patient data; name the folder as the vendor"
            found.rejected.append(Rejection(file.name, "looks_personal", what))
        elif fault := fault_of(whose):
            what = f"its folder names the vendor; {MENDS[fault]}"
            found.rejected.append(Rejection(file.name, fault.value, what))
        else:
            of_vendor[whose].append(ExchangeFile(file.name, str(file), whose))
    for whose in sorted(of_vendor):
        found.exchanged += once_each(of_vendor[whose])


def _check_vendor(vendor: str | None) -> None:
    if vendor is None:
        return
    fault, mend = fault_of(vendor), "write the vendor's name as in its contract"
    if not vendor.strip():
        raise BadInput([Fault("vendor", "the name is empty", mend)])
    if fault is not None:
        what, _, mend = MENDS[fault].partition("; ")
        raise BadInput([Fault("vendor", what, mend)])
    if looks_personal(vendor):
        raise BadInput([Fault("vendor", "the name looks like patient data", mend)])


def _is_exchange(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return is_exchange(opened.read(_START_BYTES))
    except OSError:
        # Whoever reads it next says so.
        return False


def _vendor_of(file: Path, named: Path, vendor: str | None) -> str | None:
    if named.is_file():
        return vendor
    folders = file.relative_to(named).parts[:-1]
    return folders[0] if folders else vendor or named.resolve().name or None
