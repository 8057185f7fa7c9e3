"""What is said of a metric wherever it is explained, on paper and on the screen."""

from __future__ import annotations

from vendor_eval.metrics import Metric, Parts
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Limit, Unit

NOT_DOCUMENTED = "none documented"
_UNITS = {
    Unit.RATIO: "a ratio, written as per cent",
    Unit.HOURS: "hours",
    Unit.DAYS: "days",
    Unit.BUSINESS_DAYS: "business days",
    Unit.USD: "US dollars",
    Unit.COUNT: "a count",
}
_ADDED_UP = {
    Parts.COUNTS: "a sum of counts over a sum of counts",
    Parts.DOLLARS: "a sum of dollars over a sum of dollars",
    Parts.NONE: "added up",
}


def facts(metric: Metric) -> tuple[tuple[str, str], ...]:
    """What is counted, when and in what, and what is good: each fact under its name."""
    definition = metric.definition
    rows = (
        ("Name in files", metric.id),
        ("Numerator" if definition.denominator else "Measured", definition.numerator),
        ("Denominator", definition.denominator or ""),
        ("When", definition.attribution.value),
        ("Left out", definition.excludes),
        ("Unit", _UNITS[metric.unit]),
        ("Sites, payers", _added_up(metric)),
        ("Better", metric.direction.value),
        ("Target", _limit(metric.target)),
        ("Warning line", _limit(metric.warning)),
    )
    return tuple(row for row in rows if row[1])


def citations(metric: Metric) -> tuple[Citation, ...]:
    """Every citation of the definition, the ladder and the variants, once each."""
    of_rungs = (rung.citation for rung in metric.ladder)
    of_variants = (variant.citation for variant in metric.variants if variant.citation)
    return tuple(dict.fromkeys((*metric.citations, *of_rungs, *of_variants)))


def _added_up(metric: Metric) -> str:
    if metric.parts is Parts.NONE and metric.unit not in (Unit.COUNT, Unit.USD):
        return "a median, which cannot be added up"
    return _ADDED_UP[metric.parts]


def _limit(limit: Limit | None) -> str:
    return limit.text if limit else NOT_DOCUMENTED
