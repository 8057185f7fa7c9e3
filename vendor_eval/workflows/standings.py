"""What the answers of a round come to: who leads, what is unsettled, what warns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, may, require
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.baseline import Baseline
from vendor_eval.evaluation.comparison import Comparison, side_by_side
from vendor_eval.evaluation.diligence import Diligence
from vendor_eval.evaluation.raters import Ratings
from vendor_eval.evaluation.red_flags import RedFlag, all_red_flags
from vendor_eval.evaluation.reliability import Reliability, reliability
from vendor_eval.evaluation.scope import Scope
from vendor_eval.evaluation.scoring import VendorScore, score_vendor
from vendor_eval.evaluation.settling import Asked, Unsettled, lapsed, settled
from vendor_eval.naming import name_key
from vendor_eval.reports.comparison_report import comparison_report
from vendor_eval.reports.promise_trace import Trace
from vendor_eval.reports.report import About, Report
from vendor_eval.reports.round_result import RoundResult, Signed
from vendor_eval.reports.scorecard_report import scorecard_report
from vendor_eval.store import answers, evidence, rounds
from vendor_eval.store.answers import CONSENSUS, RESERVED, Stored
from vendor_eval.store.rounds import Decision, Round
from vendor_eval.workflows import baselines, practices
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.evidence import last_days
from vendor_eval.workflows.practices import Practice, zone_of
from vendor_eval.workflows.promises import promised, traced
from vendor_eval.workflows.registers import found_out
from vendor_eval.workflows.rounds import is_blind, scope


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the vendors of a round stand.

    Attributes:
        today: the day on which evidence counts as expired or not.
        zone: in which the practice counts its days.
        scope: every item of the round, with its weight.
        comparison: of all candidates, those without any answer included.
        unsettled: items that do not count yet, because first answers differ.
        red_flags: answers that are worth nothing, in the order of the comparison.
        lapsed: where the evidence has expired.
        reliability: of first answers, over the round and then section by section.
        traces: what became of promises, in the order of the scores; none for whoever may not
            see service levels.
        diligence: what was found out about the vendors, in the order of the scores.
        baseline: the practice's figures before the round; None for whoever may not see service
            levels.
    """

    round: Round
    today: dt.date
    zone: ZoneInfo
    scope: Scope
    comparison: Comparison
    unsettled: tuple[Unsettled, ...]
    red_flags: tuple[RedFlag, ...]
    lapsed: frozenset[Asked]
    reliability: tuple[Reliability, ...]
    traces: tuple[Trace, ...] = ()
    diligence: tuple[Diligence, ...] = ()
    baseline: Baseline | None = None


def comparison(deps: Deps, person: Person, round_id: int) -> Standing:
    """Where the vendors of a round stand, as of today.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no such round.
        BadInput: first answers are still blind.
    """
    require(person, Permission.SEE_EVALUATIONS)
    require(person, Permission.COMPARE_VENDORS)
    with deps.store.reading() as session:
        kept = rounds.of_id(session, round_id)
        _refuse_while_blind(kept)
        standing = standing_of(session, kept, deps.today())
        if not may(person, Permission.SEE_SERVICE_LEVELS):
            return standing
        said = promised(session, round_id, standing.scope, standing.comparison.scores)
        before = baselines.by_session(session, round_id)
        return replace(standing, traces=traced(session, said), baseline=before)


def report_on(deps: Deps, person: Person, round_id: int) -> Report:
    """The comparison report of a round, as of today.

    Raises:
        NotAllowed: the person may not see evaluations.
        NotFound: there is no such round.
        BadInput: first answers are still blind.
    """
    return report_of(comparison(deps, person, round_id), practices.current(deps), person.name)


def report_of(standing: Standing, practice: Practice, prepared_by: str) -> Report:
    """The comparison report of a round, as of the day of its standing."""
    result = replace(result_of(standing), profile=practices.in_words(practice.profile))
    return comparison_report(result, _about(standing, practice, prepared_by))


def scorecard_of(standing: Standing, vendor: str, practice: Practice, prepared_by: str) -> Report:
    """The scorecard report of one candidate, as of the day of its standing.

    Raises:
        NotFound: there is no such candidate.
    """
    score = score_of(standing, vendor)
    return scorecard_report(result_of(standing), score, _about(standing, practice, prepared_by))


def score_of(standing: Standing, vendor: str) -> VendorScore:
    """The score of one candidate, whose name may be spelled in any way.

    Raises:
        NotFound: there is no such candidate.
    """
    for score in standing.comparison.scores:
        if name_key(score.vendor) == name_key(vendor):
            return score
    names = ", ".join(standing.round.vendors)
    raise NotFound(f"{vendor} is no candidate of {standing.round.name}; candidates are: {names}")


def standing_of(session: Session, kept: Round, today: dt.date) -> Standing:
    """Where the vendors of ``kept`` stand by what is stored."""
    given = [one for one in answers.newest(session, kept.id) if one.answer]
    over = lapsed(last_days(evidence.listed(session, kept.id)), today)
    asked = scope(kept)
    counted = settled(
        first=[(one.evaluator, _answer(one)) for one in given if one.evaluator not in RESERVED],
        consensus=[_answer(one) for one in given if one.evaluator == CONSENSUS],
        lapsed=over,
    )
    scores = [
        score_vendor(asked, vendor, [one for one in counted.answers if one.vendor == vendor])
        for vendor in kept.vendors
    ]
    compared = side_by_side(scores)
    return Standing(
        round=kept,
        today=today,
        zone=zone_of(session),
        scope=asked,
        comparison=compared,
        unsettled=counted.unsettled,
        red_flags=all_red_flags(compared.scores),
        lapsed=over,
        reliability=reliability(asked, _ratings(asked, given)),
        diligence=found_out(session, [one.vendor for one in compared.scores], today),
    )


def _about(standing: Standing, practice: Practice, prepared_by: str) -> About:
    return About(practice.name, standing.today, prepared_by, synthetic=practice.synthetic)


def result_of(standing: Standing) -> RoundResult:
    """The same as tables and reports take it."""
    kept = standing.round
    return RoundResult(
        name=kept.name,
        formula=kept.formula,
        scope=standing.scope,
        comparison=standing.comparison,
        unsettled=standing.unsettled,
        red_flags=standing.red_flags,
        lapsed=standing.lapsed,
        reliability=standing.reliability,
        traces=standing.traces,
        diligence=standing.diligence,
        baseline=standing.baseline,
        signed=None if kept.decision is None else _signed(kept.decision, standing.zone),
    )


def _signed(decision: Decision, zone: ZoneInfo) -> Signed:
    assert decision.decided_at is not None, "what is stored has its time"
    return Signed(
        vendor=decision.vendor,
        reason=decision.reason,
        rejected=decision.rejected,
        by=decision.decided_by,
        on=decision.decided_at.astimezone(zone).date(),
    )


def _refuse_while_blind(kept: Round) -> None:
    if is_blind(kept):
        mend = "an administrator moves the round to consensus once everybody has answered"
        raise BadInput([Fault(kept.name, "is not compared while first answers are blind", mend)])


def _ratings(asked: Scope, given: Iterable[Stored]) -> dict[str, Ratings]:
    """By vendor what each first answer is worth."""
    items = {place.key: place.item for place in asked.places()}
    found: dict[str, dict[str, dict[str, Fraction | None]]] = {}
    for one in given:
        if one.evaluator not in RESERVED:
            value = items[one.item].value_of(one.answer)
            of_item = found.setdefault(one.vendor, {}).setdefault(one.item, {})
            of_item[one.evaluator] = None if value is None else Fraction(value)
    return dict(found)


def _answer(one: Stored) -> Answer:
    return Answer(one.vendor, one.item, one.answer, Evidence(one.evidence), one.note)
