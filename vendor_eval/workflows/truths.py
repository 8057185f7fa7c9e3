"""One metric, three truths: what is reported, recomputed and audited, joined and held together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, names_seen, require, require_vendor
from vendor_eval.claims.variants import VARIANTS
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.typed import note_faults
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import name_key
from vendor_eval.quantities import EXAMPLES, Month, Quantity, Unit
from vendor_eval.store import audited, claim_values, measures, reported_definitions
from vendor_eval.store.audited import Audited, Finding
from vendor_eval.store.received import read_from, received, received_at
from vendor_eval.store.reported_definitions import Chosen
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.joined_truths import Joined, Truths, by_metric, in_months, reported

__all__ = ["Audited", "Chosen", "Finding", "Truths"]


def of_vendor(
    deps: Deps, person: Person, vendor: str, months: tuple[Month, Month]
) -> tuple[Truths, ...]:
    """Every metric and month of a vendor of which anything is known, by month and metric.

    Args:
        months: the first and the last, both included.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        came = received(session, [vendor], months)
        joined = Joined(
            vendor=vendor,
            reported=reported(measures.load(session, [vendor], months)),
            received={of[1:]: at for of, at in received_at(came).items()},
            files={of[1:]: files for of, files in read_from(came).items()},
            values=by_metric(claim_values.history(session, [vendor], months)),
            audits=in_months(audited.newest(session, vendor), months),
            chosen={
                one.chosen.metric: one.chosen
                for one in reported_definitions.newest(session, vendor)
            },
        )
    return joined.truths()


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at.

    Attributes:
        vendors: those whose figures, claims or contract are kept, by name.
        months: those with a reported or recomputed value, the newest first.
    """

    vendors: tuple[str, ...]
    months: tuple[Month, ...]


def seen(deps: Deps, person: Person) -> Seen:
    """The vendors and months of which anything is known.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        months = {*measures.months(session), *claim_values.months(session)}
        vendors = names_seen(person, measures.vendors(session))
        return Seen(vendors, tuple(sorted(months, reverse=True)))


def discrepancies(truths: Sequence[Truths]) -> tuple[Truths, ...]:
    """Those of ``truths`` that are findings."""
    return tuple(one for one in truths if one.found.discrepancy is not None)


def typed_value(metric: str, text: str) -> float | None:
    """The value that somebody typed in the metric's unit, ``94 %`` or ``36 h``; None for nothing.

    Raises:
        BadInput: it is not such a value.
    """
    if not text.strip():
        return None
    unit = CATALOGUE[metric].unit
    try:
        return float(Quantity.parse(text, _BARE.get(unit)).within(unit).value)
    except ValueError as error:
        raise BadInput([Fault("Value", str(error), f"write it as {EXAMPLES[unit]}")]) from None


def enter(deps: Deps, person: Person, value: Audited) -> None:
    """Keep what an audit found, as a further revision.

    Raises:
        NotAllowed: the person may not enter audited values.
        BadInput: the value cannot be kept; all faults are listed.
        Conflict: somebody has entered another one since.
    """
    require(person, Permission.AUDIT_VALUES)
    require_vendor(person, value.vendor)
    faults = [*_value_faults(value), *note_faults("How", value.how)]
    faults += note_faults("Evidence", value.evidence)
    if not value.how.strip():
        faults.append(Fault("How", "is missing", "say how the value was found"))
    with deps.store.writing(person.name) as session:
        faults += _vendor_faults(session, value.vendor)
        if faults:
            raise BadInput(faults)
        audited.save(session, value, person.name)


def choose(deps: Deps, person: Person, chosen: Chosen) -> None:
    """Keep by which definition a vendor says it reports a metric, as a further revision.

    Raises:
        NotAllowed: the person may not enter audited values.
        BadInput: the choice cannot be kept; all faults are listed.
        Conflict: somebody has chosen another one since.
    """
    require(person, Permission.AUDIT_VALUES)
    require_vendor(person, chosen.vendor)
    faults = list(note_faults("Note", chosen.note))
    if chosen.metric not in CATALOGUE:
        faults.append(Fault("Metric", "is not known", "choose one of the catalogue"))
    if chosen.tolerance is not None and not 0 <= chosen.tolerance < _MOST:
        faults.append(Fault("Tolerance", "is below zero or too large", "write a small number"))
    with deps.store.writing(person.name) as session:
        faults += _vendor_faults(session, chosen.vendor)
        if faults:
            raise BadInput(faults)
        reported_definitions.save(session, chosen, person.name)


def audit_history(deps: Deps, person: Person, vendor: str) -> tuple[Finding, ...]:
    """Every revision of every audited value of a vendor, the newest of each last.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return audited.history(session, vendor)


def definitions(metric: str) -> tuple[str, ...]:
    """The definitions by which a vendor may work out a metric, the metric itself first.

    Those in the same unit that the field gives in its place: of the catalogue, then others.
    """
    known = CATALOGUE[metric]
    named = [one.metric for one in known.variants if one.metric is not None]
    alike = [one for one in named if CATALOGUE[one].unit is known.unit]
    own = [
        one.id
        for one in VARIANTS.values()
        if one.metric.id == metric and one.stands_in and one.unit is known.unit
    ]
    return (metric, *alike, *own)


_MOST = 1e12
# A bare number could be 94 % or 94 times as much; only of what is counted it is plain.
_BARE = {Unit.COUNT: Unit.COUNT, Unit.USD: Unit.USD}


def _vendor_faults(session: Session, vendor: str) -> list[Fault]:
    if name_key(vendor) in map(name_key, measures.vendors(session)):
        return []
    return [Fault("Vendor", "is not known", "choose one whose figures or contract are kept")]


def _value_faults(value: Audited) -> list[Fault]:
    faults = []
    if value.metric not in CATALOGUE:
        faults.append(Fault("Metric", "is not known", "choose one of the catalogue"))
    if value.value is not None and not abs(value.value) < _MOST:
        faults.append(Fault("Value", "is too large", "write the value in the metric's unit"))
    return faults
