"""One cohort under all its definitions: how many lights there are, and each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from vendor_eval.claims.kpis import Number
from vendor_eval.claims.sensitivity import Light, Limits, Row
from vendor_eval.metrics import Parts
from vendor_eval.quantities import Limit, Month, Usd
from vendor_eval.reports.report import Align, Cell, Column, Mark, Measured, Table, Tone
from vendor_eval.reports.wording import counted, listed

LIGHTS = {
    Light.GREEN: Mark("✓", "Green", Tone.GOOD, "Meets the target."),
    Light.AMBER: Mark("▲", "Amber", Tone.WARNING, "Misses the target, and is no breach."),
    Light.RED: Mark("✕", "Red", Tone.BAD, "Beyond the last limit."),
}
UNLIT = Mark("○", "Not judged", Tone.QUIET, "No limit is to be held against it.")


def mark_of(row: Row) -> Mark:
    """Where the row stands, or that nothing says."""
    return UNLIT if row.light is None else LIGHTS[row.light]


def headline(rows: Sequence[Row], month: Month) -> str:
    """How many definitions see the same claims in which light."""
    found = Counter(row.light for row in rows if row.light is not None)
    if not found:
        return f"{month.shown}: {counted(len(rows), 'definition')}, and no limit for any of them."
    parts = [f"{light.value} under {found[light]}" for light in Light if found[light]]
    of = counted(sum(found.values()), "definition")
    if len(parts) == 1:
        only = next(iter(found)).value
        return f"{month.shown}: the same claims are {only} under every definition, {of} in all."
    return f"{month.shown}: the same claims are {listed(parts)} of {of}."


def named_sentence(rows: Sequence[Row]) -> str:
    """What the contract names, and what its own definition says."""
    named = [row for row in rows if row.is_named]
    if not named:
        return (
            "No contract in force names one of them; limits are those that the catalogue's "
            "documents give."
        )
    told = [f"{row.wording.label} ({mark_of(row).label.lower()})" for row in named]
    return f"The contract names {listed(told)}. What it does not name is shown, and judges nothing."


def sensitivity_table(rows: Sequence[Row]) -> Table:
    """One line a definition, with what it counts over what."""
    return Table(
        title="",
        columns=(
            Column("Light", 14),
            Column("Value", 10, Align.END),
            Column("Definition", 30),
            Column("Named by", 10),
            Column("Counted", 24),
            Column("Counts differently", 44),
            Column("Target", 10, Align.END),
            Column("Minimum", 10, Align.END),
        ),
        rows=tuple(_cells(row) for row in rows),
        empty="Nothing was worked out for this month.",
        note=_note(rows),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    wording, limits = row.wording, row.limits
    return (
        mark_of(row),
        value_of(row),
        wording.label,
        "contract" if row.is_named else None,
        counted_over(row) or None,
        _difference(row),
        None if limits is None or limits.target is None else limits.target.text,
        None if limits is None or limits.minimum is None else limits.minimum.text,
    )


def value_of(row: Row) -> Measured | None:
    """The value, with as many decimals as it takes beside its limits."""
    if row.kpi.value is None:
        return None
    return Measured(row.kpi.value, row.wording.unit, _beside(row.limits))


def _beside(limits: Limits | None) -> tuple[Limit, ...]:
    known = () if limits is None else (limits.target, limits.minimum)
    return tuple(one for one in known if one is not None)


def counted_over(row: Row) -> str:
    """``74 of 932``, dollars likewise; of a median the number of items; empty without either."""
    kpi, parts = row.kpi, row.wording.parts
    if kpi.denominator is None:
        return ""
    below = _number(kpi.denominator, parts)
    if parts is Parts.NONE or kpi.numerator is None:
        return f"{below} items"
    return f"{_number(kpi.numerator, parts)} of {below}"


def _number(number: Number, parts: Parts) -> str:
    if parts is Parts.DOLLARS:
        return Usd.of(Decimal(number)).shown
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def _difference(row: Row) -> str:
    flattering = f" Flatters where {row.wording.flatters}." if row.wording.flatters else ""
    moving = " It may still move." if row.is_provisional else ""
    return f"{row.wording.difference}{flattering}{moving}"


def _note(rows: Sequence[Row]) -> str:
    borrowed = {
        row.limits.metric
        for row in rows
        if row.limits is not None and row.limits.metric != row.wording.metric
    }
    if not borrowed:
        return ""
    return "A definition without limits of its own is held against those of the family's metric."
