"""Units as vendors write them beside numbers and in headings."""

from __future__ import annotations

from decimal import Decimal

from vendor_eval.quantities import Quantity, Unit, unit_written

# Words beyond those that files of our own formats take.
_OTHER_WORDS = {
    "percent": "%",
    "pct": "%",
    "percentage": "%",
    "fraction": "ratio",
    "hr": "h",
    "hrs": "h",
    "d": "days",
    "calendar days": "days",
    "working days": "business days",
    "bus days": "business days",
    "bd": "business days",
    "$": "usd",
    "us$": "usd",
    "dollars": "usd",
    "#": "count",
    "claims": "count",
    "number": "count",
    "items": "count",
}
_TIMES = frozenset({Unit.HOURS, Unit.DAYS, Unit.BUSINESS_DAYS})


def _known(written: str) -> tuple[Unit, Decimal] | None:
    word = " ".join(written.lower().replace(".", "").split())
    return unit_written(_OTHER_WORDS.get(word, word))


def factor_of(unit: Unit, written: str) -> Decimal | None:
    """What one of ``written`` is in ``unit``; None when nobody knows the word.

    Raises:
        ValueError: ``written`` measures something else.
    """
    known = _known(written)
    return None if known is None else Quantity(known[1], known[0]).within(unit).value


def says_unit(unit: Unit, written: str) -> bool:
    """Whether ``written`` in a heading is the unit of a metric in ``unit``.

    ``Denial rate ($)`` is a rate of dollars and ``A/R over 90 days`` one of balances: there the
    word belongs to the name.
    """
    known = _known(written)
    return known is not None and (known[0] is unit or {known[0], unit} <= _TIMES)
