"""Which single number moves the difference between two options most, and where it turns over.

One input at a time goes to the low and the high end of its range while the others stay. Beside
each bar stands the flip point: the value of that input, nearest to the base, at which the other
option is at least as cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.quantities import NOTHING_DUE, Unit, Usd

# Between the base and the end of what is possible the difference is looked at this many times;
# an input over which it turns and turns back between two looks is said not to flip there.
LOOKS = 16


@dataclass(frozen=True, slots=True)
class Range:
    """An input that may be other than believed.

    Attributes:
        id: what the difference knows it by.
        label: for people, for example "net collection rate of Acme".
        low: the low end that is thought likely; ``high`` the other end.
        least: no lower value is possible; ``most`` likewise. The flip point is looked for up to
            both, which are included, beyond the bar where need be.
        step: flip points are multiples of it away from the base.
    """

    id: str
    label: str
    unit: Unit
    low: Decimal
    base: Decimal
    high: Decimal
    least: Decimal
    most: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        ordered = self.least <= self.low <= self.base <= self.high <= self.most
        if not ordered or self.step <= 0:
            raise ValueError(f"{self.id}: least <= low <= base <= high <= most, and a step above 0")


Difference = Callable[[str, Sequence[Decimal]], Sequence[Usd]]
"""Cost of the first option less cost of the second, with the input of this id at these values."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What one input does to the difference.

    Attributes:
        at_low: the difference at the low end; ``at_high`` at the high end.
        flip: the value nearest to the base at which the sign is another or both cost the same;
            None where no possible value does that. Of two equally near the lower one.
    """

    range: Range
    at_low: Usd
    at_base: Usd
    at_high: Usd
    flip: Decimal | None

    @property
    def width(self) -> Usd:
        """How far the ends lie apart, the base included."""
        ends = (self.at_low, self.at_base, self.at_high)
        return max(ends) - min(ends)

    @property
    def flips_within(self) -> bool:
        """Whether the flip point lies in the range that is thought likely."""
        return self.flip is not None and self.range.low <= self.flip <= self.range.high


def tornado(ranges: Sequence[Range], difference: Difference) -> tuple[Bar, ...]:
    """A bar an input, the widest first."""
    bars = [_bar(one, difference) for one in ranges]
    return tuple(sorted(bars, key=lambda bar: bar.width, reverse=True))


def _bar(one: Range, difference: Difference) -> Bar:
    at_low, at_base, at_high = difference(one.id, (one.low, one.base, one.high))
    return Bar(one, at_low, at_base, at_high, flip_point(one, difference))


def flip_point(one: Range, difference: Difference) -> Decimal | None:
    """The nearest value, in whole steps from the base, at which the cheaper option is another.

    Found by cutting whole steps up ever more finely, so that it is exact: one step nearer to the
    base the sign is still that of the base. The base itself where both cost the same there.
    """
    (at_base,) = difference(one.id, (one.base,))
    if at_base == NOTHING_DUE:
        return one.base

    def first_flipped(step: Decimal, farthest: Decimal) -> int | None:
        def flipped(steps: Sequence[int]) -> list[bool]:
            found = difference(one.id, [one.base + at * step for at in steps])
            return [cost.cents * at_base.cents <= 0 for cost in found]

        return _first(int(farthest / one.step), flipped)

    down = first_flipped(-one.step, one.base - one.least)
    up = first_flipped(one.step, one.most - one.base)
    if down is None and up is None:
        return None
    if up is None or (down is not None and down <= up):
        return one.base - (down or 0) * one.step
    return one.base + up * one.step


def _first(farthest: int, flipped: Callable[[Sequence[int]], list[bool]]) -> int | None:
    """The least number of steps that is seen to flip; None where no look sees one."""
    near, far = 0, farthest
    while far > near:
        looks = sorted({near + (far - near) * look // LOOKS for look in range(1, LOOKS + 1)})
        looks = [steps for steps in looks if steps > near]
        seen = [steps for steps, yes in zip(looks, flipped(looks), strict=True) if yes]
        if not seen:
            return None
        far = seen[0]
        near = max((steps for steps in looks if steps < far), default=near)
        if far - near == 1:
            return far
    return None
