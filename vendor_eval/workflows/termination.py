"""Clocks of termination rules, what is decided about rights, and the pack for counsel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require, require_vendor, rows_seen
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.notice import Notice
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.termination_clock import (
    Clock,
    Right,
    clocks,
    unfounded,
    urgency,
)
from vendor_eval.reports.report import About, Report
from vendor_eval.reports.termination_pack import Packed, termination_pack
from vendor_eval.sla.assessment import credit_values
from vendor_eval.store import contracts
from vendor_eval.store import follow_up as stored
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.reviews import Review

__all__ = ["Kept"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Ticking:
    """Where the contracts stand towards their end.

    Attributes:
        review: that they run on.
        clocks: of every vendor, the most urgent first.
        notices: what was decided, as it is kept.
    """

    review: Review
    clocks: tuple[Clock, ...]
    notices: tuple[Kept[Notice], ...]

    @property
    def vendors(self) -> tuple[str, ...]:
        """With a clock, the most urgent first."""
        return tuple(dict.fromkeys(one.vendor for one in self.clocks))

    def of(self, vendor: str) -> tuple[Clock, ...]:
        """The clocks of one vendor, the most urgent first."""
        return tuple(one for one in self.clocks if one.vendor == vendor)

    def rights(self, vendor: str) -> tuple[Right, ...]:
        """Those that arose with a vendor, the newest first."""
        found = [right for clock in self.of(vendor) for right in clock.rights]
        return tuple(sorted(found, key=lambda one: -one.month.index))

    def decided(self, vendor: str, right: Right) -> Kept[Notice] | None:
        """What is kept about a right; None before anything is."""
        of_vendor = (one for one in self.notices if one.vendor == vendor)
        return next((one for one in of_vendor if one.record == right.notice), None)

    def unfounded(self, vendor: str) -> tuple[Notice, ...]:
        """Decisions about rights that there are no more."""
        said = [one.record for one in self.notices if one.vendor == vendor]
        return unfounded(self.rights(vendor), said)


def ticking(deps: Deps, person: Person, review: Review) -> Ticking:
    """The clocks of every contract, as of today.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        notices = rows_seen(person, stored.listed(session, Notice))
    said: dict[str, list[Notice]] = {}
    for one in notices:
        said.setdefault(one.vendor, []).append(one.record)
    today = deps.today()
    found = sorted(clocks(review.standings, said), key=lambda one: urgency(one, today))
    return Ticking(review, tuple(found), notices)


def decide(deps: Deps, person: Person, review: Review, kept: Kept[Notice]) -> Kept[Notice]:
    """Keep that notice was sent, or that a right was let go.

    Raises:
        NotAllowed: the person may not decide about notices.
        NotFound: no such right arose.
        BadInput: something in it is wrong or may not be kept; all faults are listed.
        Conflict: somebody has decided otherwise since.
    """
    require(person, Permission.DECIDE_FINDINGS)
    require_vendor(person, kept.vendor)
    notice = kept.record
    right = _right_of(review, kept)
    if right is None:
        raise NotFound(f"{kept.vendor} has no such right of {notice.month.shown}.")
    if notice.on < right.month.first_day:
        raise BadInput([Fault("On", "is before the month of the right", "correct the day")])
    return follow_up.save(deps, person, kept)


def _right_of(review: Review, kept: Kept[Notice]) -> Right | None:
    """The right that a notice is about; None where there is none."""
    position = review.position(kept.vendor)
    if position < 0:
        return None
    said = {kept.vendor: (kept.record,)}
    of_vendor = clocks(review.standings.of_contract(position), said)
    return next((one for clock in of_vendor for one in clock.rights if one.notice), None)


def pack(deps: Deps, person: Person, known: Ticking, vendor: str) -> Report:
    """The termination pack of one vendor, as of today.

    Raises:
        NotAllowed: the person may not see service levels.
        NotFound: there is no contract with that vendor.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    review = known.review
    terms = review.contract_of(vendor)
    if terms is None:
        raise NotFound(f"There is no contract with {vendor}.")
    with deps.store.reading() as session:
        revision = contracts.of_vendor(session, vendor).version
        plans = _records(session, Plan, vendor)
        disputes = _records(session, Dispute, vendor)
    shown = review.standings.shown(review.findings_of(vendor))
    owed = review.standings.credits
    packed = Packed(
        contract=terms,
        revision=revision,
        clocks=known.of(vendor),
        findings={(one.metric, one.month): one for one in shown},
        credits=credit_values(owed[owed["contract"] == review.position(vendor)]),
        notices=tuple(one.record for one in known.notices if one.vendor == vendor),
        plans=plans,
        disputes=disputes,
    )
    practice = review.practice
    return termination_pack(
        packed, About(practice.name, deps.today(), person.name, practice.synthetic)
    )


def _records(session: Session, kind: type[R], vendor: str) -> tuple[R, ...]:
    return tuple(one.record for one in stored.listed(session, kind, vendor))
