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


Difference = Callable[[str, Decimal], Usd]
"""Cost of the first option less cost of the second, with the input of this id at this value."""


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
    return Bar(
        range=one,
        at_low=difference(one.id, one.low),
        at_base=difference(one.id, one.base),
        at_high=difference(one.id, one.high),
        flip=flip_point(one, difference),
    )


def flip_point(one: Range, difference: Difference) -> Decimal | None:
    """The nearest value, in whole steps from the base, at which the cheaper option is another.

    Found by bisection over whole steps, so that it is exact: one step nearer to the base the
    sign is still that of the base. The base itself where both options cost the same there.
    """
    if difference(one.id, one.base) == NOTHING_DUE:
        return one.base
    down = _steps_to_flip(one, difference, -one.step, int((one.base - one.least) / one.step))
    up = _steps_to_flip(one, difference, one.step, int((one.most - one.base) / one.step))
    if down is None and up is None:
        return None
    if up is None or (down is not None and down <= up):
        return one.base - (down or 0) * one.step
    return one.base + up * one.step


def _steps_to_flip(one: Range, difference: Difference, step: Decimal, farthest: int) -> int | None:
    """The number of steps to the flip in this direction; None where there is none."""
    positive = difference(one.id, one.base) > NOTHING_DUE

    def flipped(steps: int) -> bool:
        found = difference(one.id, one.base + steps * step)
        return found <= NOTHING_DUE if positive else found >= NOTHING_DUE

    near = 0
    for look in range(1, LOOKS + 1):
        far = farthest * look // LOOKS
        if far > near and flipped(far):
            return _first_flipped(near, far, flipped)
        near = far
    return None


def _first_flipped(near: int, far: int, flipped: Callable[[int], bool]) -> int:
    """The least number of steps that flips, where ``near`` does not and ``far`` does."""
    while far - near > 1:
        middle = (near + far) // 2
        if flipped(middle):
            far = middle
        else:
            near = middle
    return far
