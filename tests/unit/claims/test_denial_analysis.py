"""A month of denials: shares, what moved, whose they are, and what comes back every month."""

from __future__ import annotations

from fractions import Fraction

import pytest

from vendor_eval.claims.denial_analysis import Average, Unmapped, denial_month
from vendor_eval.claims.denial_patterns import recurring
from vendor_eval.claims.denial_tallies import By, Counted, Denials
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.reasons import Answers
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.quantities import Month

JUNE = Month(2025, 6)


def place(month: Month = JUNE, payer: str = "P1") -> Place:
    return Place("Acme", month, payer, "Cardiology", "North")


def remits(number: int, denied: int, month: Month = JUNE, payer: str = "P1") -> RemitGroup:
    """Remittances of 100.00 each, denied as a whole or not at all."""
    return RemitGroup(place(month, payer), number, denied, denied, number * 10_000, denied * 10_000)


def because(carc: str, claims: int, month: Month = JUNE, payer: str = "P1") -> DenialGroup:
    """Denials of 100.00 each for one reason."""
    return DenialGroup(place(month, payer), "CO", carc, claims, claims, claims * 10_000)


def of(remitted: list[RemitGroup], denied: list[DenialGroup]) -> Denials:
    return Denials.of("Acme", remitted, denied, shipped())


def counts(parts) -> dict[str, int]:
    return {one.kind.id: one.now.claims for one in parts}


def test_every_claim_stands_in_one_part_of_each_kind_the_largest_first():
    denials = of(
        [remits(100, 9), remits(50, 3, payer="P2")],
        [because("197", 4), because("29", 5), because("29", 3, payer="P2")],
    )

    found = denial_month(denials, JUNE)

    assert counts(found.parts[By.CATEGORY]) == {"timely_filing": 8, "authorization": 4}
    assert counts(found.parts[By.REASON]) == {"29": 8, "197": 4}
    assert counts(found.parts[By.PAYER]) == {"P1": 9, "P2": 3}
    assert [(one.payer.id, one.reason.id, one.now.claims) for one in found.pairs] == [
        ("P1", "29", 5),
        ("P1", "197", 4),
        ("P2", "29", 3),
    ]
    first = found.parts[By.CATEGORY][0]
    assert (first.of_claims, first.of_cents) == (Fraction(8, 12), Fraction(8, 12))
    assert [one.rate for one in found.parts[By.PAYER]] == [Fraction(9, 100), Fraction(3, 50)]
    assert found.rate == Fraction(12, 150)


def test_a_month_is_held_against_the_one_before_and_the_average_of_three():
    claims = {-3: 6, -2: 9, -1: 3, 0: 12}
    denials = of(
        [remits(100, many, JUNE.plus(back)) for back, many in claims.items()],
        [because("29", many, JUNE.plus(back)) for back, many in claims.items()],
    )

    found = denial_month(denials, JUNE)

    assert found.before == Counted(3, 30_000)
    # (6 + 9 + 3) / 3 = 6
    assert found.usual == Average(Fraction(6), Fraction(60_000))
    (part,) = found.parts[By.CATEGORY]
    assert (part.before, part.usual) == (found.before, found.usual)


def test_a_month_that_nobody_knows_is_not_one_without_denials():
    denials = of([remits(100, 2, JUNE.plus(-2)), remits(100, 1)], [because("29", 1)])

    found = denial_month(denials, JUNE)

    assert (found.before, found.usual) == (None, None)
    assert [(one.before, one.usual) for one in found.parts[By.PAYER]] == [(None, None)]


def test_what_was_denied_a_month_before_and_is_no_more_is_shown_with_nothing():
    before = JUNE.plus(-1)
    denials = of(
        [remits(100, 1), remits(100, 7, before)], [because("29", 1), because("197", 7, before)]
    )

    found = denial_month(denials, JUNE)

    assert counts(found.parts[By.REASON]) == {"29": 1, "197": 0}
    assert found.parts[By.REASON][1].before == Counted(7, 70_000)


def test_vendor_practice_and_payer_answer_for_their_own():
    # Filed too late is the vendor's, a missing authorisation the practice's, what is not
    # necessary the payer's rule.
    denials = of(
        [remits(200, 20)], [because("29", 8), because("197", 6), because("50", 4), because("Z9", 2)]
    )

    found = denial_month(denials, JUNE)

    assert {one.answers: one.now.claims for one in found.sides} == {
        Answers.VENDOR: 8,
        Answers.PRACTICE: 6,
        Answers.PAYER: 4,
        None: 2,
    }
    assert (found.rate, found.vendor_rate) == (Fraction(20, 200), Fraction(8, 200))
    assert found.without_reason == 2


def test_codes_that_the_map_does_not_know_are_listed_with_the_claims_they_are_on():
    unknown = DenialGroup(place(), "OA", "Z9", 1, 40, 5_000)

    found = denial_month(of([remits(100, 1)], [unknown]), JUNE)

    assert found.unmapped == (Unmapped("OA", "Z9", 1, 40, 5_000),)
    assert counts(found.parts[By.CATEGORY]) == {"unmapped": 1}


def test_denied_claims_without_a_reason_are_counted_all_the_same():
    found = denial_month(of([remits(100, 5)], [because("29", 3)]), JUNE)

    assert counts(found.parts[By.CATEGORY]) == {"timely_filing": 3, "not_given": 2}
    assert found.without_reason == 2


def test_another_vendor_is_another_matter():
    elsewhere = DenialGroup(Place("Zeta", JUNE), "CO", "29", 9, 9, 1)

    found = denial_month(of([remits(100, 1)], [because("29", 1), elsewhere]), JUNE)

    assert found.denied == Counted(1, 10_000)


@pytest.mark.parametrize(
    ("history", "recurs"),
    [
        # Denied claims of six months, oldest first.
        ([1, 0, 1, 0, 0, 1], True),
        ([0, 0, 0, 0, 5, 9], False),
        ([2, 2, 2, 0, 0, 0], True),
    ],
)
def test_a_reason_recurs_that_a_payer_gives_in_three_of_six_months(history, recurs):
    months = [JUNE.plus(back) for back in range(-5, 1)]
    denials = of(
        [remits(100, 20, month) for month in months],
        [because("197", many, month) for month, many in zip(months, history, strict=True) if many],
    )

    found = recurring(denials, JUNE)

    assert [(one.payer.id, one.reason.id, one.category.id) for one in found] == (
        [("P1", "197", "authorization")] if recurs else []
    )
    for one in found:
        assert [month.claims for month in one.months] == history
        assert one.occurred == sum(many > 0 for many in history)
        # Of 6 x 20 denied claims.
        assert one.of_claims == Fraction(sum(history), 120)


def test_the_same_reason_at_two_payers_is_two_patterns_and_no_reason_is_none():
    months = [JUNE.plus(back) for back in range(-2, 1)]
    denials = of(
        [remits(100, 9, month, payer) for month in months for payer in ("P1", "P2")],
        [because("29", 2, month) for month in months]
        + [because("29", 4, month, "P2") for month in months],
    )

    found = recurring(denials, JUNE)

    assert [(one.payer.id, one.total.claims) for one in found] == [("P2", 12), ("P1", 6)]


def test_months_that_nobody_knows_are_not_looked_at():
    months = [JUNE.plus(back) for back in (-7, -4, -2, 0)]
    denials = of(
        [remits(100, 1, month) for month in months], [because("29", 1, month) for month in months]
    )

    (found,) = recurring(denials, JUNE)

    assert (found.first, found.occurred, len(found.months)) == (JUNE.plus(-4), 3, 3)
