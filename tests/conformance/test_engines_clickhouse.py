"""The same numbers from ClickHouse as from the embedded engine, where chdb is installed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.many_claims import many_claims
from tests.same_answers import differences, probes_that_differ, recomputed_on
from vendor_eval.claims.variants import VARIANTS
from vendor_eval.engines import clickhouse
from vendor_eval.engines.clickhouse import ClickHouse
from vendor_eval.errors import EngineFailure

has_chdb = pytest.mark.skipif(
    find_spec("chdb") is None, reason="NOT TESTED: chdb is not installed: ClickHouse was left out"
)


@pytest.fixture
def server() -> Iterator[ClickHouse]:
    with clickhouse.session() as opened:
        yield opened


@has_chdb
def test_every_metric_is_the_same(tmp_path: Path) -> None:
    claims = many_claims(tmp_path / "claims")

    ours = recomputed_on("duckdb", claims)
    theirs = recomputed_on("clickhouse", claims)

    assert max(one.denominator or 0 for one in ours.kpis if one.numerator is None) > 8192
    assert differences(ours.kpis, theirs.kpis) == []
    assert {one.metric for one in ours.variants} == set(VARIANTS)
    assert differences(ours.variants, theirs.variants) == []
    assert ours.not_computable == theirs.not_computable


@has_chdb
@pytest.mark.parametrize("time_zone", ["America/New_York", "America/Havana", "Asia/Kolkata"])
def test_every_expression_of_definitions_is_the_same(server: ClickHouse, time_zone: str) -> None:
    assert probes_that_differ(server, time_zone) == []


@has_chdb
def test_what_it_refuses_is_told_without_a_cell(server: ClickHouse) -> None:
    with pytest.raises(EngineFailure) as told:
        server.rows("SELECT CAST('Jane Roe' AS Int32)")

    assert "Jane" not in str(told.value)


@pytest.mark.skipif(find_spec("chdb") is not None, reason="chdb is installed")
def test_without_chdb_it_says_what_to_install() -> None:
    with pytest.raises(EngineFailure, match="chdb is not installed"), clickhouse.session():
        pass
