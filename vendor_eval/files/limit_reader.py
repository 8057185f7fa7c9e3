"""Metrics, clocks, limits and quantities of a contract file, in the metric's own unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.files.toml_table import TomlTable
from vendor_eval.metrics import CATALOGUE, Metric, closest
from vendor_eval.quantities import EXAMPLES, Limit, Quantity, Unit
from vendor_eval.sla.contract import Clock
from vendor_eval.sla.limits import example_of, misfit

# A limit that lacks its comparison, its unit or both.
_INCOMPLETE = re.compile(
    r"\s*(?P<comparison>>=|<=|>|<)?\s*(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<sign>%?)\s*"
)


@dataclass(frozen=True, slots=True)
class LimitReader:
    """Reads quantities and limits of one metric on one clock.

    Attributes:
        metric: None where it is unknown; then only the way of writing is checked.
    """

    table: TomlTable
    metric: Metric | None
    clock: Clock

    @property
    def example(self) -> str:
        """A limit as this metric's are written."""
        return f'"{example_of(self.metric)}"' if self.metric else '"> 95 %"'

    @property
    def quantity_example(self) -> str:
        """A quantity as this metric's are written."""
        return f'"{EXAMPLES[self.metric.unit if self.metric else Unit.RATIO]}"'

    def limit(self, key: str) -> Limit | None:
        """The limit at ``key`` in the metric's unit; None where absent or wrong."""
        text = self.table.text(key, self.example)
        if text is None:
            return None
        try:
            limit = Limit.parse(text, self._bare)
            if self.metric is None:
                return None
            limit = limit.within(self.metric.unit, business_clock=self._business)
        except ValueError as error:
            mend = f"write {key} = {self._completed(text)}{self._hint(text)}"
            self.table.fault(key, str(error), mend)
            return None
        wrong = misfit(limit, self.metric)
        if wrong is None:
            return limit
        self.table.fault(key, *wrong)
        return None

    def quantity(self, key: str) -> Decimal | None:
        """A quantity of at least 0 in the metric's unit; None where absent or wrong."""
        example = self.quantity_example
        text = self.table.text(key, example)
        if text is None or self.metric is None:
            return None
        try:
            quantity = Quantity.parse(text, self._bare)
            value = quantity.within(self.metric.unit, business_clock=self._business).value
        except ValueError as error:
            self.table.fault(key, str(error), f"write {key} = {example}{self._hint(text)}")
            return None
        if value >= 0:
            return value
        self.table.fault(key, f"{text!r} is negative", f"write {key} = {example}")
        return None

    def _completed(self, text: str) -> str:
        """``text`` with the comparison or unit that it lacks; an example where that is not all.

        The number stays the person's own: whoever copies the mend must not sign another limit.
        """
        found = _INCOMPLETE.fullmatch(text)
        if found is None or self.metric is None:
            return self.example
        if found["sign"] and self.metric.unit is not Unit.RATIO:
            return self.example
        comparison = found["comparison"] or example_of(self.metric).split()[0]
        unit = EXAMPLES[self.metric.unit].lstrip("0123456789.")
        return f'"{comparison} {found["number"]}{unit}"'

    @property
    def _bare(self) -> Unit | None:
        """The unit of a number without one: only a count can go without."""
        counts = self.metric is None or self.metric.unit is Unit.COUNT
        return Unit.COUNT if counts else None

    @property
    def _business(self) -> bool:
        return self.clock is Clock.BUSINESS

    def _hint(self, text: str) -> str:
        """Business days do not become hours by themselves; the contract must say how."""
        in_hours = self.metric is not None and self.metric.unit is Unit.HOURS
        if in_hours and "business" in text.lower() and not self._business:
            return ', or name the clock that counts it: clock = "business"'
        return ""


def metric_of(table: TomlTable) -> Metric | None:
    """The metric that the table names, or None with a fault."""
    table.required("metric", '"denial_rate"')
    name = table.text("metric", '"denial_rate"')
    if name is None:
        return None
    if name not in CATALOGUE:
        meant = closest(name)
        mend = f'did you mean "{meant}"?' if meant else "`vendor-eval metrics list` names them all"
        table.fault("metric", f"{name!r} is not a metric of the catalogue", mend)
        return None
    return CATALOGUE[name]


def clock_of(table: TomlTable, default: Clock) -> Clock:
    """The clock that the table names, or the default."""
    text = table.text("clock", '"business"')
    if text is None:
        return default
    if text in tuple(Clock):
        return Clock(text)
    table.fault("clock", f"{text!r} is not a clock", 'write "calendar" or "business"')
    return default
