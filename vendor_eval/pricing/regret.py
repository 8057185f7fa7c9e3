"""What choosing an option would cost if another state of affairs came true: regret.

A state is a named scenario that somebody finds worth standing up to, without any chance given to
it. The regret of an option in it is what it costs beyond the option that is cheapest there; the
careful choice is the one whose greatest regret is the least.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_eval.quantities import Usd


@dataclass(frozen=True, slots=True)
class RegretTable:
    """Costs and regrets of options in scenarios.

    Attributes:
        options: their names.
        scenarios: their names, in the order of the columns.
        costs: a row an option, a column a scenario.
        regrets: as ``costs``; at least nothing, and nothing somewhere in every column.
    """

    options: tuple[str, ...]
    scenarios: tuple[str, ...]
    costs: tuple[tuple[Usd, ...], ...]
    regrets: tuple[tuple[Usd, ...], ...]

    @property
    def greatest(self) -> tuple[Usd, ...]:
        """The greatest regret of each option."""
        return tuple(max(row) for row in self.regrets)

    @property
    def careful_choices(self) -> tuple[str, ...]:
        """The options with the least greatest regret: one, or those that tie.

        Source: minimax regret; Savage, Journal of the American Statistical Association 46 (1951).
        """
        least = min(self.greatest)
        ranked = zip(self.options, self.greatest, strict=True)
        return tuple(option for option, regret in ranked if regret == least)


def regret_table(
    options: Sequence[str], scenarios: Sequence[str], costs: Sequence[Sequence[Usd]]
) -> RegretTable:
    """The table of ``costs``, a row an option and a column a scenario.

    Raises:
        ValueError: no option or no scenario, or another number of costs.
    """
    rows = tuple(tuple(row) for row in costs)
    complete = len(rows) == len(options) and all(len(row) == len(scenarios) for row in rows)
    if not options or not scenarios or not complete:
        raise ValueError("regret needs options, scenarios, and one cost for each of both")
    cheapest = [min(column) for column in zip(*rows, strict=True)]
    regrets = tuple(
        tuple(cost - least for cost, least in zip(row, cheapest, strict=True)) for row in rows
    )
    return RegretTable(tuple(options), tuple(scenarios), rows, regrets)
