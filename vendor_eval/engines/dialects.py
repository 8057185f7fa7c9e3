"""What engines say otherwise than DuckDB, where sqlglot alone would change the numbers.

Each entry takes a node of DuckDB's tree and gives the one that the engine works out alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlglot import exp

Node = exp.Expr
Change = Callable[[Node], Node]

_UTC = "UTC"


def _call(name: str, *arguments: Node) -> exp.Anonymous:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _text(text: str) -> exp.Literal:
    return exp.Literal.string(text)


def _as(node: Node, type_: exp.DType, *sizes: int) -> exp.Cast:
    sized = [exp.DataTypeParam(this=exp.Literal.number(size)) for size in sizes]
    return exp.Cast(this=node, to=exp.DataType(this=type_, expressions=sized))


def unit_of(node: Node) -> str:
    """The unit of a difference or of a period: ``SECOND``, ``MONTH``."""
    return node.text("unit").upper()


def _divided(node: Node) -> Node:
    """DuckDB divides in floating point; others keep whole numbers whole and cut decimals off."""
    return exp.Div(this=_as(node.this, exp.DType.DOUBLE), expression=node.expression)


EVERYWHERE: Mapping[type[Node], Change] = MappingProxyType({exp.Div: _divided})
"""Changes for every engine."""


def _shifted(node: Node, to_local: str, to_utc: str) -> Node:
    """A moment in UTC as local time, or the other way round, by functions of moment and zone.

    A local time that occurs twice, as clocks go back, is the later one, as in DuckDB.
    """
    if not isinstance(node.this, exp.AtTimeZone):
        return node  # the inner one of two; the outer one says both
    moment, zone, to = node.this.this, node.this.args["zone"], node.args["zone"]
    if zone.name == _UTC:
        return _call(to_local, moment, to)
    earlier = _call(to_utc, moment, zone)
    later = exp.Add(
        this=earlier.copy(), expression=exp.Interval(this=_text("1"), unit=exp.var("HOUR"))
    )
    again = exp.EQ(this=_call(to_local, later.copy(), zone.copy()), expression=moment.copy())
    return exp.Case(ifs=[exp.If(this=again, true=later)], default=earlier)


def _spark_quantile(node: Node) -> Node:
    return _call("PERCENTILE", node.this, node.expression)


def _spark_difference(node: Node) -> Node:
    """Spark counts whole units elapsed; cut to the unit first these are the boundaries crossed."""
    unit = unit_of(node)
    ends = [_call("DATE_TRUNC", _text(unit), one) for one in (node.expression, node.this)]
    return _call("TIMESTAMPDIFF", exp.var(unit), *ends)


def _spark_period(node: Node) -> Node:
    # DATE_TRUNC gives a timestamp, which Python would show in the time zone of this machine.
    return _call("TRUNC", _as(node.this, exp.DType.DATE), _text(unit_of(node)))


def _postgresql_period(node: Node) -> Node:
    # Of a date DATE_TRUNC makes a timestamp with an offset.
    moment = _as(node.this, exp.DType.TIMESTAMPNTZ)
    cut = exp.TimestampTrunc(this=moment, unit=exp.var(unit_of(node)))
    return _as(cut, exp.DType.DATE)


def _clickhouse_quantile(node: Node) -> Node:
    # Its `quantile` is a sample of 8,192 values.
    return exp.ParameterizedAgg(
        this="quantileExactInclusive", expressions=[node.expression], params=[node.this]
    )


def _clickhouse_period(node: Node) -> Node:
    return _call("dateTrunc", _text(unit_of(node)), _as(node.this, exp.DType.DATE32))


def _clickhouse_cast(node: Node) -> Node:
    """Its DATE and DateTime begin in 1970, and what is cast to a decimal is cut, not rounded.

    Rounded first, 1.005 is still a little less in floating point; as text it is 1.005.
    """
    kind = node.args["to"].this
    if kind is exp.DType.DATE:
        return _as(node.this, exp.DType.DATE32)
    if kind is exp.DType.TIMESTAMPNTZ:
        return _as(node.this, exp.DType.DATETIME64, 6)
    if kind is exp.DType.DECIMAL and len(node.args["to"].expressions) == 2:
        scale = node.args["to"].expressions[1].this
        rounded = exp.Round(this=node.this, decimals=scale.copy())
        return exp.Cast(this=_as(rounded, exp.DType.TEXT), to=node.args["to"])
    return node


def _clickhouse_interval(node: Node) -> Node:
    """It multiplies no interval, but makes one of any number."""
    for number, interval in ((node.this, node.expression), (node.expression, node.this)):
        if isinstance(interval, exp.Interval) and interval.name == "1":
            return _call(f"toInterval{unit_of(interval).capitalize()}", number)
    return node


def _clickhouse_named(node: Node) -> Node:
    """It calls a column of one of several tables by both names, unless it is given one."""
    for column in node.args["expressions"]:
        if isinstance(column, exp.Column) and column.table:
            column.replace(exp.alias_(column.copy(), column.name))
    return node


def _clickhouse_time(node: Node) -> Node:
    """A zone has to be one constant; that of the terms is one, asked for by itself."""
    for at in node.find_all(exp.AtTimeZone):
        zone = at.args["zone"]
        if isinstance(zone, exp.Column):
            only = exp.select(exp.column(zone.name)).from_("terms")
            at.set("zone", only.subquery())
    return _shifted(node, "fromUTCTimestamp", "toUTCTimestamp")


def _spark_time(node: Node) -> Node:
    return _shifted(node, "FROM_UTC_TIMESTAMP", "TO_UTC_TIMESTAMP")


WORDS: Mapping[str, Mapping[type[Node], Change]] = MappingProxyType(
    {
        "spark": {
            exp.PercentileCont: _spark_quantile,
            exp.DateDiff: _spark_difference,
            exp.TimestampTrunc: _spark_period,
            exp.DateTrunc: _spark_period,
            exp.AtTimeZone: _spark_time,
        },
        "postgres": {
            exp.TimestampTrunc: _postgresql_period,
            exp.DateTrunc: _postgresql_period,
        },
        "clickhouse": {
            exp.PercentileCont: _clickhouse_quantile,
            exp.TimestampTrunc: _clickhouse_period,
            exp.DateTrunc: _clickhouse_period,
            exp.Cast: _clickhouse_cast,
            exp.Mul: _clickhouse_interval,
            exp.Select: _clickhouse_named,
            exp.AtTimeZone: _clickhouse_time,
        },
    }
)
"""By the names that sqlglot has for engines; one that is not here has no exact quantile here."""
