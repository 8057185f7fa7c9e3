"""Definitions worked out by the embedded engine, or by another one from the rows it has checked.

Files are always read, checked and refused by the embedded engine. Another engine is handed the rows
of the tables that a definition names, and the same text in its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from vendor_eval.claims.definitions import Definition
from vendor_eval.claims.kpis import Kpi, kpi
from vendor_eval.claims.steps import STEPS, Step, steps_in
from vendor_eval.engines.duckdb_steps import worked_out
from vendor_eval.engines.handover import Form, Handed, Handover
from vendor_eval.errors import BadInput, Fault

if TYPE_CHECKING:
    import duckdb

EMBEDDED = "duckdb"
ENGINES = (EMBEDDED, "spark", "postgres", "clickhouse")
"""By the names that they are asked for."""


class Engine(Protocol):
    """Works out definitions over the rows and terms that the embedded engine has now.

    Attributes:
        embedded: the embedded engine beside it.
    """

    embedded: duckdb.DuckDBPyConnection

    def measured(self, definition: Definition) -> list[Kpi]:
        """The metric, one value a vendor and month.

        Raises:
            EngineFailure: the engine gave up.
            NotExact: the engine cannot say the definition exactly.
        """


class Server(Protocol):
    """Another engine that is running.

    Attributes:
        dialect: what sqlglot calls it.
        form: of the files that it takes.
    """

    dialect: str
    form: Form

    def show(self, handed: Handed) -> None:
        """Let the name of the table stand for the rows of its file from now on."""

    def make(self, name: str, query: str) -> None:
        """Let the name stand for the result of a query in its own words from now on."""

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The result of a query in its own words, a mapping for each row."""


class Embedded:
    """DuckDB itself."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.embedded = connection

    def measured(self, definition: Definition) -> list[Kpi]:
        """As `Engine.measured`."""
        return [kpi(definition, row) for row in worked_out(self.embedded, definition.sql)]


class Elsewhere:
    """Another engine, which is handed what it needs of the embedded one."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, server: Server) -> None:
        self.embedded = connection
        self._handover = Handover(connection, server.form)
        self._server = server
        self._made: dict[str, object] = {}

    def measured(self, definition: Definition) -> list[Kpi]:
        """As `Engine.measured`."""
        from vendor_eval.engines.rendering import rendered

        query = rendered(definition.sql, self._server.dialect)
        steps = steps_in(definition.sql)
        shown = self._shown([definition.sql, *(step.sql for step in steps)])
        for step in steps:
            self._make(step, shown)
        return [kpi(definition, row) for row in self._server.rows(query)]

    def _shown(self, texts: Sequence[str]) -> Mapping[str, Handed]:
        """The tables that the texts read, after the engine was shown them."""
        from vendor_eval.engines.rendering import tables_in

        tables = frozenset().union(*map(tables_in, texts)) - STEPS.keys()
        shown = {table: self._handover.handed(table) for table in sorted(tables)}
        for handed in shown.values():
            self._server.show(handed)
        return shown

    def _make(self, step: Step, shown: Mapping[str, Handed]) -> None:
        """Make a step, unless that was done of the same rows."""
        from vendor_eval.engines.rendering import rendered, tables_in

        texts = [step.sql, *(one.sql for one in steps_in(step.sql))]
        read = frozenset().union(*map(tables_in, texts)) - STEPS.keys()
        made_of = {table: shown[table].path for table in read}
        if self._made.get(step.id) != made_of:
            self._server.make(step.id, rendered(step.sql, self._server.dialect))
            self._made[step.id] = made_of


@contextmanager
def engine(
    name: str, address: str | None, connection: duckdb.DuckDBPyConnection
) -> Iterator[Engine]:
    """The engine of that name for a while, beside the embedded one at ``connection``.

    Args:
        address: the master of a Spark cluster, or the address of a PostgreSQL database.

    Raises:
        BadInput: there is no such engine.
        EngineFailure: it is not installed or cannot be reached.
    """
    if name not in ENGINES:
        mend = f"say one of {', '.join(ENGINES)}"
        raise BadInput([Fault("--engine", f"there is no engine {name!r}", mend)])
    if name == EMBEDDED:
        yield Embedded(connection)
        return
    with _server(name, address) as server:
        yield Elsewhere(connection, server)


def _server(name: str, address: str | None) -> AbstractContextManager[Server]:
    # Each is imported only when asked for: none of their packages need be installed.
    if name == "spark":
        from vendor_eval.engines import spark

        return spark.running(address or spark.LOCAL)
    if name == "postgres":
        from vendor_eval.engines import postgresql

        return postgresql.session(address)
    from vendor_eval.engines import clickhouse

    return clickhouse.session()
