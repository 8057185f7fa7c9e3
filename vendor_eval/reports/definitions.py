"""The part of a report that says what its figures mean and where that is written."""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.metrics import CATALOGUE, Metric
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Direction
from vendor_eval.reports.report import Column, Section, Table
from vendor_eval.reports.sources import sources_table
from vendor_eval.reports.wording import UNIT_SHOWN, counted, sentence

HOW_TO_READ = (
    (
        "A breach is a month beyond the minimum. Below target and warning are no breaches and earn "
        "no credit."
    ),
    (
        "Values are compared unrounded, and printed with as many decimals as it takes to see on "
        "which side of a limit they lie."
    ),
    (
        "A streak counts breaches in a row. A month that was not reported, or stood under relief, "
        "ramp or low volume, neither adds to it nor ends it."
    ),
    "A missing figure stays missing: it is never read as zero, and never as kept.",
    (
        "Money is exact to the cent. Retained credits are those that fell due and were not earned "
        "back by the end of the month."
    ),
    (
        "This report says what the contract's figures give. Whether a right stands is a legal "
        "question."
    ),
)


def definitions_table(metrics: Iterable[str]) -> Table:
    """What each metric counts, which side is good, and who defines it so."""
    known = [CATALOGUE[metric] for metric in metrics if metric in CATALOGUE]
    return Table(
        title="Metrics",
        columns=(
            Column("Metric", 20),
            Column("Definition", 46),
            Column("Unit, good side", 16),
            Column("Source", 38),
        ),
        rows=tuple(
            (
                metric.name,
                sentence(str(metric.definition)),
                _unit_and_side(metric),
                _cited(metric.citations) or None,
            )
            for metric in known
        ),
        empty="No metric was judged.",
    )


def definitions_section(metrics: Iterable[str]) -> Section:
    """Definitions and sources of the metrics, in their order, each source once."""
    used = tuple(metrics)
    cited = (one for id in used if id in CATALOGUE for one in CATALOGUE[id].citations)
    empty = "The catalogue names no source for these metrics."
    return Section(
        title="Definitions and sources",
        summary=f"The definitions behind {counted(len(used), 'metric')} of this report.",
        tables=(definitions_table(used), sources_table("Sources", cited, empty)),
    )


def _cited(citations: Iterable[Citation]) -> str:
    """Each source once, with all the places cited in it."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.source.title, []).append(citation.at)
    return "; ".join(
        f"{title}: {', '.join(filter(None, at))}" if any(at) else title
        for title, at in places.items()
    )


def _unit_and_side(metric: Metric) -> str:
    side = "higher is better" if metric.direction is Direction.HIGHER else "lower is better"
    return f"{UNIT_SHOWN[metric.unit]}, {side}"
