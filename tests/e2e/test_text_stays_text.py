"""Every page shows what people and files wrote as it is, whatever it looks like.

A page sends elements to the browser, and some of their texts are read there as markdown. Each text
that carries a payload has to be one that is not, or has to be escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1.element_tree import Block

from tests.e2e.application import PATHS, Application, configured
from tests.e2e.payloads import MARK, NOTES, columns_of_text, rewritten

# What the browser takes for text and never for markdown, by field, whatever the element. Anything
# else is held to be markdown until somebody has looked, so that no new element is forgotten.
AS_IT_IS = frozenset(
    {
        # Names that are not shown.
        "id",
        "form_id",
        "query_param_key",
        "query_string",
        # What stands in fields, and what they offer in lists.
        "default",
        "value",
        "raw_value",
        "raw_values",
        "Selectbox.options",
        "MultiSelect.options",
        "placeholder",
        # Text, code, the headings of tables, and what charts and pictures are called.
        "Text.body",
        "Code.code_text",
        "Dataframe.columns",
        "alt",
        "VegaLiteChart.spec",
        "DownloadButton.url",
        "LinkButton.url",
    }
)
# Of every payload some piece that does something where it is not escaped.
_LIVE = (
    "](",
    "![",
    "<img",
    "<svg",
    "**b",
    "`c",
    ":red[",
    ":material/",
    ":smile:",
    "$x",
    "$$",
    "~~",
)


def live_in(test: Any) -> list[str]:
    """The texts of a page that markdown would do something with."""
    return [
        f"{kind}.{field}: {text[:200]}"
        for message in messages(test._tree)
        for kind, field, text in texts(message)
        if MARK.lower() in text.lower() and not AS_IT_IS & {field, f"{kind}.{field}"}
        for tail in [text[text.lower().index(MARK.lower()) :]]
        if any(piece in tail for piece in _LIVE)
    ]


@pytest.fixture(scope="module")
def hostile_file(demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rewritten(demonstration_file, tmp_path_factory.mktemp("payloads"))


@pytest.fixture(autouse=True)
def app_of_payloads(hostile_file: Path) -> Iterator[None]:
    with configured(f"sqlite:///{hostile_file}"):
        yield


def texts(message: Message) -> Iterator[tuple[str, str, str]]:
    """Element, field and text of every text in a message."""
    kind = message.DESCRIPTOR.name
    for field, value in message.ListFields():
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            yield from ((kind, field.name, one) for one in map(str, value.values()))
        elif field.cpp_type == field.CPPTYPE_MESSAGE:
            for inner in value if field.is_repeated else [value]:
                yield from texts(inner)
        elif field.cpp_type == field.CPPTYPE_STRING and field.type == field.TYPE_STRING:
            for one in value if field.is_repeated else [value]:
                yield kind, field.name, one


def messages(block: Any) -> Iterator[Message]:
    for node in block.children.values():
        if (proto := getattr(node, "proto", None)) is not None:
            yield proto
        if isinstance(node, Block):
            yield from messages(node)


def tabs_of(test: Any) -> list[str]:
    """The labels of the tabs of which only the open one is drawn."""
    return [one.label for one in messages(test._tree) if one.DESCRIPTOR.name == "Tab"]


def carries(test: Any) -> bool:
    """Whether the page shows any payload at all, or its test would say nothing."""
    found = (text for message in messages(test._tree) for *_, text in texts(message))
    return any(MARK in text for text in found) or any(
        MARK in one.value.to_csv() for one in test.dataframe
    )


# Pages that show nothing of what is stored, or not before somebody asks, or only in a chart.
SILENT = frozenset({"breaches", "own-questions", "first-pass", "people", "audit-log", "glossary"})


@pytest.mark.parametrize("path", PATHS)
def test_no_text_of_people_or_files_is_markup_on_a_page(path: str) -> None:
    app = Application()
    test = app.show(path)

    found, carried = live_in(test), carries(test)
    for label in tabs_of(test):
        test = app.show(path, {"tab": label})
        assert not test.exception
        found += live_in(test)
        carried |= carries(test)

    assert found == []
    assert not test.exception
    assert carried or path in SILENT


def test_what_was_saved_is_said_as_text() -> None:
    app = Application()
    app.test.session_state["saved"] = f"The answer of {MARK} ![i](//x) :red[r] is stored."

    test = app.show("practice")

    assert test.toast
    assert live_in(test) == []


# What columns hold that nobody writes freely: codes, keys, numbers, names of the acting people, and
# texts of files, in which names are replaced.
CODES = frozenset(
    {"answer", "body", "carc", "caution", "code", "credentials", "decided_by", "definition"}
    | {"definitions", "denominator", "device", "document", "ehr_systems", "evaluator", "evidence"}
    | {"fingerprint", "formula", "group_code", "how", "id", "issuer", "item", "key", "kind"}
    | {"mail", "media_type", "metric", "name", "numerator", "option", "payers", "person"}
    | {"practice_management_systems", "quantity", "rate", "recorded_by", "rejected", "remarks"}
    | {"role", "scorecard", "scorecard_version", "section", "sha256", "specialties", "state"}
    | {"status", "subject", "terms", "text", "through", "time_zone", "title", "toml", "url"}
    | {"vendors", "verdict"}
)


def test_every_column_that_can_hold_text_was_looked_at() -> None:
    forgotten = [
        f"{table}.{column}"
        for table, columns in columns_of_text().items()
        for column in columns
        if column not in NOTES.get(table, ()) and column not in CODES
    ]

    assert forgotten == []
