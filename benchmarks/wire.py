"""A person at work without a browser: a websocket that speaks Streamlit's protocol.

It asks for pages as a browser does and receives everything a browser would draw, but draws
nothing, so that many of them fit beside the server they measure.
"""

from __future__ import annotations

import asyncio
import importlib
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

_ANSWER_SECONDS = 30
_LARGEST_MESSAGE = 64 * 2**20
# Of the protocol: the box in which a page says what went wrong, and the ends of a run.
_ERROR_BOX, _WELL, _BEGINS_ANEW = 1, 0, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one page.

    Attributes:
        seconds: from the question to the last element.
        size: bytes received.
        texts: what the page said, in its order.
        errors: the texts of its boxes of errors; some pages say what is grave in one.
        faults: exceptions, and an end other than a good one, in words.
        fields: the id of each field of text and each button, by its label.
    """

    seconds: float
    size: int
    texts: tuple[str, ...]
    errors: tuple[str, ...]
    faults: tuple[str, ...]
    fields: Mapping[str, str]


class Visit:
    """One open session; its questions are answered one after the other."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._asking = _message("BackMsg")
        self._answering = _message("ForwardMsg")

    async def open(self, path: str, query: str = "") -> Answer:
        """Ask for the page at ``path``; empty for the first one.

        Raises:
            TimeoutError: no answer within half a minute.
            websockets.ConnectionClosed: the server ended the session.
        """
        question = self._asking()
        question.rerun_script.page_name = path
        question.rerun_script.query_string = query
        question.rerun_script.widget_states.SetInParent()
        return await self._ask(question)

    async def press(self, path: str, shown: Answer, button: str, **typed: str) -> Answer:
        """Type into the fields of the page at ``path``, as ``shown``, and press a button on it.

        Args:
            button: its label.
            typed: what is typed, by the label of the field.

        Raises:
            KeyError: the page has no such button or field.
            TimeoutError: as for `open`.
        """
        question = self._asking()
        question.rerun_script.page_name = path
        states = question.rerun_script.widget_states.widgets
        for label, text in typed.items():
            states.add(id=shown.fields[label], string_value=text)
        states.add(id=shown.fields[button], trigger_value=True)
        return await self._ask(question)

    async def _ask(self, question: Any) -> Answer:
        started = time.perf_counter()
        await self._connection.send(question.SerializeToString())
        drawn, size = _Drawn(), 0
        async with asyncio.timeout(_ANSWER_SECONDS):
            while not drawn.ended:
                data = await self._connection.recv()
                size += len(data)
                drawn.take(self._answering.FromString(data))
        seconds = time.perf_counter() - started
        said = (tuple(drawn.texts), tuple(drawn.errors), tuple(drawn.faults))
        return Answer(seconds, size, *said, drawn.fields)


class _Drawn:
    """What has come of a page so far."""

    def __init__(self) -> None:
        self.ended = False
        self.texts: list[str] = []
        self.errors: list[str] = []
        self.faults: list[str] = []
        self.fields: dict[str, str] = {}

    def take(self, message: Any) -> None:
        """Note one message of the server."""
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta.new_element)
        elif kind == "page_not_found":
            self.faults.append("no such page")
        elif kind == "script_finished" and message.script_finished != _BEGINS_ANEW:
            self.ended = True
            if message.script_finished != _WELL:
                self.faults.append(f"ended with {message.script_finished}")

    def _element(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        content = getattr(element, kind)
        if kind == "exception":
            self.faults.append(content.message)
        elif kind == "alert" and content.format == _ERROR_BOX:
            self.errors.append(content.body)
        elif kind in ("text", "markdown", "heading", "alert"):
            self.texts.append(content.body)
        elif kind in ("text_input", "button"):
            self.fields[content.label] = content.id
            if kind == "text_input":
                self.texts.append(content.value or content.default)


@asynccontextmanager
async def visit(address: str) -> AsyncIterator[Visit]:
    """A session at ``address``, as long as the block lasts."""
    host = urlsplit(address).netloc
    token = secrets.token_hex(8)
    async with connect(
        f"ws://{host}/_stcore/stream",
        origin=Origin(address),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
        additional_headers={"Cookie": f"_streamlit_xsrf={token}"},
        max_size=_LARGEST_MESSAGE,
        compression=None,
    ) as connection:
        yield Visit(connection)


def _message(name: str) -> Any:
    return getattr(importlib.import_module(f"streamlit.proto.{name}_pb2"), name)
