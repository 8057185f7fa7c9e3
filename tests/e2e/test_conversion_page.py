"""Two vendors' counts and every first-pass rate that follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.e2e.application import Application, configured, said, tables
from vendor_eval.evaluation.conversion import FirstPassCounts, first_pass

PAGE = "first-pass"
COUNTS = [field.name for field in fields(FirstPassCounts)]
HOSTILE = "![beacon](http://tracker.example/p.png) <img src=x onerror=alert(1)> $x$"
# The parts of each add up: 30 + 15 + 800 + 40 + 18 + 74 + 23 = 1000 and 5 + 5 + 150 + 40 = 200.
FIRST = dict(zip(COUNTS, (1000, 30, 15, 800, 40, 18, 74, 23), strict=True))
SECOND = dict(zip(COUNTS, (200, 5, 5, 150, 0, 0, 40, 0), strict=True))


@pytest.fixture(autouse=True)
def empty(sqlite_url: str) -> Iterator[None]:
    """The app's database is empty: a conversion needs nothing of it."""
    with configured(sqlite_url):
        yield


def address(first: dict[str, int], second: dict[str, int]) -> dict[str, str]:
    """The two vendors' counts as the page's address has them."""
    counts = {f"first.{name}": str(count) for name, count in first.items()}
    counts |= {f"second.{name}": str(count) for name, count in second.items()}
    return {"first.vendor": "Acme Billing", "second.vendor": "Northwind RCM", **counts}


def converted(page: AppTest) -> Any:
    """The page's one table, by definition; where its lines may break does not matter."""
    [table] = page.dataframe
    return table.value.replace("\N{NO-BREAK SPACE}", " ", regex=True).set_index("Definition")


def test_every_count_is_asked_of_both_vendors_and_explained() -> None:
    page = Application().show(PAGE)

    asked = {one.key: one.help for one in page.number_input}
    assert set(asked) == {f"{vendor}.{name}" for vendor in ("first", "second") for name in COUNTS}
    assert all(asked.values())


def test_without_counts_every_definition_is_explained_and_no_rate_is_claimed() -> None:
    page = Application().show(PAGE)

    assert not page.exception
    assert "Nothing can be compared yet" in said(page)
    table = converted(page)
    assert len(table) == len(first_pass(FirstPassCounts()))
    assert set(table["First vendor"]) == {"–"}
    assert (table["What it is"].str.len() > 20).all()


def test_counts_typed_once_give_every_definition_of_both_vendors() -> None:
    page = Application().show(PAGE, address(FIRST, SECOND))

    assert not page.exception
    assert not page.error
    table = converted(page)
    assert list(table["Acme Billing"]) == [
        "97.00 % (970 of 1,000)",
        "98.45 % (955 of 970)",
        "95.50 % (955 of 1,000)",
        "85.98 % (840 of 977)",
        "84.00 % (840 of 1,000)",
        "90.13 % (840 of 932)",
        "81.88 % (800 of 977)",
    ]
    assert table.at["First-pass acceptance rate", "Northwind RCM"] == "95.00 % (190 of 200)"
    assert "Acme Billing and Northwind RCM can be compared by each of these figures" in said(page)


def test_a_missing_count_leaves_its_figures_out_and_is_asked_for() -> None:
    unknown = {name: count for name, count in SECOND.items() if name != "payer_rejected"}

    page = Application().show(PAGE, address(FIRST, unknown))

    table = converted(page)
    assert table.at["First-pass acceptance rate", "Northwind RCM"] == "–"
    assert table.at["First-pass acceptance rate", "Acme Billing"] == "95.50 % (955 of 1,000)"
    assert "Northwind RCM is asked for: rejected by the payer." in said(page)
    assert "only within a row: Clearinghouse acceptance rate, First-pass resolution rate," in said(
        page
    )


def test_a_part_larger_than_the_whole_is_a_sentence_and_gives_no_rate() -> None:
    page = Application().show(PAGE, address(FIRST | {"paid": 1001}, SECOND))

    # 30 + 15 + 1001 + 40 + 18 + 74 + 23
    assert not page.exception
    assert "1000 were sent, and the parts add up to 1201; count every claim once" in said(page)
    table = converted(page)
    assert set(table["Acme Billing"]) == {"–"}
    assert "–" not in set(table["Northwind RCM"])


def test_a_typed_count_is_taken_at_once() -> None:
    page = Application().show(PAGE)
    page.number_input(key="first.sent").set_value(1000)
    page.number_input(key="first.clearinghouse_rejected").set_value(30).run()

    acceptance = converted(page).at["Clearinghouse acceptance rate", "First vendor"]
    assert acceptance == "97.00 % (970 of 1,000)"


@pytest.mark.parametrize("count", ["-5", "many", "99999999999999999999"])
def test_a_count_in_the_address_that_is_none_is_left_out(count: str) -> None:
    page = Application().show(PAGE, {"first.sent": count})

    assert not page.exception
    assert page.number_input(key="first.sent").value is None


def test_a_hostile_name_is_never_markdown() -> None:
    page = Application().show(
        PAGE, address(FIRST, {"sent": 1, "paid": 2}) | {"second.vendor": HOSTILE}
    )

    assert not page.exception
    drawn = [*page.markdown, *page.caption, *page.error]
    assert not [one.value for one in drawn if "![" in one.value or "<img" in one.value]
    assert HOSTILE[:10] in said(page) + tables(page)
