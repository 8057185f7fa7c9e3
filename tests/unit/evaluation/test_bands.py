from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_eval.evaluation.bands import Band, divide_the_line
from vendor_eval.quantities import Direction, Unit

LADDER = [
    Band.parse(text, Unit.RATIO)
    for text in ("< 8 %", ">= 8 % and <= 10 %", "> 10 % and <= 12 %", "> 12 %")
]


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", 0),
        ("0.0799", 0),
        ("0.08", 1),
        ("0.0801", 1),
        ("0.0999", 1),
        ("0.10", 1),
        ("0.1001", 2),
        ("0.12", 2),
        ("0.1201", 3),
        ("1", 3),
    ],
)
def test_an_edge_belongs_to_the_side_that_is_written(value, band):
    assert [at for at, one in enumerate(LADDER) if one.holds(Decimal(value))] == [band]


def test_a_ladder_divides_the_line_from_its_better_end_only():
    assert divide_the_line(LADDER, Direction.LOWER)
    assert not divide_the_line(LADDER, Direction.HIGHER)
    assert divide_the_line(LADDER[::-1], Direction.HIGHER)


def test_no_bands_divide_nothing():
    assert not divide_the_line([], Direction.HIGHER)


edges = st.lists(
    st.tuples(st.integers(-500, 500), st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda e: e[0],
)


@given(edges, st.decimals(-600, 600, places=1))
def test_bands_that_divide_the_line_hold_every_value_exactly_once(edges, value):
    floors = [f"{'>=' if inside else '>'} {at} h" for at, inside in sorted(edges)]
    ceilings = [f"{'<' if inside else '<='} {at} h" for at, inside in sorted(edges)]
    inner = [f"{low} and {high}" for low, high in zip(floors, ceilings[1:], strict=False)]
    bands = [Band.parse(text, Unit.HOURS) for text in (ceilings[0], *inner, floors[-1])]

    assert divide_the_line(bands, Direction.LOWER)
    assert sum(band.holds(value) for band in bands) == 1
