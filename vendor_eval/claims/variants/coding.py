"""Coding accuracy as auditors count it: codes or encounters, with surplus codes or without."""

from __future__ import annotations

from dataclasses import replace

from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.variants.variant import Family, Variant
from vendor_eval.metrics.sources import NYM
from vendor_eval.provenance import Citation

_CODES = DEFINITIONS["coding_accuracy"]
_METHODS = Citation(NYM, "ways to measure")

VARIANTS = (
    Variant(
        replace(_CODES, id="coding_accuracy.less_extras", needs=(*_CODES.needs, "codes_extra")),
        Family.CODING_ACCURACY,
        "Coding accuracy less surplus codes",
        "Takes surplus codes off the right ones, and can fall below zero.",
        _METHODS,
    ),
    Variant(
        replace(_CODES, id="coding_accuracy.union", needs=(*_CODES.needs, "codes_extra")),
        Family.CODING_ACCURACY,
        "Coding accuracy over all codes of both",
        "Counts surplus codes in the denominator.",
        _METHODS,
    ),
    Variant(
        replace(
            _CODES,
            id="coding_accuracy.encounters",
            needs=("vendor", "codes_wrong", "codes_missed", "codes_extra", "dos"),
        ),
        Family.CODING_ACCURACY,
        "Coding accuracy by encounter",
        "Counts encounters, of which one wrong code spoils all.",
        _METHODS,
    ),
    Variant(
        replace(_CODES, id="coding_accuracy.financial", needs=("vendor", "payment_changed", "dos")),
        Family.CODING_ACCURACY,
        "Coding accuracy by payment",
        "Counts encounters, and only errors that change what is paid.",
        _METHODS,
        flatters="errors that do not change the payment do not count",
    ),
    Variant(
        replace(_CODES, id="coding_accuracy.not_by_vendor", needs=(*_CODES.needs, "auditor_type")),
        Family.CODING_ACCURACY,
        "Coding accuracy by auditors other than the vendor",
        "Leaves out what the vendor audited itself.",
    ),
)
