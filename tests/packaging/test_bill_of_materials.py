"""The bill of materials says what the lock of users installs, no more and no less."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.bill_of_materials import bill
from scripts.locked import REQUIREMENTS, packages

RUN = REQUIREMENTS / "run.txt"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that ``make sbom`` leaves."""
    folder = tmp_path_factory.mktemp("bill") / "dist"
    subprocess.run(
        [sys.executable, "-m", "scripts.bill_of_materials", folder],
        cwd=REQUIREMENTS.parent,
        check=True,
        capture_output=True,
    )
    (file,) = folder.iterdir()
    return file


def test_it_lists_each_locked_package_with_its_version_and_all_its_hashes(written: Path) -> None:
    listed = [
        (
            one["name"],
            one["version"],
            [each["content"] for each in one["externalReferences"][0]["hashes"]],
        )
        for one in json.loads(written.read_text("utf-8"))["components"]
    ]

    assert listed == [(one.name, one.version, list(one.hashes)) for one in packages(RUN)]
    assert all(hashes for _, _, hashes in listed)


def test_the_lock_is_read_to_its_last_line() -> None:
    text = RUN.read_text("utf-8")

    assert len(packages(RUN)) == text.count("==") - text.count("== '") > 70
    assert sum(len(one.hashes) for one in packages(RUN)) == text.count("--hash=sha256:")


def test_every_package_installed_here_has_its_licence_in_it(written: Path) -> None:
    unlicensed = {
        one["name"]
        for one in json.loads(written.read_text("utf-8"))["components"]
        if not one.get("licenses") and not one.get("properties")
    }

    assert unlicensed == set()


def test_the_same_lock_gives_the_same_bill_and_another_lock_another(tmp_path: Path) -> None:
    fewer = tmp_path / "fewer.txt"
    fewer.write_text(RUN.read_text("utf-8").partition("altair==")[0], "utf-8")

    assert bill(RUN) == bill(RUN)
    assert bill(fewer)["serialNumber"] != bill(RUN)["serialNumber"]
    assert [one["name"] for one in bill(fewer)["components"]] == ["alembic"]


def test_what_is_no_package_with_a_version_is_not_left_out_silently(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("alembic>=1\n", "utf-8")

    with pytest.raises(ValueError, match="not a package with its version: alembic>=1"):
        packages(lock)
