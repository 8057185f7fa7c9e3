"""Fields of figures that something stands in for while nobody gives them."""

from __future__ import annotations

from vendor_eval.pages.parts.pricing.typed_fields import Field, Sort
from vendor_eval.pricing.assumptions import Assumption


def assumed_field(path: str, label: str, sort: Sort, known: Assumption | None) -> Field:
    """A field that shows in its place what stands in for it; None where nothing does."""
    if known is None:
        return Field(path, label, sort)
    value = known.value * 100 if sort is Sort.RATE else known.value
    return Field(path, label, sort, example=f"{value.normalize():,f} assumed")
