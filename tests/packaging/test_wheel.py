"""The package works as a wheel, far from its checkout."""

import os
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.browser import demonstration_app

TOP = Path(__file__).parents[2]


def built(checkout: Path, kind: str, folder: Path) -> Path:
    """The archive of ``kind`` that hatchling makes of ``checkout``, without touching it."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder],
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    (archive,) = folder.iterdir()
    return archive


def names_in(wheel: Path) -> set[str]:
    """The paths of the files in ``wheel``."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_under(folder: str) -> Iterator[Path]:
    """What git would keep of the files in a folder of the checkout, relative to its top."""
    for path in (TOP / folder).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(TOP)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(TOP, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``vendor-eval`` of a fresh environment that sees our libraries but not the checkout."""
    fresh = tmp_path_factory.mktemp("fresh") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    python = fresh / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--python", python, "--quiet", "install", "--no-index", "--no-deps", wheel],
        check=True,
    )
    (packages,) = fresh.glob("lib/python*/site-packages")
    # A folder named in a .pth file is searched, but the .pth files in it are not followed; one of
    # them would lead back to the checkout.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return python.with_name("vendor-eval")


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    expected = {path.as_posix() for path in files_under("vendor_eval")}

    assert expected - names_in(wheel) == set()


def test_what_lies_beside_the_package_is_in_the_wheel_too(wheel: Path) -> None:
    beside = {"app.py", ".streamlit/config.toml", *map(Path.as_posix, files_under("static"))}
    expected = {f"vendor_eval/streamlit/{name}" for name in beside}
    expected |= {f"vendor_eval/{path.as_posix()}" for path in files_under("scorecards")}

    assert expected - names_in(wheel) == set()


def test_the_wheel_adds_one_name_to_the_place_it_is_installed_in(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names_in(wheel)}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"vendor_eval"}


def test_the_source_archive_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = built(TOP, "sdist", tmp_path / "sdist")
    subprocess.run(["tar", "-xzf", archive, "-C", tmp_path], check=True)
    (unpacked,) = tmp_path.glob("vendor_eval-*")

    again = built(unpacked, "wheel", tmp_path / "wheel")

    assert names_in(again) == names_in(wheel)


def test_the_installed_command_explains_itself(command: Path, tmp_path: Path) -> None:
    said = subprocess.run(
        [command, "--help"], cwd=tmp_path, check=True, capture_output=True, text=True
    )

    assert "serve" in said.stdout


def test_the_installed_command_takes_its_code_from_the_wheel(command: Path, tmp_path: Path) -> None:
    said = subprocess.run(
        [command.with_name("python"), "-c", "import vendor_eval; print(vendor_eval.__file__)"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert Path(said.stdout.strip()).is_relative_to(command.parents[1])


def test_the_installed_app_is_served(command: Path, tmp_path: Path) -> None:
    with demonstration_app(tmp_path, command) as address:
        with urllib.request.urlopen(f"{address}/ready", timeout=30) as ready:
            assert ready.read() == b"ready"
        log = (tmp_path / "server.log").read_text("utf-8")

    assert address in log.split()
