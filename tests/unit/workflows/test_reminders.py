"""What is due is gathered from everywhere, and each reminder is sent once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from vendor_eval.access.roles import local_person
from vendor_eval.errors import BadInput, Fault
from vendor_eval.evaluation.registers import Coder
from vendor_eval.follow_up.dispute import Dispute
from vendor_eval.follow_up.notice import Notice, Use
from vendor_eval.follow_up.plan import Milestone, Plan, Waiver
from vendor_eval.follow_up.relief import Cause, Relief, Signature
from vendor_eval.follow_up.reminders import Topic
from vendor_eval.follow_up.transition import Task, Transition
from vendor_eval.quantities import Month
from vendor_eval.store import Store
from vendor_eval.workflows import (
    contracts,
    due_dates,
    follow_up,
    imports,
    registers,
    reminders,
    reviews,
    rounds,
)
from vendor_eval.workflows.contracts import Draft
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.follow_up import Kept
from vendor_eval.workflows.readings import Upload
from vendor_eval.workflows.reminders import Channels, Message
from vendor_eval.workflows.rounds import NewRound

TODAY, VENDOR, ME = dt.date(2026, 5, 12), "Northwind RCM", local_person()
CONTRACT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-06-11

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
"""
ROWS = b"vendor,month,metric,value\nNorthwind RCM,2026-03,denial_rate,13 %\n"
PLAN = Plan(
    "denial_rate",
    Month(2026, 3),
    milestones=(
        Milestone("Train the desk", "J. Doe", dt.date(2026, 5, 15)),
        Milestone("Audit ten claims", "A. Li", dt.date(2026, 5, 1), dt.date(2026, 5, 1)),
    ),
    waiver=Waiver("M. Chen", "A new payer", dt.date(2026, 5, 19)),
)


@dataclass(slots=True)
class Outbox:
    """Channels that take messages, or do not."""

    failing: tuple[int, ...] = ()
    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> tuple[int, ...]:
        self.messages.append(message)
        return self.failing

    @property
    def channels(self) -> Channels:
        return Channels(self.send, 2, "https://vendors.example/")


@pytest.fixture
def deps(sqlite_store: Store) -> Deps:
    found = Deps(sqlite_store, lambda: TODAY)
    contracts.save(found, ME, Draft(VENDOR, "", CONTRACT, "", version=0))
    imports.store(found, ME, Upload(ROWS, "rows.csv", TODAY))
    follow_up.save(found, ME, Kept(VENDOR, PLAN))
    return found


def said(deps: Deps) -> dict[str, dt.date]:
    standing = reviews.review(deps, ME)
    return {one.what: one.on for one in due_dates.due(deps, ME, standing)}


def test_dates_come_from_contracts_reports_and_records(deps: Deps) -> None:
    follow_up.save(
        deps,
        ME,
        Kept(VENDOR, Dispute("denial_rate", Month(2026, 3), dt.date(2026, 5, 4), "S. Roe", "No")),
    )
    moved = Transition(TODAY, TODAY, tasks=(Task("Hand over", "A. Li", dt.date(2026, 5, 20)),))
    follow_up.save(deps, ME, Kept(VENDOR, moved))

    assert said(deps) == {
        # Ten business days after April 30.
        "Northwind RCM has not sent its report for April 2026.": dt.date(2026, 5, 14),
        "Train the desk (J. Doe; Denial rate, March 2026).": dt.date(2026, 5, 15),
        "Decide the dispute that S. Roe filed (Denial rate, March 2026).": dt.date(2026, 5, 18),
        "The waiver by M. Chen ends (Denial rate, March 2026).": dt.date(2026, 5, 19),
        "Hand over (A. Li).": dt.date(2026, 5, 20),
        "The contract ends on this day: renew it, or be ready to leave.": dt.date(2026, 6, 11),
    }


def test_credentials_that_run_out_are_dates_as_well(deps: Deps) -> None:
    rounds.open_round(deps, ME, NewRound("Spring", (VENDOR,), ("scalability",)))
    coder = Coder("J. Doe", ("CPC",), expires=dt.date(2026, 5, 20))
    registers.save(deps, ME, [registers.Change(1, registers.Kept(VENDOR, coder))])

    assert said(deps)["CPC of J. Doe."] == dt.date(2026, 5, 20)


def test_a_report_that_came_is_no_longer_waited_for(deps: Deps) -> None:
    rows = ROWS.replace(b"2026-03", b"2026-04")
    imports.store(deps, ME, Upload(rows, "april.csv", TODAY))

    assert not [one for one in said(deps) if "report" in one]


def test_relief_for_one_metric_is_no_report(deps: Deps) -> None:
    two = CONTRACT + '\n[[service_levels]]\nmetric = "days_in_ar"\ntarget = "<= 40 days"\n'
    kept = contracts.current(deps, ME, VENDOR)
    contracts.save(deps, ME, Draft(VENDOR, "", two, "", version=kept.version))
    signed, april = Signature("M. Chen", TODAY), Month(2026, 4)
    relief = Relief("Outage", Cause.PAYER_OUTAGE, april, april, ("denial_rate",), "A mail")
    follow_up.save(deps, ME, Kept(VENDOR, replace(relief, practice=signed, vendor=signed)))

    assert "Northwind RCM has not sent its report for April 2026." in said(deps)


def test_nothing_of_a_plan_is_due_once_a_good_month_has_ended_its_case(deps: Deps) -> None:
    rows = ROWS.replace(b"2026-03,denial_rate,13 %", b"2026-04,denial_rate,6 %")
    imports.store(deps, ME, Upload(rows, "april.csv", TODAY))

    assert list(said(deps)) == ["The contract ends on this day: renew it, or be ready to leave."]


def test_one_message_goes_out_and_says_what_by_when_and_where(deps: Deps) -> None:
    outbox = Outbox()
    done = reminders.remind(deps, ME, outbox.channels)

    [message] = outbox.messages
    assert message.title == "Vendors: 3 dates to come"
    assert "- in 3 days, on May 15, 2026: Train the desk (J. Doe; " in message.body
    assert "  https://vendors.example/breach?vendor=Northwind+RCM&month=March+2026" in message.body
    assert [one.days_left for one in done.reminders] == [3, 7, 30]


def test_the_same_day_again_sends_nothing_and_a_later_stage_only_itself(deps: Deps) -> None:
    outbox = Outbox()
    reminders.remind(deps, ME, outbox.channels)
    assert reminders.remind(deps, ME, outbox.channels).reminders == ()

    later = replace(deps, today=lambda: dt.date(2026, 5, 16))
    found = reminders.remind(later, ME, outbox.channels).reminders
    assert [(one.due.topic.value, one.days_left) for one in found] == [
        ("missing report", -2),
        ("milestone", -1),
        ("waiver", 3),
    ]
    assert len(outbox.messages) == 2


def test_one_channel_that_fails_is_told_and_nobody_is_written_to_twice(deps: Deps) -> None:
    outbox = Outbox(failing=(2,))

    assert reminders.remind(deps, ME, outbox.channels).failed == (2,)
    assert reminders.pending(deps, ME) == ()


def test_when_no_channel_takes_it_the_next_run_tries_again(deps: Deps) -> None:
    reminders.remind(deps, ME, Outbox(failing=(1, 2)).channels)

    assert len(reminders.remind(deps, ME, Outbox().channels).reminders) == 3


def test_an_address_that_is_refused_leaves_every_reminder_for_later(deps: Deps) -> None:
    def refuse(_: Message) -> tuple[int, ...]:
        raise BadInput([Fault("address 1", "leads into a private network", "check it")])

    with pytest.raises(BadInput):
        reminders.remind(deps, ME, Channels(refuse, 1))

    assert len(reminders.remind(deps, ME, Outbox().channels).reminders) == 3


STRICT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2028-12-31
monthly_fee = "40000 USD"
fee_at_risk = "10 %"

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
minimum = "<= 12 %"
allocation = "40 %"

[[termination]]
rule = "consecutive"
months = 1

[deadlines]
root_cause = "10 business days"
notice = "60 days"
delivery = "3 business days"
"""


def test_a_breach_brings_its_deadlines_its_credit_and_its_right_with_it(deps: Deps) -> None:
    kept = contracts.current(deps, ME, VENDOR)
    contracts.save(deps, ME, Draft(VENDOR, "", STRICT, "", version=kept.version))
    follow_up.save(deps, ME, Kept(VENDOR, Plan("denial_rate", Month(2026, 3)), 1))
    found = {one.topic: one for one in due_dates.due(deps, ME, reviews.review(deps, ME))}

    # Ten business days after March 31. Sixty days after it is Saturday, May 30; three business
    # days before that is Wednesday, May 27. Of 40,000 dollars 10 % are at risk, and 40 % of that.
    assert found[Topic.ROOT_CAUSE].on == dt.date(2026, 4, 14)
    assert found[Topic.NOTICE].on == dt.date(2026, 5, 27)
    assert found[Topic.CREDIT].on == dt.date(2026, 4, 30)
    assert "$1,600.00" in found[Topic.CREDIT].what
    assert found[Topic.ROOT_CAUSE].path.startswith("breach?vendor=Northwind+RCM&month=March+2026")


def test_rights_of_two_rules_of_one_kind_are_two_dates_and_one_decision_ends_one(
    deps: Deps,
) -> None:
    kept = contracts.current(deps, ME, VENDOR)
    rules = "".join(f'[[termination]]\nrule = "n_of_m"\nn = 1\nm = {m}\n' for m in (6, 4))
    agreed = STRICT.replace('[[termination]]\nrule = "consecutive"\nmonths = 1\n', rules)
    contracts.save(deps, ME, Draft(VENDOR, "", agreed, "", version=kept.version))

    def notices() -> list[tuple[str, str]]:
        dates = due_dates.due(deps, ME, reviews.review(deps, ME))
        return [(one.key, one.what) for one in dates if one.topic is Topic.NOTICE]

    start = f"notice {VENDOR} 2026-03 n_of_m"
    words = "Send notice, or let the right go: 1 breaches of one metric within"
    assert notices() == [
        (f"{start}:1/4 denial_rate", f"{words} 4 months"),
        (f"{start}:1/6 denial_rate", f"{words} 6 months"),
    ]
    let_go = Notice(
        "n_of_m:1/6", "denial_rate", Month(2026, 3), Use.LET_GO, deps.today(), "M. Chen", "Agreed"
    )
    follow_up.save(deps, ME, Kept(VENDOR, let_go))
    assert [key for key, _ in notices()] == [f"{start}:1/4 denial_rate"]
