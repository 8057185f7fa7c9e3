"""Scenarios of prices: kept with every revision, priced, and copied to try something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.files.scenarios import read_scenario, scenario_toml, worked_example
from vendor_eval.files.typed import name_faults, note_faults
from vendor_eval.naming import name_key
from vendor_eval.pricing.cautions import Confirmation
from vendor_eval.pricing.measured import MeasuredUsage, measured_usage
from vendor_eval.pricing.outlook import Outlook
from vendor_eval.pricing.outlook import outlook as outlook_on
from vendor_eval.pricing.scenario import Scenario
from vendor_eval.privacy import looks_personal
from vendor_eval.quantities import Month
from vendor_eval.store import measures
from vendor_eval.store import scenarios as stored
from vendor_eval.store.scenarios import Draft, Looked, Revision
from vendor_eval.workflows.deps import Deps

__all__ = ["Draft", "Looked", "MeasuredUsage", "Outlook", "Revision", "worked_example"]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a person found out about a caution.

    Attributes:
        option: name of the option that it is about.
        caution: id of the caution.
        note: what came of asking.
    """

    option: str
    caution: str
    note: str


def listed(deps: Deps, person: Person) -> tuple[Revision, ...]:
    """The newest revision of every scenario, by name.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.COMPARE_OFFERS)
    with deps.store.reading() as session:
        return stored.listed(session)


def of_id(deps: Deps, person: Person, scenario: int) -> Revision:
    """The newest revision of a scenario.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        NotFound: there is none.
    """
    require(person, Permission.COMPARE_OFFERS)
    with deps.store.reading() as session:
        return stored.of_id(session, scenario)


def of_name(deps: Deps, person: Person, name: str) -> Revision:
    """The newest revision of the scenario with this name, in any spelling.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        NotFound: there is none.
    """
    found = [one for one in listed(deps, person) if name_key(one.name) == name_key(name)]
    if not found:
        raise NotFound(f"There is no scenario {name}; the Compare offers page lists those stored.")
    return found[0]


def history(deps: Deps, person: Person, scenario: int) -> tuple[Revision, ...]:
    """Every revision of a scenario, oldest first.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        NotFound: there is none.
    """
    require(person, Permission.COMPARE_OFFERS)
    with deps.store.reading() as session:
        return stored.history(session, scenario)


def save(deps: Deps, person: Person, draft: Draft) -> Revision:
    """Keep the scenario as its newest revision; the text that is kept already adds none.

    Raises:
        NotAllowed: the person may not edit scenarios.
        BadInput: its name, its note or its text is wrong; all faults are listed.
        Conflict: another scenario has the name, or somebody has saved another revision since.
    """
    require(person, Permission.EDIT_PRICING)
    require(person, Permission.COMPARE_OFFERS)
    text = draft.text.replace("\r\n", "\n")
    faults = [*name_faults("Name", draft.name), *note_faults("Note", draft.note)]
    faults += _text_faults(text)
    if faults:
        raise BadInput(faults)
    tidy = replace(draft, name=draft.name.strip(), text=text, note=draft.note.strip())
    with deps.store.writing(person.name) as session:
        kept = _same(stored.listed(session), tidy)
        return kept or stored.save(session, tidy, person.name)


def duplicate(deps: Deps, person: Person, shown: Revision, name: str) -> Revision:
    """Keep a copy of ``shown`` as a scenario of its own.

    Raises:
        NotAllowed: the person may not edit scenarios.
        BadInput: the name may not be kept.
        Conflict: another scenario has the name.
    """
    require(person, Permission.EDIT_PRICING)
    require(person, Permission.COMPARE_OFFERS)
    note = f"Copy of {shown.name}, version {shown.version}"
    return save(deps, person, Draft(name, shown.text, note, version=0))


def looked_into(deps: Deps, person: Person, scenario: int) -> tuple[Looked, ...]:
    """What was found out about the scenario's cautions, oldest first.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.COMPARE_OFFERS)
    with deps.store.reading() as session:
        return stored.looked_into(session, scenario)


def look_into(deps: Deps, person: Person, scenario: int, found: Inquiry) -> None:
    """Keep what a person found out about a caution.

    Raises:
        NotAllowed: the person may not edit scenarios.
        BadInput: the note is empty or may not be kept.
        NotFound: there is no such scenario.
    """
    require(person, Permission.EDIT_PRICING)
    require(person, Permission.COMPARE_OFFERS)
    faults = [
        *name_faults("Option", found.option),
        *name_faults("Caution", found.caution),
        *note_faults("Note", found.note),
    ]
    if not found.note.strip():
        faults.append(Fault("Note", "is empty", "say what came of asking"))
    if faults:
        raise BadInput(faults)
    now = dt.datetime.now(dt.UTC)
    looked = Looked(found.option, found.caution, found.note.strip(), now, person.name)
    with deps.store.writing(person.name) as session:
        stored.look_into(session, scenario, looked)


def outlook(person: Person, scenario: str | Scenario, looked: Iterable[Looked] = ()) -> Outlook:
    """Everything that there is to know of the scenario's options.

    Of a text it is worked out once, however often it is asked for.

    Args:
        scenario: TOML, or a scenario that is being changed.
        looked: what was found out about its cautions.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text has faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    if isinstance(scenario, str):
        return _outlook(scenario, tuple(looked))
    return outlook_on(scenario, map(_confirmation, looked))


def parsed(text: str) -> Scenario:
    """The scenario that a text says.

    Raises:
        BadInput: it has faults; all are listed.
    """
    return read_scenario(text, "scenario")


def text_of(scenario: Scenario) -> str:
    """The text that `parsed` reads as ``scenario``."""
    return scenario_toml(scenario)


def usage_from_measures(
    deps: Deps, person: Person, vendor: str, months: tuple[Month, Month]
) -> MeasuredUsage:
    """What the vendor reported having done, as fees are counted on it.

    Args:
        months: the first and the last, both included.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        frame = measures.load(session, [vendor], months)
    return measured_usage(frame, *months)


@lru_cache(maxsize=64)
def _outlook(text: str, looked: tuple[Looked, ...]) -> Outlook:
    return outlook_on(parsed(text), map(_confirmation, looked))


def _confirmation(looked: Looked) -> Confirmation:
    day = looked.recorded_at.date()
    return Confirmation(looked.option, looked.caution, looked.recorded_by, day, looked.note)


def _same(kept: Iterable[Revision], draft: Draft) -> Revision | None:
    """The newest revision, where the draft was made from it and changes nothing."""
    shown = (name_key(draft.name), draft.version, draft.text)
    found = (one for one in kept if (name_key(one.name), one.version, one.text) == shown)
    return next(found, None)


def _text_faults(text: str) -> Iterator[Fault]:
    if looks_personal(text):
        yield Fault("Text", "has something in it that looks like patient data", "take it out")
        return
    try:
        parsed(text)
    except BadInput as error:
        yield from error.faults
