"""Breaches of one event: in one month they cost once.

An event that goes on costs once in each month that it lasts: a credit belongs to a month's fee, and
a vendor that does not mend what went wrong is to feel it again. The breaches themselves all count,
for streaks and for rights to terminate.
"""

from __future__ import annotations

from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.sla.contract import Contract


def incident_of(contract: Contract, metric: str, month: Month) -> str:
    """The name of the event behind the metric's month, alike in every spelling; empty of none."""
    return next(
        (
            name_key(one.name)
            for one in contract.incidents
            if (one.metric, one.month) == (metric, month)
        ),
        "",
    )


def companions(contract: Contract, metric: str, month: Month) -> tuple[str, ...]:
    """The other metrics that the same event touched in the month, in the order noted."""
    name = incident_of(contract, metric, month)
    return tuple(
        one.metric
        for one in contract.incidents
        if name and one.month == month and one.metric != metric and name_key(one.name) == name
    )
