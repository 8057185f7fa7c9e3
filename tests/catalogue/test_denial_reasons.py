"""The map of adjustment reasons that we ship."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

import vendor_eval
from vendor_eval.claims.reasons import Answers, Kind
from vendor_eval.errors import BadInput
from vendor_eval.files.denial_reasons import read_reasons, shipped

FILES = sorted((Path(vendor_eval.__file__).parent / "denial_reasons").glob("*.toml"))
TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_map_reads_and_is_named_by_its_version(path):
    assert read_reasons(path.read_bytes(), path.name).version == path.stem


def test_no_label_is_too_long_for_a_table():
    assert all(len(one.label) <= 60 for found in shipped().reasons.values() for one in found)


def test_every_category_is_used():
    declared = tomllib.loads(FILES[-1].read_text("utf-8"))["categories"]
    used = {one.category.id for found in shipped().reasons.values() for one in found}

    assert used == set(declared)


def test_whoever_answers_for_nothing_has_no_denials():
    for found in shipped().reasons.values():
        for reason in found:
            refuses = reason.kind in {Kind.DENIAL, Kind.CONDITIONAL}
            assert not (refuses and reason.category.answers is Answers.NOBODY), reason.carc


@pytest.mark.parametrize(
    ("carc", "kind", "category"),
    [
        ("1", Kind.NEUTRAL, "patient_share"),
        ("16", Kind.DENIAL, "data"),
        ("18", Kind.DENIAL, "duplicate"),
        ("23", Kind.NEUTRAL, "prior_payer"),
        ("24", Kind.EXCLUDED, "capitation"),
        ("29", Kind.DENIAL, "timely_filing"),
        ("45", Kind.NEUTRAL, "contract"),
        ("50", Kind.DENIAL, "medical_necessity"),
        ("59", Kind.CONDITIONAL, "bundling"),
        ("133", Kind.PENDED, "pended"),
        ("197", Kind.DENIAL, "authorization"),
        ("246", Kind.EXCLUDED, "reporting"),
        ("253", Kind.NEUTRAL, "contract"),
        ("B7", Kind.DENIAL, "provider"),
        ("B11", Kind.PENDED, "forwarded"),
    ],
)
def test_what_codes_mean(carc, kind, category):
    reason = shipped().of(carc, TODAY)

    assert (reason.kind, reason.category.id) == (kind, category)


def test_a_code_is_known_until_the_day_it_retires():
    assert shipped().of("42", dt.date(2007, 5, 31)).kind is Kind.NEUTRAL
    assert shipped().of("42", dt.date(2007, 6, 1)) is None


def test_a_code_that_changed_its_meaning_has_both_in_their_time():
    text = FILES[-1].read_text("utf-8") + (
        '[[reasons.Z1]]\nclass = "denial"\ncategory = "coding"\nlabel = "Old"\nuntil = 2026-01-01\n'
        '[[reasons.Z1]]\nclass = "neutral"\ncategory = "contract"\nlabel = "New"\n'
        "since = 2026-01-01\n"
    )

    found = read_reasons(text, "changed.toml")

    assert found.of("Z1", dt.date(2025, 12, 31)).label == "Old"
    assert found.of("Z1", dt.date(2026, 1, 1)).label == "New"


def test_every_fault_of_a_map_is_told_at_once():
    text = (
        FILES[-1]
        .read_text("utf-8")
        .replace('4 = { class = "denial"', '4 = { class = "refusal"', 1)
        .replace('answers = "vendor"', 'answers = "moon"', 1)
    )

    with pytest.raises(BadInput) as error:
        read_reasons(text, "mine.toml")

    told = str(error.value)
    assert "mine.toml: categories.timely_filing.answers: is nobody known" in told
    assert "class: is no class; write one of denial, conditional" in told
