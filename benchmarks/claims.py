"""Metrics from ten million claims, beside SQL and pandas by hand and a bare scan."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from benchmarks.claim_file import TIME_ZONE, write_claims
from benchmarks.claims_by_hand import QUERIES, with_pandas
from benchmarks.processes import TOP, environment
from benchmarks.sizes import Sizes
from benchmarks.table import Goal, Row, Subject
from benchmarks.timing import Timing, in_turns, timed
from vendor_eval.access.roles import local_person
from vendor_eval.claims.definitions import DEFINITIONS, Definition
from vendor_eval.claims.kpis import Kpi, Recomputed
from vendor_eval.claims.schema import EVENTS
from vendor_eval.claims.terms import Agreed, terms_for
from vendor_eval.engines import duckdb as embedded
from vendor_eval.engines.duckdb_loading import Loading, Reading
from vendor_eval.engines.elsewhere import Embedded
from vendor_eval.files.extracts import readable
from vendor_eval.privacy import FORMS
from vendor_eval.workflows.claims import Asked, recomputed

_BY_HAND, _BARE, _PANDAS = 1.5, 5, 4
_UNDER_MB, _GROWTH = 2000, 12
_METRICS = [id for id, one in DEFINITIONS.items() if one.table == EVENTS]


def ours(path: Path) -> Recomputed:
    """Every metric that claims give, with all that is checked before."""
    asked = Asked([path], Agreed(TIME_ZONE), _METRICS, analyses=())
    return recomputed(local_person(), asked)


def megabytes(path: Path) -> float:
    """The most memory that this process, a fresh one, has used after `ours`."""
    ours(path)
    told = Path("/proc/self/status").read_text("utf-8")
    peak = next(line.split()[1] for line in told.splitlines() if line.startswith("VmHWM"))
    return int(peak) * 1024 / 10**6


@contextmanager
def _loaded(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file as `ours` has it once it is checked."""
    files, _ = readable([path])
    with embedded.locked_down(files, TIME_ZONE) as connection:
        sources = Loading(connection, Reading(None, FORMS)).sources(files)
        latest = embedded.latest(connection, sources)
        terms = terms_for(Agreed(TIME_ZONE), latest)
        assert terms is not None, "the extract says when it was taken"
        embedded.agree(connection, terms)
        yield connection


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file as somebody would open it by hand, with as much memory as `ours` has."""
    with duckdb.connect(config={"memory_limit": embedded.MEMORY}) as connection:
        connection.execute(f"SET temp_directory = '{path.parent / 'spilled'}'")
        connection.execute(f"CREATE VIEW claims AS FROM '{path}'")
        yield connection


def _texts(connection: duckdb.DuckDBPyConnection) -> list[Kpi]:
    return [kpi for id in _METRICS for kpi in Embedded(connection).measured(DEFINITIONS[id])]


def _by_hand(connection: duckdb.DuckDBPyConnection) -> None:
    for query in QUERIES.values():
        connection.execute(query).fetchall()


def _scan(columns: Sequence[str], path: Path) -> str:
    """SQL that has to read every cell of the columns, which no statistics of the file can tell."""
    kinds = {field.name: str(field.type) for field in pq.read_schema(path)}
    sums = [
        f"sum({'strlen' if kinds[one] == 'string' else 'epoch'}({one}))"
        if kinds[one].startswith(("string", "date", "timestamp"))
        else f"sum({one})"
        for one in columns
    ]
    return f"SELECT {', '.join(sums)} FROM claims"


def _scans(path: Path) -> list[str]:
    return [_scan(_columns(DEFINITIONS[id]), path) for id in _METRICS]


def _columns(definition: Definition) -> list[str]:
    return [*definition.needs, *definition.uses]


def _check_agreement(done: Recomputed, connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse to compare what does not do the same."""
    for metric, query, numerator, denominator in (
        ("first_pass_acceptance_rate", "first_pass", "accepted", "sent"),
        ("clearinghouse_acceptance_rate", "first_pass", "forwarded", "sent"),
        ("first_pass_resolution_rate", "first_pass", "resolved", "decided"),
        ("denial_rate", "denials", "denied", "remitted"),
        ("full_denial_rate", "denials", "fully_denied", "remitted"),
        ("denial_rate_dollars", "denials", "denied_amt", "billed_amt"),
        ("ar_over_90_rate", "receivables", "over_90", "debit"),
        ("net_collection_rate", "collection", "collected", "collectable"),
        ("coding_on_time_rate", "coding_due", "on_time", "counted"),
        ("resubmission_on_time_rate", "resubmission_due", "on_time", "counted"),
    ):
        sums = f"SELECT sum({numerator}), sum({denominator}) FROM ({QUERIES[query]})"
        theirs = connection.execute(sums).fetchone()
        mine = [one for one in done.kpis if one.metric == metric]
        found = sum(one.numerator or 0 for one in mine), sum(one.denominator or 0 for one in mine)
        if found != theirs:
            raise AssertionError(f"by hand {metric} is another: {theirs} and not {found}")
    for metric, query in (
        ("coding_turnaround", "coding"),
        ("claim_submission_lag", "lag"),
        ("resubmission_turnaround", "resubmission"),
    ):
        hours = {
            (vendor, month.year, month.month): value
            for vendor, month, value in connection.execute(QUERIES[query]).fetchall()
        }
        for one in done.kpis:
            if one.metric != metric:
                continue
            theirs = hours[one.vendor, one.month.year, one.month.month]
            if abs((one.value or 0) - theirs) > 1e-9 * theirs:
                raise AssertionError(f"by hand {metric} is another")


def measured(sizes: Sizes, folder: Path) -> Subject:
    """Us, the peers and the limit over the same file, and us over a tenth of it."""
    path, tenth = folder / "claims.parquet", folder / "tenth.parquet"
    rows, few = write_claims(path, sizes.claims), write_claims(tenth, sizes.claims // 10)
    scans = _scans(path)
    every = list(dict.fromkeys(name for id in _METRICS for name in _columns(DEFINITIONS[id])))
    with _loaded(path) as loaded, _opened(path) as opened:
        _check_agreement(ours(path), opened)
        times = in_turns(
            {
                "ours": lambda: timed(lambda: ours(path)),
                "texts": lambda: timed(lambda: _texts(loaded)),
                "hand": lambda: timed(lambda: _by_hand(opened)),
                "bare": lambda: timed(lambda: [opened.execute(one).fetchall() for one in scans]),
                "once": lambda: timed(lambda: opened.execute(_scan(every, path)).fetchall()),
                "tenth": lambda: timed(lambda: ours(tenth)),
                "pandas": lambda: timed(lambda: with_pandas(tenth)),
            },
            sizes.claim_runs,
        )
    title = f"{len(_METRICS)} metrics of {sizes.claims:,} claims in Parquet, {rows:,} rows"
    return Subject(title, (*_rows(times, rows / few), _memory(path)))


def _rows(times: dict[str, Timing], growth: float) -> Iterator[Row]:
    mine, texts, hand, bare = (times[name] for name in ("ours", "texts", "hand", "bare"))
    pandas = times["pandas"].scaled(growth)
    by_hand, scanned = "DuckDB SQL by hand", "a bare scan"
    grown = mine.median / times["tenth"].median
    yield Row("vendor-eval: texts alone", texts, Goal.at_most(_BY_HAND, texts, hand, by_hand))
    yield Row(
        "vendor-eval: checked and worked out", mine, Goal.at_most(_BY_HAND, mine, hand, by_hand)
    )
    yield Row(by_hand, hand, note=f"{len(QUERIES)} queries, nothing checked")
    goal = Goal.at_most(_BARE, texts, bare, scanned)
    yield Row("DuckDB, a scan a metric of what it needs", bare, goal, "held against the texts")
    share = f"{texts.median / times['once'].median:.1f} x for the texts"
    yield Row("DuckDB, one scan of all these columns", times["once"], note=f"the limit; {share}")
    note = f"scaled from {1 / growth:.0%} of the rows"
    yield Row("pandas by hand", pandas, Goal.faster(_PANDAS, mine, pandas), note)
    fit = Goal(f"at most {_GROWTH} x", f"{grown:.1f} x", grown <= _GROWTH)
    yield Row("vendor-eval: a tenth of the claims", times["tenth"], fit, "ten times as many take")


def _memory(path: Path) -> Row:
    code = "import sys, pathlib; from benchmarks.claims import megabytes; "
    code += "print(megabytes(pathlib.Path(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=TOP,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    used = float(done.stdout)
    goal = Goal(f"under {_UNDER_MB:,} MB", f"{used:,.0f} MB", used < _UNDER_MB)
    return Row("vendor-eval: most memory", None, goal, "of the whole process")
