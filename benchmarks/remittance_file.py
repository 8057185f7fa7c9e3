"""An invented remittance file of any length, balanced, and the same each time it is written.

A fee schedule sets what a service costs and what each payer allows, so amounts come again as they
do in a practice's files. Patients' shares are copayments, a part of what is allowed, or deductibles
of any amount.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_SEED = 20_261_122
_CLAIMS_A_SET = 400
_REVERSED, _DENIED = 0.02, 0.09
_PAYERS = 12
_CODES = ("36415", "71046", *(str(code) for code in (*range(99202, 99216), *range(11042, 11048))))
_DENIALS = ("16", "29", "50", "97", "197")
_COPAYMENTS = (2_000, 2_500, 4_000)
# What a provider's adjustment takes from each payment.
_RECOUPED = 1_250
_ISA = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       "
    "*261031*1200*^*00501*{control:09d}*0*P*:"
)
_HEADER = (
    "ST*835*0001",
    "BPR*I*{paid}*C*ACH*CCP*01*111000025*DA*1*1512345678**01*111000025*DA*2*20261031",
    "TRN*1*T{control:07d}*1512345678",
    "DTM*405*20261031",
    "N1*PR*PAYER {payer}",
    "N3*1 STREET",
    "N4*CITY*NY*10001",
    "PER*BL*SUPPORT*TE*8005550100",
    "N1*PE*PRACTICE*XX*1234567893",
    "LX*1",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One SVC loop: amounts in cents, adjustments as group, reason and cents."""

    code: str
    charge: int
    allowed: int
    adjustments: tuple[tuple[str, str, int], ...]

    @property
    def paid(self) -> int:
        """What the adjustments leave of the charge."""
        return self.charge - sum(cents for _, _, cents in self.adjustments)

    @property
    def share(self) -> int:
        """The patient's part."""
        return sum(cents for group, _, cents in self.adjustments if group == "PR")

    def negated(self) -> Line:
        """The same taken back."""
        undone = tuple((group, reason, -cents) for group, reason, cents in self.adjustments)
        return replace(self, charge=-self.charge, allowed=-self.allowed, adjustments=undone)

    def segments(self, number: int) -> Iterator[str]:
        """As the claim of this number has it."""
        yield f"SVC*HC:{self.code}*{_amount(self.charge)}*{_amount(self.paid)}**1"
        yield f"DTM*472*{_day(number)}"
        for group, reason, cents in self.adjustments:
            yield f"CAS*{group}*{reason}*{_amount(cents)}"
        yield f"REF*6R*{number}"
        yield f"AMT*B6*{_amount(self.allowed)}" if self.allowed else "LQ*HE*N130"


@dataclass(frozen=True, slots=True)
class Claim:
    """One CLP loop."""

    number: int
    status: str
    lines: tuple[Line, ...]

    @property
    def paid(self) -> int:
        """In cents."""
        return sum(one.paid for one in self.lines)

    def reversal(self) -> Claim:
        """The same claim with every amount negated."""
        return replace(self, status="22", lines=tuple(one.negated() for one in self.lines))

    def segments(self) -> Iterator[str]:
        """From CLP on."""
        number = self.number
        charge, share = (
            sum(getattr(one, what) for one in self.lines) for what in ("charge", "share")
        )
        amounts = f"{_amount(charge)}*{_amount(self.paid)}*{_amount(share)}"
        yield f"CLP*{number:07d}*{self.status}*{amounts}*12*{2_026_000_000_000 + number}*11*1"
        yield f"NM1*QC*1*FAMILY{number % 997}*GIVEN{number % 89}****MI*W{number * 7919 % 10**9:09d}"
        yield f"NM1*82*1*DOCTOR{number % 9}*ANY****XX*123456789{number % 9}"
        yield f"DTM*050*{_day(number + 5)}"
        for one in self.lines:
            yield from one.segments(number)


class Payers:
    """Draws claims by a fee schedule, and takes some of them back in the set that follows."""

    def __init__(self) -> None:
        """Begin with the schedule."""
        self._chance = random.Random(_SEED)
        self._charges = {code: self._chance.randrange(2_000, 60_000, 500) for code in _CODES}
        self._allowed = {
            (payer, code): self._chance.randrange(charge // 3, charge)
            for code, charge in self._charges.items()
            for payer in range(_PAYERS)
        }
        self._numbers = itertools.count(1)
        self._wrong: list[Claim] = []

    def claims(self, payer: int) -> list[Claim]:
        """Those of one set: first what is taken back and corrected, then the new ones."""
        found = []
        for claim in self._wrong:
            found += [claim.reversal(), self._claim(payer, claim.number)]
        new = [self._claim(payer, next(self._numbers)) for _ in range(_CLAIMS_A_SET)]
        self._wrong = [claim for claim in new if self._chance.random() < _REVERSED]
        return found + new

    def _claim(self, payer: int, number: int) -> Claim:
        denied = self._chance.random() < _DENIED
        codes = self._chance.sample(_CODES, self._chance.choice((1, 1, 1, 2, 2, 3)))
        lines = (self._refused(code) if denied else self._paid(payer, code) for code in codes)
        return Claim(number, "4" if denied else "1", tuple(lines))

    def _refused(self, code: str) -> Line:
        charge = self._charges[code]
        return Line(code, charge, 0, (("CO", self._chance.choice(_DENIALS), charge),))

    def _paid(self, payer: int, code: str) -> Line:
        charge, allowed = self._charges[code], self._allowed[payer, code]
        shares = (
            ("3", min(allowed, self._chance.choice(_COPAYMENTS))),
            ("2", allowed // 5),
            ("1", self._chance.randrange(1, allowed)),
        )
        adjustments = (("CO", "45", charge - allowed), ("PR", *self._chance.choice(shares)))
        return Line(code, charge, allowed, adjustments)


def remittances(least_bytes: int) -> Iterator[tuple[str, Sequence[Claim]]]:
    """Interchanges of one set each, as text and as the claims in it, until there are enough."""
    payers, size = Payers(), 0
    for control in itertools.count(1):
        if size >= least_bytes:
            return
        claims = payers.claims(control % _PAYERS)
        text = _interchange(control, claims)
        size += len(text)
        yield text, claims


def write(path: Path, least_bytes: int) -> int:
    """Write a file of at least so many bytes; how many claims it holds."""
    count = 0
    with path.open("w", encoding="ascii", newline="") as file:
        for text, claims in remittances(least_bytes):
            file.write(text)
            count += len(claims)
    return count


def _interchange(control: int, claims: Sequence[Claim]) -> str:
    paid = _amount(sum(claim.paid for claim in claims) - _RECOUPED)
    body = [one.format(paid=paid, control=control, payer=control % _PAYERS) for one in _HEADER]
    body += itertools.chain.from_iterable(claim.segments() for claim in claims)
    body.append(f"PLB*1234567893*20261231*WO:T{control:07d}*{_amount(_RECOUPED)}")
    return "".join(
        f"{segment}~"
        for segment in (
            _ISA.format(control=control),
            f"GS*HP*PAYER*PRACTICE*20261031*1200*{control}*X*005010X221A1",
            *body,
            f"SE*{len(body) + 1}*0001",
            f"GE*1*{control}",
            f"IEA*1*{control:09d}",
        )
    )


def _amount(cents: int) -> str:
    """As X12 writes it: no more decimals than there are."""
    whole, rest = divmod(abs(cents), 100)
    decimals = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{'-' if cents < 0 else ''}{whole}{decimals}"


def _day(number: int) -> str:
    return f"2026{number // 28 % 9 + 1:02d}{number % 28 + 1:02d}"
