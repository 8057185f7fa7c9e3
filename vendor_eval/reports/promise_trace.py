"""What became of promises: the answer, the clause that holds the vendor to it, the last figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vendor_eval.evaluation.promises import Promise
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.report import Align, Cell, Column, Measured, Section, Table
from vendor_eval.reports.status import severity
from vendor_eval.reports.vendor_section import minimum_shown
from vendor_eval.reports.wording import counted, metric_name, sentence
from vendor_eval.sla.contract import Contract, ServiceLevel
from vendor_eval.sla.findings import Status
from vendor_eval.sla.terms import last_levels

_NO_CONTRACT = "No contract yet"


@dataclass(frozen=True, slots=True)
class Reported:
    """The last figure that a vendor reported for a metric.

    Attributes:
        value: in the metric's unit.
        status: what the contract makes of it; None where it does not judge that month.
    """

    month: Month
    value: float
    status: Status | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A promise and what became of it.

    Attributes:
        contract: the vendor's; None while there is none.
        last: None where nothing was reported yet.
    """

    promise: Promise
    contract: Contract | None
    last: Reported | None

    @property
    def level(self) -> ServiceLevel | None:
        """What the contract says of the metric after its last amendment; None for nothing."""
        return last_levels(self.contract).get(self.promise.metric) if self.contract else None

    @property
    def held(self) -> bool:
        """Whether the contract has a minimum, so that breaking the promise is a breach."""
        return self.level is not None and self.level.minimum is not None

    @property
    def clause(self) -> str:
        """What holds the vendor to the promise, in words."""
        level = self.level
        if level is None:
            return "Not in the contract" if self.contract else _NO_CONTRACT
        where = f", {level.clause}" if level.clause else ""
        minimum = minimum_shown(level)
        limit = f"minimum {minimum}" if minimum else f"target {level.target.text}, no minimum"
        return f"{sentence(limit)}{where}"

    @property
    def as_promised(self) -> bool | None:
        """Whether the last figure keeps the promise; None where it names none, or without one."""
        return None if self.last is None else self.promise.kept_by(Decimal(str(self.last.value)))


def promise_section(traces: Sequence[Trace]) -> Section:
    """Every promise, and first those that nothing in a contract holds the vendor to."""
    return Section(
        title="From promise to result",
        summary=held_sentence(traces),
        tables=(_said_once(unheld_table(traces)), trace_table(traces)) if traces else (),
    )


def held_sentence(traces: Sequence[Trace]) -> str:
    """How many promises a contract holds the vendor to."""
    if not traces:
        return "No answer promises anything that a metric checks."
    held = sum(one.held for one in traces)
    return (
        f"{sentence(counted(len(traces), 'answer'))} can be checked by a metric once figures come "
        f"in; a minimum in the contract holds the vendor to {held or 'none'} of them."
    )


def unheld_metrics(traces: Iterable[Trace]) -> list[str]:
    """The names of the metrics for which something is promised and nothing holds the vendor."""
    return [*dict.fromkeys(metric_name(one.promise.metric) for one in traces if not one.held)]


def unheld_table(traces: Iterable[Trace]) -> Table:
    """By candidate and metric what was promised and is no minimum of the contract."""
    unheld: dict[tuple[str, str], list[Trace]] = {}
    for one in traces:
        if not one.held:
            unheld.setdefault((one.promise.vendor, one.promise.metric), []).append(one)
    return Table(
        title="Promised, and nothing holds the vendor to it",
        columns=(
            Column("Candidate", 22),
            Column("Metric", 24),
            Column("Contract", 24),
            Column("Promised", 56),
        ),
        rows=tuple(
            (vendor, metric_name(metric), found[0].clause, _promised(found))
            for (vendor, metric), found in unheld.items()
        ),
        empty="A minimum in the contract holds the vendor to every promise.",
        note="Before signing: agree on a minimum for each of them, or know that missing it will "
        "cost the vendor nothing.",
    )


def _said_once(unheld: Table) -> Table:
    """The same to be read: the first row of a vendor says that it has no contract yet."""
    told: set[Cell] = set()
    rows = []
    for vendor, metric, clause, promised in unheld.rows:
        repeated = clause == _NO_CONTRACT and vendor in told
        rows.append((vendor, metric, "" if repeated else clause, promised))
        told.add(vendor)
    return replace(unheld, rows=tuple(rows))


def _promised(traces: Sequence[Trace]) -> str:
    heaviest = max(traces, key=lambda one: one.promise.place.weight).promise
    others = len(traces) - 1
    more = f" And in {counted(others, 'further answer')}." if others else ""
    return f"{heaviest.place.item.question} {sentence(heaviest.words).rstrip('.')}.{more}"


def trace_table(traces: Iterable[Trace]) -> Table:
    """One line a promise, worst first: what was said, what the contract says, the last figure.

    What has neither a clause nor a figure yet is in `unheld_table` alone.
    """
    known = [one for one in traces if one.level or one.last]
    return Table(
        title="Promise, clause, last figure",
        columns=(
            Column("Candidate", 17),
            Column("Asked", 38),
            Column("Promised", 14),
            Column("Contract", 20),
            Column("Metric", 17),
            Column("Last figure", 13, Align.END),
            Column("Month", 13),
            Column("As promised", 12),
            Column("Finding", 14),
        ),
        rows=tuple(_trace_row(one) for one in sorted(known, key=_worst_first)),
        empty="No promise has a clause or a figure yet.",
        note="As promised compares the last figure with the band that was promised; an answer "
        "without a figure promises none. The finding is the contract's own.",
    )


def _worst_first(one: Trace) -> int:
    """The worst finding first, then figures without one, then what was never reported."""
    if one.last is None:
        return len(Status) + 1
    return len(Status) if one.last.status is None else severity(one.last.status)


def _trace_row(one: Trace) -> tuple[Cell, ...]:
    promise, last = one.promise, one.last
    return (
        promise.vendor,
        promise.place.item.question,
        sentence(promise.brief),
        one.clause,
        metric_name(promise.metric),
        _measured(one),
        last.month if last else None,
        {True: "Yes", False: "No", None: None}[one.as_promised],
        sentence(last.status.shown) if last and last.status else None,
    )


def _measured(one: Trace) -> Measured | None:
    if one.last is None:
        return None
    level = one.level
    limits = (level.target, level.minimum) if level else ()
    beside = tuple(limit for limit in limits if limit is not None)
    return Measured(one.last.value, CATALOGUE[one.promise.metric].unit, beside)
