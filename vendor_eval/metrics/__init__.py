"""The metric catalogue: every metric the product knows, defined once."""

from vendor_eval.metrics.catalogue import CATALOGUE, by_heading, closest
from vendor_eval.metrics.definition import (
    Attribution,
    Definition,
    Metric,
    Parts,
    Rung,
    Variant,
)

__all__ = [
    "CATALOGUE",
    "Attribution",
    "Definition",
    "Metric",
    "Parts",
    "Rung",
    "Variant",
    "by_heading",
    "closest",
]
