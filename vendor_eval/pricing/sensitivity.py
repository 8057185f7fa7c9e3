"""The inputs of a tornado: what of two options is uncertain, how far, and what it does to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vendor_eval.pricing.assumptions import ASSUMPTIONS
from vendor_eval.pricing.offer import PracticeFigures
from vendor_eval.pricing.option import Option
from vendor_eval.pricing.simulation import Case
from vendor_eval.pricing.stress import AS_EXPECTED, Shock, outcomes
from vendor_eval.pricing.tornado import Difference, Range
from vendor_eval.quantities import Unit, Usd

RATE = "rate:"
# How far a promised net collection rate may be off, up or down: an assumption.
POINTS_OFF = Decimal("0.02")
_STEP = Decimal("0.000001")
# So far away that the cent to which costs are rounded there says nothing about a slope.
_FAR = 1_000
_FIGURES = ("cost_of_capital", "rework_cost", "practice_touch_share", "oversight_rate")


def difference_between(case: Case, first: str, second: str) -> Difference:
    """The all-in cost of the first option less that of the second, one input moved.

    The case has a practice, and both options have a performance. Inputs are those of
    `ranges_of`.
    """
    pair = tuple(
        option for name in (first, second) for option in case.options if option.name == name
    )
    case = replace(case, options=pair).in_floats()

    def difference(id: str, values: Sequence[Decimal]) -> list[Usd]:
        if id in _FIGURES:
            return _along(case, id, values)
        return _apart(case, [_shock(id, value) for value in values])

    return difference


def _apart(pair: Case, shocks: Sequence[Shock]) -> list[Usd]:
    """By how much the first of two options costs more than the second, shock by shock."""
    one, other = outcomes(pair, shocks).all_in
    if one is None or other is None:
        raise ValueError("an all-in cost needs a practice and a performance")
    return [first - second for first, second in zip(one, other, strict=True)]


def _along(pair: Case, id: str, values: Sequence[Decimal]) -> list[Usd]:
    """The difference at other figures of the practice, in each of which it is a straight line."""
    assert pair.practice is not None
    ends = (replace(pair.practice, **{id: Decimal(end)}) for end in (0, _FAR))
    near, far = (_apart(replace(pair, practice=end), (AS_EXPECTED,))[0] for end in ends)
    slope = (far - near).dollars / _FAR
    return [near + Usd.of(slope * value) for value in values]


def _shock(id: str, value: Decimal) -> Shock:
    """The shock with this input at this value."""
    match id:
        case "growth":
            return Shock(id, growth=value)
        case "volume":
            return Shock(id, volume=value)
        case "allowed":
            return Shock(id, allowed=value)
    return Shock(id, rates=((id.removeprefix(RATE), value),))


def ranges_of(case: Case, first: str, second: str) -> Iterator[Range]:
    """What may be otherwise for these two options, each with its documented or assumed range."""
    yield _share("growth", "growth of volume in a year", ("-0.5", "-0.15", "0.4", "1"))
    yield _share("volume", "volume beyond what is expected", ("-0.9", "-0.2", "0.4", "2"))
    yield _share("allowed", "allowed amount beyond what is expected", ("-0.9", "-0.1", "0.1", "2"))
    for option in case.options:
        if option.name in {first, second} and option.performance is not None:
            yield _rate(option)
    if case.practice is not None:
        yield from (_figure(id, case.practice) for id in _FIGURES)


def _share(id: str, label: str, ends: tuple[str, str, str, str]) -> Range:
    """A range around nothing; ``ends`` are least, low, high and most."""
    least, low, high, most = map(Decimal, ends)
    return Range(id, label, Unit.RATIO, low, Decimal(0), high, least, most, _STEP)


def _rate(option: Option) -> Range:
    assert option.performance is not None
    base = option.performance.net_collection_rate
    least, most = min(Decimal("0.01"), base), max(Decimal(1), base)
    low, high = max(base - POINTS_OFF, least), min(base + POINTS_OFF, most)
    label = f"net collection rate of {option.vendor}"
    return Range(RATE + option.vendor, label, Unit.RATIO, low, base, high, least, most, _STEP)


def _figure(id: str, practice: PracticeFigures) -> Range:
    """A figure of the practice; from half to twice of it where nothing is documented."""
    known, base = ASSUMPTIONS[id], getattr(practice, id)
    low = min(base, base / 2 if known.low is None else known.low)
    high = max(base, base * 2 if known.high is None else known.high)
    most = Decimal(1) if known.unit is Unit.RATIO else 10 * max(high, Decimal(1))
    return Range(
        id, known.label.lower(), known.unit, low, base, min(high, most), Decimal(0), most, _STEP
    )
