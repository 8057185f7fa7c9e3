"""Which columns of the tables of claims a text in SQL comes to read, through the steps it names."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify

from vendor_eval.claims.schema import TABLES, Kind, day_of
from vendor_eval.claims.steps import steps_in

DAYS = {
    day_of(name): name
    for columns in TABLES.values()
    for name, one in columns.items()
    if one.kind is Kind.MOMENT
}
_BESIDE = {
    "terms": ("as_of_ts", "time_zone", "coding_hours", "resubmission_hours"),
    "denial_reasons": ("carc", "kind", "rank", "since", "until"),
    "tolerance": ("underpaid_share", "underpaid_amt"),
    "business_clock": (
        "time_zone",
        "opens_second",
        "closes_second",
        "cut_off_second",
        "days_at_start",
    ),
    "business_calendar": ("day", "is_business", "seconds_before", "days_through"),
}


def whole(text: str) -> str:
    """The text with the steps that it reads in front, so that it stands alone."""
    tree = sqlglot.parse_one(text, read="duckdb")
    own = tree.args.pop("with_", None)
    for step in steps_in(text):
        tree = tree.with_(step.id, as_=sqlglot.parse_one(step.sql, read="duckdb"))
    for cte in own.expressions if own else ():
        tree = tree.with_(cte.alias, as_=cte.this)
    return tree.sql("duckdb", comments=False)


def columns_read(text: str) -> dict[str, set[str]]:
    """By table of the schema the columns that decide what the text gives; a day is its moment."""
    named = {table: (*columns, *DAYS) for table, columns in TABLES.items()}
    schema = {
        table: dict.fromkeys(columns, "TEXT") for table, columns in {**named, **_BESIDE}.items()
    }
    tree = qualify(sqlglot.parse_one(whole(text), read="duckdb"), schema=schema, dialect="duckdb")
    tree = pushdown_projections(tree)
    found: dict[str, set[str]] = {table: set() for table in TABLES}
    for select in tree.find_all(exp.Select):
        joined = [one.this for one in select.args.get("joins") or ()]
        tables = {
            one.alias_or_name: one.name
            for one in (select.args["from_"].this, *joined)
            if isinstance(one, exp.Table)
        }
        for column in select.find_all(exp.Column):
            table = tables.get(column.table)
            if table in TABLES and column.find_ancestor(exp.Select) is select:
                found[table].add(DAYS.get(column.name, column.name))
    return found


def of_steps(text: str) -> set[str]:
    """Columns of ``claim_events`` that the steps of a text take into account."""
    return {name for step in steps_in(text) for name in step.uses}
