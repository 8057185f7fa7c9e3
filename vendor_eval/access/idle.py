"""When each session last did something: a tab that stands open all day is nobody's for long.

It is kept in the memory of one process. Who is found idle is signed out for good, so that every
other process turns that session away too.
"""

from __future__ import annotations

import time
from collections.abc import Callable


class Idle:
    """The last action of each session.

    Args:
        longest_s: how long a session may do nothing, in seconds.
        clock: seconds that only go forward.
    """

    def __init__(self, longest_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._longest_s = longest_s
        self._clock = clock
        self._last: dict[str, float] = {}

    def is_over(self, session: str, *, acts: bool) -> bool:
        """Whether the session has done nothing for too long.

        A session that was never seen begins now, and one that is over stays so until `forget`.

        Args:
            acts: whether it does something now, which counts unless it is over.
        """
        now = self._clock()
        last = self._last.setdefault(session, now)
        if now - last > self._longest_s:
            return True
        if acts:
            self._last[session] = now
        return False

    def forget(self, session: str) -> None:
        """Keep nothing of a session that was signed out."""
        self._last.pop(session, None)
