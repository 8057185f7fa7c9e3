"""One contract's findings laid out as months beside months, for rules that look over windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from vendor_eval.sla.contract import Contract
from vendor_eval.sla.findings import Status
from vendor_eval.sla.grid import NUMBERS, Bools, Floats, Ints
from vendor_eval.sla.judging import is_judged


@dataclass(frozen=True, slots=True)
class History:
    """(s, t) arrays: a row a metric, a column a calendar month from the contract's first.

    Attributes:
        contract: its position among the contracts judged.
        first: the month of column 0, a `Month.index`.
        metrics: of each row, in the contract's order.
        starts: the column of each metric's first month in force.
        streak: breaches in a row so far; 0 before the metric is in force.
        numbers: value, numerator and denominator, NaN where not reported or not in force.
        cents: (t,) service credits of each month, before earn-back.
    """

    contract: int
    first: int
    metrics: tuple[str, ...]
    starts: Ints
    breach: Bools
    judged: Bools
    streak: Ints
    numbers: dict[str, Floats]
    cents: Ints


def histories(
    contracts: Sequence[Contract], findings: pd.DataFrame, owed: pd.DataFrame
) -> Iterator[History]:
    """The history of each contract with termination rules and findings.

    Args:
        findings: all that `judge` found.
        owed: all that `credits_due` found.
    """
    names = findings["metric"].cat.categories
    found = {name: findings[name].to_numpy() for name in ("month", "streak", *NUMBERS)} | {
        "metric": findings["metric"].cat.codes.to_numpy(),
        "breach": (findings["status"] == Status.BREACH.value).to_numpy(),
        "judged": is_judged(findings),
    }
    due = {name: owed[name].to_numpy() for name in ("month", "cents")}
    parts = _by_contract(findings, len(contracts))
    dues = _by_contract(owed, len(contracts))
    for at, contract in enumerate(contracts):
        mine = {name: column[parts[at]] for name, column in found.items()}
        if contract.termination and len(mine["month"]):
            history = _laid_out(at, contract.first_month.index, mine, names)
            np.add.at(history.cents, due["month"][dues[at]] - history.first, due["cents"][dues[at]])
            yield history


def _by_contract(frame: pd.DataFrame, contracts: int) -> list[slice]:
    """The rows of each contract in a frame that is ordered by contract."""
    edges = np.searchsorted(frame["contract"].to_numpy(), np.arange(contracts + 1))
    return [slice(start, end) for start, end in pairwise(edges.tolist())]


def _laid_out(
    at: int, first: int, columns: Mapping[str, npt.NDArray[Any]], names: pd.Index
) -> History:
    row, metrics = pd.factorize(columns["metric"])
    column = columns["month"] - first
    shape = (len(metrics), int(column.max()) + 1)
    starts = np.full(len(metrics), shape[1], dtype=np.int64)
    np.minimum.at(starts, row, column)

    def laid(name: str, empty: float = 0) -> npt.NDArray[Any]:
        table = np.full(shape, empty, dtype=columns[name].dtype)
        table[row, column] = columns[name]
        return table

    return History(
        contract=at,
        first=first,
        metrics=tuple(names[metrics]),
        starts=starts,
        breach=laid("breach"),
        judged=laid("judged"),
        streak=laid("streak"),
        numbers={name: laid(name, np.nan) for name in NUMBERS},
        cents=np.zeros(shape[1], dtype=np.int64),
    )


def and_silent_months(history: History, months: int) -> History:
    """The same with so many months more, in which nothing is judged."""
    # Put together and not padded: it is asked for thousands of contracts, and padding takes longer.
    shape = (len(history.metrics), months)
    no, unknown = np.zeros(shape, np.bool_), np.full(shape, np.nan)
    return replace(
        history,
        breach=np.hstack([history.breach, no]),
        judged=np.hstack([history.judged, no]),
        streak=np.hstack([history.streak, np.repeat(history.streak[:, -1:], months, axis=1)]),
        numbers={name: np.hstack([one, unknown]) for name, one in history.numbers.items()},
        cents=np.hstack([history.cents, np.zeros(months, np.int64)]),
    )


def and_failing_months(history: History, months: int) -> History:
    """The same with so many months more, in which every metric is in breach."""
    longer = and_silent_months(history, months)
    longer.breach[:, -months:] = True
    longer.judged[:, -months:] = True
    longer.streak[:, -months:] += np.arange(1, months + 1)
    return longer
