"""Triggers by which the database itself notes every change, and refuses those of history.

They are made from the tables as the code describes them. A migration drops them all before it and
makes them anew after it, because a table that is copied loses its triggers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager

from sqlalchemy import Connection, Table, UniqueConstraint

from vendor_eval.store.audit.keeping import (
    BULK,
    LOG,
    SCRATCH,
    all_tables,
    audited,
    key_columns,
    left_out,
    only_added,
)
from vendor_eval.store.audit.row_text import sqlite_row

_NOTED = "audit_note_"
_KEPT = "audit_keep_"
_OURS = (_NOTED, _KEPT)
_REFUSAL = "history is only added to"


def create(connection: Connection) -> None:
    """Make every trigger; none of them is there yet."""
    if connection.dialect.name == "postgresql":
        for function in _postgresql_functions():
            connection.exec_driver_sql(function)
    for statement in expected(connection.dialect.name).values():
        connection.exec_driver_sql(statement)


def drop(connection: Connection, tables: Set[str] | None = None) -> tuple[str, ...]:
    """Remove every trigger that is ours, whatever it does.

    Args:
        tables: those of these alone; None for all.

    Returns:
        The names of those removed.
    """
    is_postgresql = connection.dialect.name == "postgresql"
    found = (_postgresql_found if is_postgresql else _sqlite_found)(connection)
    gone = {
        name: table
        for name, (table, _) in found.items()
        if name.startswith(_OURS) and (tables is None or table in tables)
    }
    for name, table in gone.items():
        on = f' ON "{table}"' if is_postgresql else ""
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"{on}')
    return tuple(gone)


@contextmanager
def lifted(connection: Connection, tables: Set[str]) -> Iterator[None]:
    """Around what these tables otherwise refuse; a transaction that fails has them all again."""
    gone = drop(connection, tables)
    yield
    for name, statement in expected(connection.dialect.name).items():
        if name in gone:
            connection.exec_driver_sql(statement)


def missing(connection: Connection) -> tuple[str, ...]:
    """What is wrong with the triggers of a database, each a sentence; none when all is well."""
    wanted = expected(connection.dialect.name)
    is_postgresql = connection.dialect.name == "postgresql"
    found = (_postgresql_found if is_postgresql else _sqlite_found)(connection)
    faults = []
    for name, statement in wanted.items():
        if name not in found:
            faults.append(f"The trigger {name} is missing")
        elif found[name][1] != ("" if is_postgresql else statement):
            faults.append(f"The trigger {name} is not as this program made it")
    tables = {table.name for table in all_tables()}
    strangers = (name for name, (table, _) in found.items() if table in tables)
    faults += [f"The trigger {name} is none of ours" for name in strangers if name not in wanted]
    return tuple(faults)


def expected(dialect: str) -> Mapping[str, str]:
    """The statement that makes each trigger, by its name."""
    made = _postgresql if dialect == "postgresql" else _sqlite
    return dict(made())


def _sqlite() -> Iterator[tuple[str, str]]:
    for table in audited():
        for when, rows in (("insert", "N"), ("update", "ON"), ("delete", "O")):
            yield _trigger(_NOTED, table, f"AFTER {when.upper()}", _sqlite_note(table, when, rows))
    for table in only_added():
        for when in ("UPDATE", "DELETE"):
            yield _trigger(_KEPT, table, f"BEFORE {when}", f"SELECT RAISE(ABORT, '{_REFUSAL}');")
        # A look-up for every row would slow imports of millions. For these REPLACE is refused
        # as the removal it is, which connections of this program let triggers see.
        if table.name not in BULK:
            yield _sqlite_guard(table)


def _trigger(kind: str, table: Table, when: str, what: str) -> tuple[str, str]:
    name = f"{kind}{table.name}_{when.split()[1].lower()}"
    return name, f'CREATE TRIGGER "{name}" {when} ON "{table.name}" BEGIN {what} END'


def _sqlite_note(table: Table, action: str, rows: str) -> str:
    old = sqlite_row(table, "OLD") if "O" in rows else "NULL"
    new = sqlite_row(table, "NEW") if "N" in rows else "NULL"
    return (
        "INSERT INTO audit_pending (action, entity, old, new) "
        f"VALUES ('{action}', '{table.name}', {old}, {new});"
    )


def _sqlite_guard(table: Table) -> tuple[str, str]:
    """INSERT OR REPLACE removes the row in its way, which no trigger need see: refuse it."""
    unique = [key_columns(table)]
    unique += [
        tuple(column.name for column in one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    ]
    unique += [tuple(one.columns.keys()) for one in table.indexes if one.unique]
    same = (" AND ".join(f'"{name}" = NEW."{name}"' for name in names) for names in sorted(unique))
    exists = " OR ".join(f'EXISTS (SELECT 1 FROM "{table.name}" WHERE {one})' for one in same)
    what = f"SELECT RAISE(ABORT, '{_REFUSAL}') WHERE {exists};"
    return _trigger(_KEPT, table, "BEFORE INSERT", what)


def _postgresql() -> Iterator[tuple[str, str]]:
    for table in audited():
        left = ", ".join(f"'{name}'" for name in left_out(table))
        when = "AFTER INSERT OR UPDATE OR DELETE"
        yield _postgresql_trigger((f"{_NOTED}{table.name}", table), when, f"audit_note({left})")
    refuse = "audit_keep()"
    growing = {table.name for table in only_added()}
    for table in all_tables():
        name = f"{_KEPT}{table.name}"
        if table.name not in SCRATCH | (LOG - growing):
            yield _postgresql_trigger((f"{name}_truncate", table), "BEFORE TRUNCATE", refuse)
        if table.name in growing:
            yield _postgresql_trigger((name, table), "BEFORE UPDATE OR DELETE", refuse)


def _postgresql_trigger(which: tuple[str, Table], when: str, function: str) -> tuple[str, str]:
    name, table = which
    each = "STATEMENT" if when.endswith("TRUNCATE") else "ROW"
    make = f'CREATE TRIGGER "{name}" {when} ON "{table.name}"'
    return name, f"{make} FOR EACH {each} EXECUTE FUNCTION {function}"


def _postgresql_functions() -> tuple[str, str]:
    """Written without the sign for parameters, which the driver would take for its own."""
    settings = "SET timezone TO 'UTC' SET extra_float_digits TO 1 SET search_path FROM CURRENT"
    note = (
        "INSERT INTO audit_pending (action, entity, old, new) VALUES (lower(TG_OP), TG_TABLE_NAME, "
        "(to_jsonb(OLD) - coalesce(TG_ARGV, '{}'))::text, "
        "(to_jsonb(NEW) - coalesce(TG_ARGV, '{}'))::text); RETURN NULL;"
    )
    keep = f"RAISE EXCEPTION USING MESSAGE = '{_REFUSAL}', ERRCODE = '23001';"
    make, to = "CREATE OR REPLACE FUNCTION", "RETURNS trigger LANGUAGE plpgsql"
    return (
        f"{make} audit_note() {to} {settings} AS $$ BEGIN {note} END $$",
        f"{make} audit_keep() {to} AS $$ BEGIN {keep} END $$",
    )


_Found = Mapping[str, tuple[str, str]]


def _sqlite_found(connection: Connection) -> _Found:
    """Table and text of every trigger, by its name."""
    statement = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    return {name: (table, sql) for name, table, sql in connection.exec_driver_sql(statement)}


def _postgresql_found(connection: Connection) -> _Found:
    """Table of every trigger by its name, and a word where it does not do what ours do."""
    bodies = {body.partition("$$")[2].rpartition("$$")[0] for body in _postgresql_functions()}
    statement = """
        SELECT tgname, relname, tgenabled::text, prosrc FROM pg_trigger
        JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
    """
    return {
        name: (table, "" if enabled in "OA" and source in bodies else "changed")
        for name, table, enabled, source in connection.exec_driver_sql(statement)
    }
