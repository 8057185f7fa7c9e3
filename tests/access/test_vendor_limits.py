"""A person who may see some vendors meets no other vendor, in any workflow, found by looking.

The world is the demonstration with one vendor more, the one that the table of workflows is about.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import event
from sqlmodel import Session

import vendor_eval
from tests.access.test_roles import (
    ADMINISTRATOR,
    CONTRACT,
    MONTH,
    TODAY,
    UPLOAD,
    WORKFLOWS,
    World,
)
from vendor_eval.access.roles import GRANTED, UNDIVIDED, Permission, Person, Role, may, require
from vendor_eval.errors import NotAllowed
from vendor_eval.naming import name_key
from vendor_eval.store import Store
from vendor_eval.workflows import (
    breach_reports,
    contracts,
    demonstration,
    imports,
    reviews,
    termination,
    vendors,
)
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.decisions import NewDecision, decide
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import NewRound, Round, State

OURS = "Northwind RCM"
OTHER = "Cedar Ridge RCM"
NUMBERS = count()
PACKAGE = Path(vendor_eval.__file__).parent
EVERY_VENDOR = "this concerns every vendor, and you may see only some"


def limited_to(vendor: str, role: Role = Role.ADMINISTRATOR) -> Person:
    return Person("L. Diaz", role, frozenset({name_key(vendor)}))


@dataclass(frozen=True, slots=True)
class Looked(World):
    """The world as one person is shown it; its rounds judge two vendors."""

    numbers: Iterator[int] = field(default_factory=lambda: NUMBERS)
    by: Person = ADMINISTRATOR
    kept: dict[Person, reviews.Review] = field(default_factory=dict)

    @property
    def review(self) -> reviews.Review:
        if self.by not in self.kept:
            self.kept[self.by] = reviews.review(self.deps, self.by)
        return self.kept[self.by]

    @property
    def ticking(self) -> termination.Ticking:
        return termination.ticking(self.deps, self.by, self.review)

    def new_round(self) -> NewRound:
        name = f"Round {next(self.numbers)} of two"
        return NewRound(name, (OURS, OTHER), ("scalability",))

    def decided(self) -> Round:
        chosen = NewDecision(OURS, "Best staffed", {OTHER: "Fewer coders"})
        return decide(self.deps, ADMINISTRATOR, self.round(State.CONSENSUS), chosen)


# Shared, because every call takes what it writes from the state it finds.
@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("looked")


@pytest.fixture(scope="module")
def deps(folder: Path) -> Iterator[Deps]:
    store = Store.open("sqlite://")
    deps = Deps(store, lambda: TODAY)
    demonstration.fill(deps, ADMINISTRATOR, "America/Chicago")
    contracts.save(deps, ADMINISTRATOR, Draft(OURS, "", CONTRACT, "", version=0))
    imports.store(deps, ADMINISTRATOR, UPLOAD)
    Looked(deps, folder).decided()
    yield deps
    store.close()


@pytest.fixture(scope="module")
def names(deps: Deps) -> tuple[str, ...]:
    return vendors.listed(deps, ADMINISTRATOR)


def text_in(value: Any, seen: set[int] | None = None) -> Iterator[str]:
    """Every text in a result: of values in values, of the cells of frames, of files."""
    seen = set() if seen is None else seen
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
    elif id(value) not in seen:
        seen.add(id(value))
        for one in parts_of(value):
            yield from text_in(one, seen)


def parts_of(value: Any) -> Iterator[Any]:
    if isinstance(value, pd.DataFrame):
        yield value.to_csv()
    elif is_dataclass(value):
        yield from (getattr(value, one.name) for one in fields(value))
    elif isinstance(value, Mapping):
        yield from (*value.keys(), *value.values())
    elif isinstance(value, tuple | list | set | frozenset):
        yield from value


def named_in(value: Any, names: tuple[str, ...]) -> set[str]:
    text = "\n".join(text_in(value)).casefold()
    return {name for name in names if name.casefold() in text}


@dataclass
class Commits:
    by: list[str] = field(default_factory=list)


@pytest.fixture
def commits() -> Iterator[Commits]:
    """Who has changed the database meanwhile."""
    found = Commits()

    def _note(session: Session) -> None:
        if "by" in session.info:
            found.by.append(session.info["by"])

    event.listen(Session, "after_commit", _note)
    yield found
    event.remove(Session, "after_commit", _note)


# They write down a report that others have made for the person, and make none.
HANDED_ON = {"reports.rendered"}
# Nothing that is stored is looked at: what comes out is what the person has put in.
OWN_FILES = {"checks.check", "scoring.score"}
# What a person types before it is saved, that they took a file, and where they are signed in, is
# about themselves alone.
ABOUT_THEMSELVES = {"unsaved.keep", "unsaved.drop", "audit.taken", "own_sessions.end"}
# The row of the table names a vendor that is nobody's.
OF_NOBODY = {"contracts.save_first"}


def asked(world: Looked, name: str) -> tuple[object, str]:
    """What came of a workflow, and the words it was refused with; empty where it was not."""
    try:
        return WORKFLOWS[name][1](world, world.by), ""
    except NotAllowed as error:
        return None, str(error)


@pytest.mark.parametrize("name", [one for one in WORKFLOWS if one not in HANDED_ON])
def test_nothing_of_other_vendors_is_seen_and_only_what_concerns_all_is_refused(
    deps: Deps, folder: Path, names: tuple[str, ...], name: str
) -> None:
    others = tuple(one for one in names if one != OURS)

    result, refused = asked(Looked(deps, folder, by=limited_to(OURS)), name)

    assert not named_in((result, refused), others)
    assert not refused or EVERY_VENDOR in refused or name in OF_NOBODY


@pytest.mark.parametrize("name", [one for one in WORKFLOWS if one not in HANDED_ON | OWN_FILES])
def test_a_vendor_of_others_is_neither_seen_nor_changed_by_name(
    deps: Deps, folder: Path, names: tuple[str, ...], commits: Commits, name: str
) -> None:
    person = limited_to(OTHER)
    others = tuple(one for one in names if one != OTHER)
    world = Looked(deps, folder, by=person)

    result, refused = asked(world, name)

    assert not named_in((result, refused), others)
    # The table is about the vendor of others: whatever of it is changed was not refused.
    assert person.name not in commits.by or name in ABOUT_THEMSELVES


def test_the_names_of_other_vendors_would_be_found(deps: Deps, names: tuple[str, ...]) -> None:
    everything = reviews.review(deps, ADMINISTRATOR)

    assert named_in(everything, names) == set(everything.vendors) & set(names)
    assert len(everything.vendors) >= 9


def test_a_report_says_that_it_counts_only_some_vendors(deps: Deps) -> None:
    person = limited_to(OTHER)
    report = breach_reports.report_on(deps, person, reviews.review(deps, person), MONTH)

    said = "Only the vendors that L. Diaz may see are counted: Cedar Ridge RCM."
    assert said in "\n".join(text_in(report))


def test_a_vendor_that_nobody_knows_is_refused_in_the_same_words(deps: Deps) -> None:
    person = limited_to(OTHER)
    said = []
    for vendor in (OURS, "Nobody Billing"):
        with pytest.raises(NotAllowed) as refused:
            contracts.current(deps, person, vendor)
        said.append(str(refused.value))

    assert said[0] == said[1]


def test_a_vendor_is_one_of_the_own_in_any_spelling(deps: Deps) -> None:
    person = limited_to(OTHER)

    assert contracts.current(deps, person, "CEDAR  ridge rcm").vendor == OTHER


@pytest.mark.parametrize("permission", Permission)
def test_a_limit_to_vendors_takes_away_what_concerns_all_and_nothing_else(
    permission: Permission,
) -> None:
    assert may(limited_to(OURS), permission) == (permission not in UNDIVIDED)


def test_each_refusal_is_one_line_of_the_log_with_who_and_what_and_no_vendor(
    deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    person = Person("Ada\nrefused: forged", Role.FINANCE, frozenset({name_key(OTHER)}))
    for refused in (
        lambda: contracts.current(deps, person, OURS),
        lambda: require(person, Permission.MANAGE_PEOPLE),
        lambda: require(person, Permission.COMPARE_OFFERS),
    ):
        with pytest.raises(NotAllowed):
            refused()

    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("WARNING", f"refused: Adarefused: forged (finance) may not {what}")
        for what in (
            "see a vendor that is not among theirs",
            "say who may do what",
            "compare what offers cost of every vendor",
        )
    ]


# Nobody acts there whom a line of the log could name; the sign-in says so itself.
NOBODY_ACTS = {"pages/session.py"}


def test_nothing_is_refused_without_the_log() -> None:
    raising = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "raise NotAllowed" in path.read_text("utf-8")
    }

    assert raising - NOBODY_ACTS == {"access/roles.py"}


def test_every_undivided_permission_is_somebodys() -> None:
    assert all(any(one in GRANTED[role] for role in Role) for one in UNDIVIDED)
