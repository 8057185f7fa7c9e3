"""What an operator can set or run is written down, and what is written down can be followed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from vendor_eval.bootstrap import Settings
from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.schema import TABLES
from vendor_eval.cli import app
from vendor_eval.pages.menu import PAGES as PAGES_OF_APP

TOP = Path(__file__).parents[2]
PAGES = [
    TOP / "README.md",
    TOP / "SECURITY.md",
    *sorted((TOP / "docs").rglob("*.md")),
    *TOP.glob("examples/*.md"),
]


def commands(command: Any, path: str) -> Iterator[str]:
    """What one types for ``command`` and everything below it, options left out."""
    below = getattr(command, "commands", None)
    if below is None:
        yield path
        return
    for name, one in below.items():
        yield from commands(one, f"{path} {name}")


def test_every_setting_is_described_to_operators() -> None:
    described = (TOP / "docs" / "operations.md").read_text("utf-8")
    settings = {f"VENDOR_EVAL_{name.upper()}" for name in Settings.model_fields}

    assert {one for one in settings if f"| `{one}` |" not in described} == set()


def test_every_command_is_shown_somewhere() -> None:
    shown = "\n".join(page.read_text("utf-8") for page in PAGES)

    assert [one for one in commands(get_command(app), "vendor-eval") if one not in shown] == []


def test_every_page_of_the_app_is_described() -> None:
    described = (TOP / "docs" / "pages.md").read_text("utf-8")

    assert [
        one.title for one in PAGES_OF_APP if f"| {one.title} | {one.help} |" not in described
    ] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(TOP)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_the_index_of_the_documentation_leads_to_every_page_and_decision() -> None:
    docs = TOP / "docs"
    led_to = set(re.findall(r"\]\(([^)#:]+)\)", (docs / "README.md").read_text("utf-8")))

    pages = [*docs.glob("*.md"), *docs.glob("decisions/*.md")]
    assert {str(page.relative_to(docs)) for page in pages} - {"README.md"} - led_to == set()


def test_every_command_of_make_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (TOP / "Makefile").read_text("utf-8")))
    named = {
        name
        for page in PAGES
        for name in re.findall(r"(?m)(?:`|^    )make ([a-z]+)", page.read_text("utf-8"))
    }

    assert named - targets == set()


def test_every_column_and_metric_of_a_claim_extract_is_described() -> None:
    described = (TOP / "docs" / "claims.md").read_text("utf-8")

    parts = described.split("\n| Column | Kind |")[1:]
    shown = [re.findall(r"(?m)^\| `([a-z_]+)` \|", part.split("\n\n")[0]) for part in parts]
    assert shown == [list(columns) for columns in TABLES.values()]
    for one in DEFINITIONS.values():
        (row,) = [line for line in described.splitlines() if line.startswith(f"| [`{one.id}`]")]
        assert set(re.findall(r" `([a-z_]+)`", row)) == {*one.needs, *one.uses} - {"vendor"}
