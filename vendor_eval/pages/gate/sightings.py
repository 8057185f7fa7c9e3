"""Writing down who does something, without anybody waiting for it.

A write waits for those before it, and an import may be one of them. So a thread of its own does
it: neither the action nor the look at who may come in, which every request needs, stands in line.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from vendor_eval.access.identity import fingerprint
from vendor_eval.errors import VendorEvalError

logger = logging.getLogger(__name__)

Claims = Mapping[str, object]


class Sightings:
    """Tells of actions, one after another.

    Args:
        told: is told with whose claims and which device somebody acted.
    """

    def __init__(self, told: Callable[[Claims, str], None]) -> None:
        self._told = told
        self._thread = ThreadPoolExecutor(1, "sightings")
        self._waiting: set[str] = set()

    def tell(self, claims: Claims, device: str) -> None:
        """Tell soon; of what waits already of a session, one is enough."""
        session = fingerprint(claims)
        if session not in self._waiting:
            self._waiting.add(session)
            telling = self._thread.submit(self._tell, session, claims, device)
            telling.add_done_callback(_say_why_not)

    def _tell(self, session: str, claims: Claims, device: str) -> None:
        try:
            self._told(claims, device)
        finally:
            self._waiting.discard(session)


def _say_why_not(telling: Future[None]) -> None:
    """Log what went wrong; the next action tells again."""
    error = telling.exception()
    if isinstance(error, VendorEvalError):
        logger.warning("the last action of a session was not kept: %s", error)
    elif error is not None:
        logger.error("the last action of a session was not kept", exc_info=error)
