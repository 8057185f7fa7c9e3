from __future__ import annotations

import re
import tomllib
from decimal import Decimal

import pytest

from vendor_eval.files.contracts import contract_toml, read_contract, standard_contract
from vendor_eval.metrics import CATALOGUE
from vendor_eval.quantities import Quantity, Unit
from vendor_eval.sla.contract import Clock, Consecutive, Contract, MinimumFrom, NOfM
from vendor_eval.sla.coverage import coverage


@pytest.fixture(scope="module")
def standard() -> Contract:
    return read_contract(standard_contract(), "standard-contract.toml")


@pytest.mark.parametrize(
    ("metric", "target", "minimum"),
    [
        ("first_pass_acceptance_rate", "> 95 %", ">= 90 %"),
        ("denial_rate", "< 8 %", "<= 12 %"),
        ("days_in_ar", "< 40 days", "<= 55 days"),
        ("net_collection_rate", "> 95 %", ">= 90 %"),
        ("coding_turnaround", "<= 48 h", "<= 72 h"),
        ("claim_submission_lag", "<= 72 h", "<= 72 h"),
        ("resubmission_turnaround", "<= 48 h", "<= 5 business days"),
        ("coding_accuracy", ">= 95 %", ">= 90 %"),
        ("account_response_time", "< 1 business day", "<= 1 business day"),
    ],
)
def test_the_template_has_the_documented_limits(standard, metric, target, minimum):
    (level,) = [one for one in standard.service_levels if one.metric == metric]

    assert level.minimum is not None
    assert (level.target.text, level.minimum.text) == (target, minimum)


def test_every_target_is_the_catalogues_where_it_has_one(standard):
    for level in standard.service_levels:
        documented = CATALOGUE[level.metric].target
        assert documented is None or level.target.quantity == documented.quantity


def test_five_business_days_are_120_hours_on_the_templates_clock(standard):
    (level,) = [one for one in standard.service_levels if one.metric == "resubmission_turnaround"]

    assert level.clock is Clock.BUSINESS
    assert level.minimum is not None
    assert level.minimum.quantity == Quantity(Decimal(120), Unit.HOURS)


def test_every_service_level_has_a_minimum_of_its_own(standard):
    assert {one.minimum_from for one in standard.service_levels} == {MinimumFrom.CONTRACT}


def test_the_template_covers_every_documented_metric(standard):
    covered, documented = coverage(standard).documented

    assert covered == documented
    assert coverage(standard).remarks == ()


def test_the_amount_at_risk_is_spread_whole(standard):
    shares = [one.credit.share for one in standard.service_levels if one.credit is not None]

    assert standard.fee_at_risk == Decimal("0.1")
    assert sum(shares) == 1


def test_the_template_gives_the_usual_rights_to_terminate(standard):
    assert standard.termination == (Consecutive(3), NOfM(4, 12))


def test_every_entry_of_the_template_names_its_source():
    blocks = re.split(r"\n\s*\n", standard_contract())
    entries = [block for block in blocks if re.search(r"^\[\[service_levels", block, re.MULTILINE)]

    assert len(entries) == len(tomllib.loads(standard_contract())["service_levels"])
    for block in entries:
        assert re.search(r"^# .*\b(S00[0-4]|usual)\b", block, re.MULTILINE), block


def test_what_the_template_offers_in_comments_is_read_as_well():
    text = standard_contract()
    offered = text[text.index("# [earn_back]") :]
    tables = re.findall(r"^# ?(\[.*|\w+ = .*)$", offered, re.MULTILINE)
    credits = [line for line in tables if line.startswith("credit = ")]
    rest = "\n".join(line for line in tables if not line.startswith("credit = "))

    assert read_contract(f"{text}\n{rest}", "offered.toml").earn_back_months == 3
    for credit in credits:
        head = text[: text.index("# S003, KPI table: above 95 %")]
        level = f'[[service_levels]]\nmetric = "denial_rate"\ntarget = "< 8 %"\n{credit}\n'
        assert read_contract(head + level, "offered.toml").service_levels[0].credit is not None
    assert len(credits) == 4


def test_the_template_reads_back_after_it_was_written(standard):
    assert read_contract(contract_toml(standard), "again.toml") == standard
