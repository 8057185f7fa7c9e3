"""What people wrote down about breaches, found by vendor, metric and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vendor_eval.access.roles import Permission, Person, require, require_vendor, rows_seen
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.ladder import Ladder
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.remediation import Written
from vendor_eval.quantities import Month
from vendor_eval.store import follow_up
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows.deps import Deps

Of = tuple[str, str]
"""Vendor and metric."""

R = TypeVar("R", BreachNote, Plan, Dispute)
_ByPlace = Mapping[Of, Mapping[Month, Kept[R]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Which finding is meant."""

    vendor: str
    metric: str
    month: Month

    @property
    def of(self) -> Of:
        """Its vendor and metric."""
        return self.vendor, self.metric


@dataclass(frozen=True, slots=True)
class Records:
    """The newest revisions; ladders by vendor, the others by vendor and metric, then by month."""

    notes: _ByPlace[BreachNote]
    plans: _ByPlace[Plan]
    disputes: _ByPlace[Dispute]
    ladders: Mapping[str, Kept[Ladder]]

    def places(self) -> Iterator[Place]:
        """The findings that something is kept about."""
        for kind in (self.notes, self.plans, self.disputes):
            for (vendor, metric), by_month in kind.items():
                yield from (Place(vendor, metric, month) for month in by_month)

    def note(self, place: Place) -> Kept[BreachNote]:
        """The note about a breach, or the empty one that would be saved first."""
        empty = Kept(place.vendor, BreachNote(place.metric, place.month))
        return self.notes.get(place.of, {}).get(place.month, empty)

    def dispute(self, place: Place) -> Kept[Dispute] | None:
        """The dispute of a finding."""
        return self.disputes.get(place.of, {}).get(place.month)

    def ladder(self, vendor: str) -> Kept[Ladder]:
        """The vendor's ladder, or the usual one."""
        return self.ladders.get(vendor, Kept(vendor, Ladder()))

    def plans_of(self, of: Of) -> list[Plan]:
        """Every plan for a metric of a vendor."""
        return [one.record for one in self.plans.get(of, {}).values()]

    def written(self, of: Of) -> Written:
        """Notes and disputes about a metric of a vendor."""
        return Written(
            {month: one.record for month, one in self.notes.get(of, {}).items()},
            {month: one.record for month, one in self.disputes.get(of, {}).items()},
        )


def load(deps: Deps, person: Person, vendor: str | None = None) -> Records:
    """What is kept about the breaches of a vendor; None for all vendors.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    if vendor is not None:
        require_vendor(person, vendor)
    with deps.store.reading() as session:
        ladders = rows_seen(person, follow_up.listed(session, Ladder, vendor))
        return Records(
            _by_place(rows_seen(person, follow_up.listed(session, BreachNote, vendor))),
            _by_place(rows_seen(person, follow_up.listed(session, Plan, vendor))),
            _by_place(rows_seen(person, follow_up.listed(session, Dispute, vendor))),
            {one.vendor: one for one in ladders},
        )


def _by_place(kept: Sequence[Kept[R]]) -> _ByPlace[R]:
    found: dict[Of, dict[Month, Kept[R]]] = defaultdict(dict)
    for one in kept:
        found[one.vendor, one.record.metric][one.record.month] = one
    return dict(found)
