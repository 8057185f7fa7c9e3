"""Why a file is refused: under a stable code, at the place where it broke."""

from __future__ import annotations

from vendor_eval.errors import BadInput, Fault


class Broken(Exception):
    """Something cannot be as it stands; raised by whoever does not know where that is.

    Attributes:
        code: stable, as ``segment_count``.
        what: what is wrong, without any content of the file but counts and control numbers.
    """

    def __init__(self, code: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.mend = mend


class Refused(BadInput):
    """A file of which nothing may be used.

    Attributes:
        code: stable; what the text may be worded around.
    """

    def __init__(self, code: str, fault: Fault) -> None:
        super().__init__([fault])
        self.code = code
