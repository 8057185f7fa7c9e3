"""What runs out soon or is overdue, on the pages that point at it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.e2e.application import TODAY, Application, said, tables
from vendor_eval.access.roles import local_person
from vendor_eval.evaluation.registers import Coder, DocumentRequest, DocumentStatus
from vendor_eval.quantities import Usd
from vendor_eval.workflows import contracts, evidence, registers, rounds
from vendor_eval.workflows.contracts import NewContract
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece
from vendor_eval.workflows.registers import Change, Kept
from vendor_eval.workflows.rounds import NewRound, State

TITLE, DATES = "Runs out soon or is overdue", "Dates to keep"
ITEM = "scalability/multi-site-example"


def hand_in(deps: Deps, *days: int) -> None:
    """A note that stands for so many days more, each."""
    new = NewRound("Spring", ("Acme Billing",), ("scalability",))
    kept = rounds.open_round(deps, local_person(), new)
    rounds.move(deps, local_person(), kept, State.OPEN)
    for left in days:
        last = TODAY + dt.timedelta(left)
        piece = NewPiece(kept.id, "Acme Billing", ITEM, f"in {left}", note="Shown", expires=last)
        evidence.add(deps, local_person(), piece)


def test_what_expires_within_thirty_days_is_listed_soonest_first(deps: Deps) -> None:
    hand_in(deps, 31, 30, 0, 7, 1)

    page = Application().show("rounds")

    assert not page.exception
    [table] = [one.value for one in page.dataframe if "Last day" in one.value]
    assert list(table["Left"]) == ["today", "1 day", "7 days", "30 days"]
    assert list(table["What"]) == ["in 0", "in 1", "in 7", "in 30"]


def test_on_the_overview_it_stands_among_all_dates_with_who_sees_to_it(deps: Deps) -> None:
    hand_in(deps, 31, 30, 0, 7, 1)

    page = Application().show()

    assert not page.exception
    [table] = [one.value for one in page.dataframe if "Last day" in one.value]
    assert list(table["Left"]) == ["today", "1 day", "7 days", "30 days"]
    assert list(table["What"]) == [f"in {one} expires (Spring)." for one in (0, 1, 7, 30)]
    assert set(table["Who"]) == {"Administrator"}


def test_credentials_and_documents_join_the_list(deps: Deps) -> None:
    hand_in(deps, 2)
    coder = Coder("J. Doe", ("CPC",), expires=TODAY - dt.timedelta(1))
    # A Saturday: the ten business days count from the Monday after.
    asked = DocumentRequest("Insurance", TODAY, status=DocumentStatus.ASKED)
    for entry in (coder, asked):
        registers.save(deps, local_person(), [Change(1, Kept("Acme Billing", entry))])

    page = Application().show("rounds")

    [table] = [one.value for one in page.dataframe if "Last day" in one.value]
    assert table[["Left", "What", "Where"]].to_numpy().tolist() == [
        ["1 day over", "CPC of J. Doe", "Due diligence"],
        ["2 days", "in 2", "Spring"],
        ["13 days", "Asked for: Insurance", "Due diligence"],
    ]


@pytest.mark.parametrize(("path", "title"), [("", DATES), ("rounds", TITLE)])
def test_where_nothing_expires_soon_nothing_is_said_of_it(
    deps: Deps, path: str, title: str
) -> None:
    hand_in(deps, 31)

    assert title not in said(Application().show(path))


def test_it_stands_beside_the_decisions_of_the_month(deps: Deps) -> None:
    contract = NewContract(
        "Acme Billing", dt.date(2026, 1, 1), dt.date(2029, 12, 31), Usd(40_000_00)
    )
    contracts.save_first(deps, local_person(), contract)
    hand_in(deps, 7)

    page = Application().show()

    assert "Decisions due" in said(page)
    assert DATES in said(page)
    assert "in 7 expires" in tables(page)
