"""A text in DuckDB's dialect in the words of another engine, meaning exactly the same, or refused.

sqlglot knows the dialects, and `dialects` what it would change: quantiles into approximate ones,
boundaries crossed into units elapsed, local times the wrong way round. Whatever is not known to be
exact everywhere is refused; tests/conformance runs each of what is `_SAFE` on each engine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from vendor_eval.engines.dialects import EVERYWHERE, WORDS, Node, unit_of
from vendor_eval.errors import EngineFailure

# Upper and lower case are of codes and words, which are ASCII; PostgreSQL leaves other letters.
_SAFE = (
    *(exp.Upper, exp.Lower, exp.Avg),
    *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.PercentileCont, exp.RowNumber),
    *(exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least, exp.Case, exp.If, exp.And, exp.Or),
    *(exp.Cast, exp.Round, exp.Abs, exp.DateDiff, exp.TimestampTrunc, exp.DateTrunc),
)
_TYPES = {
    exp.DType.DATE: "DATE",
    exp.DType.TIMESTAMPNTZ: "TIMESTAMP",
    exp.DType.DECIMAL: "DECIMAL",
    exp.DType.DOUBLE: "DOUBLE",
}
_UNITS = ("SECOND", "MINUTE", "HOUR", "DAY", "MONTH")
_PERIODS = ("MONTH", "QUARTER", "YEAR")


class NotExact(EngineFailure):
    """There is no way to say this on that engine that is known to give the same numbers."""


def rendered(text: str, engine: str) -> str:
    """The text in the words of ``spark``, ``postgres`` or ``clickhouse``.

    Raises:
        NotExact: the engine has no exact quantile here, the text says something that is not known
            to be exact on every engine, or it mixes distinct counts with quantiles, which costs
            Spark a copy of all rows for each.
    """
    if engine not in WORDS:
        raise NotExact(f"{engine} has no exact quantile here; there are {', '.join(WORDS)}")
    tree = _parsed(text)
    _refuse_inexact(tree)
    changes = {**EVERYWHERE, **WORDS[engine]}
    # From the inside out, so that what is changed is never looked at again.
    for node in reversed(list(tree.find_all(*changes))):
        changed = changes[type(node)](node)
        if changed is not node:
            node.replace(changed)
    try:
        return tree.sql(engine, comments=False, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise NotExact(f"{engine} has no words for it: {error}") from None


def tables_in(text: str) -> frozenset[str]:
    """The tables that a text reads, those that it makes itself left out."""
    tree = _parsed(text)
    made = {one.alias for one in tree.find_all(exp.CTE)}
    return frozenset(one.name for one in tree.find_all(exp.Table)) - made


def _parsed(text: str) -> Node:
    """The text as a tree, in which every exact quantile is written in one way."""
    try:
        tree = sqlglot.parse_one(text, read="duckdb")
    except SqlglotError as error:
        raise NotExact(f"the text cannot be read: {error}") from None
    for group in list(tree.find_all(exp.WithinGroup)):
        (by,) = group.expression.expressions
        if isinstance(group.this, exp.PercentileCont) and not by.args.get("desc"):
            group.replace(exp.PercentileCont(this=by.this, expression=group.this.this))
    for median in list(tree.find_all(exp.Median)):
        half = exp.Literal.number("0.5")
        median.replace(exp.PercentileCont(this=median.this, expression=half))
    return tree


def _refuse_inexact(tree: Node) -> None:
    for node in tree.find_all(exp.Func, exp.WithinGroup, exp.AtTimeZone):
        because = _inexact(node)
        if because is not None:
            raise NotExact(f"{node.sql('duckdb')}: {because}")
    counts_distinct = any(isinstance(one.this, exp.Distinct) for one in tree.find_all(exp.Count))
    if counts_distinct and tree.find(exp.PercentileCont) is not None:
        raise NotExact("it mixes count(distinct) and quantiles; make it two texts")


def _inexact(node: Node) -> str | None:
    """Why engines may give different numbers; None where they do not."""
    for kind, is_exact, because in _RULES:
        if isinstance(node, kind) and not is_exact(node):
            return because
    return None


def _is_decimal(node: Node) -> bool:
    return isinstance(node, exp.Cast) and node.to.this is exp.DType.DECIMAL


def _is_between_zone_and_utc(node: exp.AtTimeZone) -> bool:
    outer = node if isinstance(node.this, exp.AtTimeZone) else node.parent
    if not isinstance(outer, exp.AtTimeZone) or not isinstance(outer.this, exp.AtTimeZone):
        return False
    return "UTC" in (outer.args["zone"].name, outer.this.args["zone"].name)


_PERIOD = (exp.TimestampTrunc, exp.DateTrunc)
_RULES: Sequence[tuple[type | tuple[type, ...], Callable[[Any], bool], str]] = (
    (exp.AtTimeZone, _is_between_zone_and_utc, "say it twice, from or to 'UTC'"),
    (
        (exp.Func, exp.WithinGroup),
        lambda node: isinstance(node, _SAFE),
        "not known to be the same on every engine",
    ),
    (
        exp.Round,
        lambda node: _is_decimal(node.this),
        "engines round floating-point numbers differently; cast to DECIMAL first",
    ),
    (
        exp.Avg,
        lambda node: isinstance(node.this, exp.Div),
        "Spark averages decimals to few places; average quotients, or divide sum by count",
    ),
    (exp.Cast, lambda node: node.to.this in _TYPES, f"cast to {', '.join(_TYPES.values())} only"),
    (
        exp.DateDiff,
        lambda node: unit_of(node) in _UNITS,
        f"differences are in {', '.join(_UNITS)} only",
    ),
    (
        _PERIOD,
        lambda node: unit_of(node) in _PERIODS,
        f"periods are {', '.join(_PERIODS)} only",
    ),
)
