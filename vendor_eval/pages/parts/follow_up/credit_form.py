"""Writing down what became of one credit: claimed, agreed, paid, given back or waived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.follow_up.credit_ledger import Line
from vendor_eval.pages import session
from vendor_eval.pages.parts import days, tables
from vendor_eval.pages.parts.saving import attempt, say_failed
from vendor_eval.pages.words import literal
from vendor_eval.quantities import NOTHING_DUE, Usd
from vendor_eval.reports.credit_tables import settlements_table
from vendor_eval.reports.credit_words import name_of
from vendor_eval.workflows import follow_up
from vendor_eval.workflows.credits import Account, CreditWaiver, Payment, Settlement
from vendor_eval.workflows.follow_up import Kept


class _Step(StrEnum):
    """What is written down."""

    CLAIM = "Claim"
    AGREEMENT = "Agreement"
    PAYMENT = "Payment"
    RETURN = "Given back"
    WAIVER = "Waiver"


@dataclass(frozen=True, slots=True)
class _Form:
    """The fields of one step of one credit; others after each save.

    Attributes:
        kept: as the page showed it.
    """

    account: Account
    line: Line
    kept: Kept[Settlement]
    step: _Step

    @property
    def key(self) -> str:
        """What the keys of its fields begin with."""
        line = self.line
        return f"credit.{line.vendor}.{line.month}.{line.metric}.{self.step}.{self.kept.version}"

    def typed(self, name: str) -> Any:
        """What stands in a field; None where it is not drawn."""
        return st.session_state.get(f"{self.key}.{name}")

    @property
    def edited(self) -> Settlement:
        """The settlement with what was typed."""
        said, amount = self.kept.record, Usd.of(Decimal(str(self.typed("amount") or 0)))
        day: dt.date = self.typed("on") or session.deps().today()
        note = replace(said, note=self.typed("note") or "")
        left = None if amount == NOTHING_DUE else day
        match self.step:
            case _Step.CLAIM:
                return replace(note, claimed_on=left, claimed=amount)
            case _Step.AGREEMENT:
                return replace(note, agreed_on=left, agreed=amount)
            case _Step.PAYMENT:
                return replace(note, payments=self._moved(said.payments, left, amount))
            case _Step.RETURN:
                return replace(note, returned=self._moved(said.returned, left, amount))
            case _Step.WAIVER:
                by, reason = self.typed("by") or "", self.typed("reason") or ""
                waiver = None if left is None else CreditWaiver(left, amount, by, reason)
                return replace(note, waiver=waiver)

    def _moved(
        self, before: tuple[Payment, ...], day: dt.date | None, amount: Usd
    ) -> tuple[Payment, ...]:
        """The payments before without those struck out, and the new one."""
        struck = set(self.typed("struck") or ())
        stay = tuple(one for at, one in enumerate(before) if at not in struck)
        new = () if day is None else (Payment(day, amount, self.typed("invoice") or ""),)
        return (*stay, *new)


def draw(account: Account) -> None:
    """Choose a credit of the account and write down what became of it."""
    st.header("What became of a credit", anchor=False)
    say_failed()
    names = {name_of(one): one for one in account.lines}
    picked = st.selectbox("Credit", list(names), key="credit", bind="query-params", width=520)
    line = names.get(picked or "", account.lines[0])
    kept = account.of(line)
    if may(session.person(), Permission.SETTLE_CREDITS):
        steps = list(_Step)
        chosen = st.radio("What is written down", steps, horizontal=True, key="credit.step")
        _form(_Form(account, line, kept, chosen or _Step.CLAIM))
    elif not kept.version:
        st.text("Nothing is written down yet. Finance or an administrator claims it.")
    if kept.version:
        _history(account, kept)


def _form(form: _Form) -> None:
    with st.form(form.key):
        with st.grid(3, min_column_width=180):
            _amounts(form)
        if form.step is _Step.WAIVER:
            waiver = form.kept.record.waiver
            reason = waiver.reason if waiver else ""
            st.text_area("Reason", reason, key=f"{form.key}.reason", height=80)
        before = _before(form)
        if before:
            st.multiselect(
                "Strike out what was wrong",
                range(len(before)),
                format_func=lambda at: _told(before[at]),
                key=f"{form.key}.struck",
            )
        st.text_input("Note", form.kept.record.note, key=f"{form.key}.note")
        st.form_submit_button(
            "Save",
            type="primary",
            on_click=attempt,
            args=(partial(_save, form), "What became of the credit is saved."),
        )


def _amounts(form: _Form) -> None:
    """Day and amount, and what else belongs beside them."""
    said, line, today = form.kept.record, form.line, session.deps().today()
    waiver = said.waiver
    usual: dict[_Step, tuple[dt.date | None, Usd]] = {
        _Step.CLAIM: (said.claimed_on, said.claimed if said.claimed_on else line.open),
        _Step.AGREEMENT: (said.agreed_on, said.agreed if said.agreed_on else line.open),
        _Step.PAYMENT: (None, line.open),
        _Step.RETURN: (None, line.to_give_back),
        _Step.WAIVER: (waiver.on, waiver.amount) if waiver else (None, line.open),
    }
    on, amount = usual[form.step]
    st.date_input("On", on or today, max_value=today, key=f"{form.key}.on", format=days.TYPED)
    st.number_input(
        "Amount in $",
        min_value=0.0,
        value=float(amount.dollars),
        step=0.01,
        format="%.2f",
        key=f"{form.key}.amount",
        help="An amount of 0 takes it back."
        if form.step not in (_Step.PAYMENT, _Step.RETURN)
        else None,
    )
    if form.step in (_Step.PAYMENT, _Step.RETURN):
        st.selectbox(
            "Invoice",
            [one.draft.number for one in reversed(form.account.invoices)],
            index=None,
            accept_new_options=True,
            placeholder="Its number",
            key=f"{form.key}.invoice",
            help="One that is kept, or type its number.",
        )
    if form.step is _Step.WAIVER:
        by = waiver.approved_by if waiver else ""
        st.text_input("Approved by", by, key=f"{form.key}.by", help="Who lets it go.")


def _before(form: _Form) -> tuple[Payment, ...]:
    said = form.kept.record
    moved = {_Step.PAYMENT: said.payments, _Step.RETURN: said.returned}
    return moved.get(form.step, ())


def _told(payment: Payment) -> str:
    return f"{payment.amount.shown} on {payment.on}, invoice {payment.invoice}"


def _save(form: _Form) -> None:
    edited = replace(form.kept, vendor=form.account.vendor, record=form.edited)
    follow_up.save(session.deps(), session.person(), edited)


def _history(account: Account, kept: Kept[Settlement]) -> None:
    """Every version, the newest first."""
    deps, person = session.deps(), session.person()
    found = follow_up.history(deps, person, account.vendor, kept.record)
    table = settlements_table(
        [
            (
                one.recorded_at.astimezone(session.zone()).date() if one.recorded_at else None,
                one.recorded_by or "",
                one.record,
            )
            for one in reversed(found)
        ]
    )
    with st.expander(literal(f"Versions ({len(found)})")):
        tables.draw(table, "credit.versions")
