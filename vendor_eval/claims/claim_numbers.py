"""Numbers of claims, the practice's and payers': when two are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KEPT_LETTERS = 20
"""What many payers keep of a claim's number, and no more."""
SAME_CLAIM_DAYS = 180
"""Within these of its service a claim is remitted and sent again.

The same number on services farther apart is another claim.
"""
PayerNumber = tuple[str, str]
"""A payer and his own number of a claim; another payer may give the same number."""


@dataclass(frozen=True, slots=True)
class Payers:
    """Which ids mean one payer; an id that is not listed means a payer of its own."""

    keys: Mapping[str, str] = field(default_factory=dict)

    def key(self, id_: str) -> str:
        """The payer of this id."""
        return self.keys.get(id_, id_)

    def same(self, one: str, other: str) -> bool:
        """Whether two ids are known to mean one payer."""
        return bool(one) and self.key(one) == self.key(other)

    def number(self, id_: str, number: str) -> PayerNumber | None:
        """A payer's own number of a claim; None for one that only fills the field."""
        return (self.key(id_), number) if number.strip().strip("0") else None


def number_key(number: str) -> str:
    """Equal for numbers that differ in case or leading zeros, and for no others."""
    return number.strip().casefold().lstrip("0")


def cut(number: str) -> str:
    """What payers keep of a number at the least."""
    return number_key(number.strip()[:KEPT_LETTERS])
