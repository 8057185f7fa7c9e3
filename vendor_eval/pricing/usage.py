"""What was done in each month, in the steps of an arithmetic: what fees are counted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from vendor_eval.pricing.arithmetic import EXACT, FLOAT, Arithmetic, Array, half_up_once, narrowed
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import Base
from vendor_eval.quantities import Month, Unit

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Usage:
    """Months of drivers, metrics and payments.

    Attributes:
        start: the first month.
        drivers: by id, (months, ...) steps of ``arithmetic``; all of one shape.
        metrics: by id, (months, ...) values with as many axes as the drivers; NaN where
            nothing was measured.
        payments: by driver, each month's single payments in whole cents, whatever the
            arithmetic; for fees that are counted payment by payment.
    """

    start: Month
    months: int
    drivers: Mapping[str, Array]
    metrics: Mapping[str, Floats] = field(default_factory=dict)
    payments: Mapping[str, Sequence[Array]] = field(default_factory=dict)
    arithmetic: Arithmetic = EXACT

    @classmethod
    def exact(
        cls,
        start: Month,
        values: Mapping[str, Sequence[Decimal | int]],
        metrics: Mapping[str, Sequence[float | None]] | None = None,
    ) -> Usage:
        """Usage of single months as people state it, for exact bills.

        Args:
            values: by driver, dollars or counts, one a month; half-up to the cent and to the
                ten-thousandth. All are of one length.
            metrics: by id, one a month, None where nothing was measured.
        """
        months = len(next(iter(values.values()), ()))
        drivers = {id: in_steps(id, row) for id, row in values.items()}
        measured = {id: np.array(row, dtype=np.float64) for id, row in (metrics or {}).items()}
        return cls(start, months, drivers, measured)

    @classmethod
    def drawn(
        cls,
        start: Month,
        drivers: Mapping[str, Floats],
        metrics: Mapping[str, Floats] | None = None,
    ) -> Usage:
        """Usage of drawn months, for bills in floats.

        Args:
            drivers: by id, (months, paths) cents or counts.
        """
        months = len(next(iter(drivers.values()), ()))
        return cls(start, months, drivers, metrics or {}, arithmetic=FLOAT)

    def reckoned(self, arithmetic: Arithmetic) -> Usage:
        """The same months for another arithmetic; from floats, to whole steps half-up."""
        drivers = {
            id: self._converted(row, DRIVERS[id].unit, arithmetic)
            for id, row in self.drivers.items()
        }
        return replace(self, drivers=drivers, arithmetic=arithmetic)

    def _converted(self, steps: Array, unit: Unit, arithmetic: Arithmetic) -> Array:
        scale = Fraction(arithmetic.steps(unit), self.arithmetic.steps(unit))
        if arithmetic is FLOAT:
            return steps.astype(np.float64) * float(scale)
        if self.arithmetic is FLOAT:
            return np.floor(steps * float(scale) + 0.5).astype(np.int64)
        return steps

    def of(self, base: Base) -> Array:
        """(months, ...) steps of what a fee is counted on."""
        total = self.drivers[base.driver]
        for id in base.plus:
            total = total + self.drivers[id]
        for id in base.less:
            total = total - self.drivers[id]
        if base.lag:
            total = np.concatenate([total[:1].repeat(base.lag, axis=0) * 0, total])[: self.months]
        return total


def in_steps(driver: str, values: Sequence[Decimal | int]) -> Array:
    """Dollars or counts as whole steps, half-up."""
    scale = EXACT.steps(DRIVERS[driver].unit)
    whole = [half_up_once(Fraction(value) * scale) for value in values]
    return narrowed(np.array(whole, dtype=object))
