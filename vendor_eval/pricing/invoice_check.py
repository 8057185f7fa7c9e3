"""A vendor's invoice against what should have been billed, line by line, with the reasons.

Lines are matched by a fixed rule and by nothing else. First those whose labels are the same but
for case and blanks; lines of one label are added up on either side, so that it does not matter
into how many a vendor splits them. Then those left that are the only ones of their kind on both
sides. Whatever is left after that is missing or unexpected: no label is ever guessed at.

The difference of a matched line is told apart as far as both sides show quantity and rate: the
quantity beyond the expected one at the expected rate, then the rate beyond the expected one for
the quantity billed. What the vendor's own quantity and rate do not multiply to is an error of
arithmetic, up to a cent rounding. The reasons of all lines add up to the difference of the totals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vendor_eval.naming import name_key
from vendor_eval.pricing.bill import Invoice
from vendor_eval.pricing.lines import LineKind
from vendor_eval.quantities import NOTHING_DUE, Usd


class Cause(StrEnum):
    """Why a line differs, in the words of a dispute."""

    QUANTITY = "quantity"
    RATE = "rate"
    ARITHMETIC = "arithmetic"
    AMOUNT = "amount"  # nobody shows enough to tell more
    UNEXPECTED = "unexpected line"
    MISSING = "missing line"
    CREDIT_NOT_GIVEN = "credit not given"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of an invoice, billed or expected.

    Attributes:
        quantity: in the unit of what is counted; None where it is not shown.
        rate: dollars for one, or a fraction of one of money; None where it is not shown.
        kind: what is billed in one word, such as a driver; empty where nobody says.
        line: of the file that it came from, from 1; None for an expected one.
    """

    label: str
    quantity: Decimal | None
    rate: Decimal | None
    amount: Usd
    kind: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a difference; above zero it was billed too much."""

    cause: Cause
    amount: Usd


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """What was expected and what was billed under one label.

    Attributes:
        expected: None where nothing was.
        billed: None where nothing was.
        reasons: those that are not nothing; they add up to `difference`.
        lines: of the vendor's file.
    """

    expected: ComparedLine | None
    billed: ComparedLine | None
    reasons: tuple[Reason, ...]
    lines: tuple[int, ...]

    @property
    def label(self) -> str:
        """As expected, or as billed where nothing was expected."""
        line = self.expected or self.billed
        return line.label if line is not None else ""

    @property
    def difference(self) -> Usd:
        """What was billed beyond what was expected."""
        return _amount(self.billed) - _amount(self.expected)

    @property
    def disputed(self) -> Usd:
        """What was billed too much, rounding left aside; nothing where it was too little."""
        beyond = Usd.total(one.amount for one in self.reasons if one.cause is not Cause.ROUNDING)
        return max(beyond, NOTHING_DUE)


@dataclass(frozen=True, slots=True)
class InvoiceCheck:
    """An invoice checked.

    Attributes:
        lines: expected ones in their order, then those that nobody expected.
    """

    lines: tuple[CheckedLine, ...]

    @property
    def expected(self) -> Usd:
        """The total that should have been billed."""
        return Usd.total(_amount(line.expected) for line in self.lines)

    @property
    def billed(self) -> Usd:
        """The total of the lines billed."""
        return Usd.total(_amount(line.billed) for line in self.lines)

    @property
    def difference(self) -> Usd:
        """What was billed beyond what was expected, below zero where it was less."""
        return self.billed - self.expected

    @property
    def disputes(self) -> tuple[CheckedLine, ...]:
        """The lines to object to, the greatest amount first."""
        found = [line for line in self.lines if line.disputed > NOTHING_DUE]
        return tuple(sorted(found, key=lambda line: line.disputed, reverse=True))

    @property
    def in_dispute(self) -> Usd:
        """The sum of what was billed too much, whatever was billed too little elsewhere."""
        return Usd.total(line.disputed for line in self.lines)

    def by_cause(self) -> dict[Cause, Usd]:
        """What each cause adds to the difference; causes without one are left out."""
        found: dict[Cause, Usd] = {}
        for reason in (reason for line in self.lines for reason in line.reasons):
            found[reason.cause] = found.get(reason.cause, NOTHING_DUE) + reason.amount
        return found


def expected_lines(invoice: Invoice) -> tuple[ComparedLine, ...]:
    """The lines of a month as the contract bills them; a charge is of no kind of its own."""
    return tuple(
        ComparedLine(
            label=line.label,
            quantity=line.quantity,
            rate=line.rate,
            amount=line.amount,
            kind="" if line.kind is LineKind.CHARGE else line.kind.value,
        )
        for line in invoice.lines
    )


def check_invoice(
    billed: Sequence[ComparedLine],
    expected: Sequence[ComparedLine],
    told: Mapping[str, str] | None = None,
) -> InvoiceCheck:
    """Every line, expected or billed, once.

    Args:
        told: the expected label for a billed one, where a person has said so.
    """
    renamed = {name_key(label): name_key(meant) for label, meant in (told or {}).items()}
    asked = _grouped(billed, lambda line: renamed.get(name_key(line.label), name_key(line.label)))
    due = _grouped(expected, lambda line: name_key(line.label))
    pairs = {key: key for key in due if key in asked} | _alone_of_their_kind(due, asked)
    lines = [_checked(due[key], asked.get(pairs.get(key, ""), ())) for key in due]
    taken = set(pairs.values())
    lines += [_checked((), asked[key]) for key in asked if key not in taken]
    return InvoiceCheck(tuple(lines))


_Groups = dict[str, tuple[ComparedLine, ...]]


def _grouped(lines: Sequence[ComparedLine], key: Callable[[ComparedLine], str]) -> _Groups:
    groups: _Groups = {}
    for line in lines:
        groups[key(line)] = (*groups.get(key(line), ()), line)
    return groups


def _alone_of_their_kind(due: _Groups, asked: _Groups) -> dict[str, str]:
    """The billed label for each expected one that nothing but its kind matches."""
    free_due = {key: lines for key, lines in due.items() if key not in asked}
    free_asked = {key: lines for key, lines in asked.items() if key not in due}
    by_kind = _by_kind(free_asked)
    return {
        labels[0]: by_kind[kind][0]
        for kind, labels in _by_kind(free_due).items()
        if kind and len(labels) == len(by_kind.get(kind, ())) == 1
    }


def _by_kind(groups: _Groups) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for key, lines in groups.items():
        for kind in {line.kind for line in lines}:
            kinds.setdefault(kind, []).append(key)
    return kinds


def _checked(due: Sequence[ComparedLine], asked: Sequence[ComparedLine]) -> CheckedLine:
    expected, billed = _merged(due), _merged(asked)
    # Each line was rounded by itself.
    reasons = _reasons(expected, billed, cents=len(asked))
    lines = tuple(line.line for line in asked if line.line is not None)
    told = tuple(reason for reason in reasons if reason.amount != NOTHING_DUE)
    return CheckedLine(expected, billed, told, lines)


def _merged(lines: Sequence[ComparedLine]) -> ComparedLine | None:
    """The lines as one: quantities add up where all of them have the same rate."""
    if not lines:
        return None
    first = lines[0]
    if len(lines) == 1:
        return first
    same_rate = len({line.rate for line in lines}) == 1
    shown = [line.quantity for line in lines if line.quantity is not None]
    whole = same_rate and len(shown) == len(lines)
    quantity = sum(shown, Decimal(0)) if whole else None
    rate = first.rate if same_rate else None
    amount = Usd.total(line.amount for line in lines)
    return ComparedLine(first.label, quantity, rate, amount, first.kind, first.line)


def _reasons(
    expected: ComparedLine | None, billed: ComparedLine | None, cents: int
) -> tuple[Reason, ...]:
    """Why they differ; the parts add up to the difference.

    Args:
        cents: by how much quantity times rate may miss the amount billed and be rounding.
    """
    difference = _amount(billed) - _amount(expected)
    if expected is None:
        return (Reason(Cause.UNEXPECTED, difference),)
    if expected.amount < NOTHING_DUE < difference:
        return (Reason(Cause.CREDIT_NOT_GIVEN, difference),)
    if billed is None:
        return (Reason(Cause.MISSING, difference),)
    parts = _parts(expected, billed)
    rest = difference - Usd.total(part.amount for part in parts)
    # Either part may be half a cent off, and so may what was expected.
    if abs(rest.cents) <= cents + 1:
        return (*parts, Reason(Cause.ROUNDING, rest))
    shown = _product(billed)
    wrong = NOTHING_DUE if shown is None else billed.amount - shown
    wrong = wrong if abs(wrong.cents) > cents else NOTHING_DUE
    left = rest - wrong
    cause = Cause.ROUNDING if abs(left.cents) <= cents + 1 else Cause.AMOUNT
    return (*parts, Reason(Cause.ARITHMETIC, wrong), Reason(cause, left))


def _parts(expected: ComparedLine, billed: ComparedLine) -> tuple[Reason, ...]:
    """What quantity and rate account for, where both sides show both or one side agrees."""
    quantity, rate = expected.quantity, expected.rate
    if None not in (quantity, rate, billed.quantity, billed.rate):
        assert quantity is not None
        assert rate is not None
        assert billed.quantity is not None
        assert billed.rate is not None
        more = Usd.of((billed.quantity - quantity) * rate)
        dearer = Usd.of(billed.quantity * (billed.rate - rate))
        return Reason(Cause.QUANTITY, more), Reason(Cause.RATE, dearer)
    return ()


def _product(line: ComparedLine) -> Usd | None:
    """Quantity times rate, to the cent; None where one of them is not shown."""
    if line.quantity is None or line.rate is None:
        return None
    return Usd.of(line.quantity * line.rate)


def _amount(line: ComparedLine | None) -> Usd:
    return NOTHING_DUE if line is None else line.amount
