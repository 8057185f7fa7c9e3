"""The documents that a report rests on, as one of its tables."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.provenance import Citation, Source
from vendor_eval.reports.report import Column, Table


def sources_table(title: str, cited: Iterable[Citation], empty: str) -> Table:
    """Every document that is cited, each once, in the order in which they are first named.

    Args:
        empty: the sentence that stands there when nothing is cited.
    """
    sources: dict[str, Source] = {one.source.id: one.source for one in cited}
    return Table(
        title=title,
        columns=(
            Column("Source", 44),
            Column("Publisher", 26),
            Column("Standing", 16),
            Column("Address", 30),
        ),
        rows=tuple((one.title, one.publisher, one.standing, one.url) for one in sources.values()),
        empty=empty,
    )
