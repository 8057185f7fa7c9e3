"""Denials counted up: what is counted, by what it is parted, and what a code means in a month.

Every denied claim stands under one reason, the one with the most money. A claim whose reason the
files do not give, or whose code the map does not know, keeps a place of its own: the parts of a
month always add up to the whole of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.reasons import Answers, Reason, ReasonMap
from vendor_eval.quantities import Month

UNMAPPED, NOT_GIVEN = "unmapped", "not_given"
_UNMAPPED_LABEL, _NOT_GIVEN_LABEL, _UNSAID = "Not in the map", "No reason given", "Not said"


class By(StrEnum):
    """What denials are parted by, as it is written and read."""

    CATEGORY = "category"
    REASON = "reason"
    PAYER = "payer"
    SPECIALTY = "specialty"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Counted:
    """Denied claims, and the cents that were adjusted for the reasons of denials on them."""

    claims: int = 0
    cents: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.claims + other.claims, self.cents + other.cents)


NOTHING = Counted()


@dataclass(frozen=True, slots=True)
class Remitted:
    """First remittances of primary payers and what was denied of them; as `RemitGroup`."""

    remits: int = 0
    denied: int = 0
    fully_denied: int = 0
    billed_cents: int = 0
    denied_cents: int = 0

    def __add__(self, other: Remitted) -> Remitted:
        return Remitted(
            self.remits + other.remits,
            self.denied + other.denied,
            self.fully_denied + other.fully_denied,
            self.billed_cents + other.billed_cents,
            self.denied_cents + other.denied_cents,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """What one of the parts is.

    Attributes:
        id: stable; a code, a key or the id of a category.
        label: for people.
        category: the id of the category of a reason; empty for payers and places.
        answers: who can keep such denials from happening; None where nobody knows.
    """

    id: str
    label: str
    category: str = ""
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class Denials:
    """The denials of one vendor, every month of it, with the map they are read by."""

    remits: tuple[RemitGroup, ...]
    denials: tuple[DenialGroup, ...]
    map: ReasonMap

    @classmethod
    def of(
        cls,
        vendor: str,
        remits: Iterable[RemitGroup],
        denials: Iterable[DenialGroup],
        map_: ReasonMap,
    ) -> Self:
        """Those of one vendor; denied claims that no reason stands for are given a group."""
        own = tuple(one for one in remits if one.place.vendor == vendor)
        kept = [one for one in denials if one.place.vendor == vendor]
        explained: dict[Place, int] = defaultdict(int)
        for one in kept:
            explained[one.place] += one.claims
        kept += [
            DenialGroup(one.place, "", "", one.denied - explained[one.place], 0, 0)
            for one in own
            if one.denied > explained[one.place]
        ]
        return cls(own, tuple(kept), map_)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that have a remittance, oldest first."""
        return tuple(sorted({one.place.month for one in self.remits}))

    def kind(self, group: DenialGroup, by: By) -> Kind:
        """The part that a group belongs to."""
        if by is By.PAYER:
            return _of_place(group.place.payer)
        if by is By.SPECIALTY:
            return _of_place(group.place.specialty)
        if by is By.SITE:
            return _of_place(group.place.site)
        reason = self._reason(group)
        if by is By.CATEGORY:
            return _category(group, reason)
        return _reason_kind(group, reason)

    def _reason(self, group: DenialGroup) -> Reason | None:
        """What the code meant at the end of the month, or at least at its beginning."""
        month = group.place.month
        for day in (month.plus(1).first_day, month.first_day):
            found = self.map.of(group.carc, day)
            if found is not None:
                return found
        return None

    def counted(self, month: Month, by: By) -> Mapping[Kind, Counted]:
        """Each part of a month with its denials; together they are all denials of it."""
        parts: dict[Kind, Counted] = defaultdict(Counted)
        for one in self.denials:
            if one.place.month == month:
                parts[self.kind(one, by)] += Counted(one.claims, one.cents)
        return {kind: found for kind, found in parts.items() if found != NOTHING}

    def remitted(self, month: Month, by: By | None = None) -> Mapping[Kind, Remitted]:
        """First remittances of a month by place; all of them under an empty id for None."""
        parts: dict[Kind, Remitted] = defaultdict(Remitted)
        for one in self.remits:
            if one.place.month == month:
                place = Kind("", "") if by is None else _of_place(getattr(one.place, by.value))
                parts[place] += Remitted(
                    one.remits,
                    one.denied,
                    one.fully_denied,
                    one.billed_cents,
                    one.denied_cents,
                )
        return parts


def _of_place(name: str) -> Kind:
    return Kind(name, name or _UNSAID)


def _category(group: DenialGroup, reason: Reason | None) -> Kind:
    if reason is not None:
        found = reason.category
        return Kind(found.id, found.label, found.id, found.answers)
    if group.carc:
        return Kind(UNMAPPED, _UNMAPPED_LABEL, UNMAPPED)
    return Kind(NOT_GIVEN, _NOT_GIVEN_LABEL, NOT_GIVEN)


def _reason_kind(group: DenialGroup, reason: Reason | None) -> Kind:
    of = _category(group, reason)
    label = of.label if reason is None else reason.label
    return Kind(group.carc, label, of.id, of.answers)
