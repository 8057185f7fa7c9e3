"""Agreement of evaluators, against the worked example of Shrout and Fleiss (1979)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vendor_eval.evaluation.raters import Ratings, agreement, spreads

# Six targets rated by four judges, as published.
PUBLISHED = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def ratings(*rows: tuple[int | None, ...]) -> Ratings:
    """Rows are items i1, i2 ..., columns evaluators; values in tenths, None for n/a."""
    return {
        f"i{at}": {
            f"e{column}": None if value is None else Fraction(value, 10)
            for column, value in enumerate(row)
        }
        for at, row in enumerate(rows, 1)
    }


def test_intraclass_correlations_are_the_published_ones() -> None:
    found = agreement(ratings(*PUBLISHED))

    assert found is not None
    assert (found.items, found.evaluators) == (6, 4)
    assert (found.single, found.mean) == (
        pytest.approx(0.29, abs=5e-3),
        pytest.approx(0.62, abs=5e-3),
    )


def test_items_that_somebody_left_out_or_called_not_applicable_do_not_count() -> None:
    table = dict(ratings(*PUBLISHED, (1, None, 10, 10)))
    table["i8"] = {"e0": Fraction(1)}

    assert agreement(table) == agreement(ratings(*PUBLISHED))


def test_full_agreement_on_items_that_differ_is_one() -> None:
    found = agreement(ratings((10, 10), (5, 5), (0, 0)))

    assert found is not None
    assert (found.single, found.mean) == (pytest.approx(1), pytest.approx(1))


@pytest.mark.parametrize(
    "table",
    [
        {},
        ratings((1, 2)),
        ratings((1,), (2,), (3,)),
        ratings((7, 7, 7), (7, 7, 7)),
        ratings((0, 10), (10, 0)),
        ratings((1, None), (None, 2), (3, None)),
    ],
)
def test_where_nothing_can_be_told_apart_there_is_no_figure(table: Ratings) -> None:
    assert agreement(table) is None


def test_the_largest_disagreement_is_the_first_of_the_agenda() -> None:
    found = spreads(ratings((5, 5, 5), (0, 10, 5), (5, 8, 8), (None, None, None), (5, None, 5)))

    assert [(one.item, one.width) for one in found] == [
        ("i2", 1),
        # Whether it applies at all is disputed.
        ("i5", 1),
        ("i3", Fraction(3, 10)),
        ("i1", 0),
        ("i4", 0),
    ]
    assert (found[2].low, found[2].high, found[2].evaluators) == (
        Fraction(5, 10),
        Fraction(8, 10),
        3,
    )


def test_an_item_with_one_evaluator_is_nothing_to_disagree_on() -> None:
    assert spreads(ratings((5,))) == ()
