"""Service credits: what is due, what became of it, and the statement to send to a vendor."""

from __future__ import annotations

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.credit_ledger import together, totals
from vendor_eval.follow_up.credit_payments import by_invoice
from vendor_eval.naming import name_key
from vendor_eval.pages import computed, session
from vendor_eval.pages.parts import downloads, figures, filters, tables
from vendor_eval.pages.parts.empty import SEE_CONTRACT, no_findings_yet, nothing_yet
from vendor_eval.pages.parts.file_names import part_of_name
from vendor_eval.pages.parts.follow_up import credit_form
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.words import literal
from vendor_eval.quantities import NOTHING_DUE, Usd
from vendor_eval.reports.credit_tables import (
    credit_figures,
    invoices_table,
    ledger_table,
    vendors_table,
)
from vendor_eval.reports.credit_words import headline
from vendor_eval.workflows import credits
from vendor_eval.workflows.credits import Account
from vendor_eval.workflows.reviews import Review


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    found = computed.credit_totals()
    owing = sorted(found.items(), key=lambda entry: -entry[1].open.cents)
    with title_row("Credits"):
        vendor = filters.vendor([name for name, _ in owing])
    if not review.months:
        no_findings_yet(review)
        return
    today = session.deps().today()
    if vendor is None:
        nothing_yet(
            "No service credit fell due yet",
            "A breach brings one where the contract says what it costs: see the contract's fees "
            "at risk and what each breach costs of them.",
            SEE_CONTRACT,
        )
        _remarks(review)
        return
    if len(found) > 1:
        # The vendor that is chosen above is told further down.
        st.header("All vendors", anchor=False)
    figures.draw(credit_figures(together(found.values()), today), narrowest=300)
    if len(found) > 1:
        tables.draw(vendors_table(found, today), "credits.vendors")
    _remarks(review)
    _vendor(review, credits.of_vendor(session.deps(), session.person(), review, vendor))


def _remarks(review: Review) -> None:
    """Months whose credits nobody can work out are no months without credits."""
    for contract in review.standings.contracts:
        for sentence in credits.unknown(review, contract.vendor):
            st.warning(literal(sentence))


def _vendor(review: Review, account: Account) -> None:
    today = session.deps().today()
    st.header(literal(headline(account.vendor, totals(account.lines), today)), anchor=False)
    tables.draw(ledger_table(account.lines, today), "credits.ledger")
    credit_form.draw(account)
    tables.draw(invoices_table(by_invoice(account.lines), _credited(account)), "credits.invoices")
    _statement(review, account)


def _credited(account: Account) -> dict[str, Usd]:
    """What each kept invoice bears of credits: its lines below zero."""
    return {
        name_key(one.draft.number): Usd(
            -sum(line.amount.cents for line in one.draft.lines if line.amount < NOTHING_DUE)
        )
        for one in account.invoices
    }


def _statement(review: Review, account: Account) -> None:
    st.header("Statement to the vendor", anchor=False)
    st.text(
        "Every credit with its clause, month, metric, value, limit and amounts, signed by you. "
        "It asks for what is open."
    )
    if not may(session.person(), Permission.SETTLE_CREDITS):
        st.caption("Finance or an administrator signs and sends it.")
        return
    report = credits.statement(session.deps(), session.person(), review, account)
    name = f"service-credits-{part_of_name(account.vendor)}-{report.month}"
    downloads.draw(report, name, computed.stamp())
