"""Sums over claims for analyses, each one text in SQL with what it needs beside it.

A text reads the tables of `claims.schema` and gives rows of `claims.groups`, amounts in integer
cents. The dialect is DuckDB's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType

from vendor_eval.claims.extracts import Source
from vendor_eval.claims.schema import EVENTS


@dataclass(frozen=True, slots=True)
class Analysis:
    """Sums that one text gives.

    Attributes:
        needs: columns of ``claim_events`` without which it cannot be worked out.
        beside: likewise the columns of other tables, by table.
    """

    id: str
    needs: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """The text, in DuckDB's dialect."""
        return resources.files(__package__).joinpath(f"{self.id}.sql").read_text("utf-8")

    def able(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """The sources it is worked out from; none where a table that it needs has no such."""
        needs = {EVENTS: self.needs, **self.beside}
        able = tuple(
            one
            for one in sources
            if one.table in needs and one.columns.issuperset(needs[one.table])
        )
        return able if {one.table for one in able} == needs.keys() else ()


_FIRST_REMITTANCE = (
    "vendor",
    "claim_root_key",
    "payer_sequence",
    "first_remit_date",
    "first_outcome",
)

REMITS = Analysis("remits", _FIRST_REMITTANCE)
"""Gives `groups.RemitGroup`."""

DENIALS = Analysis(
    "denials",
    (*_FIRST_REMITTANCE, "practice_claim_key"),
    {
        "claim_adjustments": (
            "vendor",
            "practice_claim_key",
            "group_code",
            "carc",
            "amount",
        )
    },
)
"""Gives `groups.DenialGroup`; reads the map of reasons as ``denial_reasons`` too."""

CODES = Analysis(
    "codes",
    ("vendor", "practice_claim_key", "dos_from"),
    {"claim_lines": ("vendor", "practice_claim_key", "cpt_hcpcs")},
)
"""Gives `groups.CodeGroup`; reads ``tolerance``, one row of what is still no underpayment, too."""

ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {one.id: one for one in (REMITS, DENIALS, CODES)}
)
"""Every one that goes with a recomputation, by id."""
