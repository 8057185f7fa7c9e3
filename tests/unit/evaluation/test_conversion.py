"""First-pass definitions from one set of counts."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import pytest

from vendor_eval.errors import BadInput
from vendor_eval.evaluation.conversion import FirstPassCounts, first_pass
from vendor_eval.metrics import CATALOGUE

WORKED = FirstPassCounts(
    sent=1000,
    clearinghouse_rejected=30,
    payer_rejected=15,
    paid=800,
    patient_share=40,
    partly_denied=18,
    denied=74,
    pending=23,
)
FAMILY = (
    "clearinghouse_acceptance_rate",
    "first_pass_acceptance_rate",
    "first_pass_resolution_rate",
)


def by_name(counts: FirstPassCounts) -> dict[str, Fraction | None]:
    return {one.name: one.value for one in first_pass(counts)}


@pytest.mark.parametrize(
    ("name", "percent"),
    [
        ("Clearinghouse acceptance rate", "97.0000"),  # 970 / 1000
        ("payer front-end acceptance (FP2)", "98.4536"),  # 955 / 970
        ("First-pass acceptance rate", "95.5000"),  # 955 / 1000
        ("First-pass resolution rate", "85.9775"),  # 840 / 977
        ("over claims submitted", "84.0000"),  # 840 / 1000
        ("over claims remitted", "90.1288"),  # 840 / 932
        ("first-pass paid, or yield (FP5)", "81.8833"),  # 800 / 977
    ],
)
def test_one_month_has_as_many_first_pass_rates_as_definitions(name: str, percent: str) -> None:
    value = by_name(WORKED)[name]

    assert value is not None
    assert f"{float(value) * 100:.4f}" == percent


def test_every_metric_and_variant_of_the_catalogue_that_counts_allow_is_there() -> None:
    # A portal's clean claim rate leaves out what is not acknowledged, which no count here says.
    not_counted = "clean claim rate of a portal"
    variants = {
        variant.name
        for metric in FAMILY
        for variant in CATALOGUE[metric].variants
        if variant.metric is None and variant.name != not_counted
    }
    names = {CATALOGUE[metric].name for metric in FAMILY}
    found = first_pass(WORKED)

    assert {one.name for one in found} == names | variants
    assert {one.metric: one.name for one in found if one.metric} == {
        metric: CATALOGUE[metric].name for metric in FAMILY
    }


@pytest.mark.parametrize(
    ("missing", "absent"),
    [
        ("pending", {"First-pass resolution rate", "first-pass paid, or yield (FP5)"}),
        ("denied", {"over claims remitted"}),
        ("payer_rejected", {"payer front-end acceptance (FP2)", "First-pass acceptance rate"}),
        (
            "patient_share",
            {"First-pass resolution rate", "over claims submitted", "over claims remitted"},
        ),
    ],
)
def test_a_missing_count_leaves_out_what_needs_it_and_nothing_else(
    missing: str, absent: set[str]
) -> None:
    found = by_name(replace(WORKED, **{missing: None}))

    assert {name for name, value in found.items() if value is None} == absent


def test_without_any_count_there_is_no_figure_and_no_fault() -> None:
    assert set(by_name(FirstPassCounts()).values()) == {None}


def test_nothing_sent_has_no_rate() -> None:
    nothing = FirstPassCounts(**dict.fromkeys((one.name for one in fields(WORKED)), 0))

    assert set(by_name(nothing).values()) == {None}


@pytest.mark.parametrize(
    ("counts", "where"),
    [
        (replace(WORKED, paid=801), ["sent"]),
        (replace(WORKED, paid=799), ["sent"]),
        (FirstPassCounts(sent=10, payer_rejected=11), ["sent"]),
        (replace(WORKED, sent=-1, denied=-2), ["sent", "denied"]),
    ],
)
def test_counts_that_contradict_each_other_are_refused(
    counts: FirstPassCounts, where: list[str]
) -> None:
    with pytest.raises(BadInput) as refused:
        first_pass(counts)

    assert [fault.where for fault in refused.value.faults] == where
