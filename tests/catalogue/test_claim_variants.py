"""The texts of other definitions: each stands alone, reads what it says, and runs on nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb as database
import pytest

from tests.claim_columns import columns_read, of_steps
from vendor_eval.claims import definitions
from vendor_eval.claims.definitions import DEFINITIONS
from vendor_eval.claims.schema import TABLES
from vendor_eval.claims.terms import Agreed, Terms
from vendor_eval.claims.variants import (
    FAMILIES,
    NOT_IN_EXTRACTS,
    VARIANTS,
    Variant,
    family_of,
    metric_of,
)
from vendor_eval.engines import duckdb
from vendor_eval.engines.duckdb_calendar import keep_time
from vendor_eval.engines.duckdb_denials import know
from vendor_eval.engines.duckdb_steps import make_steps
from vendor_eval.files.business_calendars import (
    read_business_calendar,
    standard_business_calendar,
)
from vendor_eval.files.denial_reasons import shipped
from vendor_eval.metrics import CATALOGUE, Parts
from vendor_eval.reports.definition_dictionary import markdown

each_variant = pytest.mark.parametrize("variant", VARIANTS.values(), ids=list(VARIANTS))


def code(sql: str) -> str:
    """The text without its comments, words and texts in quotes."""
    return re.sub(r"'[^']*'|--.*", "", sql)


@pytest.fixture(scope="module")
def nothing() -> Iterator[database.DuckDBPyConnection]:
    """The embedded engine with every table there and empty."""
    terms = Terms(Agreed("UTC"), dt.datetime(2025, 7, 1))  # noqa: DTZ001 - in UTC
    with duckdb.locked_down([], "UTC") as connection:
        duckdb.take_all(connection, [])
        duckdb.agree(connection, terms)
        know(connection, shipped())
        keep_time(connection, read_business_calendar(standard_business_calendar(), "shipped"))
        yield connection


@each_variant
def test_a_text_runs_on_empty_tables_and_gives_the_columns_of_a_metric(
    nothing: database.DuckDBPyConnection, variant: Variant
) -> None:
    make_steps(nothing, variant.definition.sql)
    result = nothing.execute(variant.definition.sql)

    names = {one[0] for one in result.description or ()}
    assert result.fetchall() == []
    assert {"vendor", "month", "denominator", "pending"} <= names
    assert names <= {"vendor", "month", "numerator", "denominator", "value", "pending"}
    assert names & {"numerator", "value"}


@each_variant
def test_a_text_reads_the_columns_it_names(variant: Variant) -> None:
    needs, uses = set(variant.definition.needs), set(variant.definition.uses)
    beside = {name for names in variant.beside.values() for name in names}

    assert needs | uses <= TABLES[variant.definition.table].keys()
    for table, names in variant.beside.items():
        assert TABLES[table].keys() >= set(names)
    read, table = columns_read(variant.definition.sql), variant.definition.table
    assert read.pop(table) == needs | uses | of_steps(variant.definition.sql)
    # What only says which rows of another table count may be left out of a file.
    optional = {"remit_date", "is_reversal"} if "claim_adjustments" in variant.beside else set()
    assert set().union(*read.values()) - optional == beside
    assert not needs & uses


@each_variant
def test_a_text_begins_with_what_it_counts_over_what(variant: Variant) -> None:
    comment = re.split(r"^(?!--)", variant.definition.sql, maxsplit=1, flags=re.MULTILINE)[0]

    assert re.search(r"^-- (Numerator|Value): ", comment, re.MULTILINE)
    assert re.search(r"^-- Denominator: ", comment, re.MULTILINE)
    assert re.search(r"\bby month\b|\bat the end of the month\b", comment)


@each_variant
def test_no_text_mixes_a_count_of_different_things_with_a_quantile(variant: Variant) -> None:
    sql = code(variant.definition.sql).lower()

    assert not ("quantile" in sql and "distinct" in sql)
    assert "approx" not in sql


@each_variant
def test_a_variant_is_of_a_metric_of_its_family_and_says_how_it_differs(variant: Variant) -> None:
    assert metric_of(variant.id) in FAMILIES[variant.family].metrics
    assert variant.label
    assert re.fullmatch(r"[A-Z].*\.", variant.difference)
    assert not variant.flatters.endswith(".")


@each_variant
def test_a_variant_that_stands_in_for_its_metric_is_in_its_unit(variant: Variant) -> None:
    if variant.stands_in:
        assert variant.unit is variant.metric.unit
    has_numerator = " AS numerator" in variant.definition.sql
    assert has_numerator == (variant.parts is not Parts.NONE)


def test_no_variant_repeats_what_another_definition_counts() -> None:
    texts: dict[str, str] = {}
    for one in (*DEFINITIONS.values(), *(variant.definition for variant in VARIANTS.values())):
        text = re.sub(r"--.*", "", one.sql).strip()
        assert texts.setdefault(text, one.id) == one.id


def test_the_catalogue_names_only_definitions_that_are_worked_out_or_told_why_not() -> None:
    named = [
        (metric.id, variant)
        for metric in CATALOGUE.values()
        for variant in metric.variants
        if variant.definition is not None
    ]

    assert named
    for id, variant in named:
        assert variant.definition in {*VARIANTS, *NOT_IN_EXTRACTS}
        assert variant.metric is None, "it would be carried twice"
        assert family_of(variant.definition) is family_of(id)


def test_who_defines_a_variant_is_the_same_wherever_it_is_told() -> None:
    told = [
        (named, VARIANTS[named.definition])
        for metric in CATALOGUE.values()
        for named in metric.variants
        if named.definition is not None and named.definition in VARIANTS
    ]

    assert [
        (named, variant.id)
        for named, variant in told
        if named.citation and variant.citation
        if named.citation.source is not variant.citation.source
    ] == []


def test_families_hold_metrics_of_the_catalogue_that_claims_give_once_each() -> None:
    metrics = [metric for members in FAMILIES.values() for metric in members.metrics]

    assert len(metrics) == len(set(metrics))
    assert set(metrics) <= DEFINITIONS.keys()
    for members in FAMILIES.values():
        assert members.anchor is None or members.anchor in members.metrics
    assert not NOT_IN_EXTRACTS.keys() & VARIANTS.keys()
    assert {metric_of(id) for id in NOT_IN_EXTRACTS} <= CATALOGUE.keys()


def test_every_text_that_varies_a_family_is_registered() -> None:
    stems = {
        file.name.removesuffix(".sql")
        for file in resources.files(definitions).iterdir()
        if file.name.endswith(".sql")
    }
    of_families = {metric for members in FAMILIES.values() for metric in members.metrics}

    assert {one for one in stems if metric_of(one) in of_families} == {*VARIANTS, *of_families}


def test_the_page_of_definitions_is_the_definitions() -> None:
    page = Path(__file__).parents[2] / "docs" / "definitions.md"

    assert page.read_text("utf-8") == markdown(), "out of date; run: make docs"
    assert [one.id for one in VARIANTS.values() if f"[`{one.id}`]" not in markdown()] == []
