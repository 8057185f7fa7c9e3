"""The metric catalogue is complete, cited, consistent and current on paper."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from vendor_eval.metrics import CATALOGUE, Parts, by_heading, closest
from vendor_eval.metrics.sources import SOURCES
from vendor_eval.reports.metric_dictionary import markdown

TOP = Path(__file__).parents[2]
METRICS = [pytest.param(metric, id=metric.id) for metric in CATALOGUE.values()]
RUNGS = [
    pytest.param(metric, rung, id=f"{metric.id} {rung.limit.text}")
    for metric in CATALOGUE.values()
    for rung in metric.ladder
]

# id, unit, direction, parts, target, warning line
PROMISED = """
first_pass_acceptance_rate     ratio          higher  counts   > 95 %            >= 90 %
clearinghouse_acceptance_rate  ratio          higher  counts   -                 -
first_pass_resolution_rate     ratio          higher  counts   -                 -
clean_claim_rate               ratio          higher  counts   -                 -
denial_rate                    ratio          lower   counts   < 8 %             <= 12 %
full_denial_rate               ratio          lower   counts   -                 -
denial_rate_dollars            ratio          lower   dollars  -                 -
days_in_ar                     days           lower   dollars  < 40 days         <= 55 days
ar_over_90_rate                ratio          lower   dollars  -                 -
net_collection_rate            ratio          higher  dollars  > 95 %            >= 90 %
coding_turnaround              hours          lower   none     <= 48 h           <= 72 h
claim_submission_lag           hours          lower   none     <= 72 h           -
resubmission_turnaround        hours          lower   none     <= 48 h           <= 120 h
coding_accuracy                ratio          higher  counts   >= 95 %           >= 90 %
account_response_time          business_days  lower   none     < 1 business day  -
report_timeliness              ratio          higher  counts   -                 -
coding_on_time_rate            ratio          higher  counts   -                 -
resubmission_on_time_rate      ratio          higher  counts   -                 -
claims_submitted               count          higher  none     -                 -
net_collections                usd            higher  none     -                 -
"""


def promised():
    return [
        [cell.strip() for cell in line.split("  ") if cell] for line in PROMISED.split("\n")[1:-1]
    ]


def written(limit):
    return limit.text if limit else "-"


def test_every_promised_metric_is_there_and_none_besides():
    assert list(CATALOGUE) == [line[0] for line in promised()]


@pytest.mark.parametrize("line", promised(), ids=lambda line: line[0])
def test_unit_direction_parts_and_limits_are_as_promised(line):
    metric = CATALOGUE[line[0]]

    assert line == [
        metric.id,
        metric.unit.value,
        metric.direction.value,
        metric.parts.value,
        written(metric.target),
        written(metric.warning),
    ]


def test_nobody_can_change_the_catalogue():
    with pytest.raises(TypeError):
        CATALOGUE["denial_rate"] = CATALOGUE["days_in_ar"]


def test_names_are_unique():
    assert len({metric.name.lower() for metric in CATALOGUE.values()}) == len(CATALOGUE)


@pytest.mark.parametrize("metric", METRICS)
def test_a_metric_says_what_it_is_how_it_is_gamed_and_what_recomputes_it(metric):
    assert metric.definition.numerator
    assert metric.citations
    assert metric.variants
    assert metric.gaming
    assert metric.aliases
    assert metric.checked_from
    assert metric.note


@pytest.mark.parametrize("metric", METRICS)
def test_a_quotient_has_a_denominator_and_nothing_else_has(metric):
    assert (metric.definition.denominator is not None) == (metric.parts is not Parts.NONE)


def test_no_two_metrics_share_a_definition():
    assert len({metric.definition for metric in CATALOGUE.values()}) == len(CATALOGUE)


@pytest.mark.parametrize("metric", METRICS)
def test_limits_are_in_the_metrics_unit_and_on_its_good_side(metric):
    limits = [metric.target, metric.warning, *(rung.limit for rung in metric.ladder)]

    for limit in filter(None, limits):
        assert limit.quantity.unit is metric.unit
        assert limit.comparison.good_side is metric.direction


@pytest.mark.parametrize("metric", METRICS)
def test_the_target_is_not_looser_than_the_warning_line(metric):
    if metric.target and metric.warning:
        assert not metric.warning.stricter_than(metric.target)


@pytest.mark.parametrize("metric", METRICS)
def test_the_ladder_is_sorted_strictest_first(metric):
    assert not any(
        below.limit.stricter_than(above.limit) for above, below in pairwise(metric.ladder)
    )


@pytest.mark.parametrize("metric", METRICS)
def test_target_and_warning_line_stand_on_the_ladder_by_a_source_document(metric):
    by_document = {
        rung.limit for rung in metric.ladder if rung.citation.source.standing == "source document"
    }

    assert {metric.target, metric.warning} - {None} <= by_document


@pytest.mark.parametrize(("metric", "rung"), RUNGS)
def test_a_rung_has_a_purpose_and_a_place_in_a_source(metric, rung):
    assert rung.purpose
    assert rung.citation.at


# The thresholds of the source documents where they disagree, each with what it is for.
@pytest.mark.parametrize(
    ("id", "limit", "source", "purpose"),
    [
        ("denial_rate", "< 5 %", "S000", "negotiate"),
        ("denial_rate", "< 8 %", "S003", "target"),
        ("denial_rate", "< 8 %", "S003", "from 8 to 10 % watch"),
        ("denial_rate", "<= 10 %", "S003", "underperforms"),
        ("denial_rate", "<= 10 %", "S000", "mend the coding"),
        ("denial_rate", "<= 12 %", "S003", "warning line"),
        ("denial_rate", "< 14 %", "S002", "context only"),
        ("days_in_ar", "< 40 days", "S003", "target"),
        ("days_in_ar", "<= 50 days", "S003", "from 40 to 50 watch"),
        ("days_in_ar", "<= 50 days", "S003", "two of three months"),
        ("days_in_ar", "<= 55 days", "S003", "any single month"),
        ("first_pass_acceptance_rate", "> 95 %", "S003", "target"),
        ("first_pass_acceptance_rate", ">= 90 %", "S003", "root causes"),
        ("first_pass_acceptance_rate", ">= 90 %", "S003", "below 90 % act"),
        ("coding_accuracy", ">= 95 %", "S000", "meets the standard"),
        ("coding_accuracy", ">= 95 %", "S001", "target"),
        ("coding_accuracy", ">= 90 %", "S000", "from 90 to 95 % improve"),
        ("coding_turnaround", "<= 48 h", "S003", "target"),
        ("claim_submission_lag", "<= 72 h", "S003", "target"),
        ("resubmission_turnaround", "<= 120 h", "S003", "5 business days"),
    ],
)
def test_every_documented_threshold_is_a_rung_with_its_purpose(id, limit, source, purpose):
    assert any(
        rung.limit.text == limit and rung.citation.source.id == source and purpose in rung.purpose
        for rung in CATALOGUE[id].ladder
    )


@pytest.mark.parametrize(
    ("rate", "on_target", "keeps_warning_line"),
    [
        ("0.8999", False, False),
        ("0.9000", False, True),
        ("0.9450", False, True),
        ("0.9500", False, True),
        ("0.9501", True, True),
    ],
)
def test_every_first_pass_rate_has_its_band(rate, on_target, keeps_warning_line):
    metric = CATALOGUE["first_pass_acceptance_rate"]

    assert metric.target.keeps(Decimal(rate)) is on_target
    assert metric.warning.keeps(Decimal(rate)) is keeps_warning_line


def cited(metric):
    yield from metric.citations
    yield from (rung.citation for rung in metric.ladder)
    yield from (variant.citation for variant in metric.variants if variant.citation)


@pytest.mark.parametrize("metric", METRICS)
def test_every_citation_names_a_listed_source(metric):
    assert all(SOURCES.get(one.source.id) is one.source for one in cited(metric))


def test_every_listed_source_is_cited():
    used = {one.source.id for metric in CATALOGUE.values() for one in cited(metric)}

    assert set(SOURCES) - used == {"S004"}  # the fifth document sets no threshold


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_a_source_is_public_with_its_address_or_one_of_the_documents(source):
    assert source.standing in {"primary", "secondary", "source document"}
    assert (source.url is None) == (source.standing == "source document")
    assert source.url is None or source.url.startswith("https://")


@pytest.mark.parametrize("metric", METRICS)
def test_a_variant_that_the_catalogue_carries_is_another_metric(metric):
    carried = [variant.metric for variant in metric.variants if variant.metric is not None]

    assert set(carried) <= set(CATALOGUE) - {metric.id}
    assert len(carried) == len(set(carried))


@pytest.mark.parametrize("code", ["FP1", "FP3", "FP4", "DN1", "DN2", "DN3", "AR1", "AR3"])
def test_a_definitions_short_name_leads_to_one_metric(code):
    named = [metric.id for metric in CATALOGUE.values() if metric.note.startswith(code)]

    assert len(named) == 1


def test_the_dictionary_says_what_a_contract_should_use_for_a_turnaround():
    for id in ("coding_turnaround", "claim_submission_lag", "resubmission_turnaround"):
        assert "median of the items finished in the month" in CATALOGUE[id].note
        assert "contract should use" in CATALOGUE[id].note


# Headings


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("First Pass %", "first_pass_acceptance_rate"),
        ("First Pass Rate", "first_pass_acceptance_rate"),
        ("FPAR", "first_pass_acceptance_rate"),
        ("FPRR", "first_pass_resolution_rate"),
        ("First-Pass Resolution (%)", "first_pass_resolution_rate"),
        ("Clean Claim %", "clean_claim_rate"),
        ("Denials %", "denial_rate"),
        ("% Denials", "denial_rate"),
        ("DENIAL  RATE", "denial_rate"),
        ("Denial Rate ($)", "denial_rate_dollars"),
        ("denial_rate_dollars", "denial_rate_dollars"),
        ("Days in A/R", "days_in_ar"),
        ("A/R Days", "days_in_ar"),
        ("days_in_ar (days)", "days_in_ar"),
        ("A/R > 90", "ar_over_90_rate"),
        ("% A/R over 90 days", "ar_over_90_rate"),
        ("NCR", "net_collection_rate"),
        ("Net Coll. Rate", "net_collection_rate"),
        ("Net Collections %", "net_collection_rate"),
        ("Net\u00a0Collection Rate", "net_collection_rate"),
        ("Net Collections", "net_collections"),
        ("Net Collections USD", "net_collections"),
        ("Coding TAT (hrs)", "coding_turnaround"),
        ("Coding turnaround, hours", "coding_turnaround"),
        ("Coding turnaround in days", "coding_turnaround"),
        ("Coding on time %", "coding_on_time_rate"),
        ("# of claims", "claims_submitted"),
    ],
)
def test_headings_are_understood_as_vendors_write_them(heading, id):
    assert by_heading(heading) == id


@pytest.mark.parametrize(
    "heading",
    [
        "",
        " ",
        "%",
        "days",
        "Denials",  # a count or a rate
        "# Denials",
        "Denials $",
        "Denied claims",
        "Initial denial rate",  # by claims or by dollars
        "Claims",  # sent, paid, denied
        "Acceptance rate",  # by the clearinghouse or by the payer
        "Collection rate",  # net, gross, or over net revenue
        "FPR",
        "First pass yield",  # paid, not only resolved
        "A/R < 90",
        "A/R 90",  # dollars aged 61 to 90 as likely as a share over 90
        "A/R 0-90 %",
        "Denial rate (days)",
        "Coding turnaround %",
        "Days in A/R " * 50,
    ],
)
def test_what_could_mean_two_metrics_or_none_is_left_to_a_person(heading):
    assert by_heading(heading) is None


@pytest.mark.parametrize("metric", METRICS)
def test_id_name_and_every_alias_lead_to_the_metric(metric):
    for heading in (metric.id, metric.name, metric.name.upper(), *metric.aliases):
        assert by_heading(heading) == metric.id


@pytest.mark.parametrize(
    ("misspelt", "id"),
    [
        ("denail_rate", "denial_rate"),
        ("denial_rat", "denial_rate"),
        ("first_pas_acceptance_rate", "first_pass_acceptance_rate"),
        ("net colection rate", "net_collection_rate"),
        ("days_in_ra", "days_in_ar"),
        ("coding_accurcy", "coding_accuracy"),
        ("claim_submited", "claims_submitted"),
    ],
)
def test_a_misspelt_metric_has_a_suggestion(misspelt, id):
    assert closest(misspelt) == id


@pytest.mark.parametrize("text", ["", "profit", "xyz", "denial_rate" * 20])
def test_what_is_like_no_metric_has_none(text):
    assert closest(text) is None


# The page


def test_the_dictionary_on_paper_is_the_catalogue():
    page = (TOP / "docs" / "metrics.md").read_text("utf-8")

    assert page == markdown(CATALOGUE), "out of date; run: make docs"


def test_the_page_says_that_it_is_generated_and_by_what():
    first = markdown(CATALOGUE).split("\n")[0]

    assert "Generated" in first
    assert "make docs" in first


def test_the_page_has_every_metric_rung_and_source_and_no_dead_link():
    page = markdown(CATALOGUE)

    for metric in CATALOGUE.values():
        assert f"## {metric.name}\n" in page
        assert all(f"| `{rung.limit.text}` |" in page for rung in metric.ladder)
    anchors = {part.split('"')[0] for part in page.split('<a id="')[1:]}
    targets = {part.split(")")[0] for part in page.split("](#")[1:]}
    assert targets <= anchors
