"""Items of a scorecard file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from vendor_eval.evaluation.scorecard import WHOLE, Item, Kind, Polarity
from vendor_eval.files.limit_reader import metric_of
from vendor_eval.files.scorecards.answer_options import Offer, offer_of
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.provenance import Citation, Source

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Of an item whose kind is not known nobody can say which answers, or which keys, it may have.
_NO_OFFER = Offer((), "", "", Polarity.GOOD)


def id_of(table: TomlTable, example: str) -> str:
    """The id at ``id``: lower case, digits and hyphens; empty, with a fault, where it is not."""
    name = table.words("id", example)
    if name and not _ID.fullmatch(name):
        table.fault("id", f"{name!r} is not an id", f"write it like {example}")
        return ""
    return name


def weight_of(table: TomlTable) -> int:
    """Points, 0 to 100; 0, with a fault, where they cannot be read."""
    table.required("weight", "20")
    return table.whole("weight", 0, WHOLE) or 0


def item_of(table: TomlTable, sources: Mapping[str, Source]) -> Item | None:
    """The item in ``table``, or None with its faults; ``sources`` are those of its file."""
    before = len(table.faults)
    name, question = id_of(table, '"signed-agreement"'), table.words("question", '"Will you ...?"')
    weight, kind = weight_of(table), _kind(table)
    metric = metric_of(table) if table.has("metric") else None
    offer = offer_of(table, kind, metric) if kind is not None else _NO_OFFER
    item = Item(
        id=name,
        question=question,
        kind=kind or Kind.YES_PARTLY_NO,
        weight=weight,
        polarity=offer.polarity,
        options=offer.options,
        good=offer.good,
        red_flag=offer.red_flag,
        evidence=table.words("evidence", '"The signed agreement."'),
        needs_evidence=_needs_evidence(table, kind),
        cites=_cites(table, sources),
        covers=table.texts("covers", '["L3"]'),
        passes_at=_passes_at(table, offer),
        metric=metric.id if metric is not None else None,
        ours=table.flag("ours") or False,
    )
    if kind is not None:
        table.no_other_keys()
    return item if len(table.faults) == before else None


def _kind(table: TomlTable) -> Kind | None:
    text = table.words("kind", '"yes_partly_no"')
    if not text or text in tuple(Kind):
        return Kind(text) if text else None
    meant = difflib.get_close_matches(text, [kind.value for kind in Kind], n=1)
    known = ", ".join(f'"{kind}"' for kind in Kind)
    mend = f'did you mean "{meant[0]}"?' if meant else f"write one of {known}"
    table.fault("kind", f"{text!r} is not a kind of item", mend)
    return None


def _needs_evidence(table: TomlTable, kind: Kind | None) -> bool:
    """Yes, unless the item says otherwise; a figure is never taken on the vendor's word."""
    said = table.flag("needs_evidence")
    if said is False and kind is Kind.MEASURED:
        table.fault("needs_evidence", "a measured figure needs evidence", "leave it out")
    return said is not False


def _passes_at(table: TomlTable, offer: Offer) -> str | None:
    """The least answer that passes a gate, by default the best one."""
    gate, least = table.flag("gate"), table.text("pass", '"yes"')
    if least is not None and not gate:
        table.fault("pass", "belongs to a gate, and this item is none", "write gate = true")
    if not gate or not offer.options:
        return None
    answers = [option.answer for option in offer.options]
    if least is None or least in answers:
        return least or answers[0]
    known = ", ".join(f'"{answer}"' for answer in answers)
    table.fault("pass", f"{least!r} is not an answer to this item", f"write one of {known}")
    return None


def _cites(table: TomlTable, sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    return tuple(
        citation
        for entry in table.tables("cites")
        if (citation := _citation(entry, sources)) is not None
    )


def _citation(table: TomlTable, sources: Mapping[str, Source]) -> Citation | None:
    name = table.words("source", '"S003"')
    place = table.words("at", '"service agreement"')
    table.no_other_keys()
    if name and name not in sources:
        meant = difflib.get_close_matches(name, sources, n=1)
        mend = f'did you mean "{meant[0]}"?' if meant else f"list it: [sources.{name}]"
        table.fault("source", f"{name!r} is not a source of this file", mend)
    return Citation(sources[name], place) if name in sources and place else None
