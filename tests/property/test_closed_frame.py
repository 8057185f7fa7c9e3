"""What changed since closing, found over all months at once, is what each month by itself tells."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.property.agreements import contracts, histories
from vendor_eval.follow_up.closed_frame import may_differ
from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.restated import restated
from vendor_eval.follow_up.snapshots import Snapshot, Versions, snapshots
from vendor_eval.measurement import Measurement, frame_of
from vendor_eval.quantities import Month, Usd
from vendor_eval.sla.assessment import Standings, assess_all
from vendor_eval.sla.contract import Consecutive, Contract, SumOfCredits
from vendor_eval.store.closed_months import ClosedMonths

RULES = (Consecutive(1), SumOfCredits(Usd(1_00), 2))
MonthOf = tuple[str, Month]


@st.composite
def agreements(draw: st.DrawFn) -> Contract:
    back = draw(st.none() | st.integers(1, 2))
    return replace(draw(contracts()), termination=RULES, earn_back_months=back)


def said(judged: Standings) -> dict[MonthOf, Snapshot]:
    """What every month of every vendor says."""
    found = {}
    for index in judged.findings["month"].unique().tolist():
        month = Month.at(index)
        now = snapshots(judged, month, Versions({}, "1"))
        found |= {(vendor, month): one for vendor, one in now.items()}
    return found


def closed(months: dict[MonthOf, Snapshot]) -> ClosedMonths:
    """Records of them as they are stored."""
    as_json = TypeAdapter(MonthClose).dump_json
    return ClosedMonths(
        {
            of: as_json(
                MonthClose(
                    of[1], (), one.locked, one.contract, one.rights, earned_back=one.earned_back
                )
            ).decode()
            for of, one in months.items()
        }
    )


@settings(max_examples=40, deadline=None)
@given(agreements(), histories(), st.data())
def test_no_month_that_changed_is_passed_over_and_few_others_are_read(
    agreed: Contract, rows: list[Measurement], data: st.DataObject
) -> None:
    before = assess_all([agreed], frame_of(rows))
    kept = closed(said(before))
    corrected = [
        one
        if one.value is None or data.draw(st.integers(0, 4)) != 0
        else replace(one, value=data.draw(st.sampled_from([one.value, 0.5, 0.01])))
        for one in rows
    ]
    after = assess_all([agreed], frame_of(corrected))
    now = said(after)

    differing = {
        (vendor, record.month)
        for vendor, record in kept.records(set(kept.bodies))
        if restated(vendor, record, now.get((vendor, record.month), Snapshot((), 0, ())))
    }

    assert may_differ(kept.frame(), after) == differing
    assert may_differ(kept.frame(), before) == set()
