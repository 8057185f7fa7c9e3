"""Which rung of a vendor's ladder is next, once a day has passed without what was due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.follow_up import days
from vendor_eval.follow_up.breach_note import Taken
from vendor_eval.follow_up.ladder import Ladder, Step
from vendor_eval.quantities import Quantity, Unit

_ONE_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder, and the day from which it is offered."""

    step: Step
    from_day: dt.date


@dataclass(frozen=True, slots=True)
class Offer:
    """Where the ladder stands.

    Attributes:
        now: the step to take now; None while none is offered.
        then: the step after it, and when it will be offered; None after the last.
    """

    now: Rung | None
    then: Rung | None


def offered(ladder: Ladder, due: dt.date | None, taken: Sequence[Taken], today: dt.date) -> Offer:
    """The step to take now and the one after it; neither where nothing was due.

    Of the steps whose time has come and that were not taken the lowest is offered: no rung is
    left out because somebody was slow.

    Args:
        due: the day by which something was due.
        taken: what was done already; a step is known by what it says.
    """
    if due is None:
        return Offer(None, None)
    done = {one.what for one in taken}
    left = [Rung(one, _from_day(one, due)) for one in ladder.steps if one.what not in done]
    if left and left[0].from_day <= today:
        return Offer(left[0], left[1] if len(left) > 1 else None)
    return Offer(None, left[0] if left else None)


def _from_day(step: Step, due: dt.date) -> dt.date:
    """The day after ``due`` at the earliest: a day has passed when it is over."""
    after = days.after(due, Quantity(Decimal(step.after), Unit.BUSINESS_DAYS))
    return max(after, due + _ONE_DAY)
