"""Two addresses for whatever keeps the server running: is it alive, and can people work.

They answer without sign-in, and one word. Being alive asks nothing of anybody. Being ready asks
the database, once a second at most and never twice at a time, however many ask us.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from http import HTTPStatus

from vendor_eval.pages.gate.asgi import App, Receive, Scope, Send, answer, refuse

HEALTH, READY = "/health", "/ready"
_IS_READY, _SILENT = "ready", "silent"
_LASTS_S = 1.0
_PATIENCE_S = 3.0

logger = logging.getLogger(__name__)


class Probes:
    """Answers at the two addresses; everything else is the app's.

    Args:
        app: what answers elsewhere.
        ask: whether people can work now: ``ready``, or one word for why not; may take its time.
    """

    def __init__(self, app: App, ask: Callable[[], str]) -> None:
        self._app, self._ask = app, ask
        self._asking: asyncio.Task[str] | None = None
        self._since, self._last = 0.0, _IS_READY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path")
        if scope["type"] != "http" or path not in {HEALTH, READY}:
            await self._app(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await refuse(scope, receive, send, HTTPStatus.METHOD_NOT_ALLOWED)
        elif path == HEALTH:
            await answer(send, HTTPStatus.OK, "ok")
        else:
            word = await self._word()
            fine = word == _IS_READY
            await answer(send, HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE, word)

    async def _word(self) -> str:
        """What the database said within the last second, or says now."""
        if self._asking is None or (
            self._asking.done() and time.monotonic() - self._since > _LASTS_S
        ):
            self._asking = asyncio.create_task(self._asked())
        try:
            # Shielded: whoever gives up waiting does not stop the one question that is asked.
            word = await asyncio.wait_for(asyncio.shield(self._asking), _PATIENCE_S)
        except TimeoutError:
            word = _SILENT
        self._note(word)
        return word

    async def _asked(self) -> str:
        word = await asyncio.to_thread(self._ask)
        self._since = time.monotonic()
        return word

    def _note(self, word: str) -> None:
        """Log a change, once."""
        if word == self._last:
            return
        self._last = word
        if word == _IS_READY:
            logger.info("ready again", extra={"event": "ready"})
        else:
            logger.error("not ready: %s", word, extra={"event": "not ready"})
