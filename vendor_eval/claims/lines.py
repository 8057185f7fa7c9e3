"""The lines of a claim: what was sent of each, and what remittances say about it.

A remittance names a line by the practice's own number (REF*6R) or not at all; then the same
procedure at the same charge is taken for it, or else the same procedure. A payer may bundle or
split lines, so that some of a remittance have no counterpart: they are numbered behind those sent,
one after the other, and keep their number in whatever follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.claims.allowed import line_allowed
from vendor_eval.claims.remittances import (
    PREDETERMINATION,
    SPLIT,
    RemittedClaim,
    RemittedLine,
    other_parts,
)
from vendor_eval.claims.rows import AdjustmentRow, LineRow
from vendor_eval.claims.submissions import MINUTES, Submission


class ClaimLine(NamedTuple):
    """A line of a claim, known from where it was sent or from its first remittance.

    Attributes:
        units: None where they are minutes.
        charge_cents: None where the charge stands in another line.
        part: the payer's number of the part that it is in, where he split the claim.
    """

    code: str
    modifiers: tuple[str, ...]
    units: Decimal | None
    charge_cents: int | None
    control: str
    part: str = ""


def services_sent(submission: Submission) -> tuple[ClaimLine, ...]:
    """The lines of a claim as it was sent."""
    return tuple(
        ClaimLine(
            line.procedure,
            line.modifiers,
            None if line.basis == MINUTES else line.units,
            line.charge_cents,
            line.control,
        )
        for line in submission.lines
    )


def services_remitted(claims: Sequence[RemittedClaim]) -> tuple[ClaimLine, ...]:
    """The lines of a claim of which only remittances are at hand, as the first of them has them.

    Where the payer split the claim, the first remittance of each part has its own.
    """
    plain = [one for one in claims if not one.is_reversal and one.status != PREDETERMINATION]
    parts = [plain[0], *other_parts(plain[0], plain)] if plain else []
    return tuple(
        _service(line, line.charge_cents, _part_of(claim))
        for claim in parts
        for line in claim.lines
    )


def _service(line: RemittedLine, charge_cents: int | None, part: str) -> ClaimLine:
    # Units that are left out are one.
    units = Decimal(1) if line.units is None else line.units
    code = line.submitted or line.procedure
    return ClaimLine(code, line.modifiers, units, charge_cents, line.control, part)


def _part_of(claim: RemittedClaim) -> str:
    return claim.payer_claim_number if SPLIT in claim.remarks else ""


class Numbering:
    """The lines of a claim by number, from 1; a line has one number in all its remittances."""

    def __init__(self, services: Sequence[ClaimLine]) -> None:
        """Begin with the lines that were sent; what payers add is numbered behind them."""
        self.services = dict(enumerate(services, 1))

    def numbers(self, claim: RemittedClaim) -> list[int]:
        """For each line of a remittance the number of the service that it is about."""
        left, part, found = self._open_to(claim), _part_of(claim), []
        for line in claim.lines:
            number = _counterpart(line, left)
            if not number:
                number = len(self.services) + 1
                self.services[number] = _service(line, None, part)
            elif part and not self.services[number].part:
                self.services[number] = self.services[number]._replace(part=part)
            left.pop(number, None)
            found.append(number)
        return found

    def _open_to(self, claim: RemittedClaim) -> dict[int, ClaimLine]:
        """What a remittance may be about, its own part first.

        Lines of another part look the same and are others, unless a reversal goes under a new
        number, or does not repeat that the claim is split.
        """
        own = claim.payer_claim_number
        ranked = sorted((_rank(one.part, own), at) for at, one in self.services.items())
        strict = SPLIT in claim.remarks and not claim.is_reversal
        return {at: self.services[at] for rank, at in ranked if not strict or rank != _OF_OTHERS}


_OF_OWN, _OF_NONE, _OF_OTHERS = range(3)


def _rank(part: str, own: str) -> int:
    if not part:
        return _OF_NONE
    return _OF_OWN if part == own else _OF_OTHERS


def _counterpart(line: RemittedLine, left: dict[int, ClaimLine]) -> int:
    """The number of the service that a line is about; 0 where none fits."""
    if line.control:
        for number, service in left.items():
            if service.control == line.control:
                return number
    code, charge = line.submitted or line.procedure, abs(line.charge_cents)
    alike = [number for number, service in left.items() if service.code == code]
    same = [number for number in alike if left[number].charge_cents == charge]
    return next(iter(same or alike), 0)


def adjustment_rows(
    key: str, claims: Iterable[RemittedClaim], services: Sequence[ClaimLine]
) -> tuple[AdjustmentRow, ...]:
    """Every reason that remittances of one row of a claim state; estimates are passed over."""
    rows: list[AdjustmentRow] = []
    numbering = Numbering(services)
    for claim in claims:
        if claim.status == PREDETERMINATION:
            continue
        lines = zip(numbering.numbers(claim), claim.lines, strict=True)
        of_lines = [(number, line.adjustments, line.remarks) for number, line in lines]
        parts = [(None, claim.adjustments, claim.remarks), *of_lines]
        paid_on, reversed_ = claim.payment.paid_on, claim.is_reversal
        for number, adjustments, remarks in parts:
            rarcs = " ".join(remarks)
            rows += [
                AdjustmentRow(key, number, paid_on, group, carc, rarcs, cents, reversed_)
                for group, carc, cents in adjustments
            ]
    return tuple(rows)


def line_rows(
    key: str, services: Sequence[ClaimLine], claims: Iterable[RemittedClaim]
) -> tuple[LineRow, ...]:
    """The lines of a claim, with what was allowed and paid over all remittances of one payer."""
    numbering = Numbering(services)
    sums: dict[int, tuple[int, int]] = {}
    for claim in claims:
        if claim.status == PREDETERMINATION:
            continue
        for number, line in zip(numbering.numbers(claim), claim.lines, strict=True):
            allowed, paid = sums.get(number, (0, 0))
            sums[number] = (allowed + line_allowed(line), paid + line.paid_cents)
    return tuple(
        LineRow(
            key,
            number,
            service.code,
            " ".join(service.modifiers),
            service.units,
            service.charge_cents,
            *sums.get(number, (None, None)),
        )
        for number, service in numbering.services.items()
    )
