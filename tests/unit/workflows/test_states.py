"""What is kept between pages is made anew when what it depends on changes, and only then."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.agreements import ADMINISTRATOR, VENDOR, agree, contract, denials, report
from vendor_eval.follow_up.breach_note import BreachNote
from vendor_eval.follow_up.month_close import MonthClose
from vendor_eval.follow_up.record import Record
from vendor_eval.follow_up.settlement import Settlement
from vendor_eval.quantities import Month, Usd
from vendor_eval.store import follow_up
from vendor_eval.store.follow_up import KINDS, Kept
from vendor_eval.store.stamp import JUDGING
from vendor_eval.workflows import breach_reports, month_close, reviews
from vendor_eval.workflows.deps import Deps

JANUARY = Month(2026, 1)
CLAIMED = Settlement("denial_rate", JANUARY, claimed_on=dt.date(2026, 4, 1), claimed=Usd(1))
INCIDENT = BreachNote("denial_rate", JANUARY, incident="outage")


def keep(deps: Deps, record: Record) -> None:
    with deps.store.writing(ADMINISTRATOR.name) as session:
        follow_up.save(session, Kept(VENDOR, record), ADMINISTRATOR.name)


def agreed(deps: Deps) -> None:
    agree(deps, contract())
    report(deps, denials(m01=130))


def changing(deps: Deps, record: Record) -> set[str]:
    """Which texts of the state change with a record."""
    before = reviews.state(deps, ADMINISTRATOR)
    keep(deps, record)
    after = reviews.state(deps, ADMINISTRATOR)
    return {one for one in before.__slots__ if getattr(before, one) != getattr(after, one)}


@pytest.mark.parametrize(
    ("record", "texts"),
    [
        (CLAIMED, {"stamp"}),
        (MonthClose(JANUARY), {"stamp", "closed"}),
        (INCIDENT, {"stamp", "judged"}),
    ],
    ids=["a credit is claimed", "a month is closed", "an incident is noted"],
)
def test_a_record_changes_the_texts_of_what_depends_on_it(
    deps: Deps, record: Record, texts: set[str]
) -> None:
    agreed(deps)

    assert changing(deps, record) == texts


def test_a_further_revision_changes_them_again(deps: Deps) -> None:
    agreed(deps)
    keep(deps, INCIDENT)
    before = reviews.state(deps, ADMINISTRATOR)

    with deps.store.writing(ADMINISTRATOR.name) as session:
        follow_up.save(session, Kept(VENDOR, BreachNote("denial_rate", JANUARY), 1), "Ada")

    assert reviews.state(deps, ADMINISTRATOR).judged != before.judged


def test_figures_ask_for_no_record_that_their_part_of_the_state_passes_over(deps: Deps) -> None:
    agreed(deps)
    keep(deps, CLAIMED)
    keep(deps, MonthClose(JANUARY))
    names = set(KINDS.values())
    asked: set[str] = set()

    def listen(*told: object) -> None:
        given = told[3]
        if isinstance(given, tuple | list):
            asked.update(one for one in given if isinstance(one, str) and one in names)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        review = reviews.review(deps, ADMINISTRATOR)
        assert asked == {KINDS[one] for one in JUDGING}
        diary = month_close.diary(deps, ADMINISTRATOR, review)
        breach_reports.report_on(deps, ADMINISTRATOR, review, JANUARY, changed=diary)
    finally:
        event.remove(Engine, "before_cursor_execute", listen)

    assert asked == {KINDS[one] for one in (*JUDGING, MonthClose)}
