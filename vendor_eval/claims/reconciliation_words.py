"""What the three truths of a metric come to, as one sentence."""

from __future__ import annotations

from fractions import Fraction

from vendor_eval.claims.reconciliation import Discrepancy, Gap, Reconciled, Stated
from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import MINUS, Unit, shown

UNVERIFIED = "vendor-reported only, not independently verified"
UNKNOWN = "not known"
_OURS = {Truth.RECOMPUTED: "the claims give", Truth.AUDITED: "an audit found"}
_IN_POINTS = {Unit.RATIO: (100, "points")}
_DECIMALS = {Unit.RATIO: 2, Unit.USD: 2, Unit.COUNT: 0}
_WORDS = {Unit.HOURS: "h", Unit.DAYS: "days", Unit.BUSINESS_DAYS: "business days"}


def sentence(found: Reconciled) -> str:
    """What is known of the reported value, and what to do next where it is a finding."""
    known, name = found.known, CATALOGUE[found.known.metric].name
    if known.reported is None:
        return f"{name} was not reported for {known.month.shown}."
    if found.discrepancy is not None:
        return _discrepancy(found, found.discrepancy)
    if not found.verified:
        return f"{name} for {known.month.shown}: {UNVERIFIED}."
    against = Truth.RECOMPUTED if known.recomputed is not None else Truth.AUDITED
    return (
        f"{name} for {known.month.shown} agrees with what {_OURS[against]}, within the tolerance."
    )


def difference_shown(difference: Fraction | None, unit: Unit) -> str:
    """A difference as people read it, with its sign: ``+6.2 points``; ``not known`` for None."""
    if difference is None:
        return UNKNOWN
    scale, word = _IN_POINTS.get(unit, (1, _WORDS.get(unit, "")))
    decimals = _DECIMALS.get(unit, 1)
    amount = f"{float(abs(difference) * scale):,.{decimals}f}"
    side = "+" if difference > 0 else MINUS
    sign = side if amount.strip("0.,") else ""
    return f"{sign}{'$' if unit is Unit.USD else ''}{amount} {word}".rstrip()


def _discrepancy(found: Reconciled, finding: Discrepancy) -> str:
    known = found.known
    metric = CATALOGUE[known.metric]
    ours = known.recomputed if finding.against is Truth.RECOMPUTED else known.audited
    assert known.reported is not None, "a difference has two sides"
    assert ours is not None, "a difference has two sides"
    side = "in its own favour" if finding.flatters else "against itself"
    if metric.unit in (Unit.COUNT, Unit.USD):
        side = "more" if finding.difference > 0 else "less"
    head = (
        f"{known.vendor} reported {_value(known.reported, metric.unit)} as "
        f"{_lower(metric.name)} for {known.month.shown}; {_OURS[finding.against]} "
        f"{_value(ours, metric.unit)}: {_plain(finding.difference, metric.unit)} {side}, "
        f"beyond the tolerance of {_plain(finding.tolerance, metric.unit)}."
    )
    if finding.against is Truth.AUDITED or found.gap is None:
        return f"{head} Ask the vendor how it arrives at its value."
    return f"{head} {_parts(found.gap, metric.unit)}"


def _parts(gap: Gap, unit: Unit) -> str:
    """Where the gap comes from, and what to ask for."""
    named = {
        "definition": gap.definition,
        "timing": gap.timing,
        "missing claims": gap.missing_claims,
    }
    explained = [f"{difference_shown(part, unit)} {name}" for name, part in named.items() if part]
    unknown = [name for name, part in named.items() if part is None]
    rest = f"{difference_shown(gap.unexplained, unit)} unexplained"
    said = f"Of it {', '.join([*explained, rest])}."
    if unknown:
        said += f" Not known: {', '.join(unknown)}."
    return f"{said} Ask for the list of claims behind the figure."


def _value(stated: Stated, unit: Unit) -> str:
    return shown(float(stated.value), unit)


def _plain(difference: Fraction, unit: Unit) -> str:
    """A difference without its sign."""
    return difference_shown(abs(difference), unit).lstrip("+")


def _lower(name: str) -> str:
    """The name inside a sentence; what begins with two capitals is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
