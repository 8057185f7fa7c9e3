"""The locks are complete: what they install is decided here and nowhere else."""

import re
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
LOCKS = ("run", "dev", "bench")
# An engine of half a gigabyte is for those who have one; the tests have.
NOT_RUN = {"spark"}


def text_of(lock: str) -> str:
    return (TOP / "requirements" / f"{lock}.txt").read_text("utf-8")


def pins(lock: str) -> dict[str, list[str]]:
    """For each package (by normal name) of ``lock`` its whole entries, hashes included."""
    entries: dict[str, list[str]] = {}
    joined = text_of(lock).replace("\\\n", " ")
    for line in joined.splitlines():
        if line and not line.startswith("#"):
            entries.setdefault(normal(re.split(r"==", line)[0]), []).append(line)
    return entries


def normal(requirement: str) -> str:
    """The name in ``requirement``, in the one spelling that packages are compared by."""
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def declared(lock: str) -> set[str]:
    """What ``pyproject.toml`` wants installed by ``lock``."""
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *PROJECT["dependency-groups"]["build"]]
    for extra, packages in project["optional-dependencies"].items():
        if lock != "run" or extra not in NOT_RUN:
            wanted += packages
    for group in LOCKS[1 : LOCKS.index(lock) + 1]:
        wanted += [one for one in PROJECT["dependency-groups"][group] if isinstance(one, str)]
    return {normal(one) for one in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    unpinned = [
        entry
        for entries in pins(lock).values()
        for entry in entries
        if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)
    ]

    assert unpinned == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path_stands_in_a_lock(lock: str) -> None:
    assert (
        re.findall(r"(?m)^-.*|\S*(?:://|@ )\S*|/(?:home|root|tmp|opt|work)/\S*", text_of(lock))
        == []
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_declared_dependency_is_locked(lock: str) -> None:
    assert declared(lock) - pins(lock).keys() == set()


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_tests_and_benchmarks_run_with_the_versions_that_users_run(lock: str) -> None:
    tested, used = pins(lock), pins("run")

    assert {name: tested.get(name) for name in used} == used


def test_the_build_backend_is_the_locked_one() -> None:
    backends = {normal(one) for one in PROJECT["build-system"]["requires"]}

    assert backends == {normal(one) for one in PROJECT["dependency-groups"]["build"]}


def test_nothing_is_installed_without_its_hash() -> None:
    scripts = [TOP / "Makefile", *(TOP / ".ci").iterdir(), *(TOP / "scripts").iterdir()]
    installing = [
        line.strip()
        for path in scripts
        if path.is_file()
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"(?:pip|\(PIP\)) install\b", line) and "echo" not in line
    ]

    assert len(installing) >= 6
    assert [
        line
        for line in installing
        if "--require-hashes" not in line and "--no-deps --no-build-isolation" not in line
    ] == []
