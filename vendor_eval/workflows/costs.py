"""What offers cost, as a report: a scenario that is kept, or one in a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.files.scenarios import read_scenario, scenario_toml
from vendor_eval.naming import name_key
from vendor_eval.pricing.volumes import AtVolume, at_volumes
from vendor_eval.reports.cost_report import cost_report
from vendor_eval.reports.cost_result import CostResult
from vendor_eval.reports.report import About, Report
from vendor_eval.sla.contract import Contract
from vendor_eval.store import contracts
from vendor_eval.store.scenarios import Looked
from vendor_eval.workflows import practices, scenarios
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.contract_terms import terms_of
from vendor_eval.workflows.deps import Deps

__all__ = ["CostResult"]


@dataclass(frozen=True, slots=True)
class Question:
    """Whose costs are asked for.

    Attributes:
        name: of the scenario.
        text: TOML.
        looked: what was found out about its cautions.
        synthetic: whether the scenario itself is made up.
    """

    name: str
    text: str
    looked: tuple[Looked, ...] = ()
    synthetic: bool = False


def question_of_file(person: Person, file: NamedFile) -> Question:
    """The scenario in a file, under its title or else the file's name.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the file has faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    scenario = read_scenario(file.content, file.name)
    return Question(scenario.title or file.name, scenario_toml(scenario))


def question_of_name(deps: Deps, person: Person, name: str) -> Question:
    """The scenario that is kept under this name, in any spelling.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        NotFound: there is none.
    """
    kept = scenarios.of_name(deps, person, name)
    return Question(kept.name, kept.text, scenarios.looked_into(deps, person, kept.id))


def costs(deps: Deps, person: Person, asked: Question) -> CostResult:
    """What the scenario's options cost, with the contracts of their vendors.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text has faults, or a stored contract can no longer be read.
    """
    require(person, Permission.COMPARE_OFFERS)
    found = scenarios.outlook(person, asked.text, asked.looked)
    with deps.store.reading() as session:
        agreed = _contracts(session, [one.name for one in found.options])
    return CostResult(asked.name, found, _volumes(asked.text), agreed)


def report_on(deps: Deps, person: Person, asked: Question) -> Report:
    """The cost report on the scenario, as of today.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text has faults, or a stored contract can no longer be read.
    """
    result = costs(deps, person, asked)
    practice = practices.current(deps)
    synthetic = practice.synthetic or asked.synthetic
    return cost_report(result, About(practice.name, deps.today(), person.name, synthetic))


def _contracts(session: Session, options: Iterable[str]) -> dict[str, Contract]:
    """By option the contract with its vendor: the one whose name the option's begins with."""
    kept = {name_key(one.vendor): one for one in contracts.listed(session)}
    found = {}
    for option in options:
        key = name_key(option)
        vendor = max((one for one in kept if _begins(key, one)), key=len, default=None)
        if vendor is not None:
            found[option] = terms_of(kept[vendor])
    return found


def _begins(option: str, vendor: str) -> bool:
    return option.startswith(vendor) and not option[len(vendor) :][:1].isalnum()


@lru_cache(maxsize=64)
def _volumes(text: str) -> tuple[AtVolume, ...]:
    return at_volumes(read_scenario(text, "scenario"))
