"""Text of people and files stands in markdown as it was written, and is legible in names too."""

from __future__ import annotations

import html
import re

import pytest

from vendor_eval.pages.words import literal


@pytest.mark.parametrize(
    "text",
    [
        "HIPAA controls, 15.0 %",
        "Answer to: Who owns what we send?",
        "Acme & Sons (billing); 'Best' of \"2026\"",
        "Days in A/R <= 38.5, paid @ 5 % and > 3",
        "Year-end report",
    ],
)
def test_what_is_no_markup_is_left_as_it_is_for_those_who_are_read_to(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ **c** `d` ~~e~~ $f$ $$g$$",
        "![i](x) [l](x) [x]: y <a> </a> <!-- --> &lt; &#60;",
        ":red[r] :smile: :material/bolt: :a",
        "{{7*7}} | a | b | c^2 \\( + = #",
    ],
)
def test_every_mark_of_markup_is_escaped(text: str) -> None:
    said = literal(text)

    assert html.unescape(said) == text
    assert not re.search(r"[!*_`~$\[\]{}|^\\+]|[<:](?! )|&(?!#\d+;)", said)


@pytest.mark.parametrize("mark", ["#", ">", "-", "+", "*", "1.", "12)", "---", "==="])
@pytest.mark.parametrize("before", ["", "  ", "a\n", "a\n  ", "a\r\n"])
def test_nothing_at_the_beginning_of_a_line_opens_a_block(mark: str, before: str) -> None:
    said = literal(f"{before}{mark} b")

    assert html.unescape(said) == f"{before}{mark} b"
    assert re.search(r"&#\d+; b$", said)
