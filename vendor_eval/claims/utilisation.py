"""What services are done, what payers allow for them, and where they allow less than agreed.

Services are told by the number of their procedure code; the words of the code set are licensed and
stand nowhere. Rates are what was allowed, over the units it was allowed for: what was denied has no
rate. Modifiers are not told apart, so that a rate that stands out is a question and no proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from vendor_eval.claims.groups import CodeGroup
from vendor_eval.quantities import Month, Usd

TOP = 20
"""How many codes a payer is talked to about. Source: S000, what a negotiation needs."""
# Units are kept in hundredths.
_HUNDREDTHS = 100


class Ranking(StrEnum):
    """What codes are ranked by."""

    VOLUME = "volume"
    REVENUE = "revenue"


@dataclass(frozen=True, slots=True)
class Use:
    """Lines of a code, or of all codes, at one payer or at all of them.

    Attributes:
        code: empty for all codes together.
        payer: empty for all payers together, or where the files name none.
        units: of the lines of which something was allowed.
        allowed: what was allowed for them.
        priced_lines: lines of which the contracted amount is known too.
        expected: what the contract allows for those.
        priced_allowed: what was allowed for them.
        underpaid: by how much underpaid lines fall short.
    """

    code: str
    payer: str
    lines: int
    units: Fraction
    billed: Usd
    paid: Usd
    allowed_lines: int
    allowed: Usd
    priced_lines: int
    expected: Usd
    priced_allowed: Usd
    underpaid_lines: int
    underpaid: Usd

    @property
    def rate(self) -> Fraction | None:
        """US dollars allowed for a unit; None where nothing was allowed."""
        return Fraction(self.allowed.cents, 100) / self.units if self.units else None

    @property
    def of_expected(self) -> Fraction | None:
        """What was allowed of what the contract allows; None where no contract is known."""
        if not self.expected.cents:
            return None
        return Fraction(self.priced_allowed.cents, self.expected.cents)

    @property
    def short(self) -> Fraction | None:
        """The underpaid share of what the contract allows; None where no contract is known."""
        if not self.expected.cents:
            return None
        return Fraction(self.underpaid.cents, self.expected.cents)


def used(groups: Iterable[CodeGroup], code: str = "", payer: str = "") -> Use:
    """All groups together, under this code and payer."""
    every = list(groups)

    def total(of: Callable[[CodeGroup], int]) -> int:
        return sum(map(of, every))

    return Use(
        code=code,
        payer=payer,
        lines=total(lambda one: one.lines),
        units=Fraction(total(lambda one: one.units), _HUNDREDTHS),
        billed=Usd(total(lambda one: one.billed_cents)),
        paid=Usd(total(lambda one: one.paid_cents)),
        allowed_lines=total(lambda one: one.allowed_lines),
        allowed=Usd(total(lambda one: one.allowed_cents)),
        priced_lines=total(lambda one: one.priced_lines),
        expected=Usd(total(lambda one: one.expected_cents)),
        priced_allowed=Usd(total(lambda one: one.priced_allowed_cents)),
        underpaid_lines=total(lambda one: one.underpaid_lines),
        underpaid=Usd(total(lambda one: one.underpaid_cents)),
    )


def by_code(groups: Iterable[CodeGroup]) -> tuple[Use, ...]:
    """Every code over all payers, by code."""
    return tuple(
        used(together, code=code) for (code,), together in _parted(groups, lambda one: (one.code,))
    )


def by_payer(groups: Iterable[CodeGroup]) -> tuple[Use, ...]:
    """Every payer over all codes, by payer."""
    return tuple(
        used(together, payer=payer)
        for (payer,), together in _parted(groups, lambda one: (one.place.payer,))
    )


def by_code_and_payer(groups: Iterable[CodeGroup]) -> tuple[Use, ...]:
    """Every code at every payer, by code and payer."""
    return tuple(
        used(together, code, payer)
        for (code, payer), together in _parted(groups, lambda one: (one.code, one.place.payer))
    )


def _parted(
    groups: Iterable[CodeGroup], key: Callable[[CodeGroup], tuple[str, ...]]
) -> list[tuple[tuple[str, ...], list[CodeGroup]]]:
    return [(parts, list(together)) for parts, together in groupby(sorted(groups, key=key), key)]


def top(uses: Iterable[Use], ranking: Ranking, most: int = TOP) -> tuple[Use, ...]:
    """The first ``most``, by lines or by what was paid; ties by code, so that order is settled."""

    def place(one: Use) -> tuple[int, str, str]:
        amount = one.lines if ranking is Ranking.VOLUME else one.paid.cents
        return (-amount, one.code, one.payer)

    return tuple(sorted(uses, key=place)[:most])


@dataclass(frozen=True, slots=True)
class Rates:
    """What payers allow for a unit of one code.

    Attributes:
        uses: the payers that allowed something, the highest rate first.
        all_payers: the code over all payers.
    """

    code: str
    uses: tuple[Use, ...]
    all_payers: Use

    @property
    def highest(self) -> Use:
        """The payer with the highest rate."""
        return self.uses[0]

    @property
    def lowest(self) -> Use:
        """The payer with the lowest rate; the highest one where there is no other."""
        return self.uses[-1]

    @property
    def gap(self) -> Usd:
        """What the lowest payer's units would bring more at the highest payer's rate."""
        more = (self.highest.rate or 0) - (self.lowest.rate or 0)
        return Usd(int(more * self.lowest.units * 100 + Fraction(1, 2)))


def rates(groups: Sequence[CodeGroup], codes: Iterable[str]) -> tuple[Rates, ...]:
    """The rates of these codes, in their order; a code for which nothing was allowed has none."""
    every = by_code_and_payer(groups)
    found = []
    for code in codes:
        known = [one for one in every if one.code == code and one.rate is not None]
        if known:
            known.sort(key=lambda one: (-(one.rate or 0), one.payer))
            of_code = used((one for one in groups if one.code == code), code=code)
            found.append(Rates(code, tuple(known), of_code))
    return tuple(found)


def underpaid(groups: Iterable[CodeGroup]) -> tuple[Use, ...]:
    """Codes at payers with underpaid lines, the most money first."""
    short = [one for one in by_code_and_payer(groups) if one.underpaid_lines]
    return tuple(sorted(short, key=lambda one: (-one.underpaid.cents, one.code, one.payer)))


def months_with_lines(groups: Iterable[CodeGroup]) -> tuple[Month, ...]:
    """Months of service that any line is known of, in order."""
    return tuple(sorted({one.place.month for one in groups}))
