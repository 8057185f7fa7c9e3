"""What was agreed with a vendor: read it, start it from the template, amend it, correct it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from vendor_eval.access.roles import Permission, may
from vendor_eval.measurement import Truth
from vendor_eval.metrics import CATALOGUE
from vendor_eval.naming import LONGEST_NAME
from vendor_eval.pages import computed, places, session
from vendor_eval.pages.parts import days, filters, tables, terms
from vendor_eval.pages.parts.head import title_row
from vendor_eval.pages.parts.saving import saving
from vendor_eval.quantities import Usd
from vendor_eval.reports.report import Column, Table
from vendor_eval.reports.wording import metric_name
from vendor_eval.sla.contract import Contract
from vendor_eval.workflows import contracts
from vendor_eval.workflows.contracts import Amendment, NewContract, Revision

_NEW = "New contract"
_OPENED, _SAVES = "contract.opened", "contract.saves"
_LIMITS = (
    ("target", "Target", "> 95 %"),
    ("warning", "Warning line (optional)", ">= 92 %"),
    ("minimum", "Minimum", ">= 90 %"),
    ("allocation", "Share of the amount at risk (optional)", "40 %"),
    ("clause", "Clause (optional)", "Amendment 1, 3"),
)


def draw() -> None:
    """Draw the page."""
    review = computed.review()
    edits = may(session.person(), Permission.EDIT_CONTRACTS)
    names = [*review.vendors, *([_NEW] if edits else [])]
    with title_row("Contract"):
        vendor = filters.vendor(names)
    if vendor is None:
        st.text("No contract is stored yet. An administrator enters the first one.")
        return
    terms_now = review.contract_of(vendor)
    if terms_now is not None:
        _agreed(vendor, terms_now, edits=edits)
    elif edits:
        _new(None if vendor == _NEW else vendor)
    else:
        st.text(f"No contract with {vendor} is stored yet. An administrator enters it.")


def _agreed(vendor: str, contract: Contract, *, edits: bool) -> None:
    """A stored contract: its terms, and for those who may, the ways to change it."""
    shown = contracts.current(session.deps(), session.person(), vendor)
    names = ["What was agreed", *(["Amend", "Correct the text"] if edits else []), "History"]
    drawn = dict(zip(names, st.tabs(names), strict=True))
    with drawn["What was agreed"]:
        terms.draw(contract)
        places.link("transition", "Going live and leaving", "sync_alt", {"vendor": vendor})
    if edits:
        with drawn["Amend"]:
            _amend(shown)
        with drawn["Correct the text"]:
            _correct(shown)
    with drawn["History"]:
        _history(vendor)


def _new(vendor: str | None) -> None:
    """Start a contract from the standard template, or from a file."""
    st.text(
        "The standard template brings ten service levels with the limits that the source documents "
        "name. Change any of them afterwards: as an amendment, or in the text."
    )
    with st.form("contract.new"):
        name = st.text_input("Vendor", value=vendor or "", max_chars=LONGEST_NAME)
        starts = st.date_input(
            "First day of the term", value=dt.date(_this_year(), 1, 1), format=days.TYPED
        )
        ends = st.date_input(
            "Last day of the term", value=dt.date(_this_year() + 2, 12, 31), format=days.TYPED
        )
        # Empty and not zero: a fee that nobody entered would make every credit nothing.
        fee = st.number_input(
            "Monthly fee, in US dollars",
            value=None,
            min_value=0.0,
            step=500.0,
            placeholder="Needed before a service credit falls due",
        )
        saved = st.form_submit_button("Start from the template", type="primary")
    if saved:
        new = NewContract(name, starts, ends, None if fee is None else Usd.of(Decimal(str(fee))))
        saving(
            lambda: contracts.save_first(session.deps(), session.person(), new),
            "The contract is saved.",
        )

    file = st.file_uploader(
        "Or read a contract file", type=["toml"], key="contract.file", max_upload_size=1
    )
    if file is not None and st.button("Keep this contract", type="primary"):
        content, name = file.getvalue(), file.name
        saving(
            lambda: contracts.save_file(session.deps(), session.person(), content, name),
            "The contract is saved.",
        )


def _this_year() -> int:
    return session.deps().today().year


def _amend(shown: Revision) -> None:
    """Agree on another limit from a date on; what was agreed before stays as it was."""
    with st.form(f"contract.amend.{shown.vendor}", clear_on_submit=False):
        metric = st.selectbox("Metric", list(CATALOGUE), format_func=metric_name)
        effective = st.date_input(
            "In force from", value=session.deps().today().replace(day=1), format=days.TYPED
        )
        limits = {
            key: st.text_input(label, placeholder=example, max_chars=80)
            for key, label, example in _LIMITS
        }
        judged_on = st.selectbox(
            "Judged on",
            [truth.value for truth in Truth],
            help="The value that the vendor reports, the one that its claims give, or what an "
            "audit found. A month without that value is not reported.",
        )
        note = st.text_input(
            "Why", placeholder="Agreed at the review in May", max_chars=LONGEST_NAME
        )
        saved = st.form_submit_button("Amend the contract", type="primary")
    if saved:
        limits["judged_on"] = "" if judged_on == Truth.REPORTED else judged_on or ""
        amendment = Amendment({"metric": metric or "", **limits}, effective, note)
        saving(
            lambda: _renewed(contracts.amend(session.deps(), session.person(), shown, amendment)),
            "The amendment is saved.",
        )


def _correct(shown: Revision) -> None:
    """The contract as a file, for whatever the form does not offer."""
    st.text(
        "The contract as it is kept. Change a limit here only to correct a slip: every month is "
        "judged anew. The earlier text stays in the history."
    )
    opened = _opened(shown)
    with st.form(f"contract.correct.{shown.vendor}"):
        text = st.text_area(
            "Contract",
            value=shown.text,
            height=420,
            label_visibility="collapsed",
            key=_text_key(shown.vendor),
        )
        note = st.text_input(
            "Why", placeholder="The fee had two digits swapped", max_chars=LONGEST_NAME
        )
        saved = st.form_submit_button("Save the text", type="primary")
    if saved:
        draft = contracts.draft_of(replace(shown, version=opened), text, note)
        # A conflict shows the newest text, so the next attempt is made in sight of it.
        st.session_state[_OPENED] = {**st.session_state[_OPENED], shown.vendor: shown.version}
        saving(
            lambda: _renewed(contracts.save(session.deps(), session.person(), draft)),
            "The text is saved.",
        )


def _opened(shown: Revision) -> int:
    """The version whose text this visitor began to edit, whoever has saved since."""
    opened: dict[str, int] = st.session_state.setdefault(_OPENED, {})
    if _text_key(shown.vendor) not in st.session_state:
        opened[shown.vendor] = shown.version
    return opened[shown.vendor]


def _text_key(vendor: str) -> str:
    """The key of the text's field; another one after each change that this visitor saved."""
    return f"contract.text.{vendor}.{st.session_state.get(_SAVES, 0)}"


def _renewed(saved: Revision) -> Revision:
    """Let the field take up the text as it is now stored."""
    st.session_state[_SAVES] = st.session_state.get(_SAVES, 0) + 1
    return saved


def _history(vendor: str) -> None:
    revisions = contracts.history(session.deps(), session.person(), vendor)
    rows = tuple(
        (one.version, one.recorded_at.date(), one.recorded_by, one.note)
        for one in reversed(revisions)
    )
    columns = (Column("Version", 9), Column("Saved", 20), Column("By", 24), Column("Why", 70))
    tables.draw(Table("", columns, rows), "contract.history")
    chosen = st.selectbox("Text of version", [one.version for one in reversed(revisions)])
    st.code(next(one.text for one in revisions if one.version == chosen), language="toml")
