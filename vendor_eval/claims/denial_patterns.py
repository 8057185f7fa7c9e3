"""Denials that come back: a reason at a payer in several of the latest months."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from vendor_eval.claims.denial_tallies import NOTHING, By, Counted, Denials, Kind
from vendor_eval.quantities import Month

WINDOW = 6
"""How many months are looked at."""
AT_LEAST = 3
"""In how many of them a reason recurs; fewer may be chance."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A reason that recurs at a payer.

    Attributes:
        payer: `By.PAYER`.
        reason: `By.REASON`, which carries its category.
        category: `By.CATEGORY`.
        months: (n,) denials of each month looked at, oldest first.
        first: the oldest of those months.
        of_claims: its share of all denied claims of those months.
        of_cents: its share of the money; None where no amount is known.
    """

    payer: Kind
    reason: Kind
    category: Kind
    months: tuple[Counted, ...]
    first: Month
    of_claims: Fraction
    of_cents: Fraction | None

    @property
    def occurred(self) -> int:
        """In how many months a claim was denied for it."""
        return sum(one.claims > 0 for one in self.months)

    @property
    def total(self) -> Counted:
        """Over all months."""
        return sum(self.months, NOTHING)

    @property
    def latest(self) -> Counted:
        """In the last month looked at."""
        return self.months[-1]


def recurring(
    denials: Denials, through: Month, window: int = WINDOW, at_least: int = AT_LEAST
) -> tuple[Pattern, ...]:
    """The patterns of the months up to and with ``through``, the one with the most claims first.

    Months without remittances are not looked at, so that there may be fewer than ``window``.
    """
    looked_at = [
        month
        for month in (through.plus(-back) for back in reversed(range(window)))
        if month in denials.months
    ]
    place = {month: at for at, month in enumerate(looked_at)}
    found: dict[tuple[Kind, Kind, Kind], list[Counted]] = {}
    for one in denials.denials:
        # A denial without a reason recurs like any other, but nobody can say what recurs.
        if one.place.month in place and one.carc:
            key = tuple(denials.kind(one, by) for by in (By.PAYER, By.REASON, By.CATEGORY))
            months = found.setdefault((key[0], key[1], key[2]), [NOTHING] * len(looked_at))
            months[place[one.place.month]] += Counted(one.claims, one.cents)
    total = sum(
        (Counted(one.claims, one.cents) for one in denials.denials if one.place.month in place),
        NOTHING,
    )
    patterns = [
        _pattern(kinds, months, looked_at[0], total)
        for kinds, months in found.items()
        if sum(one.claims > 0 for one in months) >= at_least
    ]
    return tuple(
        sorted(
            patterns,
            key=lambda one: (-one.total.claims, -one.total.cents, one.payer.id, one.reason.id),
        )
    )


def _pattern(
    kinds: tuple[Kind, Kind, Kind], months: list[Counted], first: Month, total: Counted
) -> Pattern:
    payer, reason, category = kinds
    own = sum(months, NOTHING)
    return Pattern(
        payer=payer,
        reason=reason,
        category=category,
        months=tuple(months),
        first=first,
        of_claims=Fraction(own.claims, total.claims),
        of_cents=Fraction(own.cents, total.cents) if total.cents else None,
    )
