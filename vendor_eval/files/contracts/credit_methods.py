"""How a service level of a contract file turns a breach into a service credit."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace

from vendor_eval.files.limit_reader import LimitReader
from vendor_eval.quantities import Direction, Limit
from vendor_eval.sla.contract import (
    Allocation,
    CreditMethod,
    FixedAmount,
    LinearGap,
    PercentOfFee,
    SeverityPoints,
)


def credit_of(reader: LimitReader, minimum: Limit | None) -> CreditMethod | None:
    """The credit method of the service level that ``reader`` reads; None where it has none."""
    table = reader.table
    share = table.share("allocation")
    inner = table.table("credit")
    if inner is None:
        return None if share is None else Allocation(share)
    if table.has("allocation"):
        table.fault("credit", "stands beside an allocation", "keep one of the two")
    inner.required("method", '"points"')
    method = inner.text("method", '"points"')
    if method is None:
        return None
    if method not in _METHODS:
        meant = difflib.get_close_matches(method, _METHODS, n=1)
        known = ", ".join(f'"{name}"' for name in _METHODS)
        mend = f'did you mean "{meant[0]}"?' if meant else f"write one of {known}"
        inner.fault("method", f"{method!r} is not a credit method", mend)
        return None
    credit = _METHODS[method](replace(reader, table=inner))
    inner.no_other_keys()
    if isinstance(credit, LinearGap):
        _check_reach(replace(reader, table=inner), credit, minimum)
    return credit


def _fixed(reader: LimitReader) -> CreditMethod | None:
    reader.table.required("amount", '"500.00 USD"')
    amount = reader.table.usd("amount")
    return None if amount is None else FixedAmount(amount)


def _percent_of_fee(reader: LimitReader) -> CreditMethod | None:
    reader.table.required("share", '"2 %"')
    share = reader.table.share("share")
    return None if share is None else PercentOfFee(share)


def _linear_gap(reader: LimitReader) -> CreditMethod | None:
    reader.table.required("share", '"40 %"')
    reader.table.required("full_at", reader.quantity_example)
    share, full_at = reader.table.share("share"), reader.quantity("full_at")
    return None if share is None or full_at is None else LinearGap(share, full_at)


def _points(reader: LimitReader) -> CreditMethod | None:
    table = reader.table
    table.required("step", reader.quantity_example)
    step = reader.quantity("step")
    share, amount = table.share("share_a_point"), table.usd("amount_a_point")
    if table.has("share_a_point") == table.has("amount_a_point"):
        table.fault("method", "needs what a point costs", "write share_a_point or amount_a_point")
    if step == 0:
        table.fault("step", "is 0", f"write step = {reader.quantity_example}")
        return None
    return None if step is None else SeverityPoints(step, share, amount)


def _check_reach(reader: LimitReader, credit: LinearGap, minimum: Limit | None) -> None:
    """The gap grows from the minimum to ``full_at``, which lies beyond it."""
    if minimum is None:
        reader.table.fault("method", "grows from a minimum, and there is none", "write a minimum")
        return
    edge = minimum.quantity.value
    rising = minimum.comparison.good_side is Direction.HIGHER
    if not (credit.full_at < edge if rising else credit.full_at > edge):
        side = "below" if rising else "above"
        reader.table.fault(
            "full_at", f'is not beyond the minimum "{minimum.text}"', f"write a value {side} it"
        )


_METHODS: dict[str, Callable[[LimitReader], CreditMethod | None]] = {
    "points": _points,
    "fixed": _fixed,
    "percent_of_fee": _percent_of_fee,
    "linear_gap": _linear_gap,
}
