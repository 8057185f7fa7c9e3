"""Whether a dispute came in time, and what it means for the finding."""

from __future__ import annotations

import datetime as dt

from vendor_eval.follow_up.dispute import Dispute


def days_late(dispute: Dispute, last: dt.date | None) -> int:
    """Calendar days after the last day of the window; 0 in time, or where there is no window.

    A late dispute is kept and may be decided all the same: whether to hear it is a decision too.

    Args:
        last: the last day of the window; None where the contract sets none.
    """
    return 0 if last is None else max((dispute.filed_on - last).days, 0)


def is_open(last: dt.date | None, today: dt.date) -> bool:
    """Whether the vendor may still dispute; always where the contract sets no window."""
    return last is None or today <= last
