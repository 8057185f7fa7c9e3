"""What is not known about a scenario: how far its costs may spread, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.scenarios import read_scenario
from vendor_eval.pricing.draws import CERTAIN, PATHS, SEED, Uncertainty
from vendor_eval.pricing.draws import flaws as uncertainty_flaws
from vendor_eval.pricing.fan import Fan
from vendor_eval.pricing.fan import fans as fans_of
from vendor_eval.pricing.regret import RegretTable
from vendor_eval.pricing.scenario import options_of
from vendor_eval.pricing.sensitivity import difference_between, ranges_of
from vendor_eval.pricing.simulation import Case, Progress
from vendor_eval.pricing.stress import outcomes
from vendor_eval.pricing.study import Study, regret_shocks
from vendor_eval.pricing.study import study as study_of
from vendor_eval.pricing.tornado import Bar
from vendor_eval.pricing.tornado import tornado as bars_of

MANY_PATHS = 100_000
# How far an option's net collection rate falls when volume doubles, by the option's name.
Strains = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a scenario is simulated; every default is an assumption.

    Attributes:
        strains: fractions of one; an option that is not named is not strained by growth.
        seed: the same one gives the same paths.
    """

    uncertainty: Uncertainty = field(default_factory=Uncertainty)
    strains: Strains = ()
    paths: int = PATHS
    seed: int = SEED


def study(person: Person, text: str, settings: Settings, progress: Progress | None = None) -> Study:
    """How the options stand over all paths; simulated once for each text and settings.

    Args:
        text: TOML.
        progress: told how many paths are done; what it raises ends the simulation.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text or the settings have faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return _study(_Asked(text, settings, progress))


def fans(person: Person, text: str, settings: Settings, names: tuple[str, ...]) -> tuple[Fan, ...]:
    """How the months of some options spread over the first of the paths.

    Args:
        names: of these options; they meet the months that all options of the scenario meet.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text or the settings have faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return _fans(text, settings, names)


def regret(person: Person, text: str, strains: Strains, *, all_in: bool) -> RegretTable:
    """What each option costs, and is regretted by, if something named came true.

    Args:
        all_in: in all-in cost where any option has one; else in fees, of all options.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text or the strains have faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return _regret(text, strains, all_in)


def tornado(person: Person, text: str, strains: Strains, pair: tuple[str, str]) -> tuple[Bar, ...]:
    """What each input does to the difference between two options, the widest bar first.

    Args:
        pair: names of two options; without an all-in cost of both there are no bars.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the text or the strains have faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return _tornado(text, strains, pair)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a simulation depends on, and whom to tell about it, on which nothing depends."""

    text: str
    settings: Settings
    progress: Progress | None = field(default=None, compare=False)


@lru_cache(maxsize=32)
def _study(asked: _Asked) -> Study:
    settings = asked.settings
    case = _simulated(asked.text, settings)
    return study_of(case, case.plan(settings.paths, settings.seed), asked.progress)


@lru_cache(maxsize=32)
def _fans(text: str, settings: Settings, names: tuple[str, ...]) -> tuple[Fan, ...]:
    case = _simulated(text, settings)
    return fans_of(case, case.plan(settings.paths, settings.seed), names)


@lru_cache(maxsize=32)
def _regret(text: str, strains: Strains, all_in: bool) -> RegretTable:  # noqa: FBT001 - a key
    case = _case(text, strains)
    if not all_in:
        case = replace(case, practice=None)
    return outcomes(case, regret_shocks(case)).regret()


@lru_cache(maxsize=32)
def _tornado(text: str, strains: Strains, pair: tuple[str, str]) -> tuple[Bar, ...]:
    case = _case(text, strains)
    known = {one.name for one in case.options if one.performance is not None}
    if case.practice is None or not known.issuperset(pair):
        return ()
    return bars_of(tuple(ranges_of(case, *pair)), difference_between(case, *pair))


def _simulated(text: str, settings: Settings) -> Case:
    """The case of a scenario with what is uncertain about it."""
    if faults := [*_flaws(settings)]:
        raise BadInput(faults)
    return _case(text, settings.strains, settings.uncertainty)


def _case(text: str, strains: Strains, uncertainty: Uncertainty = CERTAIN) -> Case:
    """The options of a scenario with what growth does to each."""
    if faults := [*_strain_flaws(strains)]:
        raise BadInput(faults)
    scenario, strained = read_scenario(text, "scenario"), dict(strains)
    options = (
        replace(option, strain=strained.get(option.name, Decimal(0)))
        for option in options_of(scenario)
    )
    return Case(tuple(options), scenario.practice, uncertainty)


def _flaws(settings: Settings) -> Iterator[Fault]:
    yield from uncertainty_flaws(settings.uncertainty)
    if not 1 <= settings.paths <= MANY_PATHS:
        yield Fault("paths", f"are not from 1 to {MANY_PATHS:,}", f"simulate {PATHS:,}")
    if settings.seed < 0:
        yield Fault("seed", "is below 0", "choose any whole number from 0 on")


def _strain_flaws(strains: Strains) -> Iterator[Fault]:
    for option, strain in strains:
        if not 0 <= strain <= 1:
            yield Fault(f"strain of {option}", "is not from 0 to 100 points", "write 0.05 for 5")
