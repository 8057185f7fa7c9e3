"""What somebody wants a register to be, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Generic

from vendor_eval.errors import Fault
from vendor_eval.evaluation.register_faults import entry_faults
from vendor_eval.evaluation.registers import LABELS, Entry
from vendor_eval.files.typed import refusals
from vendor_eval.naming import LONGEST_NAME, LONGEST_NOTE, name_key
from vendor_eval.store.registers import Kept, Kind

# The fields that hold more than a name.
_SENTENCES = frozenset({"note", "denial_trend", "responsiveness", "reporting_quality"})
_LONGEST_CREDENTIAL = 20


@dataclass(frozen=True, slots=True)
class Change(Generic[Kind]):
    """An entry as somebody wants it.

    Attributes:
        row: its number on the screen, by which faults are told.
        kept: as it was shown, with the edited entry in it.
    """

    row: int
    kept: Kept[Kind]


def row_faults(change: Change[Kind], today: dt.date) -> Iterator[Fault]:
    """What is wrong with one entry by itself."""
    entry = change.kept.entry
    row = _row(change)
    for fault in entry_faults(entry, today):
        yield Fault(f"{row}, {LABELS[fault.field]}", fault.what, fault.mend)
    for one in fields(entry):
        value = getattr(entry, one.name)
        texts = value if isinstance(value, tuple) else [value] if is_text(value) else []
        for text in texts:
            for what, mend in refusals(text, _longest(one.name)):
                yield Fault(f"{row}, {LABELS[one.name]}", what, mend)


def _row(change: Change[Kind]) -> str:
    """The row by its number, and by its name unless that is what may not be kept."""
    name = change.kept.entry.identity[0].strip()
    if not name or any(refusals(name, LONGEST_NAME)):
        return f"Row {change.row}"
    return f"Row {change.row} ({name})"


def _longest(field: str) -> int:
    if field == "credentials":
        return _LONGEST_CREDENTIAL
    return LONGEST_NOTE if field in _SENTENCES else LONGEST_NAME


def doubled(changes: Sequence[Change[Kind]], before: Sequence[Kept[Kind]]) -> Iterator[Fault]:
    """The entries that would be in the register twice once everything is changed."""
    changed = {one.kept.id for one in changes}
    after = [one.entry for one in before if one.id not in changed]
    after += [one.kept.entry for one in changes]
    counts = Counter(_identity(one) for one in after if not one.retired)
    for change in changes:
        entry = change.kept.entry
        if not entry.retired and counts[_identity(entry)] > 1:
            mend = "leave one of them; where it is not shown, somebody added it since: reload"
            yield Fault(_row(change), "is in the register twice", mend)


def _identity(entry: Entry) -> tuple[str, ...]:
    return tuple(name_key(part) for part in entry.identity)


def is_text(value: object) -> bool:
    """Whether a field holds what somebody typed, and not one of a few words."""
    return isinstance(value, str) and not isinstance(value, StrEnum)
