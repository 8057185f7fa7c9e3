"""First come, first served: whose turn it is to write.

SQLite lets waiting writers try again at random moments, so that an unlucky one can wait for
seconds behind others that came later. Inside one process nobody needs to be unlucky.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from vendor_eval.errors import StoreFailure
from vendor_eval.store.failures import BUSY


class Turns:
    """A lock whose waiters are served in the order in which they came.

    Attributes:
        patience_s: how long one waits for its turn, in seconds.
    """

    def __init__(self, patience_s: float) -> None:
        self.patience_s = patience_s
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the lock within the block.

        Raises:
            StoreFailure: the turn did not come within the patience.
        """
        self._take()
        try:
            yield
        finally:
            self._pass_on()

    def _take(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            call = Lock()
            call.acquire()
            self._waiting.append(call)
        if call.acquire(timeout=self.patience_s):
            return
        with self._guard:
            if call in self._waiting:
                self._waiting.remove(call)
                raise StoreFailure(BUSY)
        # The turn came between the end of the patience and the look at the queue: take it.

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False
