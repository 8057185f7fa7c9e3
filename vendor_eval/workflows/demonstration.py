"""Filling an empty database with the demonstration practice."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal

import pandas as pd
from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.demonstration import (
    agreements,
    definitions,
    diligence,
    followed,
    offered,
    recomputation,
    renewal,
    selection,
    stories,
)
from vendor_eval.demonstration.reported import MonthlyReport, monthly_reports
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.settling import FORMULA
from vendor_eval.files.scenarios import offer_toml
from vendor_eval.files.scorecards import shipped, shipped_texts
from vendor_eval.pricing.measured import reported_usage
from vendor_eval.quantities import Month
from vendor_eval.store import (
    answers,
    audited,
    claim_runs,
    contracts,
    denial_actions,
    evidence,
    follow_up,
    invoices,
    measures,
    offers,
    practice,
    registers,
    reported_definitions,
    rounds,
    scenarios,
)
from vendor_eval.store.answers import CONSENSUS, VENDOR, Entry
from vendor_eval.store.audited import Audited
from vendor_eval.store.claim_runs import Provenance, RunFile
from vendor_eval.store.contracts import Draft
from vendor_eval.store.evidence import Piece
from vendor_eval.store.imports import Received
from vendor_eval.store.registers import Kept
from vendor_eval.store.reported_definitions import Chosen
from vendor_eval.store.rounds import Assignment, FrozenScorecard, RoundDraft
from vendor_eval.workflows import demonstration_months
from vendor_eval.workflows.claim_runs import definitions_version
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.rounds import State, scope


def is_empty(deps: Deps) -> bool:
    """Whether nothing is stored yet."""
    with deps.store.reading() as session:
        return practice.stored(session) is None and not measures.vendors(session)


def fill(deps: Deps, person: Person, time_zone: str) -> None:
    """Store the demonstration practice, reported through the last whole month.

    Raises:
        NotAllowed: the person may not do this.
        BadInput: the database holds something already; invented figures never join real ones.
    """
    require(person, Permission.FILL_DEMONSTRATION)
    if not is_empty(deps):
        mend = "name an empty one with VENDOR_EVAL_DATABASE_URL"
        raise BadInput([Fault("database", "holds figures already", mend)])
    last = Month.of(deps.today()).plus(-1)
    reports = list(monthly_reports(last))
    with deps.store.writing(person.name) as session:
        profile = practice.Profile(
            specialties=diligence.SPECIALTIES,
            ehr_systems=stories.EHR_SYSTEMS,
            claims_a_month=sum(story.claims for story in stories.STORIES),
        )
        named = practice.Practice(stories.PRACTICE, time_zone, is_demo=True, profile=profile)
        practice.save(session, named, person.name)
        for story in stories.STORIES:
            text = agreements.contract_text(story.vendor, last)
            draft = Draft(story.vendor, "Service agreement", text, "Demonstration", version=0)
            contracts.save(session, draft, person.name)
        first, *corrections = _few(reports)
        measures.save(session, first.frame, _received(first, person, deps.today()))
        demonstration_months.fill(session, last, deps.today(), person.name)
        for report in corrections:
            measures.save(session, report.frame, _received(report, person, deps.today()))
        _fill_round(session, deps.today(), person.name)
        scenarios.save(session, _scenario(last), person.name)
        _fill_offers(session, last, reports, person.name)
        for vendor, entry in diligence.entries(deps.today()):
            registers.save(session, Kept(vendor, entry), person.name)
        _fill_truths(session, deps.today(), reports, person.name)
        _fill_follow_up(session, last, deps.today(), person.name)


def _few(reports: list[MonthlyReport]) -> list[MonthlyReport]:
    """The same reports as few files: all first ones together, then each correction."""
    first = [one for one in reports if not one.corrects]
    history = pd.concat([one.frame for one in first], ignore_index=True)
    return [MonthlyReport("thirty-months.xlsx", history), *(one for one in reports if one.corrects)]


def _scenario(last: Month) -> scenarios.Draft:
    text = renewal.scenario_text(last)
    return scenarios.Draft(renewal.NAME, text, renewal.NOTE, version=0)


def _received(report: MonthlyReport, person: Person, today: dt.date) -> Received:
    return Received(
        file_name=report.name,
        sha256=hashlib.sha256(f"demonstration {report.name} {today}".encode()).hexdigest(),
        how={"demonstration": True},
        by=person.name,
        at=dt.datetime.now(dt.UTC),
    )


def _fill_offers(session: Session, last: Month, reports: list[MonthlyReport], by: str) -> None:
    """Store what vendors offered, and the invoices that two of them sent."""
    for made in offered.offers(last):
        status = offers.Status.AGREED if made.agreed else offers.Status.OFFERED
        name, text = made.offer.name, offer_toml(made.offer)
        kept = offers.Draft(made.vendor, name, text, made.starts, status=status, note=made.note)
        offers.save(session, kept, by)
    claims = reported_usage(_rows_of(offered.BY_CLAIM, reports))["claims"]
    for sent in offered.invoices(last, claims):
        lines = tuple(
            invoices.Line(one.label, one.quantity, one.rate, one.amount) for one in sent.lines
        )
        paid = invoices.Status.ACCEPTED if sent.accepted else invoices.Status.ENTERED
        invoices.save(
            session, invoices.Draft(sent.vendor, sent.number, sent.month, lines, paid), by
        )


def _rows_of(vendor: str, reports: list[MonthlyReport]) -> pd.DataFrame:
    """What the vendor reported at first, with `measurement.COLUMNS`."""
    rows = pd.concat([one.frame for one in reports if not one.corrects], ignore_index=True)
    return rows[rows["vendor"] == vendor]


def _fill_truths(session: Session, today: dt.date, reports: list[MonthlyReport], by: str) -> None:
    """Store what was recomputed from claims, what two audits found, and one definition."""
    last = Month.of(today).plus(-1)
    reported = pd.concat([one.frame for one in reports if not one.corrects], ignore_index=True)
    as_of = recomputation.looked_at(last, today)
    provenance = Provenance(
        files=(RunFile("claims-extract.csv", hashlib.sha256(b"synthetic").hexdigest(), "CSV"),),
        as_of=as_of,
        terms={"demonstration": True},
        definitions=definitions_version(),
        by=by,
        at=dt.datetime.now(dt.UTC),
    )
    claims = recomputation.recomputed(reported, last, as_of)
    claim_runs.save(session, definitions.under_all(claims), provenance)
    for vendor, found, codes in recomputation.AUDITS:
        value = Audited(
            vendor=vendor,
            metric="coding_accuracy",
            month=last,
            value=found / codes,
            numerator=Decimal(found),
            denominator=Decimal(codes),
            how=f"{codes} codes drawn at random, coded again by another firm",
            evidence="Audit report, table 2",
        )
        audited.save(session, value, by)
    chosen = Chosen(
        vendor=recomputation.OVER_REPORTING,
        metric="first_pass_acceptance_rate",
        definition=recomputation.COUNTS_AS,
        note="As its account manager explained in a call",
    )
    reported_definitions.save(session, chosen, by)
    payer, carc, cause, correction = recomputation.CORRECTED
    action = denial_actions.Draft(
        vendor=recomputation.OVER_REPORTING,
        payer=payer,
        carc=carc,
        cause=cause,
        correction=correction,
        owner="Front desk",
        due=last.plus(2).first_day,
    )
    denial_actions.save(session, action, by)


def _fill_follow_up(session: Session, last: Month, today: dt.date, by: str) -> None:
    """Store what people wrote down after findings, each saving a revision of its own."""
    for vendor, record in followed.records(last, today):
        before = follow_up.history(session, type(record), vendor, record.key)
        follow_up.save(session, follow_up.Kept(vendor, record, version=len(before)), by)


def _fill_round(session: Session, today: dt.date, by: str) -> None:
    """Store the round of evaluation, at the point where the evaluators meet."""
    kept = rounds.create(session, _round_draft(), by)
    asked = scope(kept)
    assigned = tuple(
        Assignment(evaluator, section.key)
        for evaluator in selection.EVALUATORS
        for section in asked.sections
    )
    kept = rounds.save(session, replace(kept, state=State.OPEN, evaluators=assigned), by)
    for evaluator, answer in selection.first_answers(asked):
        answers.save(session, _entry(kept.id, evaluator, answer), evaluator)
    for answer in selection.own_answers(asked):
        answers.save(session, _entry(kept.id, VENDOR, answer), by)
    for paper in selection.PAPERS:
        expires = paper.last_day(today)
        piece = Piece(
            kept.id, paper.vendor, paper.item, "note", paper.name, note=paper.note, expires=expires
        )
        evidence.add(session, piece, None, by)
    rounds.save(session, replace(kept, state=State.CONSENSUS), by)
    for answer in selection.settled_answers(asked):
        answers.save(session, _entry(kept.id, CONSENSUS, answer), by)


def _round_draft() -> RoundDraft:
    weights, texts = selection.WEIGHTS, shipped_texts()
    versions = {scorecard.id: scorecard.version for scorecard in shipped()}
    return RoundDraft(
        name=selection.NAME,
        vendors=tuple(one.vendor for one in selection.CANDIDATES),
        scorecards=tuple(FrozenScorecard(name, versions[name], texts[name]) for name in weights),
        weights=weights,
        formula=FORMULA,
    )


def _entry(round_id: int, evaluator: str, answer: Answer) -> Entry:
    return Entry(
        round=round_id,
        vendor=answer.vendor,
        item=answer.item,
        evaluator=evaluator,
        answer=answer.answer,
        evidence=answer.evidence,
        note=answer.note,
        version=0,
    )
