"""A service level is judged on the value that its contract names, and on no other."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.unit.sla.histories import DENIALS, VENDOR, contract, level, month
from vendor_eval.claims.variants import FAMILIES, Family
from vendor_eval.errors import BadInput
from vendor_eval.files.contracts import contract_toml, read_contract
from vendor_eval.measurement import Measurement, Truth, frame_of
from vendor_eval.sla.assessment import assess, assess_all
from vendor_eval.sla.contract import Clock, Sample
from vendor_eval.sla.findings import Finding, Status
from vendor_eval.sla.truths import ON_A_CLOCK

FEBRUARY = dt.date(2026, 2, 1)


def values(*rates: float | None, vendor: str = VENDOR) -> pd.DataFrame:
    """Denial rates by month from January 2026; None for a month without a row."""
    return frame_of(
        Measurement(vendor, month(at), DENIALS, rate)
        for at, rate in enumerate(rates, start=1)
        if rate is not None
    )


def found(truth: Truth, reported: pd.DataFrame, **others: pd.DataFrame) -> list[Finding]:
    by_truth = {Truth(name): frame for name, frame in others.items()}
    standings = assess_all([contract(level(judged_on=truth))], reported, None, by_truth)
    return list(standings.shown(standings.findings))


@pytest.mark.parametrize(
    ("truth", "value", "status"),
    [
        (Truth.REPORTED, 0.05, Status.ON_TARGET),
        (Truth.RECOMPUTED, 0.11, Status.WARNING),
        (Truth.AUDITED, 0.15, Status.BREACH),
    ],
)
def test_each_of_the_three_can_be_judged(truth: Truth, value: float, status: Status) -> None:
    (only,) = found(truth, values(0.05), recomputed=values(0.11), audited=values(0.15))

    assert (only.value, only.status) == (value, status)


def test_a_missing_value_of_that_kind_is_not_reported_whatever_else_is_known() -> None:
    january, february = found(
        Truth.RECOMPUTED, values(0.05, 0.05), recomputed=values(0.15), audited=values(0.15, 0.15)
    )

    assert january.status is Status.BREACH
    assert (february.status, february.value) == (Status.NOT_REPORTED, None)
    assert february.streak == 1
    assert february.reason == (
        "Denial rate has no recomputed value for February 2026, on which it is judged: nothing "
        "shows that the service level was kept. Read the claims of the month. "
        "The streak stays at 1 breach."
    )


def test_the_sentence_says_whose_value_it_is() -> None:
    (recomputed,) = found(Truth.RECOMPUTED, values(0.05), recomputed=values(0.15))
    (audited,) = found(Truth.AUDITED, values(0.05), audited=values(0.05))

    assert recomputed.reason.startswith("Denial rate, recomputed from claims, was 15.00 %")
    assert audited.reason.startswith("Denial rate, as an audit found it, was 5.00 %")


def test_values_of_other_vendors_metrics_and_months_are_left_alone() -> None:
    amended = contract(level(), level(effective=FEBRUARY, judged_on=Truth.RECOMPUTED))
    recomputed = pd.concat([values(0.15, 0.11), values(0.01, 0.01, vendor="Other")])

    standings = assess_all([amended], values(0.05, 0.05), None, {Truth.RECOMPUTED: recomputed})

    assert standings.findings["value"].tolist() == [0.05, 0.11]


def test_parts_of_the_practice_that_were_reported_do_not_join_the_other_value() -> None:
    by_site = frame_of(
        Measurement(VENDOR, month(1), DENIALS, 0.05, 5, 100, site=site) for site in ("A", "B")
    )

    (only,) = found(Truth.RECOMPUTED, by_site, recomputed=values(0.15))

    assert only.value == 0.15


def test_one_file_of_reported_measures_leaves_the_others_not_reported() -> None:
    assessment = assess(contract(level(judged_on=Truth.AUDITED)), values(0.05))

    assert [one.status for one in assessment.findings] == [Status.NOT_REPORTED]


ACCURACY = "coding_accuracy"


def audited_share(
    good: float, of: float | None, minimum: str, sample: Sample = Sample.INTERVAL
) -> Finding:
    """The finding of one audited month of coding accuracy; the value is good / 160."""
    promise = level(
        metric=ACCURACY,
        target=">= 98 %",
        warning=None,
        minimum=minimum,
        judged_on=Truth.AUDITED,
        sample=sample,
    )
    frame = frame_of([Measurement(VENDOR, month(1), ACCURACY, good / 160, of and good, of)])
    reported = frame_of([Measurement(VENDOR, month(1), ACCURACY, 0.99)])
    standings = assess_all([contract(promise)], reported, None, {Truth.AUDITED: frame})
    (only,) = standings.shown(standings.findings)
    return only


def test_a_sample_that_cannot_tell_a_share_from_the_minimum_makes_no_breach() -> None:
    # The worked audit: 150 right codes of 160.
    found = audited_share(150, 160, ">= 95 %")

    assert (found.status, found.streak) == (Status.LOW_VOLUME, 0)
    assert found.reason == (
        "Coding accuracy, as an audit found it, was 93.75 % in January 2026 "
        "(160 audited: 88.88 % to 96.57 % with 95 % confidence) and the minimum is >= 95 %: "
        "not judged. The sample is too small to tell it from the minimum. Audit more of them."
    )


@pytest.mark.parametrize(
    ("minimum", "status"),
    [
        # The interval of 150 of 160 ends just above 96.57 %.
        (">= 96.57 %", Status.LOW_VOLUME),
        (">= 96.58 %", Status.BREACH),
        # A share that keeps the minimum is judged as it is.
        (">= 93.75 %", Status.BELOW_TARGET),
        ("> 93.75 %", Status.LOW_VOLUME),
    ],
)
def test_a_share_is_a_breach_once_its_whole_interval_is_beyond_the_minimum(
    minimum: str, status: Status
) -> None:
    assert audited_share(150, 160, minimum).status is status


def test_where_less_is_better_the_other_end_of_the_interval_decides() -> None:
    # 12 of 100 with a minimum of <= 10 %: the interval of 7.0 % to 19.8 % spans it; 30 of 100 is
    # 21.9 % at the least.
    promise = contract(level(judged_on=Truth.AUDITED, warning=None, minimum="<= 10 %"))
    reported, found = values(0.05, 0.05), []
    for number, denied in ((1, 12), (2, 30)):
        found.append(Measurement(VENDOR, month(number), DENIALS, denied / 100, denied, 100))
    standings = assess_all([promise], reported, None, {Truth.AUDITED: frame_of(found)})

    states = [one.status for one in standings.shown(standings.findings)]
    assert states == [Status.LOW_VOLUME, Status.BREACH]


def test_the_share_itself_counts_where_the_contract_says_so_and_names_its_sample() -> None:
    breach = audited_share(150, 160, ">= 95 %", Sample.POINT)

    assert breach.status is Status.BREACH
    assert breach.reason.startswith(
        "Coding accuracy, as an audit found it, was 93.75 % in January 2026 "
        "(160 audited: 88.88 % to 96.57 % with 95 % confidence) and the minimum is >= 95 %: "
        "breach. The sample is too small to tell it from the minimum. Ask"
    )


def test_a_sample_that_tells_says_nothing_of_doubt() -> None:
    breach = audited_share(150, 160, ">= 97 %")

    assert breach.status is Status.BREACH
    assert "too small" not in breach.reason


def test_an_audited_share_without_its_sample_says_so() -> None:
    breach = audited_share(150, None, ">= 95 %")

    assert "in January 2026 (of a sample whose size nobody entered) and the" in breach.reason


def test_what_is_reported_or_recomputed_is_no_sample() -> None:
    for truth in (Truth.REPORTED, Truth.RECOMPUTED):
        (only,) = found(truth, values(0.05), recomputed=values(0.05))
        assert "confidence" not in only.reason
        assert "sample" not in only.reason


HOURS = "resubmission_turnaround"


@pytest.mark.parametrize(
    ("clock", "truth", "status"),
    [
        (Clock.CALENDAR, Truth.RECOMPUTED, Status.ON_TARGET),
        (Clock.BUSINESS, Truth.RECOMPUTED, Status.NOT_REPORTED),
        (Clock.BUSINESS, Truth.REPORTED, Status.ON_TARGET),
        (Clock.BUSINESS, Truth.AUDITED, Status.ON_TARGET),
    ],
)
def test_calendar_hours_are_no_answer_to_a_promise_on_a_business_clock(
    clock: Clock, truth: Truth, status: Status
) -> None:
    hours = frame_of([Measurement(VENDOR, month(1), HOURS, 30.0)])
    promise = level(
        metric=HOURS, target="<= 48 h", warning=None, minimum=None, clock=clock, judged_on=truth
    )
    others = {Truth.RECOMPUTED: hours, Truth.AUDITED: hours}

    standings = assess_all([contract(promise)], hours, None, others)

    (only,) = standings.shown(standings.findings)
    assert only.status is status
    assert ("names a business clock" in only.reason) is (status is Status.NOT_REPORTED)


def test_the_clock_does_not_touch_what_is_no_time() -> None:
    promise = level(clock=Clock.BUSINESS, judged_on=Truth.RECOMPUTED)

    standings = assess_all(
        [contract(promise)], values(0.05), None, {Truth.RECOMPUTED: values(0.05)}
    )

    assert standings.findings["value"].tolist() == [0.05]


def test_the_metrics_on_a_clock_are_those_that_have_other_clocks() -> None:
    assert set(FAMILIES[Family.TURNAROUND].metrics) == ON_A_CLOCK


TEXT = """
vendor = "Northwind RCM"
starts = 2026-01-01
ends = 2026-12-31

[[service_levels]]
metric = "denial_rate"
target = "< 8 %"
judged_on = "recomputed"
"""


def test_a_contract_file_names_the_value_and_is_written_back_with_it() -> None:
    read = read_contract(TEXT, "acme.toml")

    assert read.service_levels[0].judged_on is Truth.RECOMPUTED
    assert read_contract(contract_toml(read), "again") == read
    assert "judged_on" not in contract_toml(contract(level()))


def test_a_value_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(BadInput, match="'guessed' is no value to judge on"):
        read_contract(TEXT.replace("recomputed", "guessed"), "acme.toml")


def test_a_contract_file_can_let_the_audited_share_itself_count() -> None:
    text = f'{TEXT.replace("recomputed", "audited")}sample = "point estimate"\n'
    read = read_contract(text, "acme.toml")

    assert read.service_levels[0].sample is Sample.POINT
    assert read_contract(contract_toml(read), "again") == read
    assert "sample" not in contract_toml(contract(level()))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('judged_on = "audited"\nsample = "median"', "'median' is no part of a sample"),
        ('judged_on = "recomputed"\nsample = "interval"', "is of audited values"),
    ],
)
def test_a_word_on_samples_that_means_nothing_is_a_fault(lines: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_contract(TEXT.replace('judged_on = "recomputed"', lines), "acme.toml")
