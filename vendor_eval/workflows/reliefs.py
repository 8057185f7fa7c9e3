"""Reliefs as both sides sign them, and what each of them changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.follow_up.relief import Cause, Excused, Relief, Signature
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.reports.relief_tables import Effect, Judged
from vendor_eval.sla.assessment import Standings, assess_all, credit_values
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.left_out import takes_items
from vendor_eval.store import follow_up as stored
from vendor_eval.store.follow_up import Kept
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.excused import exclusions_of
from vendor_eval.workflows.judged import other_values
from vendor_eval.workflows.reviews import Review

__all__ = ["Cause", "Excused", "Signature"]


@dataclass(frozen=True, eq=False)
class Ledger:
    """The reliefs of one vendor.

    Attributes:
        kept: by name.
        effects: what each changes, or would once both sides have signed, in the order of
            ``kept``; none of months that were not judged yet.
    """

    vendor: str
    kept: tuple[Kept[Relief], ...]
    effects: tuple[Effect, ...]


def vendors(deps: Deps, person: Person, review: Review) -> tuple[str, ...]:
    """Those with a contract, those with a relief first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        relieved = {one.vendor for one in stored.listed(session, Relief)}
    names = [one.vendor for one in review.standings.contracts]
    return tuple(sorted(names, key=lambda name: name not in relieved))


def of_vendor(deps: Deps, person: Person, review: Review, vendor: str) -> Ledger:
    """The reliefs of a vendor with what each of them changes.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    contract = review.contract_of(vendor)
    with deps.store.reading() as session:
        kept = stored.listed(session, Relief, vendor)
        others = other_values(session, [] if contract is None else [contract])
    judged = review.findings_of(vendor)
    if contract is None or not kept or judged.empty:
        return Ledger(vendor, kept, ())
    pairs = [one for relief in kept for one in _with_and_without(contract, relief.record)]
    frame = review.measurements[review.measurements["vendor"] == vendor]
    standings = assess_all(pairs, frame, Month.at(int(judged["month"].max())), others)
    effects = (
        effect
        for place, relief in enumerate(kept)
        for effect in _effects(standings, 2 * place, relief.record)
    )
    return Ledger(vendor, kept, tuple(effects))


def save(deps: Deps, person: Person, kept: Kept[Relief]) -> Kept[Relief]:
    """Keep a relief; signatures fall that were given to what it said before.

    Raises:
        NotAllowed: the person may not decide about relief.
        NotFound: there is no such vendor.
        BadInput: something in it is wrong or may not be kept; all faults are listed.
        Conflict: somebody has saved another revision since.
    """
    require(person, Permission.DECIDE_FINDINGS)
    return follow_up.save(deps, person, kept)


def with_items(relief: Relief) -> tuple[str, ...]:
    """The metrics of a relief out of which single items can be left."""
    known = (metric for metric in relief.metrics if metric in CATALOGUE)
    return tuple(metric for metric in known if takes_items(CATALOGUE[metric]))


def _with_and_without(contract: Contract, relief: Relief) -> tuple[Contract, Contract]:
    own = tuple(exclusions_of(relief))
    others = tuple(one for one in contract.relief if one not in own)
    return replace(contract, relief=others), replace(contract, relief=(*others, *own))


def _effects(standings: Standings, place: int, relief: Relief) -> Iterator[Effect]:
    """What a relief changes in each metric and month that it touches and that was judged."""
    before, after = (_judged(standings, place + step, relief) for step in (0, 1))
    for key, without in before.items():
        metric, month = key
        yield Effect(relief.name, relief.standing, metric, month, without, after[key])


def _judged(standings: Standings, place: int, relief: Relief) -> dict[tuple[str, Month], Judged]:
    """The months that the relief touches, as the contract at ``place`` judges them."""
    findings = standings.findings
    of_period = findings["month"].between(relief.first.index, relief.last.index)
    mine = (findings["contract"] == place) & of_period & findings["metric"].isin(relief.metrics)
    credits = credit_values(standings.credits[standings.credits["contract"] == place])
    due = {(one.metric, one.month): one.amount for one in credits}
    return {
        (one.metric, one.month): Judged(one, due.get((one.metric, one.month)))
        for one in standings.shown(findings[mine])
    }
