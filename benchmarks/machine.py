"""Where the figures were taken: the machine and the versions, and nothing that names it."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from benchmarks.calc import soffice
from scripts.browser import chromium_path

_PACKAGES = ("vendor-eval", "streamlit", "pandas", "numpy", "sqlalchemy", "typst")
_PEERS = {
    "scikit-criteria": "skcriteria",
    "statsmodels": "statsmodels",
    "oxedi": "oxedi",
    "pyx12": "pyx12",
}


def described() -> str:
    """Two lines: the machine, then the versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"
    versions = [
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{name} {metadata.version(name)}" for name in _PACKAGES),
        *(
            f"{name} {metadata.version(name)}"
            for name, module in _PEERS.items()
            if find_spec(module)
        ),
        *filter(None, (_program(soffice()), _program(chromium_path()))),
    ]
    return f"{machine}\n{', '.join(versions)}"


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _program(path: str | None) -> str | None:
    """Name and version, as the program itself says; None without the program."""
    if path is None:
        return None
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return " ".join(said.stdout.split()[:2]) or None
