"""Every file that is sent to somebody is told before its first byte leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from http import HTTPStatus

from vendor_eval.access.roles import Person
from vendor_eval.pages.gate.asgi import App, Message, Receive, Scope, Send

PERSON = "vendor_eval.person"
"""Where a request says who asks."""

Taken = Callable[[Person, str], None]
"""Told who is sent a file of which name; a failure keeps the file back."""


@dataclass(frozen=True, slots=True)
class Attachments:
    """Tells of the attachments among the answers of ``app``."""

    app: App
    taken: Taken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                name = _attached(message)
                if name is not None:
                    await asyncio.to_thread(self.taken, scope[PERSON], name)
            await send(message)

        await self.app(scope, receive, telling)


def _attached(start: Message) -> str | None:
    """The file name of an attachment; None for any other answer."""
    if start["status"] not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
        return None
    for name, value in start.get("headers", ()):
        if name.lower() == b"content-disposition":
            parsed = EmailMessage()
            parsed["content-disposition"] = value.decode("latin-1")
            if parsed.get_content_disposition() == "attachment":
                return parsed.get_filename() or "without a name"
    return None
