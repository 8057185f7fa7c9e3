"""Offers of vendors: kept with every revision, and which of them is agreed in a month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vendor_eval.access.roles import Permission, Person, names_seen, require, require_vendor, sees
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.scenarios import offer_toml, read_offer
from vendor_eval.files.typed import name_faults, note_faults
from vendor_eval.naming import name_key
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.structures import out_of_range
from vendor_eval.pricing.wording import describe
from vendor_eval.privacy import looks_personal
from vendor_eval.quantities import Month, first_whole_month
from vendor_eval.store import measures
from vendor_eval.store import offers as stored
from vendor_eval.store.offers import Draft, Revision, Status
from vendor_eval.workflows.deps import Deps

__all__ = ["Draft", "Revision", "Status"]


def vendors(deps: Deps, person: Person) -> tuple[str, ...]:
    """Every vendor that is known, by name.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    with deps.store.reading() as session:
        return names_seen(person, measures.vendors(session))


def listed(deps: Deps, person: Person) -> tuple[Revision, ...]:
    """The newest revision of every offer, by vendor and name.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    with deps.store.reading() as session:
        found = stored.listed(session)
    return tuple(one for one in found if sees(person, one.draft.vendor))


def history(deps: Deps, person: Person, vendor: str, name: str) -> tuple[Revision, ...]:
    """Every revision of an offer, oldest first; none where there is no such offer.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.history(session, vendor, name)


def agreed(deps: Deps, person: Person, vendor: str, month: Month) -> Revision | None:
    """The agreed offer under which the vendor bills ``month``, or None.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return in_force(stored.listed(session), vendor, month)


def save(deps: Deps, person: Person, draft: Draft) -> Revision:
    """Keep an offer as its newest revision; what is kept already adds none.

    Raises:
        NotAllowed: the person may not edit offers.
        BadInput: a name, a day, the note or the text is wrong; all faults are listed.
        Conflict: the vendor has an offer of that name, or somebody has saved another revision
            since.
    """
    require(person, Permission.EDIT_PRICING)
    require_vendor(person, draft.vendor)
    tidy = replace(
        draft,
        vendor=draft.vendor.strip(),
        name=draft.name.strip(),
        text=draft.text.replace("\r\n", "\n"),
        note=draft.note.strip(),
    )
    faults = list(_faults(tidy))
    if faults:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        kept = stored.history(session, tidy.vendor, tidy.name)
        if kept and replace(kept[-1].draft, vendor=tidy.vendor, version=tidy.version) == tidy:
            return kept[-1]
        return stored.save(session, tidy, person.name)


def in_force(offers: Iterable[Revision], vendor: str, month: Month) -> Revision | None:
    """Of ``offers`` the agreed one under which the vendor bills ``month``, or None.

    One that starts inside a month is in force from the next one. Of several the one that starts
    last is.
    """
    found = [
        one
        for one in offers
        if name_key(one.draft.vendor) == name_key(vendor)
        and one.draft.status is Status.AGREED
        and first_whole_month(one.draft.starts) <= month
        and (one.draft.ends is None or month <= Month.of(one.draft.ends))
    ]
    return max(found, key=lambda one: one.draft.starts, default=None)


def offer_of(revision: Revision) -> Offer:
    """What a kept offer says, counting its years from its own start unless it says otherwise.

    Raises:
        BadInput: its text can no longer be read.
    """
    draft = revision.draft
    offer = read_offer(draft.text, f"offer {draft.name} of {draft.vendor}")
    return replace(offer, starts=offer.starts or first_whole_month(draft.starts))


def text_of(offer: Offer) -> str:
    """The text under which an offer is kept."""
    return offer_toml(offer)


def fees_of(revision: Revision) -> tuple[str, ...]:
    """A sentence on each fee of an offer.

    Raises:
        BadInput: its text can no longer be read.
    """
    return tuple(map(describe, offer_of(revision).fees))


def unusual_in(revision: Revision) -> tuple[str, ...]:
    """A sentence on each price that lies outside what documents give as usual.

    Raises:
        BadInput: its text can no longer be read.
    """
    return tuple(map(str, out_of_range(offer_of(revision))))


def _faults(draft: Draft) -> Iterator[Fault]:
    yield from name_faults("Vendor", draft.vendor)
    yield from name_faults("Name", draft.name)
    yield from note_faults("Note", draft.note)
    if draft.ends is not None and draft.ends < draft.starts:
        yield Fault("Ends", "lies before the start", "write the last day, or leave it open")
    if looks_personal(draft.text):
        yield Fault("Text", "has something in it that looks like patient data", "take it out")
        return
    try:
        named = read_offer(draft.text, "offer").name
    except BadInput as error:
        yield from error.faults
        return
    if draft.name and name_key(named) != name_key(draft.name):
        yield Fault("Name", "is another one than in the text", "write the same name in both")
