"""The words of ASGI that the gate needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]


def header(scope: Scope, name: bytes) -> str:
    """The request's header of this name, in lower case; empty where there is none or several."""
    found = [value for key, value in scope["headers"] if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


async def refuse(scope: Scope, receive: Receive, send: Send, status: HTTPStatus) -> None:
    """Answer with the status and its phrase; a websocket is not opened."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(send, status, status.phrase)


async def answer(
    send: Send, status: HTTPStatus, body: str, headers: tuple[Header, ...] = ()
) -> None:
    """Answer with a text, or with a page when the body is one; nobody may keep it."""
    kind = "html" if body.startswith("<!doctype") else "plain"
    all_headers = [
        (b"content-type", f"text/{kind}; charset=utf-8".encode()),
        (b"content-length", str(len(body.encode())).encode()),
        (b"cache-control", b"no-store"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": int(status), "headers": all_headers})
    await send({"type": "http.response.body", "body": body.encode()})
