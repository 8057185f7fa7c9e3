"""A small practice whose month holds everything that a report has to show, and golden files."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from vendor_eval.claims.reconciliation import Known, Reconciled, Stated, reconciled
from vendor_eval.measurement import Measurement, Truth, frame_of
from vendor_eval.quantities import Limit, Month, Unit, Usd
from vendor_eval.reports.breach_report import AboutMonth, Restatement, breach_report
from vendor_eval.reports.origins import Origin, Origins
from vendor_eval.reports.report import Report
from vendor_eval.sla.assessment import assess
from vendor_eval.sla.contract import (
    Allocation,
    Consecutive,
    Contract,
    MinimumFrom,
    NOfM,
    Relief,
    ServiceLevel,
)
from vendor_eval.sla.findings import Assessment

MARCH = Month(2026, 3)
START = Month(2025, 1)
GOLDEN = Path(__file__).parent / "files"


def pytest_addoption(parser: pytest.Parser) -> None:
    # Known where this folder is named: pytest tests/golden --update-golden
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files instead of comparing"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with a golden file, or write it under ``--update-golden``."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; see --update-golden"

    return check


def level(metric: str, target: str, minimum: str, share: str | None = None) -> ServiceLevel:
    return ServiceLevel(
        metric,
        target=Limit.parse(target),
        minimum=Limit.parse(minimum),
        minimum_from=MinimumFrom.CONTRACT,
        credit=Allocation(Decimal(share)) if share else None,
        repeat_multiplier=Decimal("1.5"),
        clause=f"Exhibit B, {metric.replace('_', ' ')}",
    )


LEVELS = (
    level("first_pass_acceptance_rate", "> 95 %", ">= 90 %", "0.40"),
    level("denial_rate", "< 8 %", "<= 12 %", "0.40"),
    level("days_in_ar", "< 40 days", "<= 55 days", "0.20"),
    level("net_collection_rate", "> 95 %", ">= 90 %"),
)


def contract(vendor: str, **changes: object) -> Contract:
    terms: dict[str, object] = {
        "starts": START.first_day,
        "ends": dt.date(2027, 12, 31),
        "service_levels": LEVELS,
        "low_volume": 30,
        "monthly_fee": Usd.of(Decimal(40000)),
        "fee_at_risk": Decimal("0.10"),
        "termination": (Consecutive(3), NOfM(4, 12)),
        "earn_back_months": 3,
    }
    return Contract(vendor=vendor, **{**terms, **changes})  # type: ignore[arg-type]  # the keys are checked by the class


# A letter a month up to March 2026: ok, breach, near the target, - not reported, few claims.
FIRST_PASS = {"o": 962, "b": 871, "n": 933, "f": 20}


def measured(vendor: str, history: str) -> Iterator[Measurement]:
    """First-pass acceptance as ``history`` says; the other metrics keep their targets."""
    first = MARCH.plus(1 - len(history))
    for place, letter in enumerate(history):
        month = first.plus(place)
        if letter == "-":
            continue
        passed, of = FIRST_PASS[letter], 24 if letter == "f" else 1000
        yield share(vendor, month, LEVELS[0].metric, (passed, of))
        yield share(vendor, month, "denial_rate", (70 + place, 1000))
        yield Measurement(vendor, month, "days_in_ar", 36.4 + 0.25 * place)
        yield share(vendor, month, "net_collection_rate", (96_120, 100_000))


def share(vendor: str, month: Month, metric: str, parts: tuple[int, int]) -> Measurement:
    numerator, denominator = parts
    value = numerator / denominator
    return Measurement(vendor, month, metric, value, numerator, denominator)


def assessed(terms: Contract, history: str) -> Assessment:
    return assess(terms, frame_of(measured(terms.vendor, history)), through=MARCH)


@pytest.fixture(scope="session")
def assessments() -> Sequence[Assessment]:
    """One vendor a state of affairs, the chronic one among them."""
    relief = Relief(LEVELS[0].metric, MARCH, "payer outage", "R. Osei")
    started = dt.date(2026, 2, 1)
    return (
        assessed(contract("Northwind RCM"), "ooooooooooooooo"),
        assessed(contract("Halyard Billing Group"), "oobooboobobobbb"),
        assessed(contract("Cedar & Finch Coding"), "ooooboooonnnnob"),
        assessed(contract("Bluewater Revenue"), "obbooooooooooo-"),
        assessed(contract("Lakeside Physicians Billing", relief=(relief,)), "oooooooooooooob"),
        assessed(contract("Atlas Medical Billing", starts=started, ramp_months=3), "bb"),
        assessed(contract("Tiny Practice Partners"), "fffffffofffffff"),
        assessed(contract("Meridian Claims Services"), "ooooooooooobbbo"),
    )


def truth(metric: str, reported: float, recomputed: float | None) -> Reconciled:
    """What is known of one value that Northwind reports for March 2026, of 1,000 items."""
    claims = None if recomputed is None else Stated.of(recomputed, Decimal(1000))
    return reconciled(
        Known(
            vendor="Northwind RCM",
            month=MARCH,
            metric=metric,
            reported=Stated.of(reported, Decimal(1000)),
            recomputed=claims,
        )
    )


def origins() -> Origins:
    """What values of March 2026 come from: Halyard's denials from the files of two sites."""
    whole, north, south = (
        Origin(Truth.REPORTED, dt.date(2026, 4, day), "A. Okafor", name)
        for day, name in ((3, "march.xlsx"), (6, "halyard-north.csv"), (7, "halyard-south.csv"))
    )
    of_vendors = {
        (one, level.metric, MARCH, Truth.REPORTED): (whole,)
        for one in ("Northwind RCM", "Halyard Billing Group")
        for level in LEVELS
    }
    return {
        **of_vendors,
        ("Halyard Billing Group", "denial_rate", MARCH, Truth.REPORTED): (north, south),
    }


@pytest.fixture(scope="session")
def about() -> AboutMonth:
    changed = Restatement(
        "Northwind RCM", "denial_rate", Month(2026, 1), Unit.RATIO, first=0.0612, now=0.0741
    )
    return AboutMonth(
        practice="Riverbend Family and Specialty Care",
        prepared_on=dt.date(2026, 4, 9),
        prepared_by="A. Okafor",
        synthetic=True,
        restatements=(changed,),
        evidence=(
            truth("net_collection_rate", 0.9612, None),
            truth("denial_rate", 0.074, 0.0741),
            truth(LEVELS[0].metric, 0.968, 0.9032),
        ),
        origins=origins(),
    )


@pytest.fixture(scope="session")
def report_on(about: AboutMonth) -> Callable[..., Report]:
    """The report on a month, of vendors with the months up to March 2026 that ``histories`` say.

    Contracts are as `contract` makes them, with ``terms`` changed.
    """

    def make(histories: Mapping[str, str], month: Month = MARCH, **terms: object) -> Report:
        told = [assessed(contract(name, **terms), months) for name, months in histories.items()]
        return breach_report(told, month, dataclasses.replace(about, restatements=(), evidence=()))

    return make


@pytest.fixture(scope="session")
def report(assessments: Sequence[Assessment], about: AboutMonth) -> Report:
    return breach_report(assessments, MARCH, about)
