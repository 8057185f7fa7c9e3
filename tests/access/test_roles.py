"""Who may do what: every workflow that takes a person, in every role, found by looking."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest

from vendor_eval import workflows
from vendor_eval.access.admission import Rules
from vendor_eval.access.roles import GRANTED, Permission, Person, Role, may
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.claims.groups import DenialGroup, Place, RemitGroup
from vendor_eval.claims.kpis import Recomputed
from vendor_eval.claims.terms import Agreed
from vendor_eval.claims.variants import Family
from vendor_eval.errors import BadInput, NotAllowed
from vendor_eval.evaluation.own_questions import OwnQuestion, OwnQuestions
from vendor_eval.evaluation.registers import Coder
from vendor_eval.files.scorecards.own import own_text
from vendor_eval.follow_up.month_close import Stage
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.plan import Plan
from vendor_eval.follow_up.relief import Cause, Relief
from vendor_eval.quantities import Month, Usd
from vendor_eval.store import Store, live_sessions, upgrade
from vendor_eval.store.live_sessions import Live
from vendor_eval.workflows import (
    again,
    answers,
    audit,
    backups,
    baselines,
    breach_records,
    breach_reports,
    breaches,
    break_even,
    catalogue,
    checks,
    claim_runs,
    claims,
    contracts,
    costs,
    credits,
    decisions,
    definitions,
    demonstration,
    denials,
    doctor,
    drafts,
    due_dates,
    evidence,
    expected_invoices,
    follow_up,
    imports,
    invoices,
    month_close,
    offers,
    origins,
    own_scorecards,
    own_sessions,
    people,
    practices,
    pricing,
    questionnaires,
    readings,
    registers,
    reliefs,
    remediation,
    reminders,
    reports,
    retirement,
    reviews,
    rounds,
    scenarios,
    scoring,
    sensitivities,
    sheets,
    signals,
    standings,
    termination,
    transition,
    truths,
    uncertainty,
    underperformance,
    unsaved,
    usage_files,
    utilisation,
    vendors,
)
from vendor_eval.workflows.again import Again
from vendor_eval.workflows.answers import NewAnswer
from vendor_eval.workflows.audit_keys import KeyPlace
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.contracts import Amendment, Draft, NewContract
from vendor_eval.workflows.costs import Question
from vendor_eval.workflows.decisions import NewDecision
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import NewPiece, Piece, Status
from vendor_eval.workflows.expected_invoices import Asked, Expected
from vendor_eval.workflows.questionnaires import Workbook
from vendor_eval.workflows.readings import Upload
from vendor_eval.workflows.registers import Change, Kept
from vendor_eval.workflows.reports import Candidate
from vendor_eval.workflows.rounds import Assignment, NewRound, Round, State
from vendor_eval.workflows.scenarios import Inquiry
from vendor_eval.workflows.uncertainty import Settings

TODAY = dt.date(2026, 11, 21)
MONTH = Month(2026, 10)
ADMINISTRATOR = Person("A. Moreno", Role.ADMINISTRATOR)
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"

[[termination]]
rule = "consecutive"
months = 1
"""
ROWS = b"vendor,month,metric,value\nNorthwind RCM,2026-10,denial_rate,13 %\n"
ANSWERS = b"vendor,item,answer\nNorthwind RCM,scalability/multi-site-example,yes\n"
SCENARIO = b"""
start = "2026-01"
months = 12
[usage]
claims = 2600
[[options]]
name = "Flat"
fees = [{ type = "flat", amount = "11000 USD" }]
"""
QUESTION = Question("Flat", SCENARIO.decode())
UPLOAD = Upload(ROWS, "rows.csv", TODAY)
STAFFING = "scalability/staffing-model"
CHOSEN = NewDecision("Northwind RCM", "Best staffed", {})
OTHER = NewContract("Other", dt.date(2026, 1, 1), dt.date(2026, 12, 31), Usd(100_00))
STRICTER = Amendment(
    {"metric": "denial_rate", "target": "< 7 %", "minimum": "<= 9 %"}, dt.date(2026, 6, 1), ""
)


@dataclass(frozen=True, slots=True)
class World:
    """A practice with one contract, one month of figures and rounds of evaluation."""

    deps: Deps
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def on_disk(self) -> backups.Kept:
        kept = backups.Kept(f"sqlite:///{self.folder / 'small.sqlite'}", EVERYBODYS)
        upgrade(kept.url)
        return kept

    def backup(self) -> Path:
        file = self.folder / f"{next(self.numbers)}.backup"
        backups.back_up(ADMINISTRATOR, self.on_disk, file)
        return file

    @property
    def revision(self) -> contracts.Revision:
        return contracts.current(self.deps, ADMINISTRATOR, "Northwind RCM")

    @property
    def review(self) -> reviews.Review:
        return reviews.review(self.deps, ADMINISTRATOR)

    @property
    def ticking(self) -> termination.Ticking:
        return termination.ticking(self.deps, ADMINISTRATOR, self.review)

    @property
    def draft(self) -> Draft:
        return contracts.draft_of(self.revision, CONTRACT, "")

    def new_round(self) -> NewRound:
        return NewRound(f"Round {next(self.numbers)}", ("Northwind RCM",), ("scalability",))

    def round(self, state: State = State.OPEN) -> Round:
        kept = rounds.open_round(self.deps, ADMINISTRATOR, self.new_round())
        for step in tuple(State)[1 : tuple(State).index(state) + 1]:
            kept = rounds.move(self.deps, ADMINISTRATOR, kept, step)
        return kept

    def decided(self) -> Round:
        return decisions.decide(self.deps, ADMINISTRATOR, self.round(State.CONSENSUS), CHOSEN)

    def again(self) -> Again:
        return Again(self.decided().id, f"Round {next(self.numbers)}", ("Northwind RCM",), 12)

    def answer(self, state: State = State.OPEN) -> NewAnswer:
        return NewAnswer(self.round(state).id, "Northwind RCM", STAFFING, "4")

    def piece(self) -> NewPiece:
        return NewPiece(self.round().id, "Northwind RCM", STAFFING, "plan.pdf", b"%PDF-1.7")

    def stored_piece(self) -> Piece:
        return evidence.add(self.deps, ADMINISTRATOR, self.piece())

    def questions(self) -> OwnQuestions:
        asked = OwnQuestion("", "Why?", good="x", red_flag="y", evidence="z", weight=100)
        name = f"ours-{next(self.numbers)}"
        return OwnQuestions(name, name, 5, (asked,))

    def own_scorecard(self) -> own_scorecards.Revision:
        return own_scorecards.save(self.deps, ADMINISTRATOR, self.questions(), version=0)

    def questionnaire(self) -> tuple[int, list[Workbook]]:
        kept = self.round().id
        content = questionnaires.export(self.deps, ADMINISTRATOR, kept, "Northwind RCM")
        file = NamedFile("answers.xlsx", content)
        return kept, [questionnaires.received(ADMINISTRATOR, file)]

    def new_scenario(self) -> scenarios.Draft:
        name = f"Scenario {next(self.numbers)}"
        return scenarios.Draft(name, SCENARIO.decode(), "", version=0)

    def scenario(self) -> scenarios.Revision:
        return scenarios.save(self.deps, ADMINISTRATOR, self.new_scenario())

    def correction(self) -> denials.Draft:
        place = Place("Northwind RCM", MONTH, "P1")
        done = Recomputed(
            as_of=TODAY,
            remits=(RemitGroup(place, 9, 1, 1, 90_000, 10_000),),
            denials=(DenialGroup(place, "CO", "29", 1, 1, 10_000),),
        )
        file = claim_runs.RunFile("denied.csv", "1" * 64, "CSV")
        claim_runs.record(self.deps, ADMINISTRATOR, claim_runs.Prepared(done, (file,), {}))
        kept = denials.actions(self.deps, ADMINISTRATOR, "Northwind RCM")
        seen = kept[0].draft.version if kept else 0
        return denials.Draft(
            "Northwind RCM", "P1", "29", "Held", f"Sent {seen}", "Billing", version=seen
        )

    def plan(self) -> follow_up.Kept[Plan]:
        kept = follow_up.listed(self.deps, ADMINISTRATOR, Plan, "Northwind RCM")
        seen = kept[0].version if kept else 0
        return follow_up.Kept("Northwind RCM", replace(PLAN, note=f"Seen {seen}"), seen)

    def submission(self) -> month_close.Asked:
        table = month_close.month_table(self.deps, ADMINISTRATOR, self.review, MONTH)
        shown = {"Northwind RCM": table.version("Northwind RCM")}
        return month_close.Asked(MONTH, Stage.SUBMITTED, shown)

    def notice(self) -> follow_up.Kept[Notice]:
        kept = follow_up.listed(self.deps, ADMINISTRATOR, Notice, "Northwind RCM")
        seen = kept[0].version if kept else 0
        return follow_up.Kept("Northwind RCM", replace(NOTICE, why=f"Seen {seen}"), seen)

    def relief(self) -> follow_up.Kept[Relief]:
        kept = follow_up.listed(self.deps, ADMINISTRATOR, Relief, "Northwind RCM")
        seen = kept[0].version if kept else 0
        return follow_up.Kept("Northwind RCM", replace(RELIEF, note=f"Seen {seen}"), seen)

    def expected(self) -> Expected:
        offers.save(self.deps, ADMINISTRATOR, OFFER)
        return expected_invoices.expected(self.deps, ADMINISTRATOR, ASKED)

    @property
    def practice(self) -> practices.Practice:
        return replace(practices.current(self.deps), name="Family", time_zone="America/Chicago")


# Shared, because every call takes what it writes from the state it finds.
@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    store = Store.open("sqlite://")
    deps = Deps(store, lambda: TODAY)
    contracts.save(deps, ADMINISTRATOR, Draft("Northwind RCM", "", CONTRACT, "", version=0))
    imports.store(deps, ADMINISTRATOR, UPLOAD)
    yield World(deps, tmp_path_factory.mktemp("world"))
    store.close()


EVERYBODY = frozenset(Role)
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
EXPORTING = frozenset({Role.ADMINISTRATOR, Role.LEADERSHIP, Role.FINANCE, Role.AUDITOR})
SCORING = frozenset({Role.ADMINISTRATOR, Role.EVALUATOR})
DECIDING = frozenset({Role.ADMINISTRATOR, Role.LEADERSHIP})
IMPORTING = frozenset({Role.ADMINISTRATOR, Role.LEADERSHIP})
WATCHING = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
PRICING = frozenset(Role) - {Role.EVALUATOR}
EDITING_PRICES = frozenset({Role.ADMINISTRATOR, Role.FINANCE})
CLOSING = frozenset({Role.ADMINISTRATOR, Role.LEADERSHIP, Role.FINANCE})
USAGE = NamedFile("usage.csv", b"month,claims\n2026-01,100\n")
OFFER = offers.Draft(
    "Northwind RCM",
    "Flat",
    'name = "Flat"\nfees = [{ type = "flat", amount = "11000 USD" }]\n',
    dt.date(2026, 1, 1),
    status=offers.Status.AGREED,
)
ASKED = Asked("Northwind RCM", MONTH)
BILLED = NamedFile("invoice.csv", b"label,amount\nMonthly fee,11000.00\n")
INVOICE = invoices.Draft(
    "Northwind RCM", "7", MONTH, (invoices.Line("Monthly fee", None, None, Usd(11_000_00)),)
)
INQUIRY = Inquiry("Flat", "upcoding", "Counsel sees no harm")


def rekeyed(person: Person) -> None:
    """An empty database has no log that could go on under another key, and says so."""
    with pytest.raises(BadInput, match="no entry yet"):
        audit.rekey("sqlite://", person, KeyPlace(Path("unused"), "0" * 64))


# No extract: it is rejected, after whoever asks was let through.
NO_CLAIMS = claims.Asked((Path(__file__),), Agreed("UTC"))
RECOMPUTED = claim_runs.Prepared(
    Recomputed(as_of=TODAY), (claim_runs.RunFile("claims.csv", "0" * 64, "CSV"),), {}
)
MONTHS = (MONTH, MONTH)
AUDITED = truths.Audited("Northwind RCM", "denial_rate", MONTH, 0.13, how="100 claims")
CHOSEN_DEFINITION = truths.Chosen("Northwind RCM", "denial_rate", "denial_rate")

PLAN = Plan("denial_rate", MONTH, owner="R. Osei")
RELIEF = Relief("Outage", Cause.PAYER_OUTAGE, MONTH, MONTH, ("denial_rate",))
NOTICE = Notice("consecutive", "denial_rate", MONTH, Use.LET_GO, TODAY, "R. Osei", "Plan agreed")
PLACE = breaches.Place("Northwind RCM", "denial_rate", MONTH)

Call = Callable[[World, Person], object]


# What each workflow takes besides the person, and the roles that may ask for it.
def end_other_session(world: World, person: Person) -> None:
    """End one of two sessions that the person has just begun."""
    now = dt.datetime.now(dt.UTC)
    with world.deps.store.writing(person.name) as session:
        for one in ("this", "other"):
            live = Live(one, person.name, now, now, "Firefox on Linux", now + dt.timedelta(hours=1))
            live_sessions.seen(session, live)
    own_sessions.end(world.deps, person, "this", ["other"])


WORKFLOWS: dict[str, tuple[frozenset[Role], Call]] = {
    "again.due": (EVERYBODY, lambda w, p: again.due(w.deps, p)),
    "again.left": (EVERYBODY, lambda w, p: again.left(w.deps, p, w.round())),
    "again.repeat": (ADMINISTRATORS, lambda w, p: again.repeat(w.deps, p, w.again())),
    "again.set_review": (
        ADMINISTRATORS,
        lambda w, p: again.set_review(w.deps, p, w.decided(), 12),
    ),
    "answers.answer": (SCORING, lambda w, p: answers.answer(w.deps, p, w.answer())),
    "answers.history": (
        EVERYBODY,
        lambda w, p: answers.history(w.deps, p, w.round().id, ("Northwind RCM", STAFFING)),
    ),
    "answers.settle": (
        ADMINISTRATORS,
        lambda w, p: answers.settle(w.deps, p, w.answer(State.CONSENSUS)),
    ),
    "backups.archive_of": (
        ADMINISTRATORS,
        lambda w, p: backups.archive_of(w.deps, p, w.on_disk),
    ),
    "backups.back_up": (
        ADMINISTRATORS,
        lambda w, p: backups.back_up(p, w.on_disk, w.folder / f"{next(w.numbers)}.backup"),
    ),
    "backups.back_up_and_tell": (
        ADMINISTRATORS,
        lambda w, p: backups.back_up_and_tell(p, w.on_disk, w.folder / f"{next(w.numbers)}.backup"),
    ),
    "backups.restore": (ADMINISTRATORS, lambda w, p: backups.restore(p, w.on_disk, w.backup())),
    "audit.checkpoint": (WATCHING, lambda w, p: audit.checkpoint(w.deps, p)),
    "audit.choices": (WATCHING, lambda w, p: audit.choices(w.deps, p)),
    "audit.exported": (WATCHING, lambda w, p: audit.exported(w.deps, p, audit.Asked())),
    "audit.page": (WATCHING, lambda w, p: audit.page(w.deps, p, audit.Asked())),
    "audit.rekey": (ADMINISTRATORS, lambda _, p: rekeyed(p)),
    "audit.taken": (EVERYBODY, lambda w, p: audit.taken(w.deps, p, "report.pdf")),
    "audit.verify": (WATCHING, lambda w, p: audit.verify(w.deps, p)),
    "baselines.baseline": (
        EVERYBODY,
        lambda w, p: baselines.baseline(w.deps, p, w.round().id),
    ),
    "breach_records.load": (EVERYBODY, lambda w, p: breach_records.load(w.deps, p)),
    "breaches.of_finding": (
        EVERYBODY,
        lambda w, p: breaches.of_finding(w.deps, p, w.review, PLACE),
    ),
    "breaches.places": (EVERYBODY, lambda w, p: breaches.places(w.deps, p, w.review)),
    "break_even.cheapest": (
        PRICING,
        lambda w, p: break_even.cheapest(p, SCENARIO.decode(), all_in=False),
    ),
    "break_even.meetings": (PRICING, lambda w, p: break_even.meetings(p, SCENARIO.decode())),
    "catalogue.known": (EVERYBODY, lambda w, p: catalogue.known(w.deps, p)),
    "claims.recomputed": (
        IMPORTING,
        lambda w, p: claims.recomputed(p, NO_CLAIMS),
    ),
    "claim_runs.less": (ADMINISTRATORS, lambda w, p: claim_runs.less(w.deps, p, RECOMPUTED)),
    "claim_runs.listed": (EVERYBODY, lambda w, p: claim_runs.listed(w.deps, p)),
    "claim_runs.prepare": (ADMINISTRATORS, lambda w, p: claim_runs.prepare(p, NO_CLAIMS)),
    "claim_runs.record": (ADMINISTRATORS, lambda w, p: claim_runs.record(w.deps, p, RECOMPUTED)),
    "checks.check": (
        EVERYBODY,
        lambda w, p: checks.check(p, NamedFile("c", CONTRACT.encode()), NamedFile("m", ROWS)),
    ),
    "contracts.current": (
        EVERYBODY,
        lambda w, p: contracts.current(w.deps, p, "Northwind RCM"),
    ),
    "contracts.history": (
        EVERYBODY,
        lambda w, p: contracts.history(w.deps, p, "Northwind RCM"),
    ),
    "contracts.save": (ADMINISTRATORS, lambda w, p: contracts.save(w.deps, p, w.draft)),
    "contracts.save_first": (
        ADMINISTRATORS,
        lambda w, p: contracts.save_first(w.deps, p, OTHER),
    ),
    "contracts.save_file": (
        ADMINISTRATORS,
        lambda w, p: contracts.save_file(w.deps, p, CONTRACT.encode(), "northwind.toml"),
    ),
    "contracts.amend": (
        ADMINISTRATORS,
        lambda w, p: contracts.amend(w.deps, p, w.revision, STRICTER),
    ),
    "costs.costs": (PRICING, lambda w, p: costs.costs(w.deps, p, QUESTION)),
    "costs.question_of_file": (
        PRICING,
        lambda w, p: costs.question_of_file(p, NamedFile("scenario.toml", SCENARIO)),
    ),
    "costs.question_of_name": (
        PRICING,
        lambda w, p: costs.question_of_name(w.deps, p, w.scenario().name),
    ),
    "costs.report_on": (PRICING, lambda w, p: costs.report_on(w.deps, p, QUESTION)),
    "credits.of_all": (EVERYBODY, lambda w, p: credits.of_all(w.deps, p, w.review)),
    "credits.of_vendor": (
        EVERYBODY,
        lambda w, p: credits.of_vendor(w.deps, p, w.review, "Northwind RCM"),
    ),
    "credits.statement": (
        EDITING_PRICES,
        lambda w, p: credits.statement(
            w.deps, p, w.review, credits.of_vendor(w.deps, p, w.review, "Northwind RCM")
        ),
    ),
    "decisions.decide": (
        DECIDING,
        lambda w, p: decisions.decide(w.deps, p, w.round(State.CONSENSUS), CHOSEN),
    ),
    "denials.actions": (EVERYBODY, lambda w, p: denials.actions(w.deps, p, "Northwind RCM")),
    "denials.analysed": (IMPORTING, lambda w, p: denials.analysed(p, NO_CLAIMS)),
    "denials.history": (EVERYBODY, lambda w, p: denials.history(w.deps, p, w.correction())),
    "denials.months": (EVERYBODY, lambda w, p: denials.months(w.deps, p, "Northwind RCM")),
    "denials.of_month": (
        EVERYBODY,
        lambda w, p: denials.of_month(w.deps, p, "Northwind RCM", MONTH),
    ),
    "denials.save": (DECIDING, lambda w, p: denials.save(w.deps, p, w.correction())),
    "denials.vendors": (EVERYBODY, lambda w, p: denials.vendors(w.deps, p)),
    "doctor.examine": (
        ADMINISTRATORS,
        lambda w, p: doctor.examine(p, doctor.Installation(w.on_disk)),
    ),
    "drafts.choices": (EVERYBODY, lambda w, p: drafts.choices(w.deps, p, w.round())),
    "drafts.edit": (
        ADMINISTRATORS,
        lambda w, p: drafts.edit(w.deps, p, w.round(State.DRAFT), w.new_round()),
    ),
    "drafts.outdated": (EVERYBODY, lambda w, p: drafts.outdated(w.deps, p, w.round())),
    "drafts.renew": (
        ADMINISTRATORS,
        lambda w, p: drafts.renew(w.deps, p, w.round(State.DRAFT)),
    ),
    "due_dates.due": (EVERYBODY, lambda w, p: due_dates.due(w.deps, p, w.review)),
    "due_dates.evaluated": (EVERYBODY, lambda w, p: due_dates.evaluated(w.deps, p)),
    "due_dates.followed": (EVERYBODY, lambda w, p: due_dates.followed(w.deps, p, w.review)),
    "evidence.add": (SCORING, lambda w, p: evidence.add(w.deps, p, w.piece())),
    "evidence.content": (
        EVERYBODY,
        lambda w, p: evidence.content(w.deps, p, w.stored_piece().id),
    ),
    "evidence.expiring": (EVERYBODY, lambda w, p: evidence.expiring(w.deps, p)),
    "evidence.judge": (
        ADMINISTRATORS,
        lambda w, p: evidence.judge(w.deps, p, w.stored_piece(), Status.VERIFIED),
    ),
    "expected_invoices.expected": (
        PRICING,
        lambda w, p: w.expected() and expected_invoices.expected(w.deps, p, ASKED),
    ),
    "definitions.compared": (
        IMPORTING,
        lambda w, p: definitions.compared(p, NO_CLAIMS, tuple(Family)),
    ),
    "demonstration.fill": (
        ADMINISTRATORS,
        lambda w, p: demonstration.fill(Deps(Store.open("sqlite://"), w.deps.today), p, "UTC"),
    ),
    "follow_up.history": (
        EVERYBODY,
        lambda w, p: follow_up.history(w.deps, p, "Northwind RCM", PLAN),
    ),
    "follow_up.listed": (EVERYBODY, lambda w, p: follow_up.listed(w.deps, p, Plan)),
    "follow_up.save": (
        DECIDING,
        lambda w, p: follow_up.save(w.deps, p, w.plan()),
    ),
    "imports.preview": (IMPORTING, lambda w, p: imports.preview(w.deps, p, UPLOAD)),
    "imports.store": (IMPORTING, lambda w, p: imports.store(w.deps, p, UPLOAD)),
    "imports.vendors": (IMPORTING, lambda w, p: imports.vendors(w.deps, p)),
    "imports.listed": (IMPORTING, lambda w, p: imports.listed(w.deps, p)),
    "invoices.check": (
        PRICING,
        lambda w, p: invoices.check(w.deps, p, INVOICE, w.expected()),
    ),
    "invoices.check_file": (
        PRICING,
        lambda w, p: w.expected() and invoices.check_file(w.deps, p, ASKED, BILLED),
    ),
    "invoices.history": (PRICING, lambda w, p: invoices.history(w.deps, p, "Northwind RCM", "7")),
    "invoices.of_vendor": (PRICING, lambda w, p: invoices.of_vendor(w.deps, p, "Northwind RCM")),
    "month_close.advance": (
        CLOSING,
        lambda w, p: month_close.advance(w.deps, p, w.review, w.submission()),
    ),
    "month_close.closed": (EVERYBODY, lambda w, p: month_close.closed(w.deps, p)),
    "month_close.diary": (EVERYBODY, lambda w, p: month_close.diary(w.deps, p, w.review)),
    "month_close.month_table": (
        EVERYBODY,
        lambda w, p: month_close.month_table(w.deps, p, w.review, MONTH),
    ),
    "invoices.read": (EDITING_PRICES, lambda w, p: invoices.read(p, BILLED, MONTH)),
    "invoices.report_on": (
        PRICING,
        lambda w, p: invoices.report_on(
            w.deps, p, invoices.check(w.deps, ADMINISTRATOR, INVOICE, w.expected())
        ),
    ),
    "invoices.save": (EDITING_PRICES, lambda w, p: invoices.save(w.deps, p, INVOICE)),
    "invoices.typed": (
        EDITING_PRICES,
        lambda w, p: invoices.typed(p, [{"label": "Monthly fee", "amount": "11000.00"}]),
    ),
    "offers.agreed": (PRICING, lambda w, p: offers.agreed(w.deps, p, "Northwind RCM", MONTH)),
    "offers.history": (
        PRICING,
        lambda w, p: offers.history(w.deps, p, "Northwind RCM", "Flat"),
    ),
    "offers.listed": (PRICING, lambda w, p: offers.listed(w.deps, p)),
    "offers.save": (EDITING_PRICES, lambda w, p: offers.save(w.deps, p, OFFER)),
    "offers.vendors": (PRICING, lambda w, p: offers.vendors(w.deps, p)),
    "origins.of_reported": (
        EVERYBODY,
        lambda w, p: origins.of_reported(w.deps, p, ["Northwind RCM"], MONTH, zone=dt.UTC),
    ),
    "own_scorecards.history": (EVERYBODY, lambda w, p: own_scorecards.history(w.deps, p, "ours")),
    "own_scorecards.listed": (EVERYBODY, lambda w, p: own_scorecards.listed(w.deps, p)),
    "own_scorecards.restore": (
        ADMINISTRATORS,
        lambda w, p: own_scorecards.restore(w.deps, p, w.own_scorecard()),
    ),
    "own_scorecards.retire": (
        ADMINISTRATORS,
        lambda w, p: own_scorecards.retire(w.deps, p, w.own_scorecard()),
    ),
    "own_scorecards.save": (
        ADMINISTRATORS,
        lambda w, p: own_scorecards.save(w.deps, p, w.questions(), version=0),
    ),
    "own_scorecards.save_file": (
        ADMINISTRATORS,
        lambda w, p: own_scorecards.save_file(
            w.deps, p, own_text(w.questions(), "1.0").encode(), "ours.toml"
        ),
    ),
    "own_sessions.end": (EVERYBODY, end_other_session),
    "own_sessions.listed": (
        EVERYBODY,
        lambda w, p: own_sessions.listed(w.deps, p, Rules(), "this"),
    ),
    "people.forget_account": (
        ADMINISTRATORS,
        lambda w, p: people.forget_account(w.deps, p, "ada@example.org"),
    ),
    "people.listed": (ADMINISTRATORS, lambda w, p: people.listed(w.deps, p)),
    "people.save": (
        ADMINISTRATORS,
        lambda w, p: people.save(w.deps, p, people.Said(f"p{next(w.numbers)}@example.org")),
    ),
    "people.sign_out": (
        ADMINISTRATORS,
        lambda w, p: people.sign_out(w.deps, p, "ada@example.org"),
    ),
    "people.vendors": (ADMINISTRATORS, lambda w, p: people.vendors(w.deps, p)),
    "practices.parts": (EVERYBODY, lambda w, p: practices.parts(w.deps, p)),
    "practices.save": (ADMINISTRATORS, lambda w, p: practices.save(w.deps, p, w.practice)),
    "practices.suggestions": (EVERYBODY, lambda w, p: practices.suggestions(w.deps, p)),
    "pricing.price": (
        PRICING,
        lambda w, p: pricing.price(p, NamedFile("scenario.toml", SCENARIO)),
    ),
    "questionnaires.export": (
        ADMINISTRATORS,
        lambda w, p: questionnaires.export(w.deps, p, w.round().id, "Northwind RCM"),
    ),
    "questionnaires.hand_in": (
        ADMINISTRATORS,
        lambda w, p: questionnaires.hand_in(w.deps, p, *w.questionnaire()),
    ),
    "questionnaires.preview": (
        ADMINISTRATORS,
        lambda w, p: questionnaires.preview(w.deps, p, *w.questionnaire()),
    ),
    "questionnaires.received": (
        ADMINISTRATORS,
        lambda w, p: questionnaires.received(p, NamedFile("answers.xlsx", b"%PDF-1.7")),
    ),
    "questionnaires.take_over": (
        SCORING,
        lambda w, p: questionnaires.take_over(
            w.deps, p, (w.round().id, "Northwind RCM"), [STAFFING]
        ),
    ),
    "readings.read": (IMPORTING, lambda w, p: readings.read(p, UPLOAD)),
    "registers.due": (EVERYBODY, lambda w, p: registers.due(w.deps, p)),
    "registers.of_vendor": (
        EVERYBODY,
        lambda w, p: registers.of_vendor(w.deps, p, "Northwind RCM"),
    ),
    "registers.save": (
        ADMINISTRATORS,
        lambda w, p: registers.save(w.deps, p, [Change(1, Kept("Northwind RCM", Coder("Ada")))]),
    ),
    "registers.vendors": (EVERYBODY, lambda w, p: registers.vendors(w.deps, p)),
    "remediation.board": (EVERYBODY, lambda w, p: remediation.board(w.deps, p, w.review)),
    "reliefs.of_vendor": (
        EVERYBODY,
        lambda w, p: reliefs.of_vendor(w.deps, p, w.review, "Northwind RCM"),
    ),
    "reliefs.save": (DECIDING, lambda w, p: reliefs.save(w.deps, p, w.relief())),
    "reliefs.vendors": (EVERYBODY, lambda w, p: reliefs.vendors(w.deps, p, w.review)),
    "reminders.pending": (ADMINISTRATORS, lambda w, p: reminders.pending(w.deps, p)),
    "reminders.remind": (
        ADMINISTRATORS,
        lambda w, p: reminders.remind(w.deps, p, reminders.Channels(lambda _: (), 1)),
    ),
    "reports.breaches": (EXPORTING, lambda w, p: reports.breaches(w.deps, p, MONTH, ".csv")),
    "reports.comparison": (
        EXPORTING,
        lambda w, p: reports.comparison(w.deps, p, w.round(State.CONSENSUS).name, ".csv"),
    ),
    "reports.scorecard": (
        EXPORTING,
        lambda w, p: reports.scorecard(
            w.deps,
            p,
            Candidate(w.round(State.CONSENSUS).name, "Northwind RCM"),
            ".csv",
        ),
    ),
    "reports.cost": (EXPORTING, lambda w, p: reports.cost(w.deps, p, QUESTION, ".csv")),
    "reports.rendered": (
        EXPORTING,
        lambda w, p: reports.rendered(
            w.deps, p, breach_reports.report_on(w.deps, ADMINISTRATOR, w.review, MONTH), ".csv"
        ),
    ),
    "retirement.due": (WATCHING, lambda w, p: retirement.due(w.deps, p, 6)),
    "retirement.retire": (
        ADMINISTRATORS,
        lambda w, p: retirement.retire(
            w.deps, p, retirement.Order(6, w.folder / f"{next(w.numbers)}.archive")
        ),
    ),
    "reviews.state": (EVERYBODY, lambda w, p: reviews.state(w.deps, p)),
    "reviews.review": (EVERYBODY, lambda w, p: reviews.review(w.deps, p)),
    "breach_reports.report_on": (
        EVERYBODY,
        lambda w, p: breach_reports.report_on(w.deps, p, w.review, MONTH),
    ),
    "breach_reports.summary_on": (
        EVERYBODY,
        lambda w, p: breach_reports.summary_on(w.deps, p, w.review, MONTH),
    ),
    "rounds.assign": (
        ADMINISTRATORS,
        lambda w, p: rounds.assign(w.deps, p, w.round(), [Assignment("Ada", "scalability/growth")]),
    ),
    "rounds.events": (EVERYBODY, lambda w, p: rounds.events(w.deps, p, w.round().id)),
    "rounds.move": (
        ADMINISTRATORS,
        lambda w, p: rounds.move(w.deps, p, w.round(), State.CONSENSUS),
    ),
    "rounds.of_id": (EVERYBODY, lambda w, p: rounds.of_id(w.deps, p, w.round().id)),
    "rounds.open_round": (
        ADMINISTRATORS,
        lambda w, p: rounds.open_round(w.deps, p, w.new_round()),
    ),
    "rounds.rounds": (EVERYBODY, lambda w, p: rounds.rounds(w.deps, p)),
    "scenarios.duplicate": (
        EDITING_PRICES,
        lambda w, p: scenarios.duplicate(w.deps, p, w.scenario(), f"Copy {next(w.numbers)}"),
    ),
    "scenarios.history": (PRICING, lambda w, p: scenarios.history(w.deps, p, w.scenario().id)),
    "scenarios.listed": (PRICING, lambda w, p: scenarios.listed(w.deps, p)),
    "scenarios.look_into": (
        EDITING_PRICES,
        lambda w, p: scenarios.look_into(w.deps, p, w.scenario().id, INQUIRY),
    ),
    "scenarios.looked_into": (
        PRICING,
        lambda w, p: scenarios.looked_into(w.deps, p, w.scenario().id),
    ),
    "scenarios.of_id": (PRICING, lambda w, p: scenarios.of_id(w.deps, p, w.scenario().id)),
    "scenarios.of_name": (PRICING, lambda w, p: scenarios.of_name(w.deps, p, w.scenario().name)),
    "scenarios.outlook": (PRICING, lambda w, p: scenarios.outlook(p, SCENARIO.decode())),
    "scenarios.save": (EDITING_PRICES, lambda w, p: scenarios.save(w.deps, p, w.new_scenario())),
    "scenarios.usage_from_measures": (
        PRICING,
        lambda w, p: scenarios.usage_from_measures(w.deps, p, "Northwind RCM", (MONTH, MONTH)),
    ),
    "scoring.listed": (EVERYBODY, lambda w, p: scoring.listed(p)),
    "scoring.score": (
        EVERYBODY,
        lambda w, p: scoring.score(p, NamedFile("answers.csv", ANSWERS)),
    ),
    "sensitivities.known": (EVERYBODY, lambda w, p: sensitivities.known(w.deps, p)),
    "sensitivities.of_month": (
        EVERYBODY,
        lambda w, p: sensitivities.of_month(w.deps, p, "Northwind RCM", MONTH),
    ),
    "signals.of_vendor": (
        EVERYBODY,
        lambda w, p: signals.of_vendor(w.deps, p, w.review, ("Northwind RCM", MONTH)),
    ),
    "sheets.progress": (WATCHING, lambda w, p: sheets.progress(w.deps, p, w.round().id)),
    "sheets.sheet": (
        EVERYBODY,
        lambda w, p: sheets.sheet(w.deps, p, w.round().id, "Northwind RCM"),
    ),
    "standings.comparison": (
        EVERYBODY,
        lambda w, p: standings.comparison(w.deps, p, w.round(State.CONSENSUS).id),
    ),
    "standings.report_on": (
        EVERYBODY,
        lambda w, p: standings.report_on(w.deps, p, w.round(State.CONSENSUS).id),
    ),
    "termination.decide": (
        DECIDING,
        lambda w, p: termination.decide(w.deps, p, w.review, w.notice()),
    ),
    "termination.pack": (
        EVERYBODY,
        lambda w, p: termination.pack(w.deps, p, w.ticking, "Northwind RCM"),
    ),
    "termination.ticking": (EVERYBODY, lambda w, p: termination.ticking(w.deps, p, w.review)),
    "transition.of_vendor": (
        EVERYBODY,
        lambda w, p: transition.of_vendor(w.deps, p, w.review, "Northwind RCM"),
    ),
    "truths.audit_history": (
        EVERYBODY,
        lambda w, p: truths.audit_history(w.deps, p, "Northwind RCM"),
    ),
    "truths.choose": (ADMINISTRATORS, lambda w, p: truths.choose(w.deps, p, CHOSEN_DEFINITION)),
    "truths.enter": (ADMINISTRATORS, lambda w, p: truths.enter(w.deps, p, AUDITED)),
    "truths.of_vendor": (
        EVERYBODY,
        lambda w, p: truths.of_vendor(w.deps, p, "Northwind RCM", MONTHS),
    ),
    "truths.seen": (EVERYBODY, lambda w, p: truths.seen(w.deps, p)),
    "uncertainty.fans": (
        PRICING,
        lambda w, p: uncertainty.fans(p, SCENARIO.decode(), Settings(paths=10), ("Flat",)),
    ),
    "uncertainty.regret": (
        PRICING,
        lambda w, p: uncertainty.regret(p, SCENARIO.decode(), (), all_in=True),
    ),
    "uncertainty.study": (
        PRICING,
        lambda w, p: uncertainty.study(p, SCENARIO.decode(), Settings(paths=10)),
    ),
    "uncertainty.tornado": (
        PRICING,
        lambda w, p: uncertainty.tornado(p, SCENARIO.decode(), (), ("Flat", "Flat")),
    ),
    "underperformance.of_vendor": (
        EVERYBODY,
        lambda w, p: underperformance.of_vendor(p, w.review, ("Northwind RCM", MONTH)),
    ),
    "unsaved.drop": (EDITING_PRICES, lambda w, p: unsaved.drop(w.deps, p, "scenario 1")),
    "unsaved.keep": (
        EDITING_PRICES,
        lambda w, p: unsaved.keep(w.deps, p, "scenario 1", ("months = 12", 0)),
    ),
    "unsaved.of": (EDITING_PRICES, lambda w, p: unsaved.of(w.deps, p, "scenario 1")),
    "usage_files.read": (PRICING, lambda w, p: usage_files.read(p, USAGE)),
    "utilisation.of_vendor": (
        EVERYBODY,
        lambda w, p: utilisation.of_vendor(w.deps, p, "Northwind RCM"),
    ),
    "utilisation.said_before": (EVERYBODY, lambda w, p: utilisation.said_before(w.deps, p)),
    "utilisation.say_coding": (
        ADMINISTRATORS,
        lambda w, p: utilisation.say_coding(w.deps, p, utilisation.Coding(has_guidelines=True)),
    ),
    "utilisation.say_increase": (
        ADMINISTRATORS,
        lambda w, p: utilisation.say_increase(w.deps, p, utilisation.Increase("P1")),
    ),
    "utilisation.vendors": (EVERYBODY, lambda w, p: utilisation.vendors(w.deps, p)),
    "vendors.listed": (EVERYBODY, lambda w, p: vendors.listed(w.deps, p)),
}
# They read what everybody who acts here may know: the practice's name, and whether all is empty.
# Or they are how somebody comes to act, and take what the provider of the sign-in says instead.
FOR_ANYBODY = {
    "practices.current",
    "demonstration.is_empty",
    "sign_ins.acted",
    "sign_ins.admitted",
    "sign_ins.came",
    "sign_ins.left",
}


# They leave out of what somebody was let through to read what is about vendors of others.
NARROWING = {"claim_runs.is_seen", "rounds.as_seen"}


def public_workflows() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function that a module of the workflows defines, as ``module.function``."""
    for found in pkgutil.iter_modules(workflows.__path__):
        module = importlib.import_module(f"vendor_eval.workflows.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and f"{found.name}.{name}" not in NARROWING:
                yield f"{found.name}.{name}", function


def taking(parameter: str) -> set[str]:
    return {
        name
        for name, function in public_workflows()
        if parameter in inspect.signature(function).parameters
    }


def test_every_workflow_that_takes_a_person_stands_in_the_table() -> None:
    assert taking("person") == WORKFLOWS.keys()


def test_every_workflow_on_the_store_takes_a_person_but_for_what_anybody_may_know() -> None:
    assert taking("deps") - taking("person") == FOR_ANYBODY


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_role_may_do_what_the_table_says_and_nothing_else(
    world: World, name: str, role: Role
) -> None:
    allowed, call = WORKFLOWS[name]

    person = Person("somebody", role)
    if role in allowed:
        call(world, person)
        return
    with pytest.raises(NotAllowed, match=f"The role {role.value} may not .*ask an administrator"):
        call(world, person)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_who_is_refused_is_refused_before_anything_is_read_or_written(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GRANTED, Role.EVALUATOR, frozenset())
    function = dict(public_workflows())[name]
    # Nothing can be asked of None: touching the store or any other argument would fail.
    arguments: dict[str, Any] = dict.fromkeys(inspect.signature(function).parameters)
    arguments["person"] = Person("somebody", Role.EVALUATOR)

    with pytest.raises(NotAllowed):
        function(**arguments)


def test_an_administrator_may_do_everything() -> None:
    assert all(may(ADMINISTRATOR, permission) for permission in Permission)


def test_a_role_that_nobody_has_described_may_do_nothing() -> None:
    visitor = Person("somebody", cast(Role, "visitor"))

    assert not any(may(visitor, permission) for permission in Permission)


def test_every_role_says_what_it_may_do() -> None:
    assert GRANTED.keys() == set(Role)


def test_every_permission_is_asked_for_by_some_workflow() -> None:
    assert {
        permission
        for permission in Permission
        if any(
            roles == {role for role in Role if permission in GRANTED[role]}
            for roles, _ in WORKFLOWS.values()
        )
    } == set(Permission)
