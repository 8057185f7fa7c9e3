"""Claims sent: 837 professional (005010X222) and institutional (005010X223)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from vendor_eval.claims.submissions import Batch, Submission, SubmittedLine
from vendor_eval.files.x12.counts import ADDRESS, BIRTH, MEMBER, NAME, RECORD
from vendor_eval.files.x12.elements import cents, code, days, moment, number, party, procedure
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.set_reader import NONE_LEFT, Event, Opening, handed

_PERSONS = frozenset({"IL", "QC"})
_PROVIDER, _SUBSCRIBER = "20", "22"


@dataclass(slots=True)
class _Line:
    """A service while its segments come in."""

    procedure: str = ""
    modifiers: tuple[str, ...] = ()
    charge: int = 0
    basis: str = ""
    units: Decimal = Decimal(0)
    dates: tuple[dt.date | None, dt.date | None] = (None, None)
    control: str = ""


@dataclass(slots=True)
class _Claim:
    """A claim while its segments come in."""

    elements: list[str]
    references: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    taxonomy: str = ""
    dates: tuple[dt.date | None, dt.date | None] = (None, None)
    lines: list[_Line] = field(default_factory=list)
    other_payers: bool = False


@dataclass(slots=True)
class _Context:
    """What the hierarchy said above the claims that follow."""

    billing: str = ""
    taxonomy: str = ""
    sequence: str = ""
    filing: str = ""
    payer: str = ""
    payer_name: str = ""


class SubmissionReader:
    """Gives each claim when the next one begins."""

    def __init__(self, opening: Opening) -> None:
        """Begin after ST."""
        self._opening = opening
        self._batch: Batch | None = None
        self._context = _Context()
        self._claim: _Claim | None = None
        self._about_person = False
        self._ordinal = 0

    def read(self, segments: Iterator[str]) -> Generator[Event, None, str]:
        """What the set tells, up to the segment behind it, which is returned."""
        handlers = {
            "BHT": self._begin,
            "HL": self._level,
            "PRV": self._specialty,
            "SBR": self._subscriber,
            "NM1": self._name,
            "N3": self._address,
            "N4": self._address,
            "DMG": self._birth,
            "CLM": self._open_claim,
            "REF": self._reference,
            "LX": self._open_line,
            "SV1": self._professional,
            "SV2": self._institutional,
            "DTP": self._dates,
        }
        return handed(self._opening, handlers, segments)

    def close(self) -> None:
        """Give the last claim."""
        self._close_claim()

    def _begin(self, elements: list[str]) -> None:
        _, _, _, id_, date, time, kind = (elements + NONE_LEFT)[:7]
        made = moment(date, time, self._opening.zone)
        institutional = "X223" in self._opening.set.guide
        self._batch = Batch(self._opening.set, id_, made, kind == "RP", institutional)

    def _level(self, elements: list[str]) -> None:
        self._close_claim()
        if elements[3] == _PROVIDER:
            self._context = _Context()
        elif elements[3] == _SUBSCRIBER:
            above = self._context
            self._context = _Context(billing=above.billing, taxonomy=above.taxonomy)

    def _specialty(self, elements: list[str]) -> None:
        specialty = party((elements + NONE_LEFT)[3])
        if elements[1] == "BI" and self._claim is None:
            self._context.taxonomy = specialty
        elif elements[1] == "PE" and self._claim is not None and not self._claim.lines:
            self._claim.taxonomy = specialty

    def _subscriber(self, elements: list[str]) -> None:
        if self._claim is not None:
            # From here on the loops of other payers; their names are not the claim's.
            self._claim.other_payers = True
            return
        texts = elements + NONE_LEFT
        self._context.sequence, self._context.filing = code(texts[1]), code(texts[9])

    def _name(self, elements: list[str]) -> None:
        role, texts = elements[1], elements + NONE_LEFT
        self._about_person = role in _PERSONS
        if self._about_person:
            dropped = self._opening.counts.dropped
            dropped[NAME] += 1
            dropped[MEMBER] += bool(texts[9])
        elif self._claim is None:
            self._name_above(role, texts)
        elif not self._claim.other_payers and not self._claim.lines:
            self._claim.parties.setdefault(role, party(texts[9]))

    def _name_above(self, role: str, texts: list[str]) -> None:
        if role == "85":
            self._context.billing = party(texts[9])
        elif role == "PR":
            self._context.payer, self._context.payer_name = party(texts[9]), texts[3]

    def _address(self, _: list[str]) -> None:
        if self._about_person:
            self._opening.counts.dropped[ADDRESS] += 1

    def _birth(self, _: list[str]) -> None:
        self._opening.counts.dropped[BIRTH] += 1

    def _open_claim(self, elements: list[str]) -> None:
        self._close_claim()
        self._claim = _Claim(elements + NONE_LEFT)
        self._ordinal += 1

    def _reference(self, elements: list[str]) -> None:
        claim = self._claim
        if elements[1] in {"EA", "SY"}:
            self._opening.counts.dropped[RECORD] += 1
        elif claim is None or (claim.other_payers and not claim.lines):
            return
        elif not claim.lines:
            claim.references.setdefault(elements[1], elements[2])
        elif elements[1] == "6R":
            claim.lines[-1].control = elements[2]

    def _open_line(self, _: list[str]) -> None:
        if self._claim is not None:
            self._claim.lines.append(_Line())

    def _professional(self, elements: list[str]) -> None:
        self._service(elements[1], elements[2:])

    def _institutional(self, elements: list[str]) -> None:
        self._service(elements[2] or elements[1], elements[3:])

    def _service(self, composite: str, amounts: list[str]) -> None:
        """Take a service: its code, and then charge, basis and units."""
        if self._claim is None or not self._claim.lines:
            return
        line, texts = self._claim.lines[-1], amounts + NONE_LEFT
        line.procedure, line.modifiers = procedure(composite, self._opening.separators.component)
        line.charge, line.basis = cents(texts[0]), texts[1]
        line.units = number(texts[2]) or Decimal(0)

    def _dates(self, elements: list[str]) -> None:
        claim = self._claim
        if claim is None:
            return
        if elements[1] == "472" and claim.lines:
            claim.lines[-1].dates = days(elements[3])
        elif elements[1] == "434" and not claim.lines:
            claim.dates = days(elements[3])

    def _close_claim(self) -> None:
        claim, context = self._claim, self._context
        if claim is None:
            return
        self._claim = None
        if self._batch is None:
            raise Broken("segment", "the claims have no BHT segment", "ask for a corrected file")
        place = claim.elements[5].split(self._opening.separators.component) + NONE_LEFT
        lines = tuple(_submitted(line, claim.dates) for line in claim.lines)
        start, end = _span(claim, lines)
        self._opening.emit(
            Submission(
                batch=self._batch,
                ordinal=self._ordinal,
                claim_number=claim.elements[1],
                charge_cents=cents(claim.elements[2]),
                place=code(place[0]),
                frequency=code(place[2]),
                payer=context.payer,
                payer_name=context.payer_name,
                sequence=context.sequence,
                filing=context.filing,
                replaces=claim.references.get("F8", ""),
                clearinghouse_number=claim.references.get("D9", ""),
                billing=context.billing,
                rendering=claim.parties.get("82", ""),
                location=claim.parties.get("77", ""),
                taxonomy=claim.taxonomy or context.taxonomy,
                lines=lines,
                served_from=start,
                served_to=end,
            )
        )


def _submitted(line: _Line, of_claim: tuple[dt.date | None, dt.date | None]) -> SubmittedLine:
    start, end = line.dates if line.dates[0] is not None else of_claim
    return SubmittedLine(
        procedure=line.procedure,
        modifiers=line.modifiers,
        charge_cents=line.charge,
        basis=line.basis,
        units=line.units,
        served_from=start,
        served_to=end,
        control=line.control,
    )


def _span(claim: _Claim, lines: tuple[SubmittedLine, ...]) -> tuple[dt.date | None, dt.date | None]:
    """The claim's own statement dates, or else from its first line's day to its last one's."""
    if claim.dates[0] is not None:
        return claim.dates
    starts = [line.served_from for line in lines if line.served_from is not None]
    ends = [line.served_to for line in lines if line.served_to is not None]
    return min(starts, default=None), max(ends, default=None)
