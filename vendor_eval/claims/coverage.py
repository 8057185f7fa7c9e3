"""Which rows a metric can be worked out from; a missing column costs no other metric."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from vendor_eval.claims.definitions import DEFINITIONS, NOT_IN_CLAIMS, Definition
from vendor_eval.claims.extracts import Source, newest
from vendor_eval.claims.kpis import NotComputable
from vendor_eval.claims.schema import AUDITS

_FILES_NAMED = 3
_NO_ROWS = "no row carries what it counts"
_NO_AUDIT = "it takes an audit of the coding, which claims do not carry"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a metric is worked out from.

    Attributes:
        sources: empty where it cannot be.
        because: why rows, or all of them, are left out; None where all count.
    """

    sources: tuple[Source, ...]
    because: NotComputable | None


def coverage(metric: str, sources: Sequence[Source]) -> Coverage:
    """The sources of the metric's table that have all columns it needs."""
    definition = DEFINITIONS.get(metric)
    if definition is None:
        return Coverage((), NotComputable(metric, NOT_IN_CLAIMS[metric]))
    return coverage_of(definition, sources)


def coverage_of(definition: Definition, sources: Sequence[Source]) -> Coverage:
    """The sources of the definition's table that have all columns it needs."""
    metric = definition.id
    sources = [one for one in sources if one.table == definition.table]
    if not sources and definition.table == AUDITS:
        return Coverage((), NotComputable(metric, _NO_AUDIT))
    able = tuple(one for one in sources if one.columns.issuperset(definition.needs))
    if not able:
        return Coverage((), NotComputable(metric, _missing(definition.needs, sources)))
    unable = [one for one in sources if one not in able]
    if not unable:
        return Coverage(able, None)
    return Coverage(able, NotComputable(metric, _left_out(definition.needs, unable)))


def unheard_of(
    definition: Definition, sources: Sequence[Source], heard: Collection[str]
) -> Iterator[NotComputable]:
    """Why vendors have no value at all, though the sources have claims of theirs.

    Args:
        sources: what the definition was worked out from.
        heard: the vendors that have one.
    """
    if not heard and not definition.of_month_end:
        yield NotComputable(definition.id, _NO_ROWS)
        return
    taken = newest(one for source in sources for one in source.vendors.items())
    for vendor in sorted(taken.keys() - set(heard)):
        because = _of_no_month_end(taken[vendor]) if definition.of_month_end else _NO_ROWS
        yield NotComputable(definition.id, f"{vendor}: {because}")


def _of_no_month_end(taken_on: dt.date | None) -> str:
    taken = "at no known time" if taken_on is None else f"on {taken_on}"
    return f"balances were taken {taken}, which is not the end of a month"


def _missing(needs: Sequence[str], sources: Sequence[Source]) -> str:
    """Why no source is enough."""
    nowhere = [name for name in needs if not any(name in one.columns for one in sources)]
    if nowhere:
        return f"no file has {_listed(nowhere)}"
    return f"no file has all of {_listed(needs)}"


def _left_out(needs: Sequence[str], unable: Sequence[Source]) -> str:
    files = [name for one in unable for name in one.files]
    missing = [name for name in needs if any(name not in one.columns for one in unable)]
    rows = sum(one.rows for one in unable)
    named = ", ".join(files[:_FILES_NAMED])
    more = f" and {len(files) - _FILES_NAMED:,} more" if len(files) > _FILES_NAMED else ""
    if rows == 1:
        return f"1 row of {named} is left out, which lacks {_listed(missing)}"
    return f"{rows:,} rows of {named}{more} are left out, which lack {_listed(missing)}"


def _listed(names: Sequence[str]) -> str:
    head, last = names[:-1], names[-1]
    return f"{', '.join(head)} and {last}" if head else last
