"""Sums over claims for analyses, each one text in SQL with what it needs beside it.

A text reads the tables of `claims.schema` and gives rows of `claims.groups`, amounts in integer
cents. The dialect is DuckDB's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources


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
