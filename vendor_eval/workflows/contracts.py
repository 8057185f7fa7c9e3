"""Contracts: shown, started from the template, amended, corrected; every revision is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.contracts import read_contract, standard_contract
from vendor_eval.files.contracts.text import contract_toml, service_level_toml
from vendor_eval.files.names import spoken_of
from vendor_eval.files.typed import name_faults, note_faults
from vendor_eval.naming import name_key
from vendor_eval.quantities import Usd
from vendor_eval.store import contracts as stored
from vendor_eval.store.contracts import Draft, Revision
from vendor_eval.workflows.deps import Deps

__all__ = ["Amendment", "Draft", "NewContract", "Revision"]

_TITLE = "Service agreement"


@dataclass(frozen=True, slots=True)
class NewContract:
    """What the template leaves open.

    Attributes:
        ends: the last day of the term.
        monthly_fee: None while it is not known; needed before a credit falls due.
    """

    vendor: str
    starts: dt.date
    ends: dt.date
    monthly_fee: Usd | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A service level that takes over from its date on.

    Attributes:
        limits: metric, target, warning, minimum, allocation and clause as a person writes them;
            empty where there is none.
        note: why it was agreed.
    """

    limits: Mapping[str, str]
    effective: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Stored:
    """The newest revision, and whether a file made it so or was stored before."""

    revision: Revision
    is_new: bool


def current(deps: Deps, person: Person, vendor: str) -> Revision:
    """The newest revision of the vendor's contract.

    Raises:
        NotAllowed: the person may not see service levels.
        NotFound: there is none.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.of_vendor(session, vendor)


def history(deps: Deps, person: Person, vendor: str) -> tuple[Revision, ...]:
    """Every revision of the vendor's contract, oldest first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.history(session, vendor)


def from_template(new: NewContract) -> str:
    """The standard contract's text with what the template leaves open filled in.

    Raises:
        BadInput: the vendor has no name, or the term ends before it starts.
    """
    standard = read_contract(standard_contract(), "standard contract")
    faults = []
    if not new.vendor.strip():
        faults.append(Fault("Vendor", "has no name", "write it as its reports do"))
    if new.ends < new.starts:
        faults.append(Fault("Ends", "lies before the start", "write the last day of the term"))
    if faults:
        raise BadInput(faults)
    terms = replace(
        standard,
        vendor=new.vendor.strip(),
        starts=new.starts,
        ends=new.ends,
        monthly_fee=new.monthly_fee,
    )
    return contract_toml(terms)


def save(deps: Deps, person: Person, draft: Draft) -> Revision:
    """Keep a contract's text as its newest revision.

    Raises:
        NotAllowed: the person may not edit contracts.
        BadInput: the text has faults; all of them are listed.
        Conflict: somebody has saved another revision since the one that was shown.
    """
    require(person, Permission.EDIT_CONTRACTS)
    require_vendor(person, draft.vendor)
    contract = read_contract(draft.text, f"contract of {draft.vendor}")
    if name_key(contract.vendor) != name_key(draft.vendor):
        what = "names another vendor than the one it is kept for"
        raise BadInput([Fault("vendor", what, f'write vendor = "{draft.vendor}"')])
    faults = [*name_faults("Vendor", draft.vendor), *note_faults("Note", draft.note)]
    if faults:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        return stored.save(session, draft, person.name)


def save_file(deps: Deps, person: Person, content: bytes, name: str) -> Stored:
    """Keep a contract file for the vendor that it names; the same text again stores nothing.

    Raises:
        NotAllowed: the person may not edit contracts.
        BadInput: the file has faults; all of them are listed.
        Conflict: somebody has saved another revision meanwhile.
    """
    require(person, Permission.EDIT_CONTRACTS)
    vendor = read_contract(content, name).vendor
    require_vendor(person, vendor)
    text = content.decode("utf-8-sig")
    with deps.store.reading() as session:
        revisions = stored.history(session, vendor)
    if not revisions:
        draft = Draft(vendor, _TITLE, text, f"Read from {spoken_of(name)}", version=0)
    elif revisions[-1].text == text:
        return Stored(revisions[-1], is_new=False)
    else:
        draft = draft_of(revisions[-1], text, f"Read from {spoken_of(name)}")
    return Stored(save(deps, person, draft), is_new=True)


def amend(deps: Deps, person: Person, shown: Revision, amendment: Amendment) -> Revision:
    """Add a service level from its date on; what was agreed before stays as it was.

    Args:
        shown: the revision that the person amends.

    Raises:
        NotAllowed: the person may not edit contracts.
        BadInput: the amendment has faults; all of them are listed.
        Conflict: somebody has saved another revision since.
    """
    require(person, Permission.EDIT_CONTRACTS)
    added = service_level_toml(amendment.limits, amendment.effective)
    text = f"{shown.text.rstrip()}\n\n{added}"
    return save(deps, person, draft_of(shown, text, amendment.note))


def draft_of(shown: Revision, text: str, note: str) -> Draft:
    """A further revision of the one that was shown."""
    return Draft(shown.vendor, shown.title, text, note, shown.version)


def save_first(deps: Deps, person: Person, new: NewContract) -> Revision:
    """Keep the standard contract with a vendor that has none yet.

    Raises:
        NotAllowed: the person may not edit contracts.
        BadInput: what the template leaves open has faults; all of them are listed.
        Conflict: somebody has entered a contract with this vendor since.
    """
    require(person, Permission.EDIT_CONTRACTS)
    text = from_template(new)
    draft = Draft(new.vendor.strip(), _TITLE, text, "Started from the template", version=0)
    return save(deps, person, draft)
