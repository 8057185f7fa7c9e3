"""Decisions: a named person signs which vendor it is, why, and why not the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.typed import refusals
from vendor_eval.naming import LONGEST_NOTE
from vendor_eval.store import rounds
from vendor_eval.store.rounds import Decision, Round
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import State
from vendor_eval.workflows.standings import Standing, standing_of

__all__ = ["Decision"]


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as somebody signs it.

    Attributes:
        rejected: why not, by the name of each other candidate.
    """

    vendor: str
    reason: str
    rejected: Mapping[str, str]


def decide(deps: Deps, person: Person, shown: Round, new: NewDecision) -> Round:
    """Sign the decision of the round that was shown, which ends it.

    Raises:
        NotAllowed: the person may not sign a decision.
        NotFound: there is no such round.
        BadInput: the round is not in consensus, a reason is missing, or the vendor is no
            candidate or not eligible; all faults are listed.
        Conflict: somebody has changed the round since.
    """
    require(person, Permission.DECIDE_ROUND)
    with deps.store.writing(person.name) as session:
        kept = rounds.of_id(session, shown.id)
        faults = [*_state_faults(kept), *_reason_faults(kept, new)]
        faults += _vendor_faults(standing_of(session, kept, deps.today()), new.vendor)
        if faults:
            raise BadInput(faults)
        reasons = {vendor: reason.strip() for vendor, reason in new.rejected.items()}
        decision = Decision(new.vendor, new.reason.strip(), reasons, person.name)
        return rounds.decide(session, kept.id, decision, shown.version, by=person.name)


def _state_faults(kept: Round) -> Iterator[Fault]:
    if kept.state != State.CONSENSUS:
        mend = "an administrator moves it to consensus first"
        yield Fault(kept.name, f"is in state {kept.state} and cannot be decided", mend)


def _vendor_faults(standing: Standing, vendor: str) -> Iterator[Fault]:
    """No points make up for a gate, and no signature does."""
    score = next((one for one in standing.comparison.scores if one.vendor == vendor), None)
    if score is None:
        yield Fault("vendor", "is no candidate of the round", "choose one of them")
        return
    for gate in score.gates:
        if not gate.passed:
            mend = "settle the item, or choose another vendor"
            yield Fault(vendor, f"is not eligible: {gate.item} is {gate.state.value}", mend)


def _reason_faults(kept: Round, new: NewDecision) -> Iterator[Fault]:
    yield from _text_faults("reason", new.reason)
    for vendor in kept.vendors:
        if vendor != new.vendor:
            yield from _text_faults(f"reason against {vendor}", new.rejected.get(vendor, ""))
    for vendor in new.rejected:
        if vendor not in kept.vendors or vendor == new.vendor:
            yield Fault(f"reason against {vendor}", "is about no rejected vendor", "take it out")


def _text_faults(where: str, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(where, "is missing", "write it down for whoever asks later")
    for what, mend in refusals(text, LONGEST_NOTE):
        yield Fault(where, what, mend)
