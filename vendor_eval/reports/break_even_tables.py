"""Where options cost the same, in tables and sentences: crossings, rules of thumb, stress, map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from vendor_eval.pricing.comparison import REACH
from vendor_eval.pricing.steady_cost import Crossing, Lead
from vendor_eval.pricing.stress import Outcomes
from vendor_eval.pricing.territory import Place, Territory
from vendor_eval.pricing.thumb import Payback, Thumb
from vendor_eval.quantities import NOTHING_DUE, Unit, Usd, shown
from vendor_eval.reports.report import Align, Column, Table

_SAME = "the same"
# Every so many fields of the map one stands in its table.
_STEP = 5


def shown_claims(claims: Fraction) -> str:
    """To the nearest claim: ``2,100``, and ``1,681`` for 1,681.29."""
    return f"{math.floor(claims + Fraction(1, 2)):,}"


def crossings_table(crossings: Sequence[Crossing], title: str) -> Table:
    """One line a place, by claims."""
    return Table(
        title=title,
        columns=(
            Column("Claims a month", 14, Align.END),
            Column("Between", 46),
            Column("Cheaper with fewer", 22),
            Column("Cheaper with more", 22),
            Column("Cost there, a month", 16, Align.END),
        ),
        rows=tuple(
            (
                shown_claims(one.claims),
                f"{one.one} and {one.two}",
                one.below or _SAME,
                one.above or _SAME,
                _to_the_cent(one.cents),
            )
            for one in crossings
        ),
        empty="No two of them ever cost the same; one is always the cheaper of each pair.",
    )


def lead_sentence(lead: Lead, place: Place, *, all_in: bool) -> str:
    """Who is the cheapest where the scenario stands, and how far."""
    told = (
        f"With {place.claims:,.0f} claims a month {lead.option} is the cheapest "
        f"{'all in' if all_in else 'by fees'}"
    )
    if not lead.low and lead.high is None:
        return f"{told}, and stays so up to {place.claims * REACH:,.0f}, {REACH} times as many."
    # Of the claims that can be counted, the first and the last of which it is true.
    ends = [f"from {math.ceil(lead.low):,} claims on"] if lead.low else []
    ends += [f"up to {math.floor(lead.high):,}"] if lead.high is not None else []
    return f"{told}, {' and '.join(ends)}."


def crossing_sentence(crossing: Crossing) -> str:
    """One place in words."""
    names, claims = f"{crossing.one} and {crossing.two}", shown_claims(crossing.claims)
    if crossing.claims.denominator > 1:
        claims = f"about {claims}"
    if crossing.below == crossing.above:
        return f"At {claims} claims a month {names} cost the same, and nowhere near it."
    below, above = crossing.below or "neither", crossing.above or "neither"
    order = f"below it {below} is the cheaper of the two, above it {above}."
    if crossing.jump:
        return f"At {claims} claims a month a jump turns {names} round: {order}"
    return f"At {claims} claims a month {names} cost the same: {order}"


def rules_table(rules: Sequence[Thumb]) -> Table:
    """One line a rule of thumb, with its working."""
    return Table(
        title="Rules of thumb",
        columns=(
            Column("Between", 40),
            Column("Cost the same at", 16, Align.END),
            Column("Of what", 22),
            Column("Worked out as", 30),
        ),
        rows=tuple((f"{one.one} and {one.two}", _at(one), one.of, one.working) for one in rules),
        empty="Rules of thumb need options of one price each: a month, a claim, or a percentage.",
        note="One price of each option and nothing else: without minimums, tiers or second fees.",
    )


def payback_sentence(found: Payback) -> str:
    """What the dearer fee has to collect more to be worth it."""
    points, promised = (float(share) * 100 for share in (found.points, found.promised))
    return (
        f"The fees of {found.dearer} are {found.gap.shown} above those of {found.cheapest}: as "
        f"much as {points:.2f} points of net collection rate. It promises {promised:.2f} points "
        "more."
    )


def stress_table(stress: Outcomes, *, all_in: bool) -> Table:
    """A line a step of volume: what each option costs over all months, and who is the cheapest."""
    known = _known(stress, all_in=all_in)
    return Table(
        title="More or less volume",
        columns=(
            Column("Volume", 9, Align.END),
            *(Column(name, 16, Align.END) for name in known),
            Column("Cheapest", 22),
        ),
        rows=tuple(
            (shock.name, *(row[at] for row in known.values()), _cheapest(known, at))
            for at, shock in enumerate(stress.shocks if known else ())
        ),
        empty="No option has an all-in cost.",
        note="Sums over all months; all that follows the volume, in every month alike.",
    )


def stress_sentence(stress: Outcomes, *, all_in: bool) -> str:
    """Whether the cheapest option stays so from a fifth less volume to two fifths more."""
    known, shocks = _known(stress, all_in=all_in), stress.shocks
    if not known:
        return ""
    first = [_cheapest(known, at) for at in range(len(shocks))]
    if len(set(first)) == 1:
        return (
            f"From {shocks[0].name} to {shocks[-1].name} of volume {first[0]} stays the cheapest."
        )
    turns = [
        f"{now} from {shock.name} on"
        for shock, before, now in zip(shocks[1:], first, first[1:], strict=False)
        if now != before
    ]
    return f"{first[0]} is the cheapest at {shocks[0].name} of volume, {', '.join(turns)}."


def _known(stress: Outcomes, *, all_in: bool) -> dict[str, tuple[Usd, ...]]:
    """What each option costs under every shock; of those that have such a cost."""
    rows = stress.all_in if all_in else stress.fees
    named = zip(stress.options, rows, strict=True)
    return {name: row for name, row in named if row is not None}


def _cheapest(known: Mapping[str, Sequence[Usd]], at: int) -> str:
    return min(known, key=lambda name: known[name][at])


def map_table(found: Territory) -> Table:
    """Every fifth field of the map; high values first, as on the map."""
    across, down = found.claims[_STEP // 2 :: _STEP], found.values[_STEP // 2 :: _STEP]
    rows = found.cheapest[_STEP // 2 :: _STEP]
    return Table(
        title="",
        columns=(
            Column("For a claim", 12, Align.END),
            *(Column(f"{claims:,.0f} claims", 14) for claims in across),
        ),
        rows=tuple(
            (shown(float(value), Unit.USD), *row[_STEP // 2 :: _STEP])
            for value, row in sorted(zip(down, rows, strict=True), reverse=True, key=lambda x: x[0])
        ),
    )


def map_sentence(found: Territory) -> str:
    """Who is the cheapest where the scenario stands."""
    claims, value = found.here
    of, cost = ("allowed", "all in") if found.all_in else ("collected", "by fees")
    told = (
        "Each option collects of it what it achieves."
        if found.all_in
        else "As much is collected under every option."
    )
    return (
        f"With {claims:,.0f} claims a month and {shown(float(value), Unit.USD)} {of} for each, "
        f"{found.cheapest_here or 'nobody'} is the cheapest {cost}. {told}"
    )


def place_sentence(place: Place) -> str:
    """What a steady month is."""
    return (
        f"Reckoned on a steady month: the first of the scenario, with {place.claims:,.0f} claims, "
        "made larger and smaller with everything that comes with a claim. Fees are those in force "
        "in the last month; one-time fees, transition and exit are left out."
    )


def _at(rule: Thumb) -> str:
    if rule.unit is Unit.USD:
        return shown(float(rule.at), Unit.USD)
    return shown_claims(rule.at)


def _to_the_cent(cents: Fraction) -> Usd:
    return Usd(int(cents + Fraction(1, 2))) if cents >= 0 else NOTHING_DUE - Usd(int(-cents))
