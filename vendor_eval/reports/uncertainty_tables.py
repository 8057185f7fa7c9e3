"""What a simulation says, as tables and sentences: chances, tails, regret, inputs that matter."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.pricing.fan import LEVELS, Fan
from vendor_eval.pricing.information import Information
from vendor_eval.pricing.regret import RegretTable
from vendor_eval.pricing.study import Standing
from vendor_eval.pricing.tornado import Bar
from vendor_eval.quantities import NOTHING_DUE, Month, Usd, shown
from vendor_eval.reports.report import Align, Cell, Column, Measured, Points, Table
from vendor_eval.reports.wording import listed

_LEVEL_NAMES = tuple(f"{level * 100:.0f} %" for level in LEVELS)


def standing_table(standing: Standing) -> Table:
    """One line an option: its mean, its spread, its tail, and how often it is the cheapest."""
    return Table(
        title="Over all months",
        columns=(
            Column("Option", 26),
            Column("Cheapest, %", 11, Align.END),
            Column("Mean", 15, Align.END),
            Column("Chance's part ±", 14, Align.END),
            Column("5 % below", 15, Align.END),
            Column("Half below", 15, Align.END),
            Column("5 % above", 15, Align.END),
            Column("Dearest 5 %, mean", 15, Align.END),
        ),
        rows=tuple(
            (
                one.option,
                Points(100 * one.cheapest),
                one.mean,
                one.standard_error,
                one.low,
                one.median,
                one.high,
                one.worst,
            )
            for one in standing.risks
        ),
        note="On 5 % of the paths it costs less, or more. Chance's part is the standard error: by "
        "about so much the mean would differ with another seed. Paths on which several options "
        "tie count for each of them in part.",
    )


def standing_sentence(standing: Standing) -> str:
    """Who is the cheapest most often, and whose dear paths are the least dear."""
    often = max(standing.risks, key=lambda one: one.cheapest)
    safe = min(standing.risks, key=lambda one: one.worst)
    tail = (
        "and costs the least on the dearest paths as well"
        if safe is often
        else f"while {safe.option} costs the least on the dearest paths"
    )
    return f"{often.option} is the cheapest on {often.cheapest * 100:.1f} % of the paths, {tail}."


def worth_table(found: Information) -> Table:
    """What it is worth to know each input, at most."""
    return Table(
        title="What it is worth to know",
        columns=(Column("Input", 50), Column("Worth, at most", 16, Align.END)),
        rows=tuple((one.label, one.amount) for one in found.inputs),
        total=("All of them", found.everything),
        note=""
        if found.noise == NOTHING_DUE
        else f"What is not above {found.noise.shown} is nothing: so much comes out for an input "
        "that tells nothing at all.",
    )


def fan_table(fan: Fan, start: Month, *, all_in: bool) -> Table:
    """One line a month: how costs spread over the paths."""
    spread = fan.all_in if all_in and fan.all_in is not None else fan.fees
    return Table(
        title=fan.option,
        columns=(
            Column("Month", 12),
            *(Column(f"{name} of paths below", 14, Align.END) for name in _LEVEL_NAMES),
        ),
        rows=tuple(
            (start.plus(at), *(Usd(int(cents + 0.5)) for cents in row))
            for at, row in enumerate(spread.T)
        ),
    )


def costs_table(table: RegretTable) -> Table:
    """A line a scenario: what each option costs in it."""
    return Table(
        title="Costs if it came true",
        columns=_by_option(table),
        rows=tuple(
            (name, *costs)
            for name, costs in zip(table.scenarios, zip(*table.costs, strict=True), strict=True)
        ),
    )


def regret_table(table: RegretTable) -> Table:
    """A line a scenario: what each option costs there beyond the cheapest."""
    return Table(
        title="Regret",
        columns=_by_option(table),
        rows=tuple(
            (name, *regrets)
            for name, regrets in zip(table.scenarios, zip(*table.regrets, strict=True), strict=True)
        ),
        total=("The greatest", *table.greatest),
        note="What an option costs beyond the one that is the cheapest if that came true. Nobody "
        "gives these states a chance; the careful choice has the least greatest regret.",
    )


def regret_sentence(table: RegretTable) -> str:
    """The careful choice, and what may be regretted of it."""
    least, names = min(table.greatest), listed(table.careful_choices)
    verb = "is" if len(table.careful_choices) == 1 else "are"
    if least == NOTHING_DUE:
        return f"{names} {verb} the cheapest whatever of this comes true."
    return (
        f"{names} {verb} regretted the least: at most {least.shown}, whatever of this comes true."
    )


def tornado_table(bars: Sequence[Bar]) -> Table:
    """One line an input, the widest bar first, with its flip point."""
    return Table(
        title="",
        columns=(
            Column("Input", 42),
            Column("From", 11, Align.END),
            Column("Expected", 11, Align.END),
            Column("To", 11, Align.END),
            Column("Difference from", 15, Align.END),
            Column("Difference to", 15, Align.END),
            Column("Turns over at", 28),
        ),
        rows=tuple(_bar_row(bar) for bar in bars),
        empty="Both options need an all-in cost: a performance, and the figures of the practice.",
    )


def flip_words(bar: Bar) -> str:
    """Where the difference turns over, for people."""
    if bar.flip is None:
        return "never"
    digits = shown(float(bar.flip), bar.range.unit)
    return digits if bar.flips_within else f"{digits}, beyond its range"


def tornado_sentence(bars: Sequence[Bar], pair: tuple[str, str]) -> str:
    """What costs more, and which input alone would turn that over."""
    base = bars[0].at_base
    dearer, cheaper = pair if base > NOTHING_DUE else pair[::-1]
    told = f"As expected {dearer} costs {Usd(abs(base.cents)).shown} more than {cheaper}."
    if base == NOTHING_DUE:
        return f"As expected {dearer} and {cheaper} cost the same."
    within = [bar for bar in bars if bar.flips_within]
    if within:
        names = listed([f"{bar.range.label} (at {flip_words(bar)})" for bar in within])
        return f"{told} Within their ranges this turns over with {names}, each of them alone."
    return f"{told} No input alone turns this over within its range."


def _bar_row(bar: Bar) -> tuple[Cell, ...]:
    ends = (bar.range.low, bar.range.base, bar.range.high)
    return (
        bar.range.label,
        *(Measured(float(one), bar.range.unit) for one in ends),
        bar.at_low,
        bar.at_high,
        flip_words(bar),
    )


def _by_option(table: RegretTable) -> tuple[Column, ...]:
    return (Column("If", 34), *(Column(name, 16, Align.END) for name in table.options))
