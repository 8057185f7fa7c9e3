"""The metric catalogue as a page that people read: ``docs/metrics.md``.

Everything on the page comes from the catalogue, so that page and product cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vendor_eval.metrics import Metric
from vendor_eval.provenance import Citation, Source
from vendor_eval.quantities import Limit
from vendor_eval.reports.metric_facts import NOT_DOCUMENTED, citations, facts

_HEAD = """\
<!-- Generated from vendor_eval/metrics by `make docs`; edit the catalogue, not this page. -->

# Metrics

Every metric that contracts, files and pages can name, under its id. A name is not a definition:
figures are compared only where the definition is the same, and each section lists what else goes
by the name. Limits are written as the values that keep them. *Target* and *warning line* are what
the source documents set; a contract sets its own, and only a contract's minimum makes a breach
(where it has none, the warning line stands in). Thresholds marked *context only* are no aims.
A turnaround in hours is the median of the items finished in the month; its on-time rate counts
what is overdue as well and is what a contract should use.

FP, DN, AR, TA and RT with a number are short names of definitions. X with a number is a place
where the source documents disagree, settled as the note says.
"""
# What is written as people write code: an id, and limits as files have them.
_AS_CODE = ("Name in files", "Target", "Warning line")


def markdown(catalogue: Mapping[str, Metric]) -> str:
    """The page, in Markdown, one section a metric in the catalogue's order; ends in a line feed."""
    sections = (_section(metric, catalogue) for metric in catalogue.values())
    parts = (_HEAD, _contents(catalogue.values()), *sections, _sources(catalogue.values()))
    return "\n".join(parts)


def _contents(metrics: Iterable[Metric]) -> str:
    rows = (
        (f"[{metric.name}](#{metric.id})", f"`{metric.id}`", *_limits(metric)) for metric in metrics
    )
    return _table(("Metric", "Id", "Target", "Warning line"), rows)


def _section(metric: Metric, catalogue: Mapping[str, Metric]) -> str:
    blocks = (
        f'<a id="{metric.id}"></a>\n\n## {metric.name}\n',
        _definition(metric),
        _ladder(metric),
        _bullets("Other definitions under this name", _variants(metric, catalogue)),
        _bullets("How it can be made to look better", map(_text, metric.gaming)),
        f"**Recomputed from:** {_text(metric.checked_from)}.\n" if metric.checked_from else "",
        f"**Note:** {_text(metric.note)}\n" if metric.note else "",
        f"**Also headed:** {', '.join(map(_text, metric.aliases))}.\n" if metric.aliases else "",
        f"**Sources:** {'; '.join(map(_cited, citations(metric)))}.\n",
    )
    return "\n".join(block for block in blocks if block)


def _definition(metric: Metric) -> str:
    return _table(("What", "How"), ((what, _how(what, how)) for what, how in facts(metric)))


def _how(what: str, how: str) -> str:
    return f"`{how}`" if what in _AS_CODE and how != NOT_DOCUMENTED else _text(how)


def _limits(metric: Metric) -> tuple[str, str]:
    return _limit(metric.target), _limit(metric.warning)


def _limit(limit: Limit | None) -> str:
    return f"`{limit.text}`" if limit else NOT_DOCUMENTED


def _ladder(metric: Metric) -> str:
    if not metric.ladder:
        return "**Thresholds:** no source sets one.\n"
    rows = (
        (_limit(rung.limit), _text(rung.purpose), _cited(rung.citation)) for rung in metric.ladder
    )
    return "**Thresholds**, strictest first\n\n" + _table(("Keeps it", "What for", "Source"), rows)


def _variants(metric: Metric, catalogue: Mapping[str, Metric]) -> Iterable[str]:
    for variant in metric.variants:
        link = ""
        if variant.metric is not None:
            link = f" (here [{catalogue[variant.metric].name}](#{variant.metric}))"
        if variant.definition is not None:
            link = f" ([`{variant.definition}`](definitions.md))"
        cited = f" ({_cited(variant.citation)})" if variant.citation else ""
        yield f"*{_text(variant.name)}*{link}: {_text(variant.difference)}{cited}"


def _sources(metrics: Iterable[Metric]) -> str:
    cited = {
        citation.source.id: citation.source for metric in metrics for citation in citations(metric)
    }
    rows = (
        (f'<a id="{_anchor(source)}"></a>{id}', _titled(source), source.publisher, source.standing)
        for id, source in sorted(cited.items())
    )
    return "## Sources\n\n" + _table(("Id", "Document", "Publisher", "Standing"), rows)


def _cited(citation: Citation) -> str:
    source = citation.source
    return f"[{source.id}](#{_anchor(source)}), {_text(citation.at)}"


def _titled(source: Source) -> str:
    return f"[{_text(source.title)}]({source.url})" if source.url else _text(source.title)


def _anchor(source: Source) -> str:
    return f"source-{source.id.lower()}"


def _bullets(title: str, items: Iterable[str]) -> str:
    lines = "\n".join(f"- {item}" for item in items)
    return f"**{title}**\n\n{lines}\n" if lines else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _text(text: str) -> str:
    """``text`` with what Markdown would read as layout taken literally."""
    return re.sub(r"([\\|*_<>\[\]`])", r"\\\1", text)


def listing(catalogue: Mapping[str, Metric]) -> list[dict[str, str | None]]:
    """One entry a metric as the command prints it; a limit is text, None where there is none."""
    return [
        {
            "id": metric.id,
            "name": metric.name,
            "unit": metric.unit.value,
            "direction": metric.direction.value,
            "target": None if metric.target is None else metric.target.text,
            "warning": None if metric.warning is None else metric.warning.text,
            "definition": str(metric.definition),
            "source": "; ".join(str(citation) for citation in metric.citations),
        }
        for metric in catalogue.values()
    ]
