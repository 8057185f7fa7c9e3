"""One word for one thing: the glossary contradicts itself nowhere, and is current on paper."""

from collections import Counter
from pathlib import Path

from vendor_eval.glossary import CHAPTERS
from vendor_eval.reports.glossary_page import markdown

TOP = Path(__file__).parents[2]
TERMS = [term for chapter in CHAPTERS for term in chapter.terms]


def test_no_word_is_explained_twice() -> None:
    words = Counter(word for term in TERMS for word in term.word.split(", "))

    assert [word for word, times in words.items() if times > 1] == []


def test_no_explanation_would_break_its_table() -> None:
    texts = [text for term in TERMS for text in (term.word, term.means, term.instead_of)]

    assert [text for text in texts if set(text) & set("|\n")] == []
    assert all(term.word and term.means for term in TERMS)


def test_the_glossary_on_paper_is_the_one_of_the_app() -> None:
    assert (TOP / "docs" / "glossary.md").read_text("utf-8") == markdown(CHAPTERS)
