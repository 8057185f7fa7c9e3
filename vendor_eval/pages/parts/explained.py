"""The way from a figure to what it counts."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages import places
from vendor_eval.reports.wording import metric_name

_LABEL = "What it counts"


def link(metric: str) -> None:
    """A link to the page of the metric; nothing where the catalogue does not know it."""
    if metric in CATALOGUE:
        places.link("metrics", _LABEL, "info", {"metric": metric_name(metric)})


def links(metrics: Iterable[str], key: str) -> None:
    """A box to open, with a link to the page of each of the metrics."""
    shown = set(metrics)
    with st.popover("What the metrics count", icon=":material/info:", type="tertiary", key=key):
        for metric in CATALOGUE:
            if metric in shown:
                name = metric_name(metric)
                places.link("metrics", name, "info", {"metric": name})
