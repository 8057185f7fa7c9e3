"""What offers cost with less or more to do: the volume falls by a fifth, or grows by two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from vendor_eval.pricing.comparison import Priced
from vendor_eval.pricing.numbers import change
from vendor_eval.quantities import Usd
from vendor_eval.reports.cost_result import CostResult
from vendor_eval.reports.cost_tables import MONEY, abreast
from vendor_eval.reports.report import Align, Column, Section, Table
from vendor_eval.reports.wording import listed


def volumes_section(result: CostResult) -> Section:
    """What every option costs with less or more to do."""
    return Section(
        title="If the volume changes",
        summary=volumes_sentence(result),
        tables=(*_volume_tables(result, "Fees", _fees), *_volume_tables(result, "All in", _all_in)),
    )


def volumes_sentence(result: CostResult) -> str:
    """Which option is cheapest from where to where."""
    cost, what = (_all_in, "all in") if any(result.known()) else (_fees, "in fees")
    spells: list[tuple[str, list[Decimal]]] = []
    for step in result.volumes:
        costs = [(amount, at) for at, one in enumerate(step.options) if (amount := cost(one))]
        if not costs:
            continue
        name = step.options[min(costs)[1]].offer.name
        if not spells or spells[-1][0] != name:
            spells.append((name, []))
        spells[-1][1].append(step.change)
    if len(spells) == 1:
        return f"{spells[0][0]} costs the least {what} at each of these volumes."
    told = [f"{name} {_between(changes)}" for name, changes in spells]
    return f"The least {what} costs {listed(told)}."


def _between(changes: Sequence[Decimal]) -> str:
    if len(changes) == 1:
        return f"at {_volume(changes[0])}"
    return f"from {_volume(changes[0])} to {_volume(changes[-1])}"


def _volume(step: Decimal) -> str:
    return change(step) if step else "the expected volume"


def _fees(priced: Priced) -> Usd | None:
    return priced.total


def _all_in(priced: Priced) -> Usd | None:
    return None if priced.all_in is None else priced.all_in.total


def _volume_tables(
    result: CostResult, title: str, cost: Callable[[Priced], Usd | None]
) -> Iterator[Table]:
    """One row a volume, one column an option that has such a cost."""
    places = [at for at, one in enumerate(result.options) if cost(one.priced) is not None]
    for group in abreast(places):
        yield Table(
            title=title,
            columns=(
                Column("Volume", 13),
                *(Column(result.options[at].name, MONEY, Align.END) for at in group),
            ),
            rows=tuple(
                (
                    change(step.change) if step.change else "As expected",
                    *(cost(step.options[at]) for at in group),
                )
                for step in result.volumes
            ),
        )
