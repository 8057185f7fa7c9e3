"""What the documents tell people to type is understood by the program that they type it into."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click import Command
from typer.main import get_command

from vendor_eval import settings
from vendor_eval.cli import app

TOP = Path(__file__).parents[2]
PAGES = [
    TOP / "README.md",
    TOP / "SECURITY.md",
    *sorted((TOP / "docs").rglob("*.md")),
    *sorted((TOP / "examples").glob("*.md")),
]
GUIDE = (TOP / "docs" / "operations.md").read_text("utf-8")
# Of the tests and not of the app.
NOT_OF_THE_APP = {"VENDOR_EVAL_EVERY_CANARY", "VENDOR_EVAL_EVERY_PAGE"}
COMMANDS = get_command(app)
SECRET = "0123456789abcdef" * 4


def typed() -> Iterator[tuple[str, str]]:
    """Every command of ours in a block, with the name of its page."""
    for page in PAGES:
        text = page.read_text("utf-8")
        fenced = "".join(re.findall(r"(?ms)^```\w*\n(.*?)^```", text))
        indented = "".join(re.findall(r"(?m)^ {4,}.*\n", text))
        for words in re.findall(r"(?m)^(?: *|.*/bin/|.* app )vendor-eval (.+)$", fenced + indented):
            yield page.name, words


def found(words: list[str]) -> tuple[Command, list[str]]:
    """The command that ``words`` begin with, and the words behind it."""
    one: Any = COMMANDS
    while words and words[0] in getattr(one, "commands", {}):
        one, words = one.commands[words[0]], words[1:]
    return one, words


@pytest.mark.parametrize(("page", "line"), list(typed()))
def test_every_command_that_stands_in_a_block_can_be_typed_as_it_stands(
    page: str, line: str
) -> None:
    words = shlex.split(line, comments=True)
    command, rest = found(words)

    assert not getattr(command, "commands", {}) or rest[0].startswith("-")
    command.make_context("vendor-eval", rest)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_stands_in_a_sentence_has_the_options_it_is_shown_with(
    page: Path,
) -> None:
    for line in re.findall(r"`vendor-eval ([^`]+)`", page.read_text("utf-8")):
        words = line.replace("[", "").replace("]", "").split()
        command, rest = found(words)
        known = {name for one in command.params for name in one.opts}
        assert {one for one in rest if one.startswith("--")} <= {*known, "--help"}, line


def test_every_setting_that_a_document_or_a_container_names_is_one() -> None:
    files = [*PAGES, TOP / "Dockerfile", TOP / "deploy" / "compose.yaml"]
    named = {
        name
        for file in files
        for name in re.findall(r"\bVENDOR_EVAL_[A-Z_]+\b", file.read_text("utf-8"))
    }
    known = {f"VENDOR_EVAL_{name}".upper() for name in settings.Settings.model_fields}
    files_of = {f"VENDOR_EVAL_{name}_file".upper() for name in settings.SECRETS}

    assert named - known - files_of - NOT_OF_THE_APP == set()


def blocks() -> Iterator[dict[str, str]]:
    """The settings of each block of the operations guide."""
    for block in re.findall(r"(?m)(?:^ {4}.*\n)+", GUIDE):
        given = re.findall(r"(?m)^ {4,}(?:export )?(VENDOR_EVAL_\w+)=(.*)$", block)
        if given:
            yield {name: shlex.split(value)[0] if "'" in value else value for name, value in given}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n")
    return file


def accepted(given: Mapping[str, str], secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the settings, with what stands for a secret drawn, and files of secrets there.

    Raises:
        BadInput: one of them is wrong.
    """
    for name in os.environ:
        if name.startswith("VENDOR_EVAL_"):
            monkeypatch.delenv(name)
    for name, value in given.items():
        is_file = name.removesuffix("_FILE") != name and name != "VENDOR_EVAL_AUDIT_KEY_FILE"
        monkeypatch.setenv(name, str(secret) if is_file else value.replace("...", SECRET))
    chosen = settings.current()
    settings.database_url(chosen)


@pytest.mark.parametrize("at", range(len(list(blocks()))))
def test_every_block_of_settings_is_accepted(
    at: int, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = list(blocks())
    whole = next(one for one in given if "VENDOR_EVAL_COOKIE_SECRET" in one)
    is_part_of_sign_in = any("OIDC" in name for name in given[at])

    accepted(whole | given[at] if is_part_of_sign_in else given[at], secret, monkeypatch)


def test_the_compose_file_gives_settings_that_are_accepted(
    secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed = yaml.safe_load((TOP / "deploy" / "compose.yaml").read_text("utf-8"))
    given = {
        "PUBLIC_HOST": "vendors.example.org",
        "OIDC_METADATA_URL": "https://id.example.org/x",
        "FIRST_ADMINISTRATOR": "ada@example.org",
    }

    def filled(value: str) -> str:
        return re.sub(
            r"\$\{(\w+)(?::[-?]([^}]*))?\}", lambda one: given.get(one[1], one[2] or ""), value
        )

    own = composed["services"]["app"]["environment"]
    accepted({name: filled(str(value)) for name, value in own.items()}, secret, monkeypatch)
