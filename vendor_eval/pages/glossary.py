"""The words of the house and the metrics, found by what one types."""

from __future__ import annotations

import streamlit as st

from vendor_eval.glossary import CHAPTERS, Term
from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.naming import name_key
from vendor_eval.pages import places
from vendor_eval.pages.parts import prose
from vendor_eval.pages.parts.head import title_row


def draw() -> None:
    """Draw the page."""
    with title_row("Glossary"):
        sought = st.text_input(
            "Find a word or a metric",
            key="sought",
            bind="query-params",
            placeholder="Find a word or a metric",
            label_visibility="collapsed",
            max_chars=100,
            width=300,
        )
    wanted = name_key(sought or "")
    words = _words(wanted)
    metrics = _metrics(wanted)
    if not words and not metrics:
        st.text("No word and no metric is explained by that. Try a shorter one.")


def _words(wanted: str) -> int:
    """Draw the words that are sought, chapter by chapter; how many there are."""
    drawn = 0
    for chapter in CHAPTERS:
        found = [term for term in chapter.terms if _is_meant(term, wanted)]
        if found:
            st.header(chapter.title, anchor=False)
            rows = [(one.word, _plain(one.means), one.instead_of) for one in found]
            prose.table(("Word", "Means", "Not"), rows)
        drawn += len(found)
    return drawn


def _metrics(wanted: str) -> int:
    """Draw a link to each metric that is sought; how many there are."""
    found = [metric for metric in CATALOGUE.values() if _is_called(metric, wanted)]
    if found:
        st.header("Metrics", anchor=False)
        with st.grid(3, min_column_width=260):
            for metric in found:
                places.link("metrics", metric.name, "info", {"metric": metric.name})
    return len(found)


def _is_meant(term: Term, wanted: str) -> bool:
    return any(wanted in name_key(text) for text in (term.word, term.means, term.instead_of))


def _is_called(metric: Metric, wanted: str) -> bool:
    return any(wanted in name_key(text) for text in (metric.name, metric.id, *metric.aliases))


def _plain(means: str) -> str:
    return means.replace("`", "")
