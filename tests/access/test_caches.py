"""What pages keep between runs never depends on who looks, unless the key of what is kept does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st

import vendor_eval
from vendor_eval.access.roles import Person, Role
from vendor_eval.pages import computed

PACKAGE = Path(vendor_eval.__file__).parent
SOURCES = [*PACKAGE.rglob("*.py"), PACKAGE.parent / "app.py"]
# What tells who looks, by the last word of the call or the name.
ASKING = {"person", "user", "session_state", "context", "admission", "refusal", "local_person"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A function whose results are kept."""

    name: str
    decorator: ast.expr
    function: ast.FunctionDef

    @property
    def of_one_tab(self) -> bool:
        """Whether its results are kept for one tab alone."""
        found = self.decorator.keywords if isinstance(self.decorator, ast.Call) else []
        return any(one.arg == "scope" and ast.unparse(one.value) == "'session'" for one in found)

    @property
    def arguments(self) -> list[ast.arg]:
        """All it takes."""
        taken = self.function.args
        return [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]

    @property
    def asks(self) -> set[str]:
        """What it looks up of who looks, besides its arguments."""
        own = {one.arg for one in self.arguments}
        nodes = [node for line in self.function.body for node in ast.walk(line)]
        named = {node.id for node in nodes if isinstance(node, ast.Name)}
        named |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        return (named - own) & ASKING


def kept() -> Iterator[Kept]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for decorator in getattr(node, "decorator_list", ()):
                if "cache_" in ast.unparse(decorator) and isinstance(node, ast.FunctionDef):
                    yield Kept(f"{path.stem}.{node.name}", decorator, node)


KEPT = {one.name: one for one in kept()}


def test_there_are_results_that_are_kept() -> None:
    assert {"computed._review", "computed._ticking", "imports._preview"} <= KEPT.keys()


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_for_everybody_does_not_ask_who_looks(name: str) -> None:
    assert KEPT[name].of_one_tab or not KEPT[name].asks


@pytest.mark.parametrize("name", KEPT)
def test_no_person_is_left_out_of_the_key(name: str) -> None:
    left_out = [one for one in KEPT[name].arguments if one.arg.startswith("_")]

    assert KEPT[name].of_one_tab or not left_out


def test_two_people_are_handed_the_same_only_if_they_may_see_the_same_vendors() -> None:
    @st.cache_resource(hash_funcs=computed._BY_VENDORS)
    def made(acting: Person) -> list[str]:
        return [acting.name]

    both = frozenset({"acme", "beta"})
    ada = made(Person("Ada", Role.AUDITOR, both))

    assert made(Person("Bob", Role.FINANCE, frozenset(["beta", "acme"]))) is ada
    assert made(Person("Ada", Role.AUDITOR, frozenset({"acme"}))) is not ada
    assert made(Person("Ada", Role.AUDITOR, frozenset())) is not ada
    assert made(Person("Ada", Role.AUDITOR)) is not ada


def test_what_names_the_person_is_made_for_each_of_them() -> None:
    @st.cache_resource
    def made(acting: Person) -> list[str]:
        return [acting.name]

    assert made(Person("Ada", Role.AUDITOR)) is not made(Person("Bob", Role.AUDITOR))


@pytest.mark.parametrize("name", ["computed._report", "computed._termination_pack"])
def test_reports_are_kept_by_the_whole_person(name: str) -> None:
    assert "_BY_VENDORS" not in ast.unparse(KEPT[name].decorator)
    assert Person not in computed._AS_JUDGED
