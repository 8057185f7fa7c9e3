"""What each format of the statement of service credits says, word for word and cell for cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.golden.conftest import LEVELS, MARCH, assessed, contract
from tests.golden.readers import READERS
from vendor_eval.follow_up.credit_ledger import ledger
from vendor_eval.follow_up.settlement import CreditWaiver, Payment, Settlement
from vendor_eval.quantities import Usd
from vendor_eval.reports.credit_statement import credit_statement
from vendor_eval.reports.credit_tables import Stated
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import About, Report

VENDOR = "Halyard Billing Group"
FIRST_PASS = LEVELS[0].metric


def settled(months_ago: int, **said: object) -> Settlement:
    """What became of the credit of so many months before March 2026, claimed a month later."""
    month = MARCH.plus(-months_ago)
    claimed = Settlement(FIRST_PASS, month, month.plus(1).first_day.replace(day=12), Usd(1_600_00))
    return replace(claimed, **said)  # type: ignore[arg-type]  # the keys are checked by the class


@pytest.fixture(scope="module")
def statement(about: About) -> Report:
    """Credits due, claimed, agreed, part paid, paid, waived, earned back and paid too much."""
    agreed = dt.date(2026, 2, 2)
    settlements = (
        settled(1, agreed_on=agreed, agreed=Usd(2_000_00)),
        settled(
            2,
            agreed_on=agreed,
            agreed=Usd(1_600_00),
            payments=(Payment(dt.date(2026, 3, 2), Usd(600_00), "HB-301"),),
            waiver=CreditWaiver(dt.date(2026, 3, 9), Usd(400_00), "M. Chen", "For the new plan"),
        ),
        settled(4, payments=(Payment(dt.date(2026, 1, 2), Usd(2_400_00), "HB-299"),)),
        settled(5),
        settled(7, payments=(Payment(dt.date(2025, 11, 3), Usd(1_600_00), "HB-297"),)),
    )
    found = assessed(contract(VENDOR, earn_back_months=1), "oobooboobobobbb")
    lines = ledger(found.contract, found.findings, found.credits, settlements)
    of = {(one.month, one.metric): one for one in found.findings}
    stated = [Stated(one, of.get((one.month, one.metric))) for one in lines]
    return credit_statement(VENDOR, stated, replace(about, restatements=(), evidence=()))


@pytest.mark.parametrize("suffix", READERS)
def test_the_statement_says_what_it_said_when_it_was_last_looked_at(
    statement: Report, golden: Callable[[str, str], None], suffix: str
) -> None:
    golden(f"credits{suffix}.txt", READERS[suffix](render(statement, suffix)))


def test_the_statement_asks_for_what_is_open_and_is_signed(statement: Report) -> None:
    asked = sum((one.money.cents for one in statement.decisions if one.money is not None), 0)
    (signed,) = statement.sections

    assert statement.figures[-1].value == Usd(asked)
    assert signed.summary.startswith(f"Please credit {Usd(asked).shown} on your next invoice")
    assert "signed for Riverbend Family and Specialty Care by A. Okafor" in signed.summary
