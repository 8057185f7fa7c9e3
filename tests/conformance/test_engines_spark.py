"""The same numbers from a Spark cluster as from the embedded engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.many_claims import many_claims
from tests.same_answers import differences, probes_that_differ, recomputed_on
from tests.spark_cluster import can_run, cluster, configured
from vendor_eval.claims.variants import VARIANTS, metric_of
from vendor_eval.engines import spark
from vendor_eval.errors import EngineFailure

# All of their other definitions. They cross what the metrics do not: a business calendar, its
# hours and its days, the 90th percentile, averages of quotients, months moved. What is left out
# says nothing that these, the metrics and the expressions below do not, and takes Spark a minute
# more; PostgreSQL and ClickHouse run every one.
VARIED = (
    "first_pass_acceptance_rate",
    "denial_rate_dollars",
    "claim_submission_lag",
    "resubmission_turnaround",
    "coding_accuracy",
)


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Invented claims, enough for quantiles of large groups."""
    return many_claims(tmp_path_factory.mktemp("many") / "claims")


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster of one master and two workers on loopback."""
    if not can_run():
        if os.environ.get("CI") == "true":
            pytest.fail("Java or pyspark is not installed")
        pytest.skip("NOT TESTED: Java or pyspark is not installed: Spark was left out")
    folder = tmp_path_factory.mktemp("spark")
    variables = configured(folder)
    with pytest.MonkeyPatch.context() as patch, cluster(folder, variables) as address:
        for name, value in variables.items():
            patch.setenv(name, value)
        yield address


def test_every_metric_is_the_same(master: str, claims: Path) -> None:
    ours = recomputed_on("duckdb", claims, variants=False)
    theirs = recomputed_on("spark", claims, master, variants=False)

    assert max(one.denominator or 0 for one in ours.kpis if one.numerator is None) > 8192
    assert differences(ours.kpis, theirs.kpis) == []
    assert ours.not_computable == theirs.not_computable


def test_other_definitions_that_say_what_no_metric_does_are_the_same(
    master: str, claims: Path
) -> None:
    ours = recomputed_on("duckdb", claims, metrics=VARIED)
    theirs = recomputed_on("spark", claims, master, metrics=VARIED)

    found = {one.metric for one in ours.variants}
    assert {id for id in VARIANTS if metric_of(id) in VARIED} == found
    medians = [one.denominator or 0 for one in ours.variants if one.metric.endswith("_hours")]
    assert max(medians) > 8192
    assert differences(ours.variants, theirs.variants) == []
    assert ours.not_computable == theirs.not_computable


def test_every_expression_of_definitions_is_the_same(master: str) -> None:
    # After the cluster, in the same Java and without executors to start: it says the same.
    with spark.running("local[1]") as server:
        assert probes_that_differ(server, "America/Havana") == []

        with pytest.raises(EngineFailure) as told:
            server.rows("SELECT CAST('Jane Roe' AS int)")

    assert "Jane" not in str(told.value)


def test_a_master_that_does_not_run_is_told_at_once() -> None:
    with (
        pytest.raises(EngineFailure, match="nothing answers"),
        spark.running("spark://127.0.0.1:1"),
    ):
        pass


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)

    with pytest.raises(EngineFailure, match="there is no Java"), spark.running(spark.LOCAL):
        pass
