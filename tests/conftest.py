"""Databases for tests: every test that asks for ``store`` runs on SQLite and on PostgreSQL.

PostgreSQL is a cluster of its own, made in a temporary folder, on loopback, gone at the end.
Where it is not installed those tests are skipped and the summary says so; with ``CI=true`` they
fail instead.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

from scripts.ports import free_port
from tests.sharing import IN_BROWSER, Sharing, place_of
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.store import Store, upgrade
from vendor_eval.store.tables import Table

# What tests store is sealed with the key that is no secret, also by processes that they start.
os.environ["VENDOR_EVAL_AUDIT_KEY"] = EVERYBODYS.secret.hex()

# How long an example takes says nothing on a machine that others use, too.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

_LEFT_OUT = "NOT TESTED: "
_NO_POSTGRESQL = f"{_LEFT_OUT}PostgreSQL is not installed: what runs on it was skipped"
_number = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and keep browsers to the files that one process takes."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()) and not item.path.name.endswith(
            IN_BROWSER
        ):
            raise pytest.UsageError(f"{item.nodeid} opens a browser; move it to *{IN_BROWSER}")
    items.sort(key=lambda item: place_of(item.path.as_posix()))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing | None:
    """Share as `Sharing` says where ``--dist loadfile`` is asked for."""
    return Sharing(config, log) if config.getoption("dist") == "loadfile" else None


@dataclass(frozen=True, slots=True)
class Server:
    """PostgreSQL as it runs for the tests of this process.

    Attributes:
        url: without the name of a database.
        control: the program that starts and stops it, and where its files are.
        start: what it takes to start it.
    """

    url: str
    control: tuple[str, ...]
    start: tuple[str, ...]
    account: str | None

    def stop(self) -> None:
        """End it as a power cut would."""
        _run([*self.control, "stop", "-m", "immediate"], self.account)

    def begin(self) -> None:
        """Start it, and wait until it answers."""
        _run([*self.control, "start", "-w", *self.start], self.account)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A running server, for whoever stops and starts it; the next test finds it running."""
    tools = _postgresql_tools()
    if tools is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed")
        pytest.skip(_NO_POSTGRESQL)
    folder = Path(tempfile.mkdtemp(prefix="vendor-eval-postgresql-"))
    account = _unprivileged_account()
    if account is not None:
        shutil.chown(folder, account)
    server = _made(tools, folder, account)
    try:
        server.begin()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql(postgresql_server: Server) -> str:
    """The address of a running server, without the name of a database."""
    return postgresql_server.url


def _postgresql_tools() -> Path | None:
    places = [shutil.which("pg_ctl"), *Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    # What lies on the path may be a link, with initdb only where it points.
    found = [Path(place).resolve().parent for place in places if place]
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def _unprivileged_account() -> str | None:
    """The account to run the server as, which refuses to run as root; None for our own."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _made(tools: Path, folder: Path, account: str | None) -> Server:
    data, secret, password = folder / "data", folder / "password", secrets.token_hex(16)
    secret.write_text(password)
    secret.chmod(0o644)
    port = free_port()
    initdb = [str(tools / "initdb"), "-D", str(data), "-U", "tester", "-E", "UTF8", "--no-sync"]
    _run([*initdb, "--locale=C", "-A", "scram-sha-256", f"--pwfile={secret}"], account)
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c max_connections=60"
    return Server(
        url=f"postgresql://tester:{password}@127.0.0.1:{port}",
        control=(str(tools / "pg_ctl"), "-D", str(data)),
        start=("-o", options, "-l", str(data / "log")),
        account=account,
    )


def _run(command: list[str], account: str | None) -> None:
    as_account: dict[str, object] = {}
    if account is not None:
        group = pwd.getpwnam(account).pw_gid
        as_account = {"user": account, "group": group, "extra_groups": []}
    subprocess.run(
        command,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **as_account,
    )


@pytest.fixture(scope="session")
def _postgresql_tables(postgresql: str) -> str:
    """One database with all tables, for all tests one after the other: making one takes long."""
    url = _new_database(postgresql)
    upgrade(url)
    _execute(url, "CREATE SCHEMA first; CREATE TABLE first.log AS SELECT * FROM audit_log")
    return url


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "store.sqlite"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Path:
    """A SQLite file with the demonstration practice of 2026-11-21; copy it before writing."""
    from vendor_eval.access.roles import local_person
    from vendor_eval.workflows import demonstration
    from vendor_eval.workflows.deps import Deps

    file = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("filled") / "store.sqlite")
    filled = Store.open(f"sqlite:///{file}")
    deps = Deps(filled, lambda: dt.date(2026, 11, 21))
    demonstration.fill(deps, local_person(), "America/New_York")
    filled.close()
    return Path(file)


@pytest.fixture
def empty_postgresql_url(postgresql: str) -> str:
    """A PostgreSQL database without tables."""
    return _new_database(postgresql)


def _new_database(server: str) -> str:
    name = f"store_{next(_number)}"
    _execute(f"{server}/postgres", f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture
def sqlite_url(tmp_path: Path, empty_sqlite: Path) -> str:
    """A SQLite file with all tables and no rows."""
    file = shutil.copy(empty_sqlite, tmp_path / "store.sqlite")
    return f"sqlite:///{file}"


@pytest.fixture
def sqlite_store(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An empty store: the copy of a file takes less than the tables of one in memory."""
    file = shutil.copy(empty_sqlite, tmp_path_factory.mktemp("stored") / "store.sqlite")
    opened = Store.open(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.fixture
def postgresql_url(_postgresql_tables: str) -> str:
    """A PostgreSQL database with all tables and no rows."""
    tables = ", ".join(table.name for table in Table.metadata.sorted_tables)
    again = "INSERT INTO slice (key) VALUES ('//'); INSERT INTO audit_log SELECT * FROM first.log"
    # As a replica, whose triggers neither refuse nor note it.
    as_replica = "SET session_replication_role = replica"
    _execute(_postgresql_tables, f"{as_replica}; TRUNCATE {tables} RESTART IDENTITY; {again}")
    return _postgresql_tables


def _execute(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables and no rows, once of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store, once on each kind of database."""
    opened = Store.open(database_url)
    yield opened
    opened.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what did not run for want of a database or an engine."""
    reasons = {str(one.longrepr) for one in terminalreporter.stats.get("skipped", [])}
    found = {
        reason[reason.index(_LEFT_OUT) :].rstrip("')") for reason in reasons if _LEFT_OUT in reason
    }
    for line in sorted(found):
        terminalreporter.write_line(line, red=True, bold=True)
