"""Remittances: 835 (005010X221A1).

A year of them is long, so a claim or a line is read in one loop over its segments, and made as any
tuple is, at a third of the cost of calling its class.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping

from vendor_eval.claims.balances import TOLERANCE_CENTS, gap, payment_gap
from vendor_eval.claims.remittances import (
    Payment,
    ProviderAdjustment,
    RemittedClaim,
    RemittedLine,
)
from vendor_eval.files.x12.counts import MEMBER, NAME, RECORD, Imbalance
from vendor_eval.files.x12.elements import cents, code, number, procedure
from vendor_eval.files.x12.payment_header import PaymentHeader
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.remittance_loops import Loop
from vendor_eval.files.x12.remittance_segments import sayings
from vendor_eval.files.x12.set_reader import NONE_LEFT, Event, Opening
from vendor_eval.quantities import Usd

# NM101 of the people whose names are passed over: patient, insured, corrected patient, others.
_PERSONS = frozenset({"QC", "IL", "74", "GB"})
_RECORD_NUMBERS = frozenset({"EA", "SY", "1W", "IG"})
# More elements than a claim or line can leave out at its end.
_LEFT_OUT = [""] * 8
# Where MIA and MOA have their remarks.
_REMARKS = {"MIA": (5, 20, 21, 22, 23), "MOA": (3, 4, 5, 6, 7)}
_Take = Callable[["RemittanceReader", str], None]


class RemittanceReader:
    """Gives the payment first, then its claims, then the provider's adjustments."""

    def __init__(self, opening: Opening) -> None:
        """Begin after ST."""
        self._opening = opening
        self._element = opening.separators.element
        self._component = opening.separators.component
        self._sayings = sayings(self._element)
        self._outside = frozenset(
            map(opening.separators.prefix, ("BPR", "TRN", "N1", "REF", "DTM"))
        )
        self._next_claim = opening.ends | {"CLP", "PLB"}
        self._next_loop = self._next_claim | {"SVC"}
        self._persons = frozenset(self._element + role for role in _PERSONS)
        # Functions and not methods, which would keep every reader until the collector finds it.
        anywhere = {
            opening.separators.prefix("LQ"): RemittanceReader._remark,
            "NM1": RemittanceReader._name,
            "MIA": RemittanceReader._claim_remarks,
            "MOA": RemittanceReader._claim_remarks,
        }
        self._of_claim = anywhere | {"REF": RemittanceReader._record_number}
        self._of_line = anywhere | {
            "REF": RemittanceReader._control,
            "AMT": RemittanceReader._allowed,
        }
        self._header = PaymentHeader()
        self._payment: Payment | None = None
        self._claim = self._loop = Loop()
        self._lines: list[RemittedLine] = []
        self._adds_up = True
        self._rendering = ""
        self._ordinal = 0
        self._claims_cents = 0
        self._provider_cents = 0
        self._names = self._members = 0

    def read(self, segments: Iterator[str]) -> Generator[Event, None, str]:
        """What the set tells, up to the segment behind it, which is returned."""
        following = self._read_on(segments)
        while following[:3] not in self._opening.ends:
            if self._payment is None:
                self._payment = self._header.payment(self._opening.set)
                yield self._payment
            elements = following.split(self._element)
            if following.startswith("CLP"):
                claim, following = self._read_claim(elements + _LEFT_OUT, segments)
                yield claim
            else:
                yield from self._provider(elements, self._payment)
                following = self._read_on(segments)
        return following

    def close(self) -> None:
        """Hold the payment against its parts."""
        for kind, passed_over in ((NAME, self._names), (MEMBER, self._members)):
            if passed_over:
                self._opening.counts.dropped[kind] += passed_over
        if self._payment is None:
            self._payment = self._header.payment(self._opening.set)
            self._opening.emit(self._payment)
        paid = self._payment.paid_cents
        over = payment_gap(paid, self._claims_cents, self._provider_cents)
        if abs(over) > TOLERANCE_CENTS:
            what = (
                f"the payment is {Usd(paid)}, but its claims and adjustments "
                f"come to {Usd(paid - over)}"
            )
            raise Broken("unbalanced", what, "ask the payer for a corrected file")

    def _read_on(self, segments: Iterator[str]) -> str:
        """Read what stands outside of claims; what follows it."""
        for segment in segments:
            name = segment[:3]
            if name in self._next_claim:
                break
            if name in self._outside:
                self._header.keep(segment.split(self._element))
            elif name == "NM1":
                self._name(segment)
        return segment

    def _read_claim(
        self, elements: list[str], segments: Iterator[str]
    ) -> tuple[RemittedClaim, str]:
        """The claim that CLP begins, and what follows it."""
        charge, paid, patient = cents(elements[3]), cents(elements[4]), cents(elements[5])
        self._claim = claim = Loop()
        lines: list[RemittedLine] = []
        self._lines = lines
        self._adds_up = True
        self._rendering = ""
        self._ordinal += 1
        following = self._read_loop(claim, self._of_claim, segments)
        while following.startswith("SVC"):
            following = self._read_line(following.split(self._element) + _LEFT_OUT, segments)
        self._claims_cents += paid
        # What its lines were adjusted by has been added to what it was adjusted by itself.
        self._weigh(gap(charge, paid, claim.adjusted))
        made = (
            self._payment,
            self._ordinal,
            elements[1],
            elements[2],
            charge,
            paid,
            patient,
            code(elements[6]),
            elements[7],
            code(elements[8]),
            code(elements[9]),
            claim.adjustments,
            tuple(lines),
            *claim.days(lines),
            claim.received,
            self._rendering,
            claim.remarks,
        )
        return tuple.__new__(RemittedClaim, made), following

    def _read_line(self, elements: list[str], segments: Iterator[str]) -> str:
        """Read the line that SVC begins; what follows it."""
        claim, component, line = self._claim, self._component, Loop()
        charge, paid, units = cents(elements[2]), cents(elements[3]), number(elements[5])
        following = self._read_loop(line, self._of_line, segments)
        claim.adjusted += line.adjusted
        if abs(gap(charge, paid, line.adjusted)) > TOLERANCE_CENTS:
            self._adds_up = False
        # Its own days, or else the claim's.
        days = line if line.starts is not None else claim
        made = (
            *procedure(elements[1], component),
            charge,
            paid,
            units,
            procedure(elements[6], component)[0] if elements[6] else "",
            days.starts,
            days.ends or days.starts,
            line.control,
            line.allowed,
            line.adjustments,
            line.remarks,
        )
        self._lines.append(tuple.__new__(RemittedLine, made))
        return following

    def _read_loop(self, loop: Loop, takes: Mapping[str, _Take], segments: Iterator[str]) -> str:
        """Read what is said of a claim or of one line; what follows it."""
        self._loop = loop
        adjustments, dates = self._sayings.adjustments, self._sayings.dates
        for segment in segments:
            name = segment[:3]
            if name == "CAS":
                reasons, sum_of_them = adjustments[segment]
                loop.adjustments += reasons
                loop.adjusted += sum_of_them
            elif name == "DTM":
                day, on = dates[segment]
                if day:
                    setattr(loop, day, on)
            elif name in takes:
                takes[name](self, segment)
            elif name in self._next_loop:
                break
        return segment

    def _weigh(self, over: int) -> None:
        """Note a claim that does not add up: itself, by so many cents, or one of its lines."""
        if not self._adds_up or abs(over) > TOLERANCE_CENTS:
            imbalance = Imbalance(self._opening.set.control, self._ordinal, over)
            self._opening.counts.unbalanced.append(imbalance)

    def _remark(self, segment: str) -> None:
        self._loop.remarks += self._sayings.remarks[segment]

    def _claim_remarks(self, segment: str) -> None:
        elements = segment.split(self._element) + NONE_LEFT
        places = _REMARKS[segment[:3]]
        self._claim.remarks += tuple(code(elements[at]) for at in places if elements[at])

    def _record_number(self, segment: str) -> None:
        if segment.split(self._element)[1] in _RECORD_NUMBERS:
            self._opening.counts.dropped[RECORD] += 1

    def _control(self, segment: str) -> None:
        elements = segment.split(self._element)
        if elements[1] == "6R":
            self._loop.control = elements[2]

    def _allowed(self, segment: str) -> None:
        amount = self._sayings.allowed[segment]
        if amount is not None:
            self._loop.allowed = amount

    def _name(self, segment: str) -> None:
        if segment[3:6] in self._persons:
            self._names += 1
            self._members += segment.count(self._element) > 8
        else:
            self._rendering = self._sayings.rendering[segment] or self._rendering

    def _provider(self, elements: list[str], payment: Payment) -> Iterator[ProviderAdjustment]:
        for at in range(3, len(elements) - 1, 2):
            reason, _, reference = elements[at].partition(self._component)
            amount = cents(elements[at + 1])
            self._provider_cents += amount
            yield ProviderAdjustment(payment, reason, reference, amount)
