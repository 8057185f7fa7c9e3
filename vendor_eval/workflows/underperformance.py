"""The signs of underperformance that a vendor's reported months show."""

from __future__ import annotations

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.measurement import rolled_up
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Month
from vendor_eval.signals.rules import RuleFinding, apply_rules, reported_of
from vendor_eval.workflows.reviews import Review


def of_vendor(
    person: Person, standing: Review, place: tuple[str, Month]
) -> tuple[RuleFinding, ...]:
    """What each rule finds in what a vendor reported through a month, for the whole practice.

    Args:
        place: the vendor, as its measures name it, and the month; later months are left out.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    vendor, last = place
    require_vendor(person, vendor)
    frame = standing.measurements
    rows = rolled_up(frame[frame["vendor"] == vendor], CATALOGUE)
    return apply_rules(reported_of(rows, vendor, last))
