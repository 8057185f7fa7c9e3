"""Which rights to terminate one more breach would give.

The contract's own rules answer: they are asked about the same findings with one month added, in
which every service level is in breach. Rules about one metric look at no other, so that each
answers for its own; rules over all metrics would count the assumed breaches together, and are
left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from vendor_eval.quantities import Month
from vendor_eval.sla.assessment import right_values
from vendor_eval.sla.contract import Consecutive, Contract, NOfM
from vendor_eval.sla.credits import CREDIT_COLUMNS
from vendor_eval.sla.findings import FINDING_COLUMNS, Finding, Status, TerminationRight
from vendor_eval.sla.judging import STATUSES
from vendor_eval.sla.termination import termination_rights

# A name has no part in a rule, and may hold characters that a frame refuses.
_NO_NAME = ""
_NOTHING_OWED = pd.DataFrame(columns=list(CREDIT_COLUMNS), dtype="int64")


def rights_at_next_breach(
    contract: Contract, findings: Sequence[Finding], month: Month
) -> tuple[TerminationRight, ...]:
    """The rights that a breach of their metric in the month after ``month`` would newly give.

    Args:
        findings: those of the contract up to and with ``month``; later ones are passed over.
    """
    rules = tuple(rule for rule in contract.termination if isinstance(rule, Consecutive | NOfM))
    following = month.plus(1)
    known = [one for one in findings if one.month <= month]
    if not rules or not known or following > contract.last_month:
        return ()
    assumed = [
        replace(one, month=following, status=Status.BREACH, streak=one.streak + 1)
        for one in known
        if one.month == month
    ]
    asked = replace(contract, vendor=_NO_NAME, termination=rules)
    rights = termination_rights([asked], _frame([*known, *assumed]), _NOTHING_OWED)
    return tuple(right for right in right_values(rights) if right.month == following)


def _frame(findings: Sequence[Finding]) -> pd.DataFrame:
    """The findings of one contract as the frame that rules are asked about."""
    rows = [
        (
            *(0, 0, _NO_NAME, one.metric, one.month.index),
            *(one.value, None, one.denominator, one.raw, one.status.value, one.streak),
        )
        for one in findings
    ]
    frame = pd.DataFrame(rows, columns=list(FINDING_COLUMNS))
    numbers = dict.fromkeys(("value", "numerator", "denominator", "raw"), "float64")
    return frame.astype({"metric": "category", "status": STATUSES, **numbers})
