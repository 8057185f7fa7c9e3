"""Denials as tables: by reason, place and side, what recurs, and what nobody can name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from vendor_eval.claims.denial_analysis import DenialMonth, Part
from vendor_eval.claims.denial_patterns import Pattern
from vendor_eval.claims.denial_tallies import By
from vendor_eval.metrics import CATALOGUE
from vendor_eval.metrics.definition import Rung
from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.reports.denial_words import SIDES, claims_before, claims_usual, reason_name
from vendor_eval.reports.report import Align, Cell, Column, Measured, Table
from vendor_eval.reports.wording import sentence

_NONE_DENIED = "Nothing was denied in this month."
_CLAIMS = Column("Claims", 9, Align.END)
_SHARE = Column("Share", 10, Align.END)
_DOLLARS = Column("Adjusted", 14, Align.END)
_BEFORE = Column("Month before", 10, Align.END)
_USUAL = Column("Average of 3", 10, Align.END)
_PLACES = {By.PAYER: "Payer", By.SPECIALTY: "Specialty", By.SITE: "Site"}


def categories_table(found: DenialMonth) -> Table:
    """Each category of reasons, and who can keep such denials from happening."""
    parts = found.parts[By.CATEGORY]
    return Table(
        title="By category",
        columns=(
            Column("Category", 28),
            _CLAIMS,
            Column("Share of claims", 10, Align.END),
            Column("All up to here", 10, Align.END),
            _DOLLARS,
            Column("Share of dollars", 10, Align.END),
            _BEFORE,
            _USUAL,
            Column("Who can prevent it", 20),
        ),
        rows=tuple(
            (
                one.kind.label,
                one.now.claims,
                _share(one.of_claims),
                _share(up_to),
                Usd(one.now.cents),
                _share(one.of_cents),
                claims_before(one.before),
                claims_usual(one.usual),
                SIDES[one.kind.answers],
            )
            for one, up_to in zip(parts, _together(parts), strict=True)
        ),
        empty=_NONE_DENIED,
        note="A claim stands under the reason with the most money; shares are of all denials.",
    )


def _together(parts: Sequence[Part]) -> Iterator[Fraction | None]:
    """Of each part the share of all claims that it and those above it make up."""
    total = sum(one.now.claims for one in parts)
    for claims in accumulate(one.now.claims for one in parts):
        yield Fraction(claims, total) if total else None


def pairs_table(found: DenialMonth) -> Table:
    """Each reason at each payer."""
    return Table(
        title="By payer and reason",
        columns=(
            Column("Payer", 20),
            _CLAIMS,
            Column("Reason", 44),
            _SHARE,
            _DOLLARS,
            _BEFORE,
        ),
        rows=tuple(
            (
                one.payer.label,
                one.now.claims,
                reason_name(one.reason),
                _share(one.of_claims),
                Usd(one.now.cents),
                claims_before(one.before),
            )
            for one in found.pairs
        ),
        empty=_NONE_DENIED,
    )


def place_table(found: DenialMonth, by: By) -> Table:
    """Each payer, specialty or site with its own denial rate.

    Args:
        by: one of these three.
    """
    name = _PLACES[by]
    return Table(
        title=f"By {name.lower()}",
        columns=(
            Column(name, 28),
            Column("Remittances", 11, Align.END),
            Column("Denied", 9, Align.END),
            Column("Denial rate", 11, Align.END),
            _SHARE,
            _DOLLARS,
            _BEFORE,
            _USUAL,
        ),
        rows=tuple(_place(one) for one in found.parts[by]),
        empty="No remittance of this month is known.",
    )


def sides_table(found: DenialMonth) -> Table:
    """The denials of each side, and the rate that they alone would make."""
    remitted = found.remitted
    return Table(
        title="Who can prevent them",
        columns=(
            Column("Side", 26),
            Column("Denied claims", 12, Align.END),
            _SHARE,
            _DOLLARS,
            Column("Denial rate", 12, Align.END),
        ),
        rows=tuple(
            (
                SIDES[one.answers],
                one.now.claims,
                _share(one.of_claims),
                Usd(one.now.cents),
                _share(one.rate),
            )
            for one in found.sides
        ),
        total=(
            "All",
            remitted.denied,
            _share(Fraction(1) if remitted.denied else None),
            Usd(found.denied.cents),
            _share(found.rate),
        )
        if found.sides
        else None,
        empty=_NONE_DENIED,
        note="Rates are over all first remittances of the month, so that they add up. The split "
        "follows the categories of the map; the contract may say otherwise.",
    )


def ladder_table(found: DenialMonth) -> Table:
    """Every documented level of the denial rate, what it is for, and where the month stands."""
    return Table(
        title="What levels the documents name",
        columns=(
            Column("Level", 9),
            Column("This month", 10),
            Column("What it is for", 56),
            Column("Source", 42),
        ),
        rows=tuple(_rung(one, found.rate) for one in CATALOGUE["denial_rate"].ladder),
        note="Only the contract's own minimum makes a breach.",
    )


def unmapped_table(found: DenialMonth) -> Table:
    """The codes that the map does not know."""
    return Table(
        title="Codes that the map does not know",
        columns=(
            Column("Group", 8),
            Column("Code", 8),
            Column("Denied for it", 14, Align.END),
            Column("Claims with it", 14, Align.END),
            _DOLLARS,
        ),
        rows=tuple(
            (one.group_code, one.carc, one.claims, one.mentions, Usd(one.cents))
            for one in found.unmapped
        ),
        empty="The map knows every code of this month.",
        note="Denied for it: claims of which it is the reason with the most money. Claims with it: "
        "denied or not. Nobody can tell whose they are before the payer says what its code means.",
    )


def patterns_table(
    patterns: Sequence[Pattern], through: Month, told: Sequence[str], empty: str
) -> Table:
    """What recurs, the most frequent first.

    Args:
        told: (n,) what is done about each pattern, in a word.
        empty: the sentence that stands for no pattern.
    """
    return Table(
        title="",
        columns=(
            Column("Payer", 18),
            _CLAIMS,
            Column("Reason", 38),
            Column("Category", 22),
            Column("Months", 9),
            _SHARE,
            _DOLLARS,
            Column(f"{through.first_day:%b %Y}", 10, Align.END),
            Column("Action", 14),
        ),
        rows=tuple(
            (
                one.payer.label,
                one.total.claims,
                reason_name(one.reason),
                one.category.label,
                f"{one.occurred} of {len(one.months)}",
                _share(one.of_claims),
                Usd(one.total.cents),
                one.latest.claims,
                said,
            )
            for one, said in zip(patterns, told, strict=True)
        ),
        empty=empty,
    )


def _place(part: Part) -> tuple[Cell, ...]:
    return (
        part.kind.label,
        part.remits,
        part.now.claims,
        _share(part.rate),
        _share(part.of_claims),
        Usd(part.now.cents),
        claims_before(part.before),
        claims_usual(part.usual),
    )


def _rung(rung: Rung, rate: Fraction | None) -> tuple[Cell, ...]:
    # In words without a tone: a level that is context is neither kept nor missed.
    stands = None if rate is None else "within" if rung.limit.keeps(rate) else "beyond"
    return rung.limit.text, stands, sentence(rung.purpose), str(rung.citation)


def _share(share: Fraction | None) -> Measured | None:
    return None if share is None else Measured(float(share), Unit.RATIO)
