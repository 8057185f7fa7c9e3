"""Remittances: 835 (005010X221A1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress

from vendor_eval.claims.balances import TOLERANCE_CENTS, gap, payment_gap
from vendor_eval.claims.remittances import (
    Adjustment,
    Payment,
    ProviderAdjustment,
    RemittedClaim,
    RemittedLine,
)
from vendor_eval.files.x12.counts import MEMBER, NAME, RECORD, Imbalance
from vendor_eval.files.x12.elements import cents, day, number, procedure
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.set_reader import NONE_LEFT, Handler, Opening
from vendor_eval.quantities import Usd

# NM101 of the people whose names are passed over: patient, insured, corrected patient, others.
_PERSONS = frozenset({"QC", "IL", "74", "GB"})
_RECORD_NUMBERS = frozenset({"EA", "SY", "1W", "IG"})


class _Loop:
    """A claim or a line while its segments come in.

    Attributes:
        charge: in cents, as ``paid`` and ``adjusted``, the sum of its own adjustments so far.
    """

    __slots__ = (
        "adjusted",
        "adjustments",
        "allowed",
        "charge",
        "control",
        "dates",
        "elements",
        "paid",
        "remarks",
    )

    def __init__(self, elements: list[str], charge: str, paid: str) -> None:
        self.elements = elements
        self.charge = cents(charge)
        self.paid = cents(paid)
        self.adjusted = 0
        self.adjustments: list[Adjustment] = []
        self.dates: dict[str, dt.date | None] = {}
        self.remarks: list[str] = []
        self.control = ""
        self.allowed: int | None = None

    @property
    def gap(self) -> int:
        """What it is over by its own adjustments."""
        return gap(self.charge, self.paid, self.adjusted)


class RemittanceReader:
    """Gives the payment first, then its claims, then the provider's adjustments."""

    def __init__(self, opening: Opening) -> None:
        """Begin after ST."""
        self._opening = opening
        self._emit = opening.emit
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
        payment = self._opened_payment()
        over = payment_gap(payment.paid_cents, self._claims_cents, self._provider_cents)
        if abs(over) > TOLERANCE_CENTS:
            what = (
                f"the payment is {Usd(payment.paid_cents)}, but its claims and adjustments "
                f"come to {Usd(payment.paid_cents - over)}"
            )
            raise Broken("unbalanced", what, "ask the payer for a corrected file")

    def _keep(self, elements: list[str]) -> None:
        self._header.setdefault(elements[0], elements + NONE_LEFT)

    def _party(self, elements: list[str]) -> None:
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
            payer=payer_id,
            payer_name=payer[2],
            payee=payee[4],
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

    def _open_claim(self, elements: list[str]) -> None:
        self._close_claim()
        self._opened_payment()
        texts = elements + NONE_LEFT
        self._claim = _Loop(texts, texts[3], texts[4])
        self._balanced = True
        self._ordinal += 1

    def _open_line(self, elements: list[str]) -> None:
        self._close_line()
        if self._claim is not None:
            texts = elements + NONE_LEFT
            self._line = _Loop(texts, texts[2], texts[3])

    def _adjust(self, elements: list[str]) -> None:
        loop = self._line or self._claim
        if loop is None:
            return
        group = elements[1]
        for at in range(2, len(elements) - 1, 3):
            if elements[at]:
                amount = cents(elements[at + 1])
                loop.adjusted += amount
                loop.adjustments.append(Adjustment(group, elements[at], amount))

    def _name(self, elements: list[str]) -> None:
        if elements[1] in _PERSONS:
            dropped = self._opening.counts.dropped
            dropped[NAME] += 1
            dropped[MEMBER] += len(elements) > 9
        elif elements[1] == "82" and len(elements) > 9 and elements[8] == "XX":
            self._rendering = elements[9]

    def _reference(self, elements: list[str]) -> None:
        if self._line is not None:
            if elements[1] == "6R":
                self._line.control = elements[2]
        elif self._claim is None:
            self._header.setdefault(f"REF {elements[1]}", elements + NONE_LEFT)
        elif elements[1] in _RECORD_NUMBERS:
            self._opening.counts.dropped[RECORD] += 1

    def _date(self, elements: list[str]) -> None:
        loop = self._line or self._claim
        if loop is None:
            self._header.setdefault(f"DTM {elements[1]}", elements + NONE_LEFT)
        else:
            loop.dates[elements[1]] = day(elements[2])

    def _amount(self, elements: list[str]) -> None:
        if self._line is not None and elements[1] == "B6":
            self._line.allowed = cents(elements[2])

    def _remark(self, elements: list[str]) -> None:
        loop = self._line or self._claim
        if loop is not None and elements[1] == "HE":
            loop.remarks.append(elements[2])

    def _claim_remarks(self, elements: list[str]) -> None:
        if self._claim is not None:
            places = (5, 20, 21, 22, 23) if elements[0] == "MIA" else (3, 4, 5, 6, 7)
            texts = elements + NONE_LEFT
            self._claim.remarks.extend(texts[at] for at in places if texts[at])

    def _provider(self, elements: list[str]) -> None:
        self._close_claim()
        payment = self._opened_payment()
        for at in range(3, len(elements) - 1, 2):
            reason, _, reference = elements[at].partition(self._opening.component)
            amount = cents(elements[at + 1])
            self._provider_cents += amount
            self._emit(ProviderAdjustment(payment, reason, reference, amount))

    def _close_line(self) -> None:
        line, claim = self._line, self._claim
        if line is None or claim is None:
            return
        self._line = None
        _, composite, _, _, _, units, submitted = line.elements[:7]
        claim.adjusted += line.adjusted
        self._balanced &= -TOLERANCE_CENTS <= line.gap <= TOLERANCE_CENTS
        code, modifiers = procedure(composite, self._opening.component)
        start, end = _span(line.dates, claim.dates)
        self._lines.append(
            RemittedLine(
                code,
                modifiers,
                line.charge,
                line.paid,
                number(units),
                procedure(submitted, self._opening.component)[0] if submitted else "",
                start,
                end,
                line.control,
                line.allowed,
                tuple(line.adjustments),
                tuple(line.remarks),
            )
        )

    def _close_claim(self) -> None:
        claim = self._claim
        if claim is None:
            return
        self._close_line()
        self._claim = None
        elements = claim.elements
        start, end = _span({}, claim.dates)
        remitted = RemittedClaim(
            self._opened_payment(),
            self._ordinal,
            elements[1],
            elements[2],
            claim.charge,
            claim.paid,
            cents(elements[5]),
            elements[6],
            elements[7],
            elements[8],
            elements[9],
            tuple(claim.adjustments),
            tuple(self._lines),
            start,
            end,
            claim.dates.get("050"),
            self._rendering,
            tuple(claim.remarks),
        )
        self._lines.clear()
        self._rendering = ""
        self._claims_cents += remitted.paid_cents
        # What its lines were adjusted by has been added to what it was adjusted by itself.
        if not self._balanced or not -TOLERANCE_CENTS <= claim.gap <= TOLERANCE_CENTS:
            imbalance = Imbalance(self._opening.set.control, self._ordinal, claim.gap)
            self._opening.counts.unbalanced.append(imbalance)
        self._emit(remitted)


def _span(
    line: Mapping[str, dt.date | None], claim: Mapping[str, dt.date | None]
) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of service: the line's own, or else the claim's.

    A claim with a start alone (DTM*232) ends on that day.
    """
    start = line.get("472") or line.get("150")
    if start is not None:
        return start, line.get("151") or start
    start = claim.get("232")
    return start, claim.get("233") or start
