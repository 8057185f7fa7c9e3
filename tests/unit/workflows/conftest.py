"""A practice in memory, and the words that tests about it are short in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from vendor_eval.access.roles import Person, Role
from vendor_eval.store import Store
from vendor_eval.workflows import contracts, imports
from vendor_eval.workflows.contracts import Draft, Revision
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.imports import Outcome
from vendor_eval.workflows.readings import Upload

TODAY = dt.date(2026, 4, 15)
"""In the middle of April: March is the last closed month."""

ADMINISTRATOR = Person("A. Moreno", Role.ADMINISTRATOR)
VENDOR = "Northwind RCM"
HEADER = "vendor,month,metric,value,numerator,denominator\n"


@pytest.fixture
def deps() -> Iterator[Deps]:
    """An empty store, in the middle of April 2026."""
    store = Store.open("sqlite://")
    yield Deps(store, lambda: TODAY)
    store.close()


def contract(vendor: str = VENDOR, minimum: str = "<= 12 %", starts: str = "2026-01-01") -> str:
    """A contract on the denial rate alone, with a credit of 1,600 dollars for a breach."""
    return f"""
vendor = "{vendor}"
starts = {starts}
ends = 2026-12-31
monthly_fee = "40000 USD"
fee_at_risk = "10 %"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "{minimum}"
allocation = "40 %"
"""


def agree(deps: Deps, text: str, vendor: str = VENDOR) -> Revision:
    """Keep ``text`` as the first revision of the vendor's contract."""
    return contracts.save(
        deps, ADMINISTRATOR, Draft(vendor, "Agreement", text, "signed", version=0)
    )


def denials(vendor: str = VENDOR, **counts: int) -> bytes:
    """A file with one line a month: ``m01=130`` is 130 denied of 1,000 in January 2026."""
    lines = [f"{vendor},2026-{name[1:]},denial_rate,,{n},1000\n" for name, n in counts.items()]
    return (HEADER + "".join(lines)).encode()


def report(deps: Deps, content: bytes, name: str = "report.csv") -> Outcome:
    """Store a file as an administrator."""
    return imports.store(deps, ADMINISTRATOR, Upload(content, name, deps.today()))
