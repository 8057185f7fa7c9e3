"""The judging rule, once, over columns; a single month is a frame of one row.

Every month in which a service level is in force has a finding, so a silent vendor is seen. The
states come in this order, and the first that fits holds: relief, not reported, ramp, low volume;
only then is a value judged, and only judged months move a streak. An audited rate beyond the
minimum that its sample cannot tell from it is low volume too, not a breach (`samples`). Excused
items are left out before anything is compared (`left_out`).

Values are compared unrounded, as doubles. Equality is exact nevertheless: a limit and a value,
whether read from text or divided from its parts, are each the double nearest to the number
meant. Numbers that are equal on paper are therefore equal here, and rounding to the nearest
never swaps the order of two numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.quantities import Direction, Limit, Month, Unit
from vendor_eval.sla.contract import Contract, ServiceLevel
from vendor_eval.sla.findings import FINDING_COLUMNS, Status
from vendor_eval.sla.grid import Bools, Floats, Grid, Ints, Reported
from vendor_eval.sla.left_out import LeftOut, reliefs_in, without_items
from vendor_eval.sla.samples import best_end, needs_a_telling_sample

Codes = npt.NDArray[np.int8]

STATUSES = pd.CategoricalDtype([status.value for status in Status], ordered=True)
CODES = {status: code for code, status in enumerate(Status)}
_JUDGED = np.array([status.judged for status in Status])


def judge(
    contracts: Sequence[Contract],
    measurements: pd.DataFrame,
    through: Month | Mapping[str, Month] | None = None,
) -> pd.DataFrame:
    """The findings of every contract, one row a service level and month in force.

    Args:
        measurements: rolled up, one row a vendor, month and metric, with `measurement.COLUMNS`.
        through: the last month to judge, for all vendors or by vendor. A vendor without one is
            judged through its last month in ``measurements``, of whatever metric; a vendor with
            neither has no findings yet. The end of the term always holds.

    Returns:
        `FINDING_COLUMNS`, by contract, then metric in the contract's order, then month.
        ``vendor`` and ``metric`` are categories, ``status`` is one over `STATUSES`.
    """
    reported = Reported.of(measurements, contracts)
    grid = Grid.of(contracts, reported, reported.last_months(through))
    left = without_items(grid.numbers(reported), list(reliefs_in(contracts, grid)))
    codes = _codes(contracts, grid, left)
    columns = {
        "contract": grid.contract[grid.stretch],
        "level": grid.level[grid.stretch],
        "vendor": _named(grid.vendor[grid.stretch], reported.vendors),
        "metric": _named(grid.metric[grid.stretch], reported.metrics),
        "month": grid.month,
        **left.numbers,
        "raw": left.raw,
        "status": pd.Categorical.from_codes(codes, dtype=STATUSES),
        "streak": _streaks(codes, grid.begins),
    }
    return pd.DataFrame(columns, columns=list(FINDING_COLUMNS))


def _named(codes: Ints, names: Sequence[str]) -> pd.Categorical[str]:
    kinds: pd.CategoricalDtype[str] = pd.CategoricalDtype(list(names))
    return pd.Categorical.from_codes(codes, dtype=kinds)


def _codes(contracts: Sequence[Contract], grid: Grid, left: LeftOut) -> Codes:
    """The status of each month as its place in `Status`."""
    numbers = left.numbers
    agreed = [contracts[at] for at in grid.contract]
    levels = [one.service_levels[at] for one, at in zip(agreed, grid.level, strict=True)]
    side = _spread(grid, (_side(level) for level in levels))
    better = numbers["value"] * side
    target = _spread(grid, (_least_kept(level.target) for level in levels))
    warning = _spread(grid, (_least_kept(level.warning) for level in levels))
    minimum = _spread(grid, (_least_kept(level.minimum) for level in levels))
    fewest = _spread(grid, map(_fewest_items, agreed, levels))
    sampled = _spread(grid, map(needs_a_telling_sample, levels)) > 0
    ramp_ends = np.array([one.first_month.index + one.ramp_months for one in contracts], np.int64)
    behind_ramp = ramp_ends[grid.contract][grid.stretch]
    codes = np.full(len(better), CODES[Status.BELOW_TARGET], dtype=np.int8)
    # Later states take precedence over earlier ones.
    for status, fits in (
        (Status.ON_TARGET, better >= target),
        (Status.WARNING, better < warning),
        (Status.BREACH, better < minimum),
        (Status.LOW_VOLUME, _untold(left, side, minimum, sampled)),
        (Status.LOW_VOLUME, numbers["denominator"] < fewest),
        (Status.RAMP, grid.month < behind_ramp),
        (Status.NOT_REPORTED, np.isnan(better)),
        (Status.RELIEF, left.whole),
    ):
        codes[fits] = CODES[status]
    return codes


def _untold(left: LeftOut, side: Floats, minimum: Floats, sampled: Bools) -> Bools:
    """(n,) whether a month is beyond its minimum and its sample cannot tell it from that."""
    value, of = left.numbers["value"], left.numbers["denominator"]
    found = np.zeros(len(value), dtype=np.bool_)
    rows = np.flatnonzero(sampled & (value * side < minimum))
    found[rows] = best_end(value[rows], of[rows], side[rows]) >= minimum[rows]
    return found


def _spread(grid: Grid, of_stretches: Iterable[float]) -> Floats:
    """A number of each stretch, given to each of its months."""
    return np.fromiter(of_stretches, np.float64, len(grid.first))[grid.stretch]


def _side(level: ServiceLevel) -> float:
    """1 where more is better, -1 where less is."""
    return 1.0 if level.target.comparison.good_side is Direction.HIGHER else -1.0


def _least_kept(limit: Limit | None) -> float:
    """The worst double that keeps ``limit``, on an axis where more is better.

    Beyond a limit that is not inclusive it is the next double; no limit keeps everything.
    """
    if limit is None:
        return -math.inf
    rising = limit.comparison.good_side is Direction.HIGHER
    edge = float(limit.quantity.value) * (1 if rising else -1)
    return edge if limit.comparison.inclusive else math.nextafter(edge, math.inf)


def _fewest_items(contract: Contract, level: ServiceLevel) -> int:
    """The items a month needs to be judged; 0 for what is no ratio of counted items."""
    metric = CATALOGUE[level.metric]
    counts_items = metric.unit is Unit.RATIO and metric.parts is Parts.COUNTS
    return contract.low_volume if counts_items else 0


def _streaks(codes: Codes, begins: Ints) -> Ints:
    """Breaches in a row up to and with each month; ``begins`` is where each series starts.

    A judged month without a breach ends a streak; a month that was not judged shows it so far.
    """
    breach = codes == CODES[Status.BREACH]
    breaches = np.cumsum(breach)
    ends = _JUDGED[codes] & ~breach
    ends[begins] = True
    # What had added up before the latest end does not belong to the streak.
    before = np.maximum.accumulate(np.where(ends, breaches - breach, 0))
    return breaches - before


def is_judged(findings: pd.DataFrame) -> Bools:
    """Whether each finding counts: for streaks, repeats, earn-back and termination."""
    return _JUDGED[findings["status"].cat.codes.to_numpy()]


def series_of(findings: pd.DataFrame) -> Ints:
    """The number of the contract and metric that each finding of `judge` belongs to."""
    contract = findings["contract"].to_numpy()
    metric = findings["metric"].cat.codes.to_numpy()
    changes = (np.diff(contract, prepend=-1) != 0) | (np.diff(metric, prepend=-1) != 0)
    return np.cumsum(changes) - 1
