"""The page that somebody asked for before signing in, kept until they have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, quote, unquote, urlencode

from vendor_eval.pages.gate.asgi import Header, Scope

_COOKIE = "vendor_eval_way"
_SECONDS = 600
_LONGEST = 1_500


def kept(scope: Scope, pages: Collection[str]) -> tuple[Header, ...]:
    """What keeps the page that a request asks for; nothing where it is none of ``pages``."""
    path = str(scope["path"]).strip("/")
    query = scope["query_string"].decode("latin-1")
    way = quote(f"{path}?{query}", safe="")
    if path not in pages or way == quote("?", safe="") or len(way) > _LONGEST:
        return ()
    return (_cookie(way, _SECONDS),)


def found(cookies: Mapping[str, str], pages: Collection[str]) -> str:
    """The address of the page that was kept; the top one where that is none of ``pages``.

    Whatever stands in the cookie, the address is one of this app: of the path only its name is
    taken, and the query is written anew.
    """
    path, _, query = unquote(cookies.get(_COOKIE, "")).partition("?")
    chosen = urlencode(parse_qsl(query, keep_blank_values=True))
    if path not in pages:
        return "/"
    return f"/{quote(path)}?{chosen}" if chosen else f"/{quote(path)}"


def forgotten() -> Header:
    """What forgets the page that was kept."""
    return _cookie("", 0)


def _cookie(value: str, seconds: int) -> Header:
    text = f"{_COOKIE}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
    return b"set-cookie", text.encode("latin-1")
