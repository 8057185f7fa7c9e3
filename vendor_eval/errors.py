"""What a person can act on.

Every error of this tree is shown as its text, without a traceback; anything else is ours to
fix and may crash. None of them repeats what has the form of patient data, whatever it was made of.

    VendorEvalError
    ├── BadInput       a file or a form has faults; all of them are listed       (exit status 2)
    ├── NotFound       something that was named does not exist                   (exit status 3)
    ├── Conflict       somebody saved first; both values are shown
    ├── NotAllowed     the acting person's role does not include this
    ├── StoreFailure   the database cannot be read or written; nothing was changed
    │   └── Interrupted    its server went away meanwhile; the same may be done again
    └── EngineFailure  an engine beside the embedded one cannot be had, or gave up
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.privacy import masked


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what somebody handed in.

    Attributes:
        where: file, key or line, for example ``acme.toml: service_levels[2].target``.
        what: what is wrong, in plain words.
        mend: what would mend it.
    """

    where: str
    what: str
    mend: str

    def __post_init__(self) -> None:
        # Pages show the three apart, so that each is masked here and not where it is shown.
        for name in ("where", "what", "mend"):
            object.__setattr__(self, name, masked(getattr(self, name)))

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


class VendorEvalError(Exception):
    """A condition that the person at the screen or the prompt can mend."""

    def __init__(self, text: str) -> None:
        super().__init__(masked(text))


class BadInput(VendorEvalError):
    """Input with faults; nothing of it was used or stored.

    Attributes:
        faults: every fault found, in the order of the file; never empty.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NotFound(VendorEvalError):
    """Something was asked for by a name that nobody knows."""


class Conflict(VendorEvalError):
    """A write against a version that is no longer the newest; nothing was written.

    Attributes:
        yours: what this write would have stored, as text.
        theirs: what is stored now, as text.
        saved_by: who stored it.
    """

    def __init__(self, subject: str, *, yours: str, theirs: str, saved_by: str) -> None:
        self.yours = yours
        self.theirs = theirs
        self.saved_by = saved_by
        super().__init__(
            f"{subject} was saved by {saved_by} after you opened it; "
            "compare both versions and save again"
        )


class NotAllowed(VendorEvalError):
    """The acting person's role does not include what was asked for."""


class StoreFailure(VendorEvalError):
    """The database could not be read or written; nothing was changed."""


class Interrupted(StoreFailure):
    """The connection to the database broke; nothing was changed, and the same may be done again."""


class EngineFailure(VendorEvalError):
    """Metrics could not be worked out where they were to be; the text says what would mend it."""
