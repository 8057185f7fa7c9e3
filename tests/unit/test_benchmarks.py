"""What the benchmarks' table says, and what starting the app must never load."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import databases, ranking, signals
from benchmarks.answering import large_round
from benchmarks.starting import NOT_NEEDED
from benchmarks.table import Goal, Row, Subject, markdown, shown
from benchmarks.timing import Timing, in_turns
from benchmarks.workload import LAST, PROMISES, contracts, measures
from vendor_eval.evaluation.robustness import Draws, chances, drawn_weights
from vendor_eval.signals.measured import measured
from vendor_eval.workflows import rounds


def test_the_first_page_needs_no_library_of_imports_exports_and_migrations() -> None:
    code = (
        "import sys, vendor_eval.cli, vendor_eval.bootstrap, vendor_eval.pages.navigation\n"
        f"print(*sorted({set(NOT_NEEDED)!r} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.000414, "0.41 ms"),
        (0.412, "412 ms"),
        (1.234, "1.23 s"),
        (1234, "1,234 s"),
    ],
)
def test_a_time_is_shown_with_three_figures(seconds: float, text: str) -> None:
    assert shown(seconds) == text


def test_a_goal_is_judged_by_medians() -> None:
    ours = Timing((9.0, 2.0, 1.0))
    floor = Timing((0.5, 0.5, 9.0))

    goal = Goal.at_most(4, ours, floor, "the floor")

    assert str(goal) == "4.00 x; goal at most 4 x the floor: met"
    assert not Goal.at_most(3.9, ours, floor, "the floor").met
    assert Goal.faster(100, Timing((1.0,)), Timing((100.0,))).met
    assert not Goal.under(2, ours).met


def test_what_was_scaled_is_marked_and_overhead_comes_off_first() -> None:
    # Ten times as much of what is left: (12 - 2) * 10.
    scaled = Timing((12.0,)).less(2.0).scaled(10)

    table = markdown([Subject("Work", (Row("peer", scaled, note="from a part"),))])

    assert "est. 100 s" in table
    assert "From a part" in table


def test_jobs_are_run_in_turns_and_the_first_turn_does_not_count() -> None:
    calls: list[str] = []

    def job(name: str, seconds: float) -> float:
        calls.append(name)
        return seconds if calls.count(name) > 1 else 1000.0

    found = in_turns({"a": lambda: job("a", 1.0), "b": lambda: job("b", 2.0)}, runs=2)

    assert calls == ["a", "b"] * 3
    assert found == {"a": Timing((1.0, 1.0)), "b": Timing((2.0, 2.0))}


def test_the_workload_is_the_same_each_time_and_as_large_as_it_says() -> None:
    frame = measures(vendors=3, months=4, not_reported=5)

    assert len(frame) == 3 * len(PROMISES) * 4 - 5
    assert frame.equals(measures(vendors=3, months=4, not_reported=5))
    assert {one.vendor for one in contracts(3, 4)} == set(frame["vendor"])


def test_what_is_measured_beside_the_product_are_the_ranks_that_a_comparison_shows() -> None:
    values = np.array([[0.25, 1.0, 0.5], [0.75, 0.5, 0.25], [1.0, 0.0, 0.5]])
    weights = drawn_weights(np.full(3, 1 / 3), Draws())

    found = ranking.ranked(weights, values)

    assert found == pytest.approx(chances(ranking.contest_of(values)).at_rank)


@pytest.mark.parametrize("items", [1, 182, 300])
def test_a_round_to_open_has_at_least_as_many_items_as_it_says(items: int, tmp_path: Path) -> None:
    deps = databases.opened(tmp_path / "round.sqlite")

    kept = large_round(deps, items)

    deps.store.close()
    keys = [place.key for place in rounds.scope(kept).places()]
    assert items <= len(keys) < items + 40
    assert len(keys) == len(set(keys))


def test_series_whose_signals_are_measured_have_all_of_them() -> None:
    work = signals.Work.of(series=10, months=14)

    found = measured(work.frame, work.first, LAST)

    assert (len(found.counted), found.valued) == (12, ())
    assert set(found.counted) == work.limits.keys()
    assert not np.isnan(found.counts.denominator).any()
