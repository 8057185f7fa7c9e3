"""One metric: what it counts, what is good, who says so, and where it is used here.

Everything that is said of the metric itself comes from the catalogue, as docs/metrics.md does.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import filters, prose
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.provenance import Citation
from vendor_eval.reports.metric_facts import citations, facts
from vendor_eval.reports.wording import metric_name, shown_date
from vendor_eval.sla.contract import Contract, ServiceLevel
from vendor_eval.workflows import catalogue


def draw() -> None:
    """Draw the page."""
    with title_row("Metrics"):
        chosen = filters.metric(list(CATALOGUE))
    metric = CATALOGUE[chosen or next(iter(CATALOGUE))]
    st.header(literal(metric.name), anchor=False)
    prose.table(("What", "How"), facts(metric))
    _thresholds(metric)
    _contracts(metric)
    _questions(metric)
    _variants(metric)
    _told("How it can be made to look better", metric.gaming)
    _told("Recomputed from", [metric.checked_from] if metric.checked_from else [])
    _told("Note", [metric.note] if metric.note else [])
    _told("Also headed", [", ".join(metric.aliases)] if metric.aliases else [])
    _sources(metric)
    places.link("glossary", "Words used here", "dictionary")


def _thresholds(metric: Metric) -> None:
    st.markdown("**Thresholds, strictest first**")
    if not metric.ladder:
        st.text("No source sets one.")
        return
    rows = [(rung.limit.text, rung.purpose, _cited(rung.citation)) for rung in metric.ladder]
    prose.table(("Keeps it", "What for", "Source"), rows)


def _contracts(metric: Metric) -> None:
    """The service levels that promise the metric, each with the way to its vendor."""
    review = computed.review()
    agreed = [
        (contract, level)
        for contract in review.standings.contracts
        for level in contract.service_levels
        if level.metric == metric.id
    ]
    st.markdown("**In your contracts**")
    if not agreed:
        st.text("No contract promises it.")
        return
    rows = [(one.vendor, *_promised(one, level)) for one, level in agreed]
    prose.table(("Vendor", "Target", "Minimum", "Judged"), rows)
    if review.months:
        with st.container(horizontal=True):
            for vendor in dict.fromkeys(one.vendor for one, _ in agreed):
                places.link_to_vendor(vendor, review.months[0])


def _promised(contract: Contract, level: ServiceLevel) -> tuple[str, str, str]:
    """Target, minimum, and from when on and on whose value it is judged."""
    minimum = "none" if level.minimum is None else level.minimum.in_words
    judged = [f"from {shown_date(level.effective or contract.starts)} on, as {level.judged_on}"]
    if contract.ramp_months:
        judged.append(f"{contract.ramp_months} months of ramp first")
    if contract.low_volume:
        judged.append(f"{contract.low_volume} items at least")
    return level.target.in_words, minimum, "; ".join(judged)


def _questions(metric: Metric) -> None:
    """The questions of scorecards whose answers the metric checks later."""
    cards = [one.scorecard for one in catalogue.known(session.deps(), session.person())]
    asked = [
        f"{item.question} ({card.title})"
        for card in cards
        for section in card.sections
        for item in section.items
        if item.metric == metric.id
    ]
    _told("Checks the answers to", asked)


def _variants(metric: Metric) -> None:
    """What else goes by the name, with the way to those that have a page of their own."""
    _told(
        "Other definitions under this name",
        [f"{one.name}: {one.difference}" for one in metric.variants],
    )
    others = dict.fromkeys(one.metric for one in metric.variants if one.metric is not None)
    with st.container(horizontal=True):
        for other in others:
            name = metric_name(other)
            places.link("metrics", name, "info", {"metric": name})


def _told(title: str, sentences: Sequence[str]) -> None:
    if not sentences:
        return
    st.markdown(f"**{title}**")
    bullet = "- " if len(sentences) > 1 else ""
    st.markdown("\n".join(f"{bullet}{literal(one)}" for one in sentences))


def _cited(citation: Citation) -> str:
    return f"{citation.source.title}, {citation.at}" if citation.at else citation.source.title


def _sources(metric: Metric) -> None:
    """The documents behind definition and thresholds, each once."""
    documents = dict.fromkeys(one.source for one in citations(metric))
    st.markdown("**Sources**")
    rows = [(one.title, one.publisher, one.standing, one.url or "") for one in documents]
    prose.table(("Document", "Publisher", "Standing", "Address"), rows)
