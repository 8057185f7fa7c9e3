"""Denials of a vendor month by month, what recurs, and what somebody does about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, names_seen, require, require_vendor
from vendor_eval.claims.analysis import DENIALS, REMITS
from vendor_eval.claims.denial_analysis import DenialMonth, denial_month
from vendor_eval.claims.denial_patterns import WINDOW, Pattern, recurring
from vendor_eval.claims.denial_tallies import Denials
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.files.typed import name_faults, note_faults
from vendor_eval.quantities import Month
from vendor_eval.store import claim_sums
from vendor_eval.store import denial_actions as stored
from vendor_eval.store.denial_actions import Draft, Revision
from vendor_eval.workflows import claims
from vendor_eval.workflows.claims import Asked
from vendor_eval.workflows.deps import Deps

__all__ = ["Asked", "Draft", "Revision"]


@dataclass(frozen=True, slots=True)
class VendorMonth:
    """A vendor's denials in a month.

    Attributes:
        recurring: over the months up to and with this one.
        map: which version of the map told what codes mean.
    """

    vendor: str
    found: DenialMonth
    recurring: tuple[Pattern, ...]
    map: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """The denials in files of claims, by vendor and month, and what came of the files."""

    months: tuple[VendorMonth, ...]
    recomputed: Recomputed


def analysed(person: Person, asked: Asked) -> Analysed:
    """The denials in files of claims; nothing is kept.

    Raises:
        NotAllowed: the person may not read what vendors send.
        NotFound: a path does not exist.
    """
    require(person, Permission.IMPORT_MEASURES)
    wanted = replace(asked, metrics=(), analyses=(REMITS.id, DENIALS.id))
    done = claims.recomputed(person, wanted)
    months = []
    for vendor in sorted({one.place.vendor for one in done.remits}):
        own = Denials.of(vendor, done.remits, done.denials, shipped())
        months += [_vendor_month(own, vendor, month) for month in own.months]
    return Analysed(tuple(months), done)


def vendors(deps: Deps, person: Person) -> tuple[str, ...]:
    """The vendors whose remittances were recomputed, by name.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return names_seen(person, claim_sums.vendors(session))


def months(deps: Deps, person: Person, vendor: str) -> tuple[Month, ...]:
    """The months of which the vendor's remittances were recomputed, newest first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        found = {one.place.month for one in claim_sums.remits(session, [vendor])}
    return tuple(sorted(found, reverse=True))


def of_month(deps: Deps, person: Person, vendor: str, month: Month) -> VendorMonth:
    """A vendor's denials in a month, and what recurs up to it.

    Args:
        vendor: as `vendors` names it.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    looked_at = month.plus(1 - WINDOW), month
    with deps.store.reading() as session:
        remits, denials = claim_sums.remitted(session, [vendor], looked_at)
    return _vendor_month(Denials.of(vendor, remits, denials, shipped()), vendor, month)


def actions(deps: Deps, person: Person, vendor: str) -> tuple[Revision, ...]:
    """What is done about the vendor's denials: the newest revision for each payer and reason.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.of_vendor(session, vendor)


def history(deps: Deps, person: Person, about: Draft) -> tuple[Revision, ...]:
    """Every revision about the vendor, payer and reason of ``about``, oldest first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, about.vendor)
    with deps.store.reading() as session:
        return stored.history(session, about.vendor, about.payer, about.carc)


def save(deps: Deps, person: Person, draft: Draft) -> Revision:
    """Keep a cause and its correction as their newest revision; what is kept adds none.

    Raises:
        NotAllowed: the person may not record what is done about denials.
        BadInput: a text is missing or may not be kept, a day is wrong, or the payer denied
            nothing of this vendor for the reason; all faults are listed.
        Conflict: somebody has saved another revision since.
    """
    require(person, Permission.CORRECT_DENIALS)
    require_vendor(person, draft.vendor)
    tidy = replace(
        draft,
        cause=draft.cause.strip(),
        correction=draft.correction.strip(),
        owner=draft.owner.strip(),
        effect=draft.effect.strip(),
    )
    with deps.store.writing(person.name) as session:
        denied = {(one.place.payer, one.carc) for one in claim_sums.denials(session, [tidy.vendor])}
        faults = [*_unknown(tidy, denied), *_text_faults(tidy), *_day_faults(deps, tidy)]
        if faults:
            raise BadInput(faults)
        kept = stored.history(session, tidy.vendor, tidy.payer, tidy.carc)
        if kept and replace(kept[-1].draft, vendor=tidy.vendor, version=tidy.version) == tidy:
            return kept[-1]
        return stored.save(session, tidy, person.name)


def _vendor_month(denials: Denials, vendor: str, month: Month) -> VendorMonth:
    read_by = f"{denials.map.id} {denials.map.version}"
    return VendorMonth(vendor, denial_month(denials, month), recurring(denials, month), read_by)


def _unknown(draft: Draft, denied: set[tuple[str, str]]) -> Iterator[Fault]:
    if (draft.payer, draft.carc) not in denied:
        what = "this payer denied no claim of the vendor for it"
        yield Fault("Reason", what, "choose one of those that were denied")


def _text_faults(draft: Draft) -> Iterator[Fault]:
    for where, text in (("Cause", draft.cause), ("Action", draft.correction)):
        if not text:
            yield Fault(where, "is empty", "write it down for whoever asks later")
        yield from note_faults(where, text)
    yield from name_faults("Owner", draft.owner)
    yield from note_faults("Effect", draft.effect)


def _day_faults(deps: Deps, draft: Draft) -> Iterator[Fault]:
    if draft.done is not None and draft.done > deps.today():
        yield Fault("Done", "is still to come", "leave it empty until then")
