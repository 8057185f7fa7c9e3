"""The texts of the metrics that claims give: each reads what it says it needs, and no more."""

from __future__ import annotations

import re

import pytest

from tests.claim_columns import DAYS, columns_read, of_steps
from vendor_eval.claims.checks import CHECKS, DUPLICATES, REPEATED
from vendor_eval.claims.definitions import DEFINITIONS, NOT_IN_CLAIMS, Definition
from vendor_eval.claims.schema import COLUMNS, EVENTS, TABLES
from vendor_eval.metrics import CATALOGUE

each_definition = pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=list(DEFINITIONS))


def columns_in(sql: str, table: str = EVENTS) -> set[str]:
    """Columns of the table that a text names, comments left out."""
    words = set(re.findall(r"[a-z_]+", re.sub(r"--.*", "", sql)))
    return {DAYS.get(word, word) for word in words if word in TABLES[table] or word in DAYS}


def test_every_metric_is_either_defined_or_said_not_to_be_in_claims() -> None:
    assert DEFINITIONS.keys() | NOT_IN_CLAIMS.keys() == CATALOGUE.keys()
    assert not DEFINITIONS.keys() & NOT_IN_CLAIMS.keys()
    assert list(DEFINITIONS) == [id for id in CATALOGUE if id in DEFINITIONS]


@each_definition
def test_a_text_reads_the_columns_it_names(definition: Definition) -> None:
    named = {*definition.needs, *definition.uses}

    assert columns_read(definition.sql)[definition.table] == named | of_steps(definition.sql)
    assert not set(definition.needs) & set(definition.uses)


@each_definition
def test_a_text_begins_with_what_it_counts_over_what(definition: Definition) -> None:
    comment = definition.sql.split("\n\n")[0]

    assert comment.startswith(f"-- {definition.metric.name}")
    assert re.search(r"^-- (Numerator|Value): ", comment, re.MULTILINE)
    assert definition.metric.citations


@each_definition
def test_no_text_mixes_a_count_of_different_things_with_a_quantile(definition: Definition) -> None:
    sql = definition.sql.lower()

    assert not ("quantile" in sql and "distinct" in sql)
    assert "approx" not in sql


def test_every_check_names_the_columns_it_reads() -> None:
    # Charges are suspected row by row, and counted by claim.
    by = {REPEATED.id: {"vendor", "claim_root_key"}}
    read = {one.id: columns_in(one.finds) | by.get(one.id, set()) for one in CHECKS}

    assert [one.id for one in CHECKS if read[one.id] != set(one.needs)] == []
    assert len({one.id for one in (*CHECKS, DUPLICATES)}) == len(CHECKS) + 1
    assert COLUMNS.keys() >= {name for one in (*CHECKS, DUPLICATES) for name in one.needs}
