"""Sums over claims that analyses are made of: denials by reason, remittances, lines by code.

They are small enough to be kept, and no claim can be found in them: no key of a claim, no day.
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.quantities import Month


@dataclass(frozen=True, slots=True)
class Place:
    """What sums are parted by; empty texts where the files do not say.

    Attributes:
        month: of the first remittance, or for lines of the service.
        payer: the key of the payer.
        site: the key of the location.
    """

    vendor: str
    month: Month
    payer: str = ""
    specialty: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class RemitGroup:
    """First remittances of primary payers, one a claim.

    Attributes:
        remits: how many.
        denied: those with at least one denied line (DN1).
        fully_denied: those denied as a whole (DN2).
        billed_cents: their charges.
        denied_cents: charges of denied lines.
    """

    place: Place
    remits: int
    denied: int
    fully_denied: int
    billed_cents: int
    denied_cents: int


@dataclass(frozen=True, slots=True)
class DenialGroup:
    """Denials on first remittances for one reason.

    Attributes:
        group_code: CO, OA, PI or PR.
        carc: the claim adjustment reason code.
        claims: claims for which it is the reason with the most money.
        mentions: claims on which it occurs at all.
        cents: what was adjusted for it.
    """

    place: Place
    group_code: str
    carc: str
    claims: int
    mentions: int
    cents: int


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Lines of one procedure code at one payer, in one month of service.

    Attributes:
        code: CPT or HCPCS; a number without its licensed words.
        units: of service on ``allowed_lines``, in hundredths, as fractions of a unit occur.
        allowed_cents: of the lines of which something was allowed, which are ``allowed_lines``.
        expected_cents: what the contract's schedule allows for ``priced_lines``, the lines of which
            both this and the allowed amount are known.
        priced_allowed_cents: what was allowed on those.
        underpaid_lines: priced lines allowed less than expected, by more than the tolerance.
        underpaid_cents: by how much, in all.
    """

    place: Place
    code: str
    lines: int
    units: int
    billed_cents: int
    paid_cents: int
    allowed_lines: int
    allowed_cents: int
    priced_lines: int
    expected_cents: int
    priced_allowed_cents: int
    underpaid_lines: int
    underpaid_cents: int
