"""A relief counts once both sides have signed what it says, and no other words than those."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from vendor_eval.follow_up.relief import Cause, Excused, Relief, Signature, Standing
from vendor_eval.quantities import Month

MARCH = Month(2026, 3)
PRACTICE = Signature("M. Chen", dt.date(2026, 4, 2))
VENDOR = Signature("S. Roe", dt.date(2026, 4, 3))
BARE = Relief("Outage", Cause.PAYER_OUTAGE, MARCH, MARCH.plus(1), ("denial_rate",), "Its notice")
SIGNED = replace(BARE, practice=PRACTICE, vendor=VENDOR)


def excusing(metric: str, month: Month, numerator: int, denominator: int) -> Relief:
    items = Excused(metric, month, Decimal(numerator), Decimal(denominator))
    return replace(BARE, metrics=(metric,), excused=(items,))


@pytest.mark.parametrize(
    ("relief", "standing"),
    [
        (BARE, Standing.DRAFT),
        (replace(BARE, practice=PRACTICE), Standing.ONE_SIDE),
        (replace(BARE, vendor=VENDOR), Standing.ONE_SIDE),
        (SIGNED, Standing.APPROVED),
        (replace(SIGNED, vendor=Signature(" ", VENDOR.on)), Standing.ONE_SIDE),
        (replace(BARE, practice=Signature("", PRACTICE.on)), Standing.DRAFT),
    ],
)
def test_how_far_it_is_agreed_is_told_by_its_signatures(relief: Relief, standing: Standing) -> None:
    assert relief.standing is standing


def test_signatures_fall_when_what_they_were_given_to_is_changed() -> None:
    longer = replace(SIGNED, last=MARCH.plus(2))

    assert longer.after(SIGNED) == replace(longer, practice=None, vendor=None)


def test_a_signature_that_is_given_with_the_change_stays() -> None:
    anew = Signature("M. Chen", dt.date(2026, 4, 9))
    longer = replace(SIGNED, last=MARCH.plus(2), practice=anew)

    assert longer.after(SIGNED) == replace(longer, vendor=None)


def test_a_note_or_the_other_signature_changes_nothing_that_was_signed() -> None:
    half = replace(BARE, practice=PRACTICE)

    assert SIGNED.after(half) == SIGNED
    assert replace(SIGNED, note="Filed").after(SIGNED).is_approved


@pytest.mark.parametrize("blank", ["", " \t"])
def test_a_signature_names_who_agreed(blank: str) -> None:
    nobody = Signature(blank, MARCH.plus(1).first_day)
    found = list(replace(SIGNED, practice=nobody, vendor=nobody).faults())

    assert [(one.where, one.what) for one in found] == [
        ("Signature of the practice", "is empty"),
        ("Signature of the vendor", "is empty"),
    ]


@pytest.mark.parametrize(
    ("relief", "what"),
    [
        (excusing("coding_turnaround", MARCH, 0, 5), "is no share of items"),
        (excusing("days_in_ar", MARCH, 0, 5), "is no share of items"),
        (excusing("claims_submitted", MARCH, 0, 5), "is no share of items"),
        (excusing("denial_rate", MARCH.plus(2), 0, 5), "of another metric or month"),
        (excusing("denial_rate", MARCH, 6, 5), "do not fit together"),
        (excusing("denial_rate", MARCH, 0, 0), "do not fit together"),
        (replace(BARE, last=MARCH.plus(-1)), "is before the first"),
    ],
)
def test_what_cannot_be_left_out_is_refused_with_the_reason(relief: Relief, what: str) -> None:
    assert any(what in fault.what for fault in relief.faults())


def test_items_of_one_metric_and_month_stand_once() -> None:
    twice = excusing("denial_rate", MARCH, 1, 5)
    found = list(replace(twice, excused=twice.excused * 2).faults())

    assert [one.what for one in found] == ["are of a metric and month that stands twice"] * 2
    assert not list(twice.faults())


def test_dollars_can_be_left_out_as_items_can() -> None:
    assert not list(excusing("net_collection_rate", MARCH, 100, 500).faults())
