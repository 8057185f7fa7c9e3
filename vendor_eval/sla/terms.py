"""When each service level is in force.

Whatever their order in the file, entries of one metric take over from each other by date, and an
entry that starts inside a month counts from the next whole one. The last entry of a metric runs
to the end of the term, so the months of a metric have no gap.
"""

from __future__ import annotations

from typing import NamedTuple

from vendor_eval.quantities import first_whole_month
from vendor_eval.sla.contract import Contract, ServiceLevel


class Stretch(NamedTuple):
    """Consecutive months with one service level in force.

    Attributes:
        level: its position in the contract's service levels.
        metric: the id of the metric it is about.
        first: its first month, a `Month.index`.
        last: its last month, inclusive.
    """

    level: int
    metric: str
    first: int
    last: int


def stretches(contract: Contract) -> list[Stretch]:
    """The contract's stretches by metric, in the contract's order, and within it by month.

    An entry that is superseded before its first whole month has none.
    """
    entries: dict[str, list[tuple[int, int, int]]] = {}
    start = contract.first_month.index
    for position, level in enumerate(contract.service_levels):
        day = level.effective
        begins = start if day is None else max(first_whole_month(day).index, start)
        order = (day or contract.starts).toordinal()
        entries.setdefault(level.metric, []).append((begins, order, position))
    found = []
    term_ends = contract.last_month.index
    for metric, takeovers in entries.items():
        takeovers.sort()
        superseded = [begins - 1 for begins, _, _ in takeovers[1:]]
        for (begins, _, position), end in zip(takeovers, [*superseded, term_ends], strict=True):
            # An entry may be superseded only behind the end of the term.
            last = min(end, term_ends)
            if begins <= last:
                found.append(Stretch(position, metric, begins, last))
    return found


def last_levels(contract: Contract) -> dict[str, ServiceLevel]:
    """By metric the service level after the last amendment, in the contract's order."""
    return {one.metric: contract.service_levels[one.level] for one in stretches(contract)}
