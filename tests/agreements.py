"""One vendor's contract on its denial rate and what it reports: where tests of a practice begin."""

from __future__ import annotations

import datetime as dt

from vendor_eval.access.roles import Person, Role
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

FEES = 'monthly_fee = "40000 USD"\nfee_at_risk = "10 %"'
SHARE = 'allocation = "40 %"'
"""With these fees a breach costs 40 % of 10 % of 40,000 dollars: 1,600 dollars."""

LATE_REPORTS = """
[[service_levels]]
metric = "report_timeliness"
target = ">= 99 %"
minimum = ">= 99 %"
credit = { method = "fixed", amount = "100.00 USD" }
"""


def agreement(
    vendor: str = VENDOR,
    *,
    starts: str = "2026-01-01",
    ends: str = "2026-12-31",
    head: str = "",
    level: str = "",
) -> str:
    """A contract on the denial rate alone: a target of < 8 %, a minimum of <= 12 %.

    Args:
        vendor: whose it is.
        starts: its first day.
        ends: its last day.
        head: more lines of the contract.
        level: more lines of its one service level; what is added to the text comes after it.
    """
    return f"""
vendor = "{vendor}"
starts = {starts}
ends = {ends}
{head}

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
{level}
"""


def contract(vendor: str = VENDOR, minimum: str = "<= 12 %", starts: str = "2026-01-01") -> str:
    """A contract on the denial rate alone, with a credit of 1,600 dollars for a breach."""
    text = agreement(vendor, starts=starts, head=FEES, level=SHARE)
    return text.replace("<= 12 %", minimum)


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
