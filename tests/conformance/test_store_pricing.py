"""Offers, scenarios and invoices are kept with every revision, and nobody overwrites another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.errors import Conflict, NotFound
from vendor_eval.quantities import Month, Usd
from vendor_eval.store import Store, invoices, offers, scenarios
from vendor_eval.store.invoices import Line

NEW_YEAR = dt.date(2026, 1, 1)
OFFER = offers.Draft("Acme", "Percent", 'name = "Percent"', NEW_YEAR)
SCENARIO = scenarios.Draft("Family practice", "months = 12", "first", version=0)
INVOICE = invoices.Draft(
    "Acme",
    "INV-7",
    Month(2026, 3),
    (
        Line("6 % of collections", Decimal("182000.25"), Decimal("0.06"), Usd(1_092_002)),
        Line("Goodwill", None, None, Usd(-50_000), kind="credit", meant="Service credit"),
    ),
)


def test_every_revision_of_a_scenario_is_kept(store: Store) -> None:
    with store.writing("Ada") as session:
        first = scenarios.save(session, SCENARIO, "Ada")
        changed = replace(SCENARIO, text="months = 24", note="longer", version=1)
        scenarios.save(session, changed, "Bob")

    with store.reading() as session:
        history = scenarios.history(session, first.id)
        assert scenarios.listed(session) == history[1:]
        assert scenarios.of_id(session, first.id) == history[1]
    assert [(one.text, one.note, one.version, one.recorded_by) for one in history] == [
        ("months = 12", "first", 1, "Ada"),
        ("months = 24", "longer", 2, "Bob"),
    ]


@pytest.mark.parametrize("seen", [0, 1])
def test_the_second_editor_of_a_scenario_sees_both_texts(store: Store, seen: int) -> None:
    with store.writing("Ada") as session:
        scenarios.save(session, SCENARIO, "Ada")
        scenarios.save(session, replace(SCENARIO, text="months = 24", version=1), "Ada")

    mine = scenarios.Draft("family  PRACTICE", "months = 36", "", version=seen)
    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        scenarios.save(session, mine, "Bob")

    assert (conflict.value.yours, conflict.value.theirs) == ("months = 36", "months = 24")
    assert conflict.value.saved_by == "Ada"
    with store.reading() as session:
        assert [one.text for one in scenarios.listed(session)] == ["months = 24"]


def test_a_scenario_that_is_not_there_is_named(store: Store) -> None:
    with store.reading() as session, pytest.raises(NotFound, match="scenario 9"):
        scenarios.of_id(session, 9)
    with store.writing("Ada") as session, pytest.raises(NotFound, match="Family practice"):
        scenarios.save(session, replace(SCENARIO, version=3), "Ada")


def test_what_was_found_about_a_caution_is_added_and_stays(store: Store) -> None:
    at = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
    first = scenarios.Looked("Percent", "new-york-medicaid", "asked counsel", at, "Ada")
    second = replace(first, note="counsel agrees", recorded_by="Bob")
    with store.writing("Ada") as session:
        kept = scenarios.save(session, SCENARIO, "Ada")
        scenarios.look_into(session, kept.id, first)
        scenarios.look_into(session, kept.id, second)

    with store.reading() as session:
        assert scenarios.looked_into(session, kept.id) == (first, second)
    with store.writing("Ada") as session, pytest.raises(NotFound):
        scenarios.look_into(session, kept.id + 1, first)


def test_every_revision_of_an_offer_is_kept(store: Store) -> None:
    agreed = replace(
        OFFER, status=offers.Status.AGREED, ends=dt.date(2027, 12, 31), note="signed", version=1
    )
    with store.writing("Ada") as session:
        offers.save(session, OFFER, "Ada")
        offers.save(session, agreed, "Bob")
        offers.save(session, replace(OFFER, vendor="Zeta"), "Ada")

    with store.reading() as session:
        history = offers.history(session, "ACME", "percent")
        newest = offers.listed(session)
    assert [one.draft for one in history] == [
        replace(OFFER, version=1),
        replace(agreed, version=2),
    ]
    assert [(one.draft.vendor, one.recorded_by) for one in newest] == [
        ("Acme", "Bob"),
        ("Zeta", "Ada"),
    ]


@pytest.mark.parametrize("seen", [0, 2])
def test_the_second_editor_of_an_offer_sees_both_texts(store: Store, seen: int) -> None:
    with store.writing("Ada") as session:
        offers.save(session, OFFER, "Ada")

    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        offers.save(session, replace(OFFER, text="mine", version=seen), "Bob")

    assert (conflict.value.yours, conflict.value.theirs) == ("mine", OFFER.text)
    assert conflict.value.saved_by == "Ada"


def test_an_invoice_is_kept_to_the_cent_and_in_its_order(store: Store) -> None:
    disputed = replace(
        INVOICE,
        lines=INVOICE.lines[:1],
        status=invoices.Status.DISPUTED,
        note="no credit on it",
        version=1,
    )
    with store.writing("Ada") as session:
        invoices.save(session, INVOICE, "Ada")
        invoices.save(session, disputed, "Bob")

    with store.reading() as session:
        history = invoices.history(session, "acme", "inv-7")
        assert invoices.of_vendor(session, "Acme") == history[1:]
        assert invoices.of_vendor(session, "Zeta") == ()
    assert [one.draft for one in history] == [
        replace(INVOICE, version=1),
        replace(disputed, version=2),
    ]


def test_the_same_number_twice_is_no_second_invoice(store: Store) -> None:
    with store.writing("Ada") as session:
        invoices.save(session, INVOICE, "Ada")

    with pytest.raises(Conflict) as conflict, store.writing("Ada") as session:
        invoices.save(session, replace(INVOICE, lines=(), month=Month(2026, 4)), "Bob")

    assert conflict.value.theirs.splitlines() == [
        "2026-03, entered",
        "6 % of collections: 10920.02",
        "Goodwill: -500.00",
    ]
    assert conflict.value.yours == "2026-04, entered"
