"""Random months: the same for the same seed, whatever else is asked, and spread as stated."""

import math
from dataclasses import replace

import numpy as np
import pytest

from vendor_eval.pricing.draws import CERTAIN, CHUNK, Draws, Plan, Uncertainty, draw, flaws, streams

PLAN = Plan(months=36, vendors=3, paths=5 * CHUNK)
# Paths whose months hang together are worth less than they count; 4 standard errors all over.
PATHS = PLAN.paths


def chunks(plan: Plan = PLAN, uncertainty: Uncertainty | None = None) -> list[Draws]:
    return [draw(plan, uncertainty or Uncertainty(), [stream]) for stream in streams(plan)]


def joined(name: str, plan: Plan = PLAN, uncertainty: Uncertainty | None = None) -> np.ndarray:
    return np.concatenate([getattr(one, name) for one in chunks(plan, uncertainty)], axis=-1)


NAMES = ("trend", "volume", "allowed", "lost_odds", "growth", "vendor_odds")


@pytest.mark.parametrize("name", NAMES)
def test_chunks_are_the_same_in_whatever_order_they_are_drawn(name: str) -> None:
    backwards = [draw(PLAN, Uncertainty(), [stream]) for stream in reversed(streams(PLAN))]

    again = np.concatenate([getattr(one, name) for one in reversed(backwards)], axis=-1)
    assert (again == joined(name)).all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("paths", "chunks"), [(1, 1), (CHUNK, 1), (CHUNK + 1, 2), (5_000, 3)])
def test_fewer_paths_are_the_first_of_more(name: str, paths: int, chunks: int) -> None:
    few = joined(name, replace(PLAN, paths=paths))

    assert few.shape[-1] == chunks * CHUNK
    assert (few == joined(name)[..., : chunks * CHUNK]).all()


@pytest.mark.parametrize("name", NAMES)
def test_one_more_vendor_leaves_the_draws_of_the_others(name: str) -> None:
    more = joined(name, replace(PLAN, vendors=4))

    shared = more[:3] if name == "vendor_odds" else more
    assert (shared == joined(name)).all()


def test_another_seed_draws_other_months() -> None:
    assert (joined("volume", replace(PLAN, seed=1)) != joined("volume")).all()


def test_without_uncertainty_nothing_moves() -> None:
    for name in ("trend", "volume", "allowed", "lost_odds", "vendor_odds"):
        assert (joined(name, uncertainty=CERTAIN) == 1).all()
    assert (joined("growth", uncertainty=CERTAIN) == 0).all()


def test_factors_are_one_on_average() -> None:
    wanted = Uncertainty(most_growth=0)

    # One value in four of the volume is fresh at a memory of 0.6: (1 - 0.6) / (1 + 0.6).
    volume_error = 0.1 / math.sqrt(PATHS * 36 / 4)
    assert joined("volume", uncertainty=wanted).mean() == pytest.approx(1, abs=4 * volume_error)
    allowed_error = 0.05 / math.sqrt(PATHS * 36)
    assert joined("allowed", uncertainty=wanted).mean() == pytest.approx(1, abs=4 * allowed_error)


def test_volume_remembers_as_much_as_stated_in_every_month() -> None:
    logs = np.log(joined("volume", uncertainty=Uncertainty(most_growth=0)))

    # The standard error of a correlation of 0.6 is (1 - 0.36) / sqrt(10,240) = 0.0063, and that
    # of a standard deviation its value over sqrt(2 x 10,240).
    for month in range(1, 36):
        correlation = np.corrcoef(logs[month - 1], logs[month])[0, 1]
        assert correlation == pytest.approx(0.6, abs=4 * 0.0063)
    spread = 0.1 / math.sqrt(2 * PATHS)
    assert np.std(logs, axis=1) == pytest.approx(0.1, abs=4 * spread)


def test_the_odds_of_not_collecting_have_the_stated_spread() -> None:
    months, vendors = np.log(joined("lost_odds")), np.log(joined("vendor_odds"))

    assert months.std() == pytest.approx(0.10, abs=4 * 0.10 / math.sqrt(2 * PATHS * 36))
    assert vendors.std(axis=1) == pytest.approx(0.25, abs=4 * 0.25 / math.sqrt(2 * PATHS))
    # Vendors are wrong each for itself.
    assert abs(np.corrcoef(vendors) - np.eye(3)).max() < 4 / math.sqrt(PATHS)


def test_any_growth_between_the_ends_is_as_likely() -> None:
    growth = joined("growth")

    assert growth.min() >= 0
    assert growth.max() <= 0.4
    # A uniform between 0 and 0.4 has a mean of 0.2 and a spread of 0.4 / sqrt(12).
    assert growth.mean() == pytest.approx(0.2, abs=4 * 0.4 / math.sqrt(12 * PATHS))


def test_growth_of_a_year_has_come_after_twelve_months() -> None:
    (chunk, *_) = chunks()

    assert (chunk.trend[0] == 1).all()
    # Single precision has seven digits.
    assert chunk.trend[12] == pytest.approx(1 + chunk.growth, rel=1e-7)
    assert chunk.trend[24] == pytest.approx((1 + chunk.growth) ** 2, rel=1e-7)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"volume_spread": -0.1}, "volume_spread"),
        ({"allowed_spread": 20}, "allowed_spread"),
        ({"month_spread": math.nan}, "month_spread"),
        ({"vendor_spread": math.inf}, "vendor_spread"),
        ({"volume_memory": 1.0}, "volume_memory"),
        ({"least_growth": 0.5, "most_growth": 0.4}, "least_growth"),
        ({"least_growth": -1.0}, "least_growth"),
    ],
)
def test_what_cannot_be_meant_is_said(wrong: dict[str, float], where: str) -> None:
    assert [fault.where for fault in flaws(Uncertainty(**wrong))] == [where]


def test_the_defaults_and_certainty_have_no_flaw() -> None:
    assert [*flaws(Uncertainty()), *flaws(CERTAIN)] == []


def test_chunks_drawn_side_by_side_are_those_drawn_alone() -> None:
    together = draw(PLAN, Uncertainty(), streams(PLAN))

    assert all((getattr(together, name) == joined(name)).all() for name in NAMES)
