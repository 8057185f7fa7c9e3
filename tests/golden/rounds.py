"""A round of three candidates and a small scorecard, told as its reports take it.

Acme leads, Best does not sign the contract, which is the gate, and Corvid's care is unsettled and
its contract has expired.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.unit.evaluation.scorecards import CARD, answers
from vendor_eval.evaluation.answers import Answer
from vendor_eval.evaluation.comparison import side_by_side
from vendor_eval.evaluation.raters import Agreement
from vendor_eval.evaluation.red_flags import all_red_flags
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.evaluation.scoring import score_vendor
from vendor_eval.evaluation.settling import lapsed, settled
from vendor_eval.reports.breach_report import About
from vendor_eval.reports.round_result import RoundResult, Signed

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
        "agreement": Agreement(items=2, evaluators=2, single=0.51, mean=0.68),
    }
    return RoundResult(**{**parts, **other})
