"""Which rights to terminate one more breach would give, as the clock of each rule tells it.

A report looks at its own month, whatever was judged since, so that the findings up to then are laid
out anew. Rules over all metrics are left out: a breach of one metric alone seldom decides them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vendor_eval.follow_up.termination_clock import one_breach_away
from vendor_eval.quantities import Month
from vendor_eval.sla.contract import Consecutive, Contract, NOfM
from vendor_eval.sla.findings import Finding, Status, TerminationRight
from vendor_eval.sla.history import History


def rights_at_next_breach(
    contract: Contract, findings: Sequence[Finding], month: Month
) -> tuple[TerminationRight, ...]:
    """The rights that a breach of their metric in the month after ``month`` would newly give.

    Args:
        findings: those of the contract that `months_counted` reaches; later ones than of ``month``
            are passed over.
    """
    known = [one for one in findings if one.month <= month]
    if not known or not any(isinstance(one, Consecutive | NOfM) for one in contract.termination):
        return ()
    return tuple(one_breach_away(contract, _laid_out(known, month)))


def months_counted(contract: Contract) -> int:
    """How many months, the last included, one more breach is told from."""
    return max((one.m for one in contract.termination if isinstance(one, NOfM)), default=1)


def _laid_out(findings: Sequence[Finding], last: Month) -> History:
    """The findings of one contract as rules about one metric look at them."""
    rows = {metric: row for row, metric in enumerate(dict.fromkeys(one.metric for one in findings))}
    first = min(one.month.index for one in findings)
    shape = (len(rows), last.index - first + 1)
    breach, judged = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
    streak = np.zeros(shape, np.int64)
    for one in findings:
        at = rows[one.metric], one.month.index - first
        breach[at], judged[at] = one.status is Status.BREACH, one.status.judged
        streak[at] = one.streak
    return History(
        contract=0,
        first=first,
        metrics=tuple(rows),
        starts=np.zeros(len(rows), np.int64),
        breach=breach,
        judged=judged,
        streak=streak,
        numbers={},
        cents=np.zeros(shape[1], np.int64),
    )
