"""The surrogates of claims."""

import datetime as dt

import pytest

from tests.unit.claims.told import remitted, submission
from vendor_eval.claims.surrogates import Surrogates

EARLY, LATE = dt.date(2026, 1, 5), dt.date(2026, 11, 5)


@pytest.fixture
def names():
    return {}


@pytest.fixture
def surrogates(names):
    return Surrogates(lambda name: names.setdefault(name, f"K{len(names)}"))


def test_a_claim_is_named_by_its_number_and_year(surrogates, names):
    assert surrogates.of_sent(submission("00a1")) == "K0"
    assert surrogates.of_sent(submission("A1", served=dt.date(2025, 1, 5))) == "K1"
    assert list(names) == ["a1 2026", "a1 2025"]


def test_a_number_used_again_in_one_year_is_told_apart_by_its_day(surrogates, names):
    keys = [surrogates.of_sent(submission("A1", served=day)) for day in (EARLY, LATE, LATE)]

    assert len(set(keys)) == 3
    assert list(names) == ["a1 2026", "a1 2026 2026-11-05", "a1 2026 2026-11-05 2"]


def test_the_same_claims_have_the_same_surrogates_in_the_next_run(names):
    def keys():
        run = Surrogates(lambda name: names.setdefault(name, f"K{len(names)}"))
        return [run.of_sent(submission("A1", served=day)) for day in (EARLY, LATE)]

    assert keys() == keys()


def test_remittances_of_two_payers_are_about_one_claim(surrogates):
    first, is_new = surrogates.of_remitted(remitted(1, 1, payer="MED"))
    second, is_also_new = surrogates.of_remitted(remitted(1, 1, payer="SUP"))
    other, _ = surrogates.of_remitted(remitted(1, 1, payer="SUP", served=LATE))

    assert (first == second, is_new, is_also_new) == (True, True, False)
    assert other != first


def test_no_two_rows_of_a_claim_share_a_key(surrogates):
    assert [surrogates.of_row("K0", "S") for _ in range(3)] == ["K0-S", "K0-S2", "K0-S3"]
