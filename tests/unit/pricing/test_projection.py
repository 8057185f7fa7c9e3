"""From one month to months ahead."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from vendor_eval.pricing.arithmetic import FLOAT
from vendor_eval.pricing.projection import (
    Course,
    Horizon,
    Payer,
    collected_per_claim,
    projected,
    stressed,
    with_payer_mix,
)
from vendor_eval.pricing.usage import Usage
from vendor_eval.quantities import Month

HORIZON = Horizon(Month(2026, 1), 3)
CLAIM = 10_000  # steps in one of what is counted
TWO_PER_CENT = Course(Decimal("0.02"))


def test_growth_begins_in_the_second_month_and_compounds() -> None:
    usage = projected(
        HORIZON, {"claims": 2610, "net_collections": Decimal("1000.50")}, TWO_PER_CENT
    )

    # 2,610; 2,662.2; 2,715.44: whole, half-up. 1,000.50; 1,020.51; 1,040.9202 to the cent.
    assert (usage.drivers["claims"] // CLAIM).tolist() == [2610, 2662, 2715]
    assert usage.drivers["net_collections"].tolist() == [100_050, 102_051, 104_092]


def test_months_are_grown_from_the_first_so_that_rounding_does_not_pile_up() -> None:
    usage = projected(Horizon(Month(2026, 1), 40), {"claims": 10}, TWO_PER_CENT)

    # Growing 10 to 10.2 and rounding it each month would stay at 10 for ever.
    assert usage.drivers["claims"][39] == 22 * CLAIM  # 10 x 1.02 ^ 39 = 21.647


def test_a_number_that_does_not_move_keeps_its_decimals() -> None:
    assert projected(HORIZON, {"fte": Decimal("3.5")}).drivers["fte"].tolist() == [35_000] * 3


def test_a_list_is_taken_as_it_stands() -> None:
    usage = projected(HORIZON, {"claims": [1, 2, 3]}, TWO_PER_CENT)

    assert usage.drivers["claims"].tolist() == [CLAIM, 2 * CLAIM, 3 * CLAIM]


def test_seasons_follow_the_calendar() -> None:
    course = Course(seasons=(Decimal("1.1"), Decimal("0.9"), *[Decimal(1)] * 10))
    from_december = Horizon(Month(2025, 12), 3)

    usage = projected(from_december, {"claims": 1000}, course)

    assert (usage.drivers["claims"] // CLAIM).tolist() == [1000, 1100, 900]


@pytest.mark.parametrize(("by", "claims"), [("-0.2", 2001), ("0", 2501), ("0.4", 3501)])
def test_a_stress_moves_volume_and_leaves_what_stands(by: str, claims: int) -> None:
    # 2,501 x 0.8 = 2,000.8 and x 1.4 = 3,501.4.
    usage = stressed(projected(HORIZON, {"claims": 2501, "providers": 4}), Decimal(by))

    assert usage.drivers["claims"].tolist() == [claims * CLAIM] * 3
    assert usage.drivers["providers"].tolist() == [4 * CLAIM] * 3


def test_a_stress_of_floats_is_not_rounded() -> None:
    usage = Usage.drawn(Month(2026, 1), {"claims": np.array([[10.5]])})

    assert stressed(usage, Decimal("0.1")).drivers["claims"][0, 0] == pytest.approx(11.55)


def test_the_payer_mix_says_what_a_claim_brings() -> None:
    payers = (
        Payer("Commercial", Decimal("0.6"), Decimal(150), Decimal("0.96")),
        Payer("Medicare", Decimal("0.4"), Decimal(100), Decimal("0.90")),
    )

    # 0.6 x 150 x 0.96 + 0.4 x 100 x 0.90 = 86.40 + 36.00
    assert collected_per_claim(payers) == Decimal("122.40")
    usage = with_payer_mix(projected(HORIZON, {"claims": 2000}), payers)
    assert usage.drivers["net_collections"].tolist() == [24_480_000] * 3
    floats = with_payer_mix(projected(HORIZON, {"claims": 2000}).reckoned(FLOAT), payers)
    assert floats.drivers["net_collections"].tolist() == pytest.approx([24_480_000] * 3)


def test_a_payer_mix_without_shares_has_no_average() -> None:
    with pytest.raises(ValueError, match="add up to 0"):
        collected_per_claim(())


def test_whole_steps_and_floats_are_the_same_months() -> None:
    usage = projected(HORIZON, {"claims": Decimal(2600), "net_collections": Decimal("99.01")})

    floats = usage.reckoned(FLOAT)

    assert floats.drivers["claims"].tolist() == [2600.0] * 3
    assert floats.drivers["net_collections"].tolist() == [9901.0] * 3
