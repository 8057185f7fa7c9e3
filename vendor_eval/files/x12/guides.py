"""Which implementation guides are read, told by the set itself and not by its group.

A group's version is often wrong; the set's own (ST03) counts, and the group's only where the set
has none. Two 277s that look alike are told apart so: X214 acknowledges claims, X212 answers
questions about them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vendor_eval.files.x12.acknowledged import AcknowledgementReader
from vendor_eval.files.x12.claim_statuses import ClaimStatusReader
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.remitted import RemittanceReader
from vendor_eval.files.x12.set_reader import Opening, SetReader
from vendor_eval.files.x12.submitted import SubmissionReader

_READERS: dict[tuple[str, str], Callable[[Opening], SetReader]] = {
    ("835", "X221"): RemittanceReader,
    ("837", "X222"): SubmissionReader,
    ("837", "X223"): SubmissionReader,
    ("277", "X214"): ClaimStatusReader,
    ("999", "X231"): AcknowledgementReader,
}
_GUIDE = re.compile(r"([0-9]{6})(X[0-9]{3})[A-Z0-9]*", re.ASCII)
_VERSION = "005010"


def reader_of(kind: str, guide: str) -> Callable[[Opening], SetReader] | None:
    """What reads a set of this kind, as ``835``; None for kinds that are not read.

    Raises:
        Broken: the kind is read, but not in this version.
    """
    found = _GUIDE.fullmatch(guide.strip())
    if kind not in {known for known, _ in _READERS}:
        return None
    if found is None:
        what = f"the {kind} does not say which implementation guide it follows"
        raise Broken("version", what, f"ask the sender for version {_VERSION}")
    if found[1] != _VERSION:
        what = f"the {kind} is of version {found[1]}; only {_VERSION} is read"
        raise Broken("version", what, f"ask the sender for version {_VERSION}")
    return _READERS.get((kind, found[2]))
