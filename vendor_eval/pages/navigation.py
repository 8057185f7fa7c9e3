"""The pages there are, who sees them, and the frame around the one that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vendor_eval.access.roles import Permission, Role, may, require
from vendor_eval.errors import VendorEvalError
from vendor_eval.pages import (
    breach,
    breaches,
    break_even,
    claims_import,
    compare_offers,
    comparison,
    contract,
    conversion,
    credits,
    definitions,
    denials,
    diligence,
    evidence,
    imports,
    invoice_check,
    month_close,
    offers,
    overview,
    own_questions,
    places,
    practice,
    relief,
    remediation,
    report,
    rounds,
    scenario,
    scoring,
    session,
    signals,
    termination,
    uncertainty,
    utilisation,
    vendor,
)
from vendor_eval.pages.parts.saving import say_saved
from vendor_eval.pages.words import literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its place in the menu, what it needs, and what draws it."""

    section: str
    title: str
    icon: str
    path: str
    permission: Permission
    draw: Callable[[], None]
    help: str


PAGES = (
    Entry(
        "",
        "Overview",
        "space_dashboard",
        "",
        Permission.SEE_SERVICE_LEVELS,
        overview.draw,
        "What needs a decision this month.",
    ),
    Entry(
        "Evaluation",
        "Rounds",
        "how_to_vote",
        "rounds",
        Permission.SEE_EVALUATIONS,
        rounds.draw,
        "Candidates judged side by side: opened, invited to, decided.",
    ),
    Entry(
        "Evaluation",
        "Scoring",
        "checklist",
        "scoring",
        Permission.SEE_EVALUATIONS,
        scoring.draw,
        "Answer a round's items; every change is saved at once.",
    ),
    Entry(
        "Evaluation",
        "Comparison",
        "leaderboard",
        "comparison",
        Permission.SEE_EVALUATIONS,
        comparison.draw,
        "Who may be chosen, who leads, and how firmly.",
    ),
    Entry(
        "Evaluation",
        "Due diligence",
        "fact_check",
        "due-diligence",
        Permission.SEE_EVALUATIONS,
        diligence.draw,
        "Coders, documents, references and subcontractors of a vendor.",
    ),
    Entry(
        "Evaluation",
        "Own questions",
        "quiz",
        "own-questions",
        Permission.SEE_EVALUATIONS,
        own_questions.draw,
        "Five to seven questions of the practice's own, as a scorecard of rounds.",
    ),
    Entry(
        "Evaluation",
        "First pass",
        "calculate",
        "first-pass",
        Permission.SEE_EVALUATIONS,
        conversion.draw,
        "Two vendors' first-pass rates by every definition, from the counts behind them.",
    ),
    Entry(
        "Service levels",
        "SLA breaches",
        "grid_on",
        "breaches",
        Permission.SEE_SERVICE_LEVELS,
        breaches.draw,
        "Every vendor and metric of a month, worst first.",
    ),
    Entry(
        "Service levels",
        "Vendor",
        "store",
        "vendor",
        Permission.SEE_SERVICE_LEVELS,
        vendor.draw,
        "One vendor's metrics month by month, with the limits of its contract.",
    ),
    Entry(
        "Service levels",
        "Contract",
        "contract",
        "contract",
        Permission.SEE_SERVICE_LEVELS,
        contract.draw,
        "What was agreed, from when on, and what it does not cover.",
    ),
    Entry(
        "Service levels",
        "Report",
        "summarize",
        "report",
        Permission.EXPORT_REPORTS,
        report.draw,
        "The month's breach report as PDF, workbook, CSV or web page.",
    ),
    Entry(
        "Follow-up",
        "Breach",
        "flag",
        "breach",
        Permission.SEE_SERVICE_LEVELS,
        breach.draw,
        "One breach: how grave it is, what is due by when, plan, dispute and history.",
    ),
    Entry(
        "Follow-up",
        "Remediation",
        "healing",
        "remediation",
        Permission.SEE_SERVICE_LEVELS,
        remediation.draw,
        "Every open case of all vendors, what is overdue first.",
    ),
    Entry(
        "Follow-up",
        "Credits",
        "payments",
        "credits",
        Permission.SEE_SERVICE_LEVELS,
        credits.draw,
        "Service credits due, claimed, agreed, paid and waived, and the statement to send.",
    ),
    Entry(
        "Follow-up",
        "Relief",
        "event_busy",
        "relief",
        Permission.SEE_SERVICE_LEVELS,
        relief.draw,
        "Delays that were not the vendor's: who signed them, and what they change.",
    ),
    Entry(
        "Follow-up",
        "Termination",
        "timer",
        "termination",
        Permission.SEE_SERVICE_LEVELS,
        termination.draw,
        "How near each rule is, by when notice has to be sent, and the pack for counsel.",
    ),
    Entry(
        "Follow-up",
        "Signals",
        "monitoring",
        "signals",
        Permission.SEE_SERVICE_LEVELS,
        signals.draw,
        "Whether a vendor is surely beyond its limit, has changed, and what to expect next.",
    ),
    Entry(
        "Follow-up",
        "Month close",
        "event_available",
        "month-close",
        Permission.SEE_SERVICE_LEVELS,
        month_close.draw,
        "Months submitted, verified and closed, and what corrections changed in them since.",
    ),
    Entry(
        "Pricing",
        "Compare offers",
        "balance",
        "compare-offers",
        Permission.SEE_PRICING,
        compare_offers.draw,
        "What each offer costs, fee and all in, and why the cheapest fee can be the dearest.",
    ),
    Entry(
        "Pricing",
        "Scenario",
        "edit_note",
        "scenario",
        Permission.SEE_PRICING,
        scenario.draw,
        "Usage, offers and the practice's own figures in forms, and what if.",
    ),
    Entry(
        "Pricing",
        "Break-even",
        "call_split",
        "break-even",
        Permission.SEE_PRICING,
        break_even.draw,
        "Where offers cost the same, and who is the cheapest on either side.",
    ),
    Entry(
        "Pricing",
        "Uncertainty",
        "query_stats",
        "uncertainty",
        Permission.SEE_PRICING,
        uncertainty.draw,
        "How far costs may spread, and what to find out before choosing.",
    ),
    Entry(
        "Pricing",
        "Offers",
        "request_quote",
        "offers",
        Permission.SEE_PRICING,
        offers.draw,
        "What vendors ask for, from when on, and what was agreed.",
    ),
    Entry(
        "Pricing",
        "Invoice check",
        "receipt_long",
        "invoice-check",
        Permission.SEE_PRICING,
        invoice_check.draw,
        "A vendor's invoice beside what was agreed, done and breached, line by line.",
    ),
    Entry(
        "Evidence",
        "Evidence",
        "troubleshoot",
        "evidence",
        Permission.SEE_SERVICE_LEVELS,
        evidence.draw,
        "What a vendor reports beside what claims give and an audit found.",
    ),
    Entry(
        "Evidence",
        "Denials",
        "money_off",
        "denials",
        Permission.SEE_SERVICE_LEVELS,
        denials.draw,
        "What was denied and why, whose it is, what recurs and what is done about it.",
    ),
    Entry(
        "Evidence",
        "Definitions",
        "rule_settings",
        "definitions",
        Permission.SEE_SERVICE_LEVELS,
        definitions.draw,
        "The same claims under every definition in use, and the one that the contract names.",
    ),
    Entry(
        "Evidence",
        "Utilisation",
        "stacked_bar_chart",
        "utilisation",
        Permission.SEE_SERVICE_LEVELS,
        utilisation.draw,
        "Top codes, what payers allow for them, and whether to negotiate now.",
    ),
    Entry(
        "Data",
        "Import",
        "upload_file",
        "import",
        Permission.IMPORT_MEASURES,
        imports.draw,
        "Read the monthly report that a vendor sent.",
    ),
    Entry(
        "Data",
        "Claims",
        "receipt",
        "claims",
        Permission.IMPORT_CLAIMS,
        claims_import.draw,
        "Recompute metrics from claim extracts and X12 files.",
    ),
    Entry(
        "Data",
        "Practice",
        "domain",
        "practice",
        Permission.SEE_SERVICE_LEVELS,
        practice.draw,
        "The practice's name, time zone, profile, sites, payers and specialties.",
    ),
)

# Drawn here: a named icon in the tab would be fetched from a server elsewhere.
_ICON = """<svg viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#1f5f8b"/>
<path d="M5 9l3 3 6-6M5 18h14" fill="none" stroke="#fff" stroke-width="2.5"/></svg>"""


def show() -> None:
    """Draw the navigation and the page that was asked for."""
    st.set_page_config(page_title="Vendor evaluation", layout="wide", page_icon=_ICON)
    try:
        demonstration = session.practice().synthetic
    except VendorEvalError as error:
        st.title("The app cannot start")
        st.error(literal(str(error)))
        return
    st.logo(":material/rule:")
    acting = session.person()
    sections: dict[str, list[StreamlitPage]] = {}
    pages: dict[str, StreamlitPage] = {}
    for entry in PAGES:
        visible = may(acting, entry.permission)
        # Every page stays registered: an address that nobody knows opens a box, not a sentence.
        page = st.Page(
            partial(_framed, entry),
            title=entry.title,
            icon=f":material/{entry.icon}:",
            url_path=entry.path or None,
            default=not entry.path,
            visibility="visible" if visible else "hidden",
            help=entry.help,
        )
        pages[entry.path] = page
        sections.setdefault(entry.section, []).append(page)
    places.register(pages)
    chosen = st.navigation(sections, expanded=True)
    places.enter(chosen.url_path)
    _say_who(demonstration=demonstration)
    say_saved()
    chosen.run()


def _framed(entry: Entry) -> None:
    """The page, or the sentence that says why not; nobody ever sees a traceback."""
    try:
        require(session.person(), entry.permission)
        entry.draw()
    except VendorEvalError as error:
        st.error(literal(str(error)))


def _say_who(*, demonstration: bool) -> None:
    with st.sidebar:
        if not demonstration:
            st.caption(literal(f"{session.person().name}, {session.person().role.value}"))
            return
        st.selectbox(
            "Look at it as",
            [role.value for role in Role],
            key=session.ROLE_KEY,
            persist_state="session",
            help="The demonstration can be seen in each role. Its figures are synthetic.",
        )
