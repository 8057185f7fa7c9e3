"""Every definition of first pass in one table, a vendor a column."""

from __future__ import annotations

from collections.abc import Sequence

from vendor_eval.evaluation.conversion import Converted
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Unit, shown
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import metric_name, sentence

_TIED = "\N{NO-BREAK SPACE}"
_NOTE = (
    "Only figures of one row compare. A rate that a vendor quotes compares with nothing before the "
    "vendor says which row it is. A dash stands where a count is missing or there was nothing to "
    "count."
)


def table(vendors: Sequence[str], figures: Sequence[Sequence[Converted]]) -> Table:
    """One row a definition, with what it counts over what in words.

    Args:
        figures: of each vendor, the definitions in the same order.
    """
    meanings = _meanings(figures[0])
    return Table(
        title="Every definition of first pass",
        columns=(
            # Narrow enough for both vendors to stand side by side on a phone.
            Column("Definition", 19),
            *(Column(vendor, 15, Align.END) for vendor in vendors),
            Column("What it is", 92),
        ),
        rows=tuple(
            (heading(row[0]), *(_value(one) for one in row), meanings[row[0].name])
            for row in zip(*figures, strict=True)
        ),
        note=_NOTE,
    )


def heading(figure: Converted) -> str:
    """What the definition is called at the head of its row."""
    # The catalogue calls some variants after their denominator alone, below their metric's name.
    if figure.name.startswith("over "):
        return f"{metric_name('first_pass_resolution_rate')} {figure.name}"
    return sentence(figure.name)


def _value(figure: Converted) -> str | None:
    """The rate and the counts behind it; None where there is none."""
    if figure.value is None:
        return None
    metric = CATALOGUE[figure.metric] if figure.metric else None
    limits = [one for one in (metric.target, metric.warning) if one] if metric else []
    rate = shown(float(figure.value), Unit.RATIO, beside=limits)
    counts = f"({figure.numerator:,} of {figure.denominator:,})"
    # Where the column is too narrow for both, the counts go to a line of their own.
    return f"{rate} {counts.replace(' ', _TIED)}"


def _meanings(figures: Sequence[Converted]) -> dict[str, str]:
    """The definition of each figure by its name, in the catalogue's words."""
    metrics = [CATALOGUE[one.metric] for one in figures if one.metric]
    # A variant of several metrics is told beside the last one, which it comes closest to.
    variants = {
        variant.name: f"Unlike {metric.name.lower()}: {variant.difference}."
        for metric in metrics
        for variant in metric.variants
    }
    own = {
        metric.name: sentence(
            f"{metric.definition.numerator}, divided by {metric.definition.denominator}."
        )
        for metric in metrics
    }
    return variants | own
