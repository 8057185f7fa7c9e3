"""Who may come in: signed in, not too long ago, not signed out since, and with a role."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from google.protobuf.message import DecodeError
from streamlit.auth_util import encode_provider_token
from streamlit.proto.BackMsg_pb2 import BackMsg

from vendor_eval.access.admission import Admission
from vendor_eval.access.devices import device
from vendor_eval.access.identity import Refusal
from vendor_eval.access.sign_in import SignIn
from vendor_eval.naming import printable
from vendor_eval.pages.gate import asking, notices, ways
from vendor_eval.pages.gate.asgi import App, Message, Receive, Scope, Send, answer, header, refuse
from vendor_eval.pages.gate.attachments import PERSON
from vendor_eval.pages.gate.cookies import answered_with, asked_with, claims_of, removed
from vendor_eval.pages.gate.sightings import Sightings

Claims = Mapping[str, object]

logger = logging.getLogger(__name__)

# The health check, and the files of the interface: the same for everybody.
_OPEN = ("/_stcore/health", "/favicon.png")
_OPEN_BELOW = "/static/"
_SIGNS_IN, _SIGNS_OUT, _COMES_BACK = "/auth/login", "/auth/logout", "/oauth2callback"
# What a browser has kept of the app is nobody's once somebody has signed out.
_CLEARED = (b"clear-site-data", b'"cache", "storage"')
_TO_SIGN_IN = frozenset({Refusal.NOBODY, Refusal.EXPIRED, Refusal.SIGNED_OUT, Refusal.IDLE})


@dataclass(frozen=True, slots=True)
class Doors:
    """What the entrance asks and tells of the app.

    Attributes:
        admit: who acts with these claims, or why nobody does.
        came: told that somebody has signed in, and with which device.
        acted: told that somebody does something, and with which device.
        left: told that somebody has signed out.
        pages: the paths of the app's pages, without slashes.
    """

    admit: Callable[[Claims], Admission | Refusal]
    came: Callable[[Claims, str], None]
    acted: Callable[[Claims, str], None]
    left: Callable[[Claims], None]
    pages: Callable[[], Collection[str]]


@dataclass(frozen=True, slots=True)
class Entrance:
    """Lets those reach ``app`` who may."""

    app: App
    sign_in: SignIn
    doors: Doors
    sightings: Sightings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        kind, path = scope["type"], scope.get("path", "")
        if kind == "websocket":
            await self._talk(scope, receive, send)
        elif kind != "http" or _is_open(scope):
            await self.app(scope, receive, send)
        elif path == _SIGNS_OUT:
            await self._sign_out(scope, receive, send)
        elif path == _COMES_BACK:
            await self._come_back(scope, receive, send)
        else:
            await self._ask(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for anything that is somebody's."""
        claims = self._claims(scope)
        # What a tab asks for by itself to stay connected is no action of anybody's.
        acts = not scope["path"].startswith("/_stcore/")
        found = await self._admitted(claims, _device(scope) if acts else None)
        if isinstance(found, Admission):
            scope[PERSON] = found.person
            await self.app(scope, receive, send)
        elif not _is_for_a_page(scope):
            await refuse(scope, receive, send, HTTPStatus.UNAUTHORIZED)
        elif found in _TO_SIGN_IN:
            to = f"{_SIGNS_IN}?provider={encode_provider_token('default')}"
            kept = ways.kept(scope, self.doors.pages())
            await answer(send, HTTPStatus.FOUND, "", ((b"location", to.encode()), *kept))
        else:
            mail = str((claims or {}).get("email") or "")
            _note(f"turned away as {found.name.lower()}", claims or {})
            await answer(send, HTTPStatus.FORBIDDEN, notices.refused(found, mail))

    async def _talk(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an open tab talk to the app, for as long as whoever opened it may come in.

        Of somebody who may not any more every message becomes a plain run of the app, which says
        so: no click, no cache and no upload of theirs is seen.
        """
        claims = self._claims(scope)
        ours = header(scope, b"origin") == self.sign_in.address
        if not ours or isinstance(await self._admitted(claims), Refusal):
            await refuse(scope, receive, send, HTTPStatus.FORBIDDEN)
            return

        asking.claims.set(claims)
        acts_with = _device(scope)

        async def heard() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            acts = _is_an_action(message.get("bytes") or b"")
            if isinstance(await self._admitted(claims, acts_with if acts else None), Refusal):
                return {"type": "websocket.receive", "bytes": _plain_run()}
            return message

        await self.app(scope, heard, send)

    async def _sign_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """End the session for good, here and where the person signed in."""
        claims = self._claims(scope)
        if claims is None or header(scope, b"sec-fetch-site") == "cross-site":
            gone = removed(asked_with(scope)) if claims is None else ()
            await answer(send, HTTPStatus.OK, notices.signed_out(), (*gone, _CLEARED))
            return
        await asyncio.to_thread(self.doors.left, claims)
        _note("signed out", claims)
        start = await self._start_of(scope, receive)
        headers = dict(start["headers"])
        if headers.get(b"location", b"/") == b"/":
            gone = (*_cookies(start), _CLEARED)
            await answer(send, HTTPStatus.OK, notices.signed_out(), gone)
        else:
            to = ((b"location", headers[b"location"]), *_cookies(start), _CLEARED)
            await answer(send, HTTPStatus.FOUND, "", to)

    async def _come_back(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take back whoever the provider sends: signed in, signed out, or neither."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if not asked.keys() & {"code", "error"}:
            await answer(send, HTTPStatus.OK, notices.signed_out())
            return
        start = await self._start_of(scope, receive)
        claims = claims_of(answered_with(start["headers"]), self.sign_in)
        if claims is None or not self._is_from_the_provider(claims):
            gone = removed(answered_with(start["headers"]))
            kept = () if claims else _cookies(start)
            logger.warning("a sign-in did not succeed")
            await answer(send, HTTPStatus.FORBIDDEN, notices.failed(), (*kept, *gone))
            return
        await asyncio.to_thread(self.doors.came, claims, _device(scope))
        _note("signed in", claims)
        to = ways.found(asked_with(scope), self.doors.pages())
        headers = ((b"location", to.encode()), *_cookies(start), ways.forgotten())
        await answer(send, HTTPStatus.FOUND, "", headers)

    def _claims(self, scope: Scope) -> Claims | None:
        return claims_of(asked_with(scope), self.sign_in)

    def _is_from_the_provider(self, claims: Claims) -> bool:
        """Whether the provider names itself as it was configured, at the top of its metadata."""
        configured = self.sign_in.provider.metadata_url.partition("/.well-known/")[0]
        return str(claims.get("iss", "")).rstrip("/") == configured.rstrip("/")

    async def _admitted(
        self, claims: Claims | None, acts_with: str | None = None
    ) -> Admission | Refusal:
        """Who may come in now; who has done nothing for too long is signed out for good.

        Args:
            acts_with: the device, where the person does something.
        """
        if claims is None:
            return Refusal.NOBODY
        found = await asyncio.to_thread(self.doors.admit, claims)
        if found is Refusal.IDLE:
            await asyncio.to_thread(self.doors.left, claims)
            _note("signed out for doing nothing", claims)
        elif isinstance(found, Admission) and found.is_news and acts_with is not None:
            self.sightings.tell(claims, acts_with)
        return found

    async def _start_of(self, scope: Scope, receive: Receive) -> Message:
        """The beginning of the app's answer; its body is empty and left out."""
        heard: list[Message] = []

        async def keep(message: Message) -> None:
            heard.append(message)

        await self.app(scope, receive, keep)
        return heard[0]


def _note(what: str, claims: Claims) -> None:
    """Log what became of a sign-in; the name is somebody else's and brings no line of its own."""
    person = printable(str(claims.get("email", "nobody")))
    logger.info("%s: %s", what, person, extra={"event": what, "person": person})


def _device(scope: Scope) -> str:
    """Browser and system of a request, in words of ours."""
    return device(header(scope, b"user-agent"))


def _is_open(scope: Scope) -> bool:
    path = scope["path"]
    below = path.startswith(_OPEN_BELOW) and ".." not in path
    return scope["method"] in {"GET", "HEAD"} and (path in (*_OPEN, _SIGNS_IN) or below)


def _is_for_a_page(scope: Scope) -> bool:
    """Whether a person at a browser asks for a page, which may be one that does not exist."""
    path = scope["path"]
    reads = path == "/" or "text/html" in header(scope, b"accept")
    return scope["method"] == "GET" and path.count("/") == 1 and reads


def _cookies(start: Message) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name, value) for name, value in start["headers"] if name == b"set-cookie")


def _is_an_action(message: bytes) -> bool:
    """Whether somebody did something, and not a part of the page that runs again by itself."""
    try:
        asked = BackMsg.FromString(message)
    except DecodeError:
        return False
    return asked.HasField("rerun_script") and not asked.rerun_script.is_auto_rerun


def _plain_run() -> bytes:
    message = BackMsg()
    message.rerun_script.SetInParent()
    return bytes(message.SerializeToString())
