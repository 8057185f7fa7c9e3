"""Headers of every answer: what a browser may load, and what it may tell others."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.pages.gate.asgi import App, Message, Receive, Scope, Send

# Styles are written by the interface while it runs; scripts are files of this server and nothing
# else. Charts come without `eval`, pictures without anybody else's server.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}
_OVER_TLS = {b"strict-transport-security": b"max-age=31536000; includeSubDomains"}
# What the app hands out is somebody's; only the files of the interface are everybody's.
_PRIVATE = ("/media/", "/_stcore/")


@dataclass(frozen=True, slots=True)
class Headers:
    """Adds the headers to every answer of ``app``, and takes away who made the server.

    Attributes:
        over_tls: whether people open the app over https.
    """

    app: App
    over_tls: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ours = _ALWAYS | (_OVER_TLS if self.over_tls else {})
        if scope["path"].startswith(_PRIVATE):
            ours = ours | {b"cache-control": b"no-store"}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [
                    (name, value)
                    for name, value in message.get("headers", ())
                    if name.lower() not in ours and name.lower() != b"server"
                ]
                message = {**message, "headers": [*theirs, *ours.items()]}
            await send(message)

        await self.app(scope, receive, with_headers)
