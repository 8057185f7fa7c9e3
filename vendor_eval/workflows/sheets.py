"""What one person sees of one vendor in a round, and how far everybody has got.

While a round is open first answers are blind: everybody sees the own ones only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.scope import Scope, ScopeSection
from vendor_eval.evaluation.settling import lapsed
from vendor_eval.naming import name_key
from vendor_eval.store import answers, carried, evidence
from vendor_eval.store import rounds as stored
from vendor_eval.store.answers import CONSENSUS, RESERVED, VENDOR, Stored
from vendor_eval.store.carried import Carried
from vendor_eval.store.evidence import Piece
from vendor_eval.store.rounds import Round
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import last_days
from vendor_eval.workflows.rounds import as_seen, is_blind, scope

__all__ = ["Carried", "Piece", "Stored"]


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How much of a section one person has answered.

    Attributes:
        open: the items still to do; those whose evidence has expired are among them.
    """

    section: ScopeSection
    open: tuple[str, ...]

    @property
    def items(self) -> int:
        """How many there are."""
        return len(self.section.places)

    @property
    def answered(self) -> int:
        """How many are done."""
        return self.items - len(self.open)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person sees of one vendor.

    Attributes:
        scope: every item of the round, with its weight.
        own: the person's newest answers by item; one taken back is empty and has a version.
        first: every evaluator's answers by item, the person's own only while they are blind;
            items without any are left out.
        settled: the answers of the consensus by item, as ``own``; none while blind.
        said: what the vendor answered itself by item, blind or not.
        origins: by item, then evaluator, where an answer comes from that was carried over from
            an earlier round and not changed since.
        pieces: the evidence by item; items without any are left out.
        lapsed: the items whose evidence has expired.
        mine: the keys of the sections that the person is asked to score.
    """

    round: Round
    vendor: str
    scope: Scope
    own: Mapping[str, Stored]
    first: Mapping[str, tuple[Stored, ...]]
    settled: Mapping[str, Stored]
    said: Mapping[str, Stored]
    origins: Mapping[str, Mapping[str, Carried]]
    pieces: Mapping[str, tuple[Piece, ...]]
    lapsed: frozenset[str]
    mine: frozenset[str]

    @property
    def blind(self) -> bool:
        """Whether the others' answers are not shown yet."""
        return is_blind(self.round)

    @property
    def progress(self) -> tuple[SectionProgress, ...]:
        """One for each section that the person is asked to score."""
        return tuple(
            SectionProgress(section, tuple(p.key for p in section.places if self.is_open(p.key)))
            for section in self.scope.sections
            if section.key in self.mine
        )

    def is_open(self, item: str) -> bool:
        """Whether the person still has to answer ``item``, or again."""
        given = self.own.get(item)
        return given is None or not given.answer or item in self.lapsed


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items of a vendor one evaluator has answered, of how many asked."""

    evaluator: str
    vendor: str
    answered: int
    items: int


def sheet(deps: Deps, person: Person, round_id: int, vendor: str) -> Sheet:
    """What the person sees of ``vendor`` in a round.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no such round.
        BadInput: the vendor is no candidate of it.
    """
    require(person, Permission.SEE_EVALUATIONS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        kept = as_seen(person, stored.of_id(session, round_id))
        if vendor not in kept.vendors:
            mend = f"choose one of {', '.join(kept.vendors)}"
            raise BadInput([Fault("Vendor", f"is no candidate of {kept.name}", mend)])
        whose = person.name if is_blind(kept) else None
        shown = answers.newest(session, round_id, vendor, whose)
        by_vendor = answers.newest(session, round_id, vendor, VENDOR)
        pieces = evidence.listed(session, round_id, vendor)
        origins = carried.of_round(session, round_id, vendor) if kept.repeats else ()
    asked = scope(kept)
    unchanged = {(one.item, one.evaluator) for one in (*shown, *by_vendor) if one.version == 1}
    return Sheet(
        round=kept,
        vendor=vendor,
        scope=asked,
        own={one.item: one for one in shown if one.evaluator == person.name},
        first=_by_item(one for one in shown if one.evaluator not in RESERVED and one.answer),
        settled={one.item: one for one in shown if one.evaluator == CONSENSUS},
        said={one.item: one for one in by_vendor if one.answer},
        origins={
            item: {one.evaluator: one for one in of_item}
            for item, of_item in _by_item(
                one for one in origins if (one.item, one.evaluator) in unchanged
            ).items()
        },
        pieces=_by_item(pieces),
        lapsed=frozenset(item for _, item in lapsed(last_days(pieces), deps.today())),
        mine=assigned(kept, person.name, asked),
    )


def progress(deps: Deps, person: Person, round_id: int) -> tuple[Progress, ...]:
    """How far each evaluator has got with each vendor, and never with which answers.

    Raises:
        NotAllowed: the person may not see how far evaluators have got.
        NotFound: there is no such round.
    """
    require(person, Permission.SEE_PROGRESS)
    with deps.store.reading() as session:
        kept = stored.of_id(session, round_id)
        given = answers.newest(session, round_id)
    asked = scope(kept)
    counts = Counter((one.evaluator, one.vendor) for one in given if one.answer)
    names = {one.evaluator for one in kept.evaluators} | {one.evaluator for one in given}
    evaluators = sorted(names - RESERVED, key=str.casefold)
    return tuple(
        Progress(name, vendor, counts[name, vendor], _items(assigned(kept, name, asked), asked))
        for name in evaluators
        for vendor in kept.vendors
    )


def assigned(kept: Round, name: str, asked: Scope) -> frozenset[str]:
    """The keys of the sections that somebody is asked to score; all where nobody is invited."""
    if not kept.evaluators:
        return frozenset(section.key for section in asked.sections)
    key = name_key(name)
    return frozenset(one.section for one in kept.evaluators if name_key(one.evaluator) == key)


def _items(sections: frozenset[str], asked: Scope) -> int:
    return sum(len(one.places) for one in asked.sections if one.key in sections)


class _OfItem(Protocol):
    @property
    def item(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfItem)


def _by_item(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return {item: tuple(of_item) for item, of_item in found.items()}
