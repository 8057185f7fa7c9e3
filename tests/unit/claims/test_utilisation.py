"""Which codes are done most, what payers allow for them, and where they fall short."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vendor_eval.claims.groups import CodeGroup, Place
from vendor_eval.claims.utilisation import (
    Ranking,
    by_code,
    by_code_and_payer,
    by_payer,
    months_with_lines,
    rates,
    top,
    underpaid,
    used,
)
from vendor_eval.quantities import Month, Usd

MARCH = Month(2026, 3)


def group(
    code: str,
    payer: str,
    lines: int = 1,
    allowed: int = 100_00,
    *,
    units: int | None = None,
    expected: int = 0,
    short: int = 0,
    paid: int | None = None,
    month: Month = MARCH,
) -> CodeGroup:
    """Lines of which all were allowed; amounts in cents, one unit a line unless said."""
    return CodeGroup(
        place=Place("Acme", month, payer, site="North"),
        code=code,
        lines=lines,
        units=lines * 100 if units is None else units,
        billed_cents=2 * allowed,
        paid_cents=allowed if paid is None else paid,
        allowed_lines=lines if allowed else 0,
        allowed_cents=allowed,
        priced_lines=lines if expected else 0,
        expected_cents=expected,
        priced_allowed_cents=allowed if expected else 0,
        underpaid_lines=1 if short else 0,
        underpaid_cents=short,
    )


GROUPS = (
    group("99213", "P1", 60, 6_000_00),
    group("99213", "P1", 40, 4_400_00, month=Month(2026, 4)),
    group("99213", "P2", 10, 900_00, expected=1_000_00, short=90_00),
    group("27447", "P2", 2, 3_000_00, expected=3_000_00),
    group("36415", "P1", 200, 600_00),
)


def test_sums_of_a_code_over_payers_and_months() -> None:
    found = {one.code: one for one in by_code(GROUPS)}

    assert list(found) == ["27447", "36415", "99213"]
    every = found["99213"]
    assert (every.lines, every.allowed) == (110, Usd(11_300_00))
    # (6,000 + 4,400 + 900) / 110 units
    assert every.rate == Fraction(11300, 110)


def test_volume_and_revenue_rank_differently() -> None:
    uses = by_code_and_payer(GROUPS)

    assert [(one.code, one.payer) for one in top(uses, Ranking.VOLUME)] == [
        ("36415", "P1"),
        ("99213", "P1"),
        ("99213", "P2"),
        ("27447", "P2"),
    ]
    assert [(one.code, one.payer) for one in top(uses, Ranking.REVENUE, most=2)] == [
        ("99213", "P1"),
        ("27447", "P2"),
    ]


def test_ties_are_settled_by_code() -> None:
    groups = [group(code, "P1") for code in ("99215", "99214", "99213")]

    assert [one.code for one in top(by_code(groups), Ranking.VOLUME, most=2)] == ["99213", "99214"]


def test_the_sums_of_payers_are_the_sum_of_all() -> None:
    every = used(GROUPS)

    assert sum(one.lines for one in by_payer(GROUPS)) == every.lines == 312
    assert sum(one.paid.cents for one in by_payer(GROUPS)) == every.paid.cents


def test_rates_of_payers_are_compared_by_unit() -> None:
    (found,) = rates(GROUPS, ["99213"])

    # 10,400 / 100 at P1 and 900 / 10 at P2
    assert [(one.payer, one.rate) for one in found.uses] == [
        ("P1", Fraction(104)),
        ("P2", Fraction(90)),
    ]
    assert (found.highest.payer, found.lowest.payer) == ("P1", "P2")
    # (104 - 90) x 10 units
    assert found.gap == Usd(140_00)


def test_a_unit_counts_and_not_a_line() -> None:
    # One line of 4 units at 30 each is no higher rate than one line of 1 unit at 40.
    groups = [group("97110", "P1", 1, 120_00, units=400), group("97110", "P2", 1, 40_00)]

    (found,) = rates(groups, ["97110"])

    assert (found.highest.payer, found.highest.rate) == ("P2", Fraction(40))


def test_a_code_that_nobody_allowed_anything_for_has_no_rate() -> None:
    denied = group("99213", "P1", 5, 0, units=0)

    assert used([denied]).rate is None
    assert rates([denied], ["99213", "99214"]) == ()


def test_a_single_payer_has_no_gap() -> None:
    (found,) = rates(GROUPS, ["36415"])

    assert (found.highest, found.gap) == (found.lowest, Usd(0))


def test_what_was_allowed_is_held_against_the_contract_where_that_is_known() -> None:
    known, unknown = used(GROUPS, payer="P2"), used([GROUPS[0]])

    # Of 4,000 expected 3,900 were allowed, and 90 of the 100 missing are beyond the tolerance.
    assert known.of_expected == Fraction(3900, 4000)
    assert known.short == Fraction(90, 4000)
    assert (unknown.of_expected, unknown.short) == (None, None)


def test_underpaid_codes_come_with_the_most_money_first() -> None:
    groups = [
        *GROUPS,
        group("99214", "P1", 3, 300_00, expected=500_00, short=200_00),
    ]

    assert [(one.code, one.payer, one.underpaid) for one in underpaid(groups)] == [
        ("99214", "P1", Usd(200_00)),
        ("99213", "P2", Usd(90_00)),
    ]


@pytest.mark.parametrize("groups", [GROUPS, tuple(reversed(GROUPS))])
def test_the_order_of_sums_does_not_matter(groups: tuple[CodeGroup, ...]) -> None:
    assert by_code_and_payer(groups) == by_code_and_payer(GROUPS)
    assert months_with_lines(groups) == (MARCH, Month(2026, 4))
