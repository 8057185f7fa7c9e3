"""What vendors say of themselves: asked in a workbook, read back, and taken over by evaluators.

The vendor's own answers count for nothing by themselves. They stand beside each question, and an
evaluator who has nothing better makes one the own *stated* answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.files.questionnaire import (
    Questionnaire,
    Reply,
    Workbook,
    opened,
    read_questionnaire,
)
from vendor_eval.store import answers as stored
from vendor_eval.store import practice, rounds
from vendor_eval.store.answers import VENDOR, Entry, Stored
from vendor_eval.store.rounds import Round
from vendor_eval.workflows import answers
from vendor_eval.workflows.answers import NewAnswer
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.readings import faults_of
from vendor_eval.workflows.rounds import State, scope

__all__ = ["Workbook"]


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of a workbook that was handed in, or would come of it.

    Attributes:
        file: what it is called.
        vendor: whose it is, as it says itself; empty where that cannot be told.
        added: items that the vendor had not answered before.
        changed: items that it answers otherwise now.
        unchanged: items whose answer is stored already.
        left: items that it answered before and not in this file; what it said stays.
        faults: why nothing of it is stored; none where it is.
    """

    file: str
    vendor: str
    added: tuple[Answer, ...] = ()
    changed: tuple[Answer, ...] = ()
    unchanged: tuple[Answer, ...] = ()
    left: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def new(self) -> tuple[Answer, ...]:
        """What is not stored like that yet."""
        return (*self.added, *self.changed)


def export(deps: Deps, person: Person, round_id: int, vendor: str) -> bytes:
    """The workbook to send to a candidate, with what it has answered so far.

    Raises:
        NotAllowed: the person may not manage rounds.
        NotFound: there is no such round.
        BadInput: the vendor is no candidate of it.
    """
    from vendor_eval.files.questionnaire.writing import written

    require(person, Permission.MANAGE_ROUNDS)
    with deps.store.reading() as session:
        kept = rounds.of_id(session, round_id)
        return written(_questionnaire(deps, session, kept, vendor))


def received(person: Person, file: NamedFile) -> Workbook:
    """A file that came back, read once for `preview` and `hand_in`.

    Raises:
        NotAllowed: the person may not manage rounds.
    """
    require(person, Permission.MANAGE_ROUNDS)
    return opened(file.content, file.name)


def preview(
    deps: Deps, person: Person, round_id: int, workbooks: Sequence[Workbook]
) -> tuple[Returned, ...]:
    """What handing in the workbooks would store, and every fault of each; nothing is stored.

    Raises:
        NotAllowed: the person may not manage rounds.
        NotFound: there is no such round.
        BadInput: the round takes no answers.
    """
    require(person, Permission.MANAGE_ROUNDS)
    with deps.store.reading() as session:
        return _returned(deps, session, rounds.of_id(session, round_id), workbooks)


def hand_in(
    deps: Deps, person: Person, round_id: int, workbooks: Sequence[Workbook]
) -> tuple[Returned, ...]:
    """Store what the workbooks say, each for the vendor whose it is.

    Vendors have nothing to do with each other: of a workbook with a fault nothing is stored, and
    of all others everything, at once. The same workbook again changes nothing.

    Raises:
        NotAllowed: the person may not manage rounds.
        NotFound: there is no such round.
        BadInput: the round takes no answers.
    """
    require(person, Permission.MANAGE_ROUNDS)
    with deps.store.writing(person.name) as session:
        found = _returned(deps, session, rounds.of_id(session, round_id), workbooks)
        versions = {
            (one.vendor, one.item): one.version
            for one in stored.newest(session, round_id, evaluator=VENDOR)
        }
        entries = [
            _entry(round_id, answer, versions.get((answer.vendor, answer.item), 0))
            for one in found
            for answer in one.new
        ]
        stored.add_all(session, entries, person.name)
    return found


def take_over(
    deps: Deps, person: Person, about: tuple[int, str], items: Collection[str]
) -> tuple[Stored, ...]:
    """Make the vendor's answers to these items the person's own, where there is none yet.

    Args:
        about: the id of the round, and the candidate.
        items: as ``scorecard/item``; those that the vendor left out are passed over.

    Raises:
        NotAllowed: the person may not score vendors.
        NotFound: there is no such round.
        BadInput: the round is not open, or an item is in a section that others score.
    """
    require(person, Permission.SCORE_VENDORS)
    require_vendor(person, about[1])
    with deps.store.writing(person.name) as session:
        kept = rounds.of_id(session, about[0])
        said = stored.newest(session, *about, VENDOR)
        own = {one.item: one for one in stored.newest(session, *about, person.name)}
        wanted = (one for one in said if one.answer and one.item in items)
        return tuple(
            answers.keep(session, kept, taken_over(one, own.get(one.item)), person.name)
            for one in wanted
            if one.item not in own or not own[one.item].answer
        )


def taken_over(said: Stored, own: Stored | None) -> NewAnswer:
    """What the vendor said, as somebody's own answer in the place of ``own``, whose note stays."""
    return NewAnswer(
        round=said.round,
        vendor=said.vendor,
        item=said.item,
        answer=said.answer,
        evidence=Evidence.STATED,
        note=(own.note if own else "") or said.note,
        version=own.version if own else 0,
    )


def _questionnaire(deps: Deps, session: Session, kept: Round, vendor: str) -> Questionnaire:
    if vendor not in kept.vendors:
        mend = f"choose one of {', '.join(kept.vendors)}"
        raise BadInput([Fault("Vendor", f"is no candidate of {kept.name}", mend)])
    said = stored.newest(session, kept.id, vendor, VENDOR)
    ours = practice.stored(session)
    return Questionnaire(
        round=kept.id,
        vendor=vendor,
        asked_by=ours.name if ours else "",
        asked_on=deps.today(),
        scope=scope(kept),
        frozen=tuple(one.text for one in kept.scorecards),
        given={
            one.item: Answer(one.vendor, one.item, one.answer, one.evidence, one.note)
            for one in said
            if one.answer
        },
    )


def _returned(
    deps: Deps, session: Session, kept: Round, workbooks: Sequence[Workbook]
) -> tuple[Returned, ...]:
    """What is in each workbook, in their order."""
    if kept.state not in {State.OPEN, State.CONSENSUS}:
        what = f"is in state {kept.state} and takes no answers of vendors"
        raise BadInput([Fault(kept.name, what, "move it to open or consensus first")])
    asked = [_questionnaire(deps, session, kept, vendor) for vendor in kept.vendors]
    replies = [read_questionnaire(one, asked) for one in workbooks]
    given = {one.vendor: one.given for one in asked}
    return tuple(
        _of_file(workbook.name, reply, given, _others(at, workbooks, replies))
        for at, (workbook, reply) in enumerate(zip(workbooks, replies, strict=True))
    )


def _others(at: int, workbooks: Sequence[Workbook], replies: Sequence[Reply]) -> list[str]:
    """The other files of the same vendor."""
    vendor = replies[at].vendor
    return [
        workbook.name
        for other, (workbook, reply) in enumerate(zip(workbooks, replies, strict=True))
        if vendor and reply.vendor == vendor and other != at
    ]


def _of_file(
    name: str, reply: Reply, given: Mapping[str, Mapping[str, Answer]], others: Sequence[str]
) -> Returned:
    reading = reply.reading
    faults = [*faults_of(name, reading.messages), *reading.faults]
    if others:
        what = f"is of {reply.vendor}, and so is {', '.join(others)}"
        faults.append(Fault(name, what, "hand in only the one that counts"))
    if faults:
        return Returned(name, reply.vendor, faults=tuple(faults))
    return _compared(name, reply, given[reply.vendor])


def _compared(name: str, reply: Reply, given: Mapping[str, Answer]) -> Returned:
    """A workbook without faults beside what its vendor answered before."""
    found = {answer.item: answer for answer in reply.reading.answers}
    known = {item: answer for item, answer in found.items() if item in given}
    same = {item for item, answer in known.items() if answer == given[item]}
    return Returned(
        file=name,
        vendor=reply.vendor,
        added=tuple(answer for item, answer in found.items() if item not in given),
        changed=tuple(answer for item, answer in known.items() if item not in same),
        unchanged=tuple(answer for item, answer in known.items() if item in same),
        left=tuple(item for item in given if item not in found),
    )


def _entry(round_id: int, answer: Answer, version: int) -> Entry:
    says = (answer.answer, answer.evidence, answer.note)
    return Entry(round_id, answer.vendor, answer.item, VENDOR, *says, version)
