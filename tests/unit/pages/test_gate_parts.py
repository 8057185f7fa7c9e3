"""The way back to a page, and what is told of files that are sent."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.access.roles import Person, Role
from vendor_eval.pages.gate import ways
from vendor_eval.pages.gate.asgi import Message, Receive, Scope, Send
from vendor_eval.pages.gate.attachments import PERSON, Attachments

PAGES = {"", "breaches", "month-close"}
ADA = Person("ada@example.org", Role.AUDITOR)


def way(path: str, query: str = "") -> str:
    """Where somebody lands who asked for this before signing in."""
    kept = ways.kept({"path": path, "query_string": query.encode("latin-1")}, PAGES)
    cookies = {b.decode().split("=")[0]: b.decode().split("=", 1)[1].split(";")[0] for _, b in kept}
    return ways.found(cookies, PAGES)


@pytest.mark.parametrize(
    ("path", "query", "place"),
    [
        ("/", "", "/"),
        ("/breaches", "", "/breaches"),
        ("/breaches/", "month=October+2026", "/breaches?month=October+2026"),
        ("/month-close", "vendor=A%26B&x=", "/month-close?vendor=A%26B&x="),
        ("/", "of=1", "/?of=1"),
        ("/elsewhere", "", "/"),
        ("//evil.example", "", "/"),
        ("/breaches", f"x={'y' * 3000}", "/"),
    ],
)
def test_the_way_leads_back_to_the_page_that_was_asked_for(
    path: str, query: str, place: str
) -> None:
    assert way(path, query) == place


@given(st.text())
def test_whatever_a_cookie_holds_the_way_leads_to_a_page_of_the_app(text: str) -> None:
    for written in (text, quote(text, safe=""), quote(f"breaches?{text}", safe="")):
        place = ways.found({"vendor_eval_way": written}, PAGES)

        assert place.partition("?")[0] in {"/", "/breaches", "/month-close"}
        assert not set(place) & set("\\\r\n\t #")


def sent(*headers: tuple[str, str], status: int = 200, method: str = "GET") -> list[str]:
    """The names of the files of which was told before the answer left."""
    told: list[str] = []
    left: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": b"content"})

    def taken(person: Person, name: str) -> None:
        assert left == []
        told.append(f"{person.name}: {name}")

    async def send(message: Message) -> None:
        left.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": method, PERSON: ADA}
    asyncio.run(Attachments(app, taken)(scope, receive, send))
    assert [one["type"] for one in left] == ["http.response.start", "http.response.body"]
    return told


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="breaches-2026-10.pdf"', "breaches-2026-10.pdf"),
        ("attachment; filename*=utf-8''caf%C3%A9.csv", "café.csv"),
        ('ATTACHMENT; FILENAME="x;y.xlsx"', "x;y.xlsx"),
        ("attachment", "without a name"),
    ],
)
@pytest.mark.parametrize("status", [200, 206])
def test_every_file_that_is_sent_is_told_with_who_takes_it(
    disposition: str, name: str, status: int
) -> None:
    told = sent(("content-disposition", disposition), status=status)

    assert told == [f"ada@example.org: {name}"]


def test_what_is_no_file_is_not_told() -> None:
    assert sent() == []
    assert sent(("content-disposition", "inline")) == []
    assert sent(("content-disposition", "attachment"), status=404) == []
    assert sent(("content-disposition", "attachment"), method="HEAD") == []


def test_a_file_of_which_nothing_could_be_told_is_not_sent() -> None:
    left: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-disposition", b"attachment; filename=x.pdf")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    def refusing(person: Person, name: str) -> None:
        raise RuntimeError("the log cannot be written")

    async def send(message: Message) -> None:
        left.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", PERSON: ADA}
    with pytest.raises(RuntimeError):
        asyncio.run(Attachments(app, refusing)(scope, receive, send))
    assert left == []
