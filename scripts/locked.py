"""What a lock installs, read off its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements"

_HASH = re.compile(r"\s+--hash=sha256:")


@dataclass(frozen=True, slots=True)
class Package:
    """One package at one version.

    Attributes:
        name: in the one spelling that packages are compared by.
        where: the machines it is for, as an environment marker; empty for all.
        hashes: SHA-256 of each of its files, in hexadecimal, as the lock orders them.
    """

    name: str
    version: str
    where: str
    hashes: tuple[str, ...]


def packages(lock: Path) -> tuple[Package, ...]:
    """The packages of ``lock`` in its order; one with two versions, by machine, is there twice.

    Raises:
        ValueError: a line is neither a remark nor a package with its version.
    """
    return tuple(_packages(lock.read_text("utf-8")))


def _packages(text: str) -> Iterator[Package]:
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        requirement, *hashes = _HASH.split(line.strip())
        pin, _, where = requirement.partition(";")
        name, pinned, version = pin.strip().partition("==")
        if not pinned:
            raise ValueError(f"not a package with its version: {requirement}")
        spelt = re.sub(r"[-_.]+", "-", name).lower()
        yield Package(spelt, version, where.strip(), tuple(hashes))
