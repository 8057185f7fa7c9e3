"""A round of three candidates and a small scorecard, told as its reports take it.

Acme leads, Best does not sign the contract, which is the gate, and Corvid's care is unsettled and
its contract has expired.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from tests.unit.evaluation.scorecards import CARD, answers
from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.baseline import Baseline, baseline
from vendor_eval.evaluation.comparison import side_by_side
from vendor_eval.evaluation.diligence import Diligence
from vendor_eval.evaluation.promises import Promise
from vendor_eval.evaluation.raters import Agreement
from vendor_eval.evaluation.red_flags import all_red_flags
from vendor_eval.evaluation.registers import (
    DOCUMENTS,
    Coder,
    DocumentRequest,
    DocumentStatus,
    Reference,
    Subcontractor,
    Verdict,
)
from vendor_eval.evaluation.reliability import Reliability
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scoring import score_vendor
from vendor_eval.evaluation.settling import lapsed, settled
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Limit, Month
from vendor_eval.reports.promise_trace import Reported, Trace
from vendor_eval.reports.report import About
from vendor_eval.reports.round_result import RoundResult, Signed
from vendor_eval.sla.contract import Contract, ServiceLevel
from vendor_eval.sla.findings import Status

TODAY = dt.date(2026, 4, 9)
ACME, BEST, CORVID = "Acme Billing", "Best Claims & Co", "Corvid RCM"
ABOUT = About("Riverbend Family and Specialty Care", TODAY, "A. Okafor", synthetic=True)
SIGNED = Signed(
    vendor=ACME,
    reason="Fast, and the contract is signed",
    rejected={BEST: "Does not sign", CORVID: "Its contract has expired"},
    by="L. Stone",
    on=TODAY,
)
FIRST = {
    "Ada": (
        *answers(ACME, speed="yes verified", care="partly documented", contract="yes verified"),
        *answers(BEST, speed="yes stated", care="yes stated", contract="no none"),
        *answers(CORVID, speed="partly documented", care="yes none", contract="yes verified"),
    ),
    "Ben": tuple(answers(CORVID, care="no none")),
}
LAST_DAYS = [((CORVID, "card/contract"), TODAY - dt.timedelta(days=1))]

AGREED = Reliability(None, 2, 0.512, Agreement(items=2, evaluators=2, single=0.51, mean=0.68))
LIMIT = Limit.parse("<= 12 %")
LEVEL = ServiceLevel("denial_rate", Limit.parse("< 8 %"), minimum=LIMIT, clause="Exhibit B, 2.1")
CONTRACT = Contract(ACME, dt.date(2026, 1, 1), dt.date(2026, 12, 31), (LEVEL,))


def traces() -> tuple[Trace, ...]:
    """Acme's contract holds it to one promise of two, and Best has none."""
    speed, care, _ = scope_of([CARD]).places()
    return (
        Trace(
            Promise(ACME, speed, "denial_rate", "yes"),
            CONTRACT,
            Reported(Month(2026, 3), 0.0934, Status.BELOW_TARGET),
        ),
        Trace(Promise(ACME, care, "days_in_ar", "partly"), CONTRACT, None),
        Trace(
            Promise(BEST, speed, "denial_rate", "yes"), None, Reported(Month(2026, 2), 0.13, None)
        ),
    )


def before() -> Baseline:
    """Acme bills today; its denial rate of February is missing."""
    rows = [
        Measurement(ACME, Month(2026, month), metric, over / under, over, under)
        for metric, over, under in (
            ("first_pass_acceptance_rate", 930, 1000),
            ("denial_rate", 90, 1000),
            ("net_collection_rate", 46_000, 50_000),
        )
        for month in (1, 2, 3)
        if (metric, month) != ("denial_rate", 2)
    ]
    return baseline(frame_of(rows), Month.of(TODAY))


def diligence() -> tuple[Diligence, ...]:
    """Acme shows what it is asked for, Best nothing, and Corvid hesitates."""
    asked = [DocumentRequest(one) for one in DOCUMENTS]
    days = [TODAY - dt.timedelta(days=ago) for ago in (0, 1, 9, 30)]
    came = replace(asked[0], asked_on=days[2], received_on=days[1], status=DocumentStatus.RECEIVED)
    late = replace(asked[0], asked_on=days[3], status=DocumentStatus.ASKED)
    called = Reference(
        "Lakeside", "", "Cardiology", days[1], "They fell", "Same day", "On time", Verdict.GOOD
    )
    return (
        Diligence(
            ACME,
            TODAY,
            ("Cardiology",),
            (
                Coder("J. Doe", ("CPC", "CRC"), "Cardiology", "0142", days[2], days[0]),
                Coder("A. Roy", ("CCS",), expires=days[1]),
            ),
            (came, *asked[1:]),
            (called,),
            (Subcontractor("Delta", "Eligibility", "Canada", days[3]),),
        ),
        Diligence(BEST, TODAY, ("Cardiology",), documents=tuple(asked)),
        Diligence(
            CORVID,
            TODAY,
            ("Cardiology",),
            documents=(late, *asked[1:]),
            subcontractors=(Subcontractor("Echo", "Authorizations"),),
        ),
    )


def result(
    first: dict[str, tuple[Answer, ...]] = FIRST,
    vendors: tuple[str, ...] = (ACME, BEST, CORVID),
    **other: Any,
) -> RoundResult:
    """What the answers of each evaluator come to; ``other`` are further parts of the result."""
    scope = scope_of([CARD])
    over = lapsed(LAST_DAYS, TODAY)
    given = [(name, answer) for name, of_one in first.items() for answer in of_one]
    counted = settled(given, lapsed=over)
    compared = side_by_side(
        [
            score_vendor(scope, name, [one for one in counted.answers if one.vendor == name])
            for name in vendors
        ]
    )
    parts = {
        "name": "Spring selection",
        "formula": "1",
        "scope": scope,
        "comparison": compared,
        "unsettled": counted.unsettled,
        "red_flags": all_red_flags(compared.scores),
        "lapsed": over,
        "reliability": (AGREED,),
        "traces": traces(),
        "diligence": diligence(),
        "baseline": before(),
        "profile": ("Specialties: Cardiology.", "Claims in a usual month: 4,200."),
    }
    return RoundResult(**{**parts, **other})
