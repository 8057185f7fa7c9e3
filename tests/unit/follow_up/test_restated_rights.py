"""Which rights of a closed month are gone and which are new, whatever it named them by."""

from __future__ import annotations

import pytest

from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.restated import restated
from vendor_eval.follow_up.snapshots import Snapshot
from vendor_eval.quantities import Month

BARE, OF_SIX, OF_FOUR = "n_of_m denial_rate", "n_of_m:3/6 denial_rate", "n_of_m:3/4 denial_rate"


@pytest.mark.parametrize(
    ("closed", "now", "gone", "new"),
    [
        ((BARE,), (BARE,), (), ()),
        ((OF_SIX, OF_FOUR), (OF_SIX,), (OF_FOUR,), ()),
        ((OF_SIX,), (OF_FOUR,), (OF_SIX,), (OF_FOUR,)),
        # Closed before numbers were kept, or before another rule of that kind was agreed.
        ((BARE,), (OF_SIX,), (), ()),
        ((BARE, BARE), (OF_SIX, OF_FOUR), (), ()),
        ((BARE, BARE), (OF_FOUR,), (BARE,), ()),
        ((BARE,), (OF_SIX, OF_FOUR), (), (OF_FOUR,)),
        # The other rule is no longer agreed.
        ((OF_SIX,), (BARE,), (), ()),
        (("n_of_m days_in_ar",), (OF_SIX,), ("n_of_m days_in_ar",), (OF_SIX,)),
        (("share_failing",), ("share_failing:0.05/12",), (), ()),
    ],
)
def test_rights_gone_and_new(
    closed: tuple[str, ...], now: tuple[str, ...], gone: tuple[str, ...], new: tuple[str, ...]
) -> None:
    month = MonthClose(month=Month(2026, 3), rights=closed)

    found = restated("Acme", month, Snapshot(locked=(), contract=1, rights=now))

    assert (found.rights_gone, found.rights_new) == (gone, new)
