"""A vendor's invoice beside what it should say, line by line, with what to object to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.errors import BadInput
from vendor_eval.pages import places, session
from vendor_eval.pages.parts import filters, tables
from vendor_eval.pages.parts.empty import ENTER_CONTRACT, KEEP_OFFER, nothing_yet
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.pricing import invoice_entry, invoice_standing
from vendor_eval.pages.words import literal
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.quantities import Month, Unit, Usd
from vendor_eval.reports.report import Align, Column, Table
from vendor_eval.reports.wording import listed, sentence
from vendor_eval.workflows import expected_invoices, invoices, offers
from vendor_eval.workflows.expected_invoices import Asked, Expected
from vendor_eval.workflows.invoices import Revision

_MONTHS = 36
_NEW = "New invoice"


def draw() -> None:
    """Draw the page."""
    invoice_entry.open_carried()
    vendors = offers.vendors(session.deps(), session.person())
    with title_row("Invoice check"):
        vendor = filters.vendor(vendors)
        kept = () if vendor is None else _kept(vendor)
        month = filters.month(_months(kept))
    if vendor is None or month is None:
        nothing_yet(
            "Start with what was agreed",
            "An invoice is checked against an offer or a contract; neither is kept yet.",
            KEEP_OFFER,
            ENTER_CONTRACT,
        )
        return
    expected = _expected(vendor, month)
    if expected is not None:
        _invoice(expected, [one for one in kept if one.draft.month == month])
    _earlier(kept)


def _kept(vendor: str) -> tuple[Revision, ...]:
    return invoices.of_vendor(session.deps(), session.person(), vendor)


def _months(kept: tuple[Revision, ...]) -> list[Month]:
    """The last closed months, and those that an invoice is kept for, newest first."""
    closed = Month.of(session.deps().today()).plus(-1)
    months = {closed.plus(-back) for back in range(_MONTHS)} | {one.draft.month for one in kept}
    return sorted(months, reverse=True)


def _expected(vendor: str, month: Month) -> Expected | None:
    """What is expected, once everything is told; None while it is not."""
    deps, person = session.deps(), session.person()
    asked = Asked(vendor, month)
    try:
        expected = expected_invoices.expected(deps, person, asked)
        lacking = [one for one in expected.missing if one.months == (month,)]
        askable = [one.driver for one in lacking if one.driver in DRIVERS]
        told = _told(askable, asked) if askable else {}
        if told:
            expected = expected_invoices.expected(deps, person, replace(asked, usage=told))
    except BadInput as error:
        for fault in error.faults:
            st.warning(literal(f"{sentence(str(fault))}."))
        places.link("offers", "See the offers", "request_quote")
        return None
    if not expected.missing:
        return expected
    for one in expected.missing:
        months = listed([month.shown for month in one.months])
        st.warning(literal(f"{sentence(one.label)}: nobody told them for {months}."))
    st.caption("What is missing is never made up. Read the report of that month, or type it above.")
    return None


def _told(drivers: list[str], asked: Asked) -> dict[str, Decimal]:
    """Fields for what nobody reported, and what was typed into them."""
    st.markdown(f"**Not reported for {asked.month.shown}, and needed for the fee**")
    told: dict[str, Decimal] = {}
    with st.grid(3, min_column_width=220):
        for id in drivers:
            driver = DRIVERS[id]
            typed = st.number_input(
                literal(sentence(driver.label)),
                value=None,
                min_value=None if driver.signed else 0.0,
                step=1.0,
                format="%.2f" if driver.unit is Unit.USD else "%g",
                # Of this vendor and month: a number told for one fills up no other.
                key=f"usage.{asked.vendor}.{asked.month}.{id}",
                persist_state="session",
            )
            if typed is not None:
                told[id] = Decimal(str(typed))
    return told


def _invoice(expected: Expected, kept: list[Revision]) -> None:
    """One of the month's invoices, or the form for a new one."""
    numbers = {one.draft.number: one for one in kept}
    edits = may(session.person(), Permission.EDIT_PRICING)
    names = [*numbers, *([_NEW] if edits else [])]
    if not names:
        st.text(f"No invoice is kept for {expected.month.shown}.")
        invoice_standing.expectation(expected)
        return
    picked = filters.invoice(names)
    if picked in numbers:
        invoice_standing.draw(numbers[picked], expected)
    else:
        invoice_entry.draw(expected)


def _earlier(kept: tuple[Revision, ...]) -> None:
    """Every invoice of the vendor; a click opens one."""
    newest = tuple(reversed(kept))
    rows = tuple(
        (
            one.draft.month,
            one.draft.number,
            Usd.total(line.amount for line in one.draft.lines),
            one.draft.status.value.capitalize(),
            one.draft.note,
            one.recorded_by,
        )
        for one in newest
    )
    table = Table(
        title="Invoices kept",
        columns=(
            Column("Month", 12),
            Column("Number", 18),
            Column("Billed", 14, Align.END),
            Column("Status", 12),
            Column("Note", 40),
            Column("By", 18),
        ),
        rows=rows,
        empty="None is kept yet.",
    )
    clicked = tables.draw(
        table, invoice_entry.table_key(), links=[f"Open {one.draft.number}" for one in newest]
    )
    if clicked is not None:
        invoice_entry.carry(newest[clicked])
