"""Denials in sentences that need no explaining."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from vendor_eval.claims.denial_analysis import Average, DenialMonth
from vendor_eval.claims.denial_patterns import Pattern
from vendor_eval.claims.denial_tallies import Counted, Kind
from vendor_eval.claims.reasons import Answers
from vendor_eval.quantities import Month, Unit, Usd, shown
from vendor_eval.reports.wording import counted

SIDES: dict[Answers | None, str] = {
    Answers.VENDOR: "The vendor",
    Answers.PRACTICE: "The practice",
    Answers.PAYER: "The payer's rules",
    Answers.NOBODY: "Nobody",
    None: "Not known",
}
"""Who can keep denials from happening."""


def percent(share: Fraction | None) -> str:
    """``9.87 %``, or a dash where there is nothing to be a share of."""
    return "\N{EN DASH}" if share is None else shown(float(share), Unit.RATIO)


def headline(vendor: str, found: DenialMonth) -> str:
    """How much was denied in a month, and how much of it is the vendor's to prevent."""
    remitted = found.remitted
    if not remitted.remits:
        return f"No first remittance of {vendor} in {found.month.shown} is known."
    first = (
        f"{vendor} had {remitted.denied:,} of {remitted.remits:,} claims denied in "
        f"{found.month.shown}: {percent(found.rate)}, and {percent(found.full_rate)} in full."
    )
    if not remitted.denied:
        return first
    return f"{first} {_whose(found)}"


def moved(found: DenialMonth) -> str:
    """How the month stands to the one before and to the three before; empty where none is known."""
    said = []
    if found.before is not None:
        said.append(f"{_difference(found.denied.claims - found.before.claims)} the month before")
    if found.usual is not None:
        difference = Fraction(found.denied.claims) - found.usual.claims
        said.append(f"{_difference(difference)} the average of the three months before")
    return f"That is {' and '.join(said)}." if said else ""


def denial_lines(vendor: str, found: DenialMonth, recurring: Sequence[Pattern]) -> Iterator[str]:
    """A month on a terminal: the whole, reasons by payer, and what recurs."""
    yield headline(vendor, found)
    if moves := moved(found):
        yield f"  {moves}"
    for pair in found.pairs:
        claims = f"{pair.now.claims:,}".rjust(7)
        yield f"{claims}  {reason_at(pair.reason, pair.payer)}, {Usd(pair.now.cents).shown}"
    for pattern in recurring:
        yield f"  Recurs: {pattern_sentence(pattern, found.month)}"


def pattern_sentence(pattern: Pattern, through: Month) -> str:
    """What recurs, in how many months, how much of everything it is, and how it ended."""
    total, latest = pattern.total, pattern.latest
    return (
        f"{reason_at(pattern.reason, pattern.payer)}: in {pattern.occurred} of "
        f"{len(pattern.months)} months, {counted(total.claims, 'claim')}, "
        f"{percent(pattern.of_claims)} of all that were denied, {Usd(total.cents).shown}; "
        f"{counted(latest.claims, 'claim')} in {through.shown}."
    )


def reason_at(reason: Kind, payer: Kind) -> str:
    """``Filed too late (29) at P1``."""
    at = f" at {payer.id}" if payer.id else " at a payer that the files do not name"
    return f"{reason_name(reason)}{at}"


def reason_name(reason: Kind) -> str:
    """``Filed too late (29)``; only the label where there is no code."""
    return f"{reason.label} ({reason.id})" if reason.id else reason.label


def claims_before(before: Counted | None) -> int | None:
    """The claims of an earlier month, None where nobody knows them."""
    return None if before is None else before.claims


def claims_usual(usual: Average | None) -> str | None:
    """``6.3``: an average of claims."""
    return None if usual is None else f"{float(usual.claims):,.1f}"


def _whose(found: DenialMonth) -> str:
    said = f"{percent(found.vendor_rate)} of all claims is what the vendor can prevent"
    if found.without_reason:
        said += f"; of {counted(found.without_reason, 'claim')} nobody can tell whose they are"
    return f"{said}."


def _difference(claims: int | Fraction) -> str:
    if not claims:
        return "as many as"
    number = Fraction(claims) if claims > 0 else -Fraction(claims)
    many = f"{int(number):,}" if number.denominator == 1 else f"{float(number):,.1f}"
    return f"{many} {'more' if claims > 0 else 'fewer'} than"
