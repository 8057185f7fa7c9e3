"""Databases filled through the store, as the app would find them."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from benchmarks import workload
from vendor_eval import store
from vendor_eval.files.contracts.text import contract_toml
from vendor_eval.store import contracts, measures
from vendor_eval.store.contracts import Draft
from vendor_eval.store.imports import Received
from vendor_eval.workflows.deps import Deps

BY = "benchmark"


def url_of(path: Path) -> str:
    """The address of the SQLite database at ``path``."""
    return f"sqlite:///{path}"


def today() -> dt.date:
    """A day in the month after the last that was reported."""
    return workload.LAST.plus(1).first_day


def opened(path: Path) -> Deps:
    """The database at ``path`` with its tables made."""
    store.upgrade(url_of(path))
    return Deps(store.Store.open(url_of(path)), today)


def fill(path: Path, vendors: int, months: int) -> None:
    """Make a database at ``path`` with so many vendors, their contracts and their measures."""
    deps = opened(path)
    frame = workload.measures(vendors, months)
    received = Received(
        file_name="measures.csv",
        sha256=hashlib.sha256(path.name.encode()).hexdigest(),
        how={},
        by=BY,
        at=dt.datetime.now(dt.UTC),
    )
    with deps.store.writing("Ada") as session:
        measures.save(session, frame, received)
        for contract in workload.contracts(vendors, months):
            draft = Draft(contract.vendor, "Agreement", contract_toml(contract), "", version=0)
            contracts.save(session, draft, BY)
    deps.store.close()
