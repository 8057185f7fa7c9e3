"""Who a cookie says has signed in, and how cookies are sent.

The web server signs its cookies; the words for that are its own and private, so the version of it
is pinned and the tests of the gate hold them to their meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.requests import cookie_parser
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from vendor_eval.access.sign_in import SignIn
from vendor_eval.pages.gate.asgi import App, Header, Message, Receive, Scope, Send

_MAX_AGE = re.compile(r"(?i)(?<=; max-age=)\d+")
# Browsers take a cookie of such a name only over TLS, from this very host, for all of its paths.
_PREFIX = "__Host-"
# A script of the interface reads it, by this name; it is a token against forgery and no sign-in.
_READ_BY_THE_INTERFACE = frozenset({"_streamlit_xsrf"})
_EXPIRES = re.compile(r"(?i); expires=[^;]*")


def asked_with(scope: Scope) -> dict[str, str]:
    """The cookies of a request, as the web server reads them."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name.lower() == b"cookie":
            found |= cookie_parser(value.decode("latin-1"))
    return found


def answered_with(headers: Iterable[Header]) -> dict[str, str]:
    """The cookies that an answer sets."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"set-cookie":
            jar: SimpleCookie = SimpleCookie()
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                continue
            found |= {key: morsel.value for key, morsel in jar.items()}
    return found


def claims_of(cookies: Mapping[str, str], sign_in: SignIn) -> dict[str, object] | None:
    """What the provider said about whoever signed in; None where no cookie of ours says so."""

    def one(name: str) -> bytes | None:
        signed = cookies.get(name, "").encode("latin-1")
        days = sign_in.rules.longest_s / 86_400
        return decode_signed_value(sign_in.cookie_secret, name, signed, days) if signed else None

    whole = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    claims = None if whole is None else json.loads(whole)
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        return None
    return claims if claims.get("origin") == sign_in.address else None


def removed(cookies: Mapping[str, str]) -> tuple[Header, ...]:
    """What takes the cookies of a sign-in away from the browser."""
    ours = re.compile(rf"({USER_COOKIE_NAME}|{TOKENS_COOKIE_NAME})(_\d+)?")
    gone = "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
    return tuple(
        (b"set-cookie", f"{name}{gone}".encode()) for name in cookies if ours.fullmatch(name)
    )


@dataclass(frozen=True, slots=True)
class Cookies:
    """Sends cookies no longer than a session lasts; where there is TLS, over it and to us alone."""

    app: App
    sign_in: SignIn

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._over_tls and "headers" in scope:
            scope = {**scope, "headers": [self._without_prefix(one) for one in scope["headers"]]}

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    (name, self._hardened(value) if name.lower() == b"set-cookie" else value)
                    for name, value in message.get("headers", ())
                ]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, hardened)

    @property
    def _over_tls(self) -> bool:
        return self.sign_in.address.startswith("https:")

    def _without_prefix(self, header: Header) -> Header:
        """A request's cookies under the names they have inside; those without the prefix go."""
        name, value = header
        if name.lower() != b"cookie":
            return header
        kept = [
            one.removeprefix(_PREFIX)
            for one in map(str.strip, value.decode("latin-1").split(";"))
            if one.startswith(_PREFIX) or one.partition("=")[0] in _READ_BY_THE_INTERFACE
        ]
        return name, "; ".join(kept).encode("latin-1")

    def _hardened(self, header: bytes) -> bytes:
        longest = self.sign_in.rules.longest_s
        text = _MAX_AGE.sub(lambda age: str(min(int(age[0]), longest)), header.decode("latin-1"))
        if f"; max-age={longest}" in text.lower():
            text = _EXPIRES.sub("", text)
        if self._over_tls and "; secure" not in text.lower():
            text += "; Secure"
        if self._over_tls and text.partition("=")[0] not in _READ_BY_THE_INTERFACE:
            text = f"{_PREFIX}{text}"
        return text.encode("latin-1")
