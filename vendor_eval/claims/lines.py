"""The lines of a claim: what was sent of each, and what remittances say about it.

A remittance names a line by the practice's own number (REF*6R) or not at all; then the same
procedure at the same charge is taken for it, or else the same procedure. A payer may bundle or
split lines, so that some of a remittance have no counterpart: they are numbered behind those sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from vendor_eval.claims.allowed import line_allowed
from vendor_eval.claims.remittances import PREDETERMINATION, RemittedClaim, RemittedLine
from vendor_eval.claims.rows import AdjustmentRow, LineRow
from vendor_eval.claims.submissions import MINUTES, Submission


class ClaimLine(NamedTuple):
    """A line of a claim, known from where it was sent or from its first remittance.

    Attributes:
        units: None where they are minutes.
        charge_cents: None where the charge stands in another line.
    """

    code: str
    modifiers: tuple[str, ...]
    units: Decimal | None
    charge_cents: int | None
    control: str


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


def services_remitted(claims: Iterable[RemittedClaim]) -> tuple[ClaimLine, ...]:
    """The lines of a claim of which only remittances are at hand, as the first of them has them."""
    first = next((one for one in claims if not one.is_reversal), None)
    lines = first.lines if first is not None else ()
    return tuple(_service(line, line.charge_cents) for line in lines)


def _service(line: RemittedLine, charge_cents: int | None) -> ClaimLine:
    # Units that are left out are one.
    units = Decimal(1) if line.units is None else line.units
    code = line.submitted or line.procedure
    return ClaimLine(code, line.modifiers, units, charge_cents, line.control)


def numbers(claim: RemittedClaim, services: Sequence[ClaimLine]) -> list[int]:
    """For each line of a remittance the number of the service that it is about, from 1."""
    left = dict(enumerate(services, 1))
    found = []
    for place, line in enumerate(claim.lines, 1):
        number = _counterpart(line, left)
        left.pop(number, None)
        found.append(number or len(services) + place)
    return found


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
    for claim in claims:
        if claim.status == PREDETERMINATION:
            continue
        lines = zip(numbers(claim, services), claim.lines, strict=True)
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
    known = dict(enumerate(services, 1))
    sums: dict[int, tuple[int, int]] = {}
    for claim in claims:
        if claim.status == PREDETERMINATION:
            continue
        for number, line in zip(numbers(claim, services), claim.lines, strict=True):
            known.setdefault(number, _service(line, None))
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
        for number, service in known.items()
    )
