"""Months, money, quantities with units, and limits, read and written as people write them.

A number never travels without its unit. Ratios are fractions of one in code and ``95 %`` on
paper; money is integer cents; whatever is compared is compared unrounded.
"""

from vendor_eval.quantities.display import shown
from vendor_eval.quantities.limits import Comparison, Direction, Limit
from vendor_eval.quantities.money import MINUS, NOTHING_DUE, Usd
from vendor_eval.quantities.months import Month, first_whole_month
from vendor_eval.quantities.units import EXAMPLES, Quantity, Unit, unit_written

__all__ = [
    "EXAMPLES",
    "MINUS",
    "NOTHING_DUE",
    "Comparison",
    "Direction",
    "Limit",
    "Month",
    "Quantity",
    "Unit",
    "Usd",
    "first_whole_month",
    "shown",
    "unit_written",
]
