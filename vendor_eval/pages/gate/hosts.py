"""By which names the app may be asked for, and what of the server nobody needs from outside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from vendor_eval.pages.gate.asgi import App, Receive, Scope, Send, header, refuse

# Figures of the process, an interface for programs, and a run of the app without a person.
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


@dataclass(frozen=True, slots=True)
class Hosts:
    """Answers only those who ask for the app by one of its names.

    A page elsewhere may point its own name at this machine's address, and would then read and
    click here as if it were the app. The name it asked for gives it away.

    Attributes:
        names: in lower case.
    """

    app: App
    names: Collection[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif _name(header(scope, b"host")) not in self.names:
            await refuse(scope, receive, send, HTTPStatus.MISDIRECTED_REQUEST)
        elif any(_is_at_or_below(scope["path"], closed) for closed in _CLOSED):
            await refuse(scope, receive, send, HTTPStatus.NOT_FOUND)
        else:
            await self.app(scope, receive, send)


def _name(host: str) -> str:
    """The name in a Host header, without its port; empty where it is no such header."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.netloc != host or parts.username is not None:
        return ""
    return (parts.hostname or "").rstrip(".")


def _is_at_or_below(path: str, closed: str) -> bool:
    return path.rstrip("/") == closed or path.startswith(f"{closed}/")
