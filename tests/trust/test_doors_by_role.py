"""Roles on every door: pages over a real server, files that are offered, and the command line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

import vendor_eval
from tests.access.test_roles import WORKFLOWS
from tests.trust.signing_in import ADMINISTRATOR, Practice, Tab, claims, signed, tab
from vendor_eval.access.roles import GRANTED, UNDIVIDED, Person, Role
from vendor_eval.pages.menu import PAGES, Entry
from vendor_eval.store import people as stored
from vendor_eval.workflows import people
from vendor_eval.workflows.deps import Deps

PACKAGE = Path(vendor_eval.__file__).parent
ADA = Person(ADMINISTRATOR, Role.ADMINISTRATOR)
# What each page that offers a file makes it with; what stands on the page anyhow has none.
EXPORTS = {
    "pages/audit_log.py": "audit.exported",
    "pages/own_questions.py": "",
    "pages/parts/evaluation/about.py": "evidence.content",
    "pages/parts/dates.py": "",
    "pages/parts/downloads.py": "reports.rendered",
    "pages/parts/claims/handing_in.py": "",
    "pages/parts/evaluation/questionnaires.py": "questionnaires.export",
    "pages/parts/taking_along.py": "backups.archive_of",
    "pages/scenario.py": "",
}


@pytest.fixture(scope="module")
def tabs(gate: Practice) -> Iterator[dict[str, Tab]]:
    """A tab of somebody in each role, and of somebody in a role who may see one vendor."""
    with ExitStack() as opened, gate.store() as store:
        found = {}
        for role in Role:
            for limits in (None, frozenset({"acme"})):
                if role is Role.ADMINISTRATOR and limits:
                    continue
                name = f"{role.value}{'-limited' if limits else ''}"
                mail = f"door-{name}@example.org"
                with store.reading() as session:
                    before = stored.said_of(session, mail)
                said = replace(before, role=role.value, vendors=limits)
                people.save(Deps(store, lambda: pytest.fail("not asked")), ADA, said)
                cookies = signed(gate.address, claims(mail))
                found[name] = opened.enter_context(tab(gate.address, cookies))
        yield found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "overview")
def test_a_page_is_shown_to_the_roles_that_may_see_it_and_to_nobody_else(
    tabs: dict[str, Tab], page: Entry, role: Role
) -> None:
    said = tabs[role.value].run(page.path)

    refused = f"The role {role.value} may not {page.permission.value}" in said
    assert refused == (page.permission not in GRANTED[role])
    assert "Something went wrong" not in said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "overview")
def test_a_page_about_every_vendor_is_refused_to_whoever_may_see_one(
    tabs: dict[str, Tab], page: Entry
) -> None:
    said = tabs["leadership-limited"].run(page.path)

    if page.permission not in GRANTED[Role.LEADERSHIP]:
        assert f"may not {page.permission.value}" in said
    else:
        assert ("concerns every vendor" in said) == (page.permission in UNDIVIDED)
        assert ("Only your vendors are shown" in said) == (page.permission not in UNDIVIDED)


def test_every_file_that_is_offered_is_made_by_a_workflow_that_asks_for_the_role() -> None:
    offering = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "download_button"
    }

    assert offering == EXPORTS.keys()
    assert {one for one in EXPORTS.values() if one} <= WORKFLOWS.keys()


@pytest.mark.parametrize("module", [name for name, made in EXPORTS.items() if made])
def test_a_file_that_is_made_later_asks_again_who_asks_for_it(module: str) -> None:
    text = (PACKAGE / module).read_text("utf-8")

    assert "session.still(acting)" in text


def test_nobody_is_bound_to_what_a_page_does_later() -> None:
    """Nothing that runs after the page was drawn goes by who acted when it was."""
    bound = []
    for path in (PACKAGE / "pages").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                names = acting_in(function)
                later = [one for one in ast.walk(function) if isinstance(one, LATER)]
                used = {name.id for one in later if one is not function for name in names_of(one)}
                bound += [f"{path.stem}.{function.name}"] if used & names else []

    assert bound == []


LATER = (ast.FunctionDef, ast.Lambda)


def names_of(node: ast.AST) -> list[ast.Name]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Name)]


def acting_in(function: ast.FunctionDef) -> set[str]:
    """The names under which a function holds who acts."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            targets, values = node.targets[0], node.value
            pairs = (
                zip(targets.elts, values.elts, strict=True)
                if isinstance(targets, ast.Tuple) and isinstance(values, ast.Tuple)
                else [(targets, values)]
            )
            found |= {
                target.id
                for target, value in pairs
                if ast.unparse(value) == "session.person()" and isinstance(target, ast.Name)
            }
    return found


def test_commands_act_as_whoever_sits_at_the_machine_and_as_nobody_else() -> None:
    """Whoever can run a command reads the database's own file; a role would keep nothing back."""
    made = {
        path.name
        for path in (PACKAGE / "cli").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Person")
    }

    assert made == set()
