"""Rules of the house that can be read off the files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parents[2]
LONGEST_FUNCTION = 50
# A migration is a list of statements, as long as what it changes.
MIGRATIONS = "vendor_eval/store/migrations/versions/"
LONGEST_MODULE = 300
# A longer module, and why it is one subject all the same.
LONG_MODULES = {
    "vendor_eval/pages/menu.py": "one table, in the order in which people read it",
}
# Words that are not about billing vendors, whatever they are joined to.
EMPTY_NAME = re.compile(r"(base|common|core|domain|misc|(helper|manager|service|util)s?)")
EMPTY_CLASS_NAME = re.compile(r".*(Manager|Service|Handler|Helper|Utils?)|Base[A-Z].*")


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Path from the top and syntax tree of every module that is not a test."""
    found = [TOP / "app.py"]
    for folder in ("vendor_eval", "scripts", "benchmarks"):
        found += sorted((TOP / folder).rglob("*.py"))
    for path in found:
        yield path.relative_to(TOP).as_posix(), ast.parse(path.read_text("utf-8"))


def nodes(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the kinds, with ``path:line`` before it."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, kinds):
                yield f"{path}:{node.lineno}", node  # type: ignore[attr-defined]  # nodes that are defined have a line


def test_no_function_is_longer_than_fifty_lines() -> None:
    too_long = [
        f"{place} {node.name}"
        for place, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION and not place.startswith(MIGRATIONS)
    ]

    assert too_long == []


def test_no_module_is_longer_than_three_hundred_lines_without_a_reason() -> None:
    too_long = {
        path
        for path, _ in modules()
        if len((TOP / path).read_text("utf-8").splitlines()) > LONGEST_MODULE
    }

    assert too_long == LONG_MODULES.keys()


def test_every_name_of_a_module_says_what_it_is_about() -> None:
    empty = [
        path
        for path, _ in modules()
        if any(map(EMPTY_NAME.fullmatch, Path(path).with_suffix("").parts))
    ]

    assert empty == []


def test_every_name_of_a_class_says_what_it_is() -> None:
    empty = [
        f"{place} {node.name}"
        for place, node in nodes(ast.ClassDef)
        if EMPTY_CLASS_NAME.fullmatch(node.name)
    ]

    assert empty == []


def test_only_pages_and_the_entry_know_streamlit() -> None:
    knowing = [
        place
        for place, node in nodes(ast.Import, ast.ImportFrom)
        if "streamlit" in imported_packages(node)
    ]

    assert [one for one in knowing if not one.startswith(("vendor_eval/pages/", "app.py:"))] == []


def imported_packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The top packages that the statement imports from."""
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return {alias.name.split(".")[0] for alias in node.names}


def test_no_handler_catches_everything() -> None:
    catching = [
        place
        for place, node in nodes(ast.ExceptHandler)
        if node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
    ]

    assert catching == []
