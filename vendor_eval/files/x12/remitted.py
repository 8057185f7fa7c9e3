"""Remittances: 835 (005010X221A1).

A year of them is long, so whatever comes again and again, as dates, amounts and adjustments under
a contract, is remembered by its text; and claims and lines are made by ``_make``, at half the cost
of calling their class.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from vendor_eval.claims.balances import TOLERANCE_CENTS, gap, payment_gap
from vendor_eval.claims.remittances import (
    Adjustment,
    Payment,
    ProviderAdjustment,
    RemittedClaim,
    RemittedLine,
)
from vendor_eval.files.x12.counts import MEMBER, NAME, RECORD, Imbalance
from vendor_eval.files.x12.elements import REMEMBERED, cents, code, day, number, party, procedure
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.set_reader import NONE_LEFT, Handler, Opening
from vendor_eval.quantities import Usd

# NM101 of the people whose names are passed over: patient, insured, corrected patient, others.
_PERSONS = frozenset({"QC", "IL", "74", "GB"})
# What a DTM segment dates: the only or first day of a line, the first of a claim; the last; the
# payer's receipt.
_DATED = {
    "472": "starts",
    "150": "starts",
    "232": "starts",
    "151": "ends",
    "233": "ends",
    "050": "received",
}
# More elements than a claim or line can leave out at its end.
_LEFT_OUT = [""] * 8
_RECORD_NUMBERS = frozenset({"EA", "SY", "1W", "IG"})


class _Loop:
    """A claim or a line while its segments come in.

    Attributes:
        charge: in cents, as ``paid`` and ``adjusted``, the sum of its own adjustments so far.
        starts: the first day of service; ``ends`` the last, where it is told apart.
    """

    __slots__ = (
        "adjusted",
        "adjustments",
        "allowed",
        "charge",
        "control",
        "elements",
        "ends",
        "paid",
        "received",
        "remarks",
        "starts",
    )

    def __init__(self, elements: list[str], charge: int, paid: int) -> None:
        self.elements = elements
        self.charge = charge
        self.paid = paid
        self.adjusted = 0
        self.adjustments: tuple[Adjustment, ...] = ()
        self.starts: dt.date | None = None
        self.ends: dt.date | None = None
        self.received: dt.date | None = None
        self.remarks: tuple[str, ...] = ()
        self.control = ""
        self.allowed: int | None = None

    def balances(self) -> bool:
        """Whether it adds up by its own adjustments."""
        over = gap(self.charge, self.paid, self.adjusted)
        return -TOLERANCE_CENTS <= over <= TOLERANCE_CENTS


@lru_cache(REMEMBERED)
def _adjustments(segment: str, element: str) -> tuple[tuple[Adjustment, ...], int]:
    """What a CAS segment says, and the sum of it in cents."""
    elements = segment.split(element)
    group, sum_of_them = code(elements[1]), 0
    found: tuple[Adjustment, ...] = ()
    for at in range(2, len(elements) - 1, 3):
        if elements[at]:
            amount = cents(elements[at + 1])
            found += (Adjustment(group, code(elements[at]), amount),)
            sum_of_them += amount
    return found, sum_of_them


@lru_cache(REMEMBERED)
def _dated(segment: str, element: str) -> tuple[str, dt.date | None]:
    """Which day of a claim or line a DTM segment tells, and that day; "" for any other."""
    elements = segment.split(element)
    name = _DATED.get(elements[1], "")
    return name, day(elements[2]) if name else None


class RemittanceReader:
    """Gives the payment first, then its claims, then the provider's adjustments."""

    def __init__(self, opening: Opening) -> None:
        """Begin after ST."""
        self._opening = opening
        self._emit = opening.emit
        self._element = opening.separators.element
        self._component = opening.separators.component
        self._payment: Payment | None = None
        self._header: dict[str, list[str]] = {}
        self._claim: _Loop | None = None
        self._line: _Loop | None = None
        self._lines: list[RemittedLine] = []
        self._rendering = ""
        self._ordinal = 0
        self._claims_cents = 0
        self._provider_cents = 0
        self._balanced = True
        self._names = self._members = 0

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What takes each segment, by its name."""
        return {
            "BPR": self._keep,
            "TRN": self._keep,
            "N1": self._party,
            "REF": self._reference,
            "CLP": self._open_claim,
            "CAS": self._adjust,
            "NM1": self._name,
            "SVC": self._open_line,
            "DTM": self._date,
            "AMT": self._amount,
            "LQ": self._remark,
            "MIA": self._claim_remarks,
            "MOA": self._claim_remarks,
            "PLB": self._provider,
        }

    def close(self) -> None:
        """Give the last claim, and hold the payment against its parts."""
        self._close_claim()
        for kind, passed_over in ((NAME, self._names), (MEMBER, self._members)):
            if passed_over:
                self._opening.counts.dropped[kind] += passed_over
        payment = self._opened_payment()
        over = payment_gap(payment.paid_cents, self._claims_cents, self._provider_cents)
        if abs(over) > TOLERANCE_CENTS:
            what = (
                f"the payment is {Usd(payment.paid_cents)}, but its claims and adjustments "
                f"come to {Usd(payment.paid_cents - over)}"
            )
            raise Broken("unbalanced", what, "ask the payer for a corrected file")

    def _keep(self, segment: str) -> None:
        elements = segment.split(self._element)
        self._header.setdefault(elements[0], elements + NONE_LEFT)

    def _party(self, segment: str) -> None:
        elements = segment.split(self._element)
        self._header.setdefault(f"N1 {elements[1]}", elements + NONE_LEFT)

    def _opened_payment(self) -> Payment:
        """The payment, given on when it is first asked for: before its claims."""
        if self._payment is not None:
            return self._payment
        bpr = self._header.get("BPR")
        if bpr is None:
            raise Broken("segment", "the remittance has no BPR segment", "ask for a corrected file")
        trn = self._header.get("TRN", NONE_LEFT)
        payer, payee = (self._header.get(f"N1 {party}", NONE_LEFT) for party in ("PR", "PE"))
        payer_id = self._header.get("REF 2U", NONE_LEFT)[2] or payer[4] or trn[3]
        amount = cents(bpr[2])
        self._payment = Payment(
            set=self._opening.set,
            paid_cents=-amount if bpr[3] == "D" else amount,
            method=bpr[4],
            paid_on=self._paid_on(bpr[16]),
            trace=trn[2],
            payer=party(payer_id),
            payer_name=payer[2],
            payee=party(payee[4]),
        )
        self._emit(self._payment)
        return self._payment

    def _paid_on(self, stated: str) -> dt.date:
        """BPR16; where that is no date, the day on which the remittance was made (DTM*405)."""
        for text in (stated, self._header.get("DTM 405", NONE_LEFT)[2]):
            with suppress(Broken):
                paid_on = day(text)
                if paid_on is not None:
                    return paid_on
        raise Broken("date", "the payment date cannot be read", "ask for a corrected file")

    def _open_claim(self, segment: str) -> None:
        elements = segment.split(self._element)
        self._close_claim()
        if self._payment is None:
            self._opened_payment()
        elements.extend(_LEFT_OUT)
        self._claim = _Loop(elements, cents(elements[3]), cents(elements[4]))
        self._balanced = True
        self._ordinal += 1

    def _open_line(self, segment: str) -> None:
        elements = segment.split(self._element)
        self._close_line()
        if self._claim is not None:
            elements.extend(_LEFT_OUT)
            self._line = _Loop(elements, cents(elements[2]), cents(elements[3]))

    def _adjust(self, segment: str) -> None:
        loop = self._line or self._claim
        if loop is not None:
            found, sum_of_them = _adjustments(segment, self._element)
            loop.adjustments += found
            loop.adjusted += sum_of_them

    def _name(self, segment: str) -> None:
        role = segment.split(self._element, 2)[1]
        if role in _PERSONS:
            self._names += 1
            self._members += segment.count(self._element) > 8
        elif role == "82":
            elements = segment.split(self._element)
            if len(elements) > 9 and elements[8] == "XX":
                self._rendering = party(elements[9])

    def _reference(self, segment: str) -> None:
        elements = segment.split(self._element)
        if self._line is not None:
            if elements[1] == "6R":
                self._line.control = elements[2]
        elif self._claim is None:
            self._header.setdefault(f"REF {elements[1]}", elements + NONE_LEFT)
        elif elements[1] in _RECORD_NUMBERS:
            self._opening.counts.dropped[RECORD] += 1

    def _date(self, segment: str) -> None:
        loop = self._line or self._claim
        if loop is None:
            elements = segment.split(self._element)
            self._header.setdefault(f"DTM {elements[1]}", elements + NONE_LEFT)
            return
        name, on = _dated(segment, self._element)
        if name:
            setattr(loop, name, on)

    def _amount(self, segment: str) -> None:
        elements = segment.split(self._element)
        if self._line is not None and elements[1] == "B6":
            self._line.allowed = cents(elements[2])

    def _remark(self, segment: str) -> None:
        elements = segment.split(self._element)
        loop = self._line or self._claim
        if loop is not None and elements[1] == "HE":
            loop.remarks += (code(elements[2]),)

    def _claim_remarks(self, segment: str) -> None:
        elements = segment.split(self._element)
        if self._claim is not None:
            places = (5, 20, 21, 22, 23) if elements[0] == "MIA" else (3, 4, 5, 6, 7)
            texts = elements + NONE_LEFT
            self._claim.remarks += tuple(code(texts[at]) for at in places if texts[at])

    def _provider(self, segment: str) -> None:
        elements = segment.split(self._element)
        self._close_claim()
        payment = self._opened_payment()
        for at in range(3, len(elements) - 1, 2):
            reason, _, reference = elements[at].partition(self._component)
            amount = cents(elements[at + 1])
            self._provider_cents += amount
            self._emit(ProviderAdjustment(payment, reason, reference, amount))

    def _close_line(self) -> None:
        line, claim = self._line, self._claim
        if line is None or claim is None:
            return
        self._line = None
        claim.adjusted += line.adjusted
        self._balanced = self._balanced and line.balances()
        elements, component = line.elements, self._component
        judged, modifiers = procedure(elements[1], component)
        # Its own days, or else the claim's.
        days = line if line.starts is not None else claim
        self._lines.append(
            RemittedLine._make(
                (
                    judged,
                    modifiers,
                    line.charge,
                    line.paid,
                    number(elements[5]),
                    procedure(elements[6], component)[0] if elements[6] else "",
                    days.starts,
                    days.ends or days.starts,
                    line.control,
                    line.allowed,
                    line.adjustments,
                    line.remarks,
                )
            )
        )

    def _close_claim(self) -> None:
        claim = self._claim
        if claim is None:
            return
        self._close_line()
        self._claim = None
        elements = claim.elements
        self._claims_cents += claim.paid
        # What its lines were adjusted by has been added to what it was adjusted by itself.
        if not (self._balanced and claim.balances()):
            over = gap(claim.charge, claim.paid, claim.adjusted)
            imbalance = Imbalance(self._opening.set.control, self._ordinal, over)
            self._opening.counts.unbalanced.append(imbalance)
        self._emit(
            RemittedClaim._make(
                (
                    self._payment,
                    self._ordinal,
                    elements[1],
                    elements[2],
                    claim.charge,
                    claim.paid,
                    cents(elements[5]),
                    code(elements[6]),
                    elements[7],
                    code(elements[8]),
                    code(elements[9]),
                    claim.adjustments,
                    tuple(self._lines),
                    *_span(claim, self._lines),
                    claim.received,
                    self._rendering,
                    claim.remarks,
                )
            )
        )
        self._lines = []
        self._rendering = ""


def _span(claim: _Loop, lines: list[RemittedLine]) -> tuple[dt.date | None, dt.date | None]:
    """The claim's own days, or else from its first line's day to its last one's."""
    if claim.starts is not None:
        return claim.starts, claim.ends or claim.starts
    starts = [line.served_from for line in lines if line.served_from is not None]
    ends = [line.served_to for line in lines if line.served_to is not None]
    return min(starts, default=None), max(ends, default=None)
