"""The examples go from three mailed workbooks to a PDF by the commands of their README."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from tests.spec.conftest import Run

TOP = Path(__file__).parents[2]
# What the README says each command ends with; whatever is not named here ends with 0.
REFUSED = "import measures examples/lakeside-2026.xlsx --dry-run"
BREACHED = ("sla check", "report breaches")


def commands() -> list[str]:
    text = (TOP / "examples" / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    return [line.removeprefix("vendor-eval ") for block in blocks for line in block.splitlines()]


def test_the_commands_of_the_readme_end_in_a_pdf_of_the_breaches(folder: Path, run: Run) -> None:
    shutil.copytree(TOP / "examples", folder / "examples")

    for command in commands():
        ended = run(*shlex.split(command))

        expected = 2 if command == REFUSED else 1 if command.startswith(BREACHED) else 0
        assert ended.status == expected, f"{command}: {ended.err}"

    assert (folder / "breaches-2026-05.pdf").read_bytes().startswith(b"%PDF")


def test_a_contract_file_is_stored_once_and_a_changed_one_is_a_further_revision(
    folder: Path, run: Run
) -> None:
    file = Path(shutil.copy(TOP / "examples" / "northwind-contract.toml", folder))

    first = run("import", "contract", file, "--json").document
    again = run("import", "contract", file, "--json").document
    file.write_text(file.read_text("utf-8").replace("low_volume = 30", "low_volume = 20"), "utf-8")
    changed = run("import", "contract", file, "--json").document

    assert first == {"vendor": "Northwind RCM", "version": 1, "stored": True}
    assert again == {"vendor": "Northwind RCM", "version": 1, "stored": False}
    assert changed == {"vendor": "Northwind RCM", "version": 2, "stored": True}
