"""The fees of an option: each kind of the vocabulary with its keys, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from vendor_eval.files.scenarios.clauses import (
    BOUND,
    ESCALATED,
    MODIFIERS,
    ON,
    ON_IF_SAID,
    PERIOD,
    PRICE_TIERS,
    RATE_TIERS,
    WINDOW,
)
from vendor_eval.files.scenarios.forms import (
    AMOUNT,
    EXAMPLE,
    FLAG,
    MARKUP,
    PRICE,
    RATE,
    SIGNED_AMOUNT,
    SIGNED_RATE,
    Form,
    meant,
    number_text,
    one_of,
    percent_text,
    quantity,
    whole,
)
from vendor_eval.files.scenarios.keys import (
    Entries,
    Part,
    closed,
    entries_of,
    inline,
    inline_table,
    listed,
    open_part,
    part,
)
from vendor_eval.files.toml_table import MOST_MONTHS, TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.metrics import CATALOGUE, closest
from vendor_eval.pricing.fees import (
    KINDS,
    AllowanceOverage,
    Band,
    Cap,
    Contingency,
    CreditBasis,
    Discount,
    Escalator,
    Fee,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    MetricBand,
    Minimum,
    OneTime,
    Package,
    PartialYear,
    PassThrough,
    Percentage,
    PerTransaction,
    PerUnit,
    Rebate,
    RecurringFlat,
    Rounding,
    ServiceCredit,
    StairStep,
    Tax,
    Timing,
    Volume,
    VolumePercentage,
)
from vendor_eval.quantities import Unit

MOST_PACKAGES = 1_000_000


def fee_of(table: TomlTable) -> Fee | None:
    """The fee in ``table``; None, with its faults, where it cannot be made."""
    table.required("type", '"percentage"')
    word = table.text("type", '"percentage"')
    if word is None:
        return None
    if word not in KINDS:
        table.fault("type", f"{word!r} is no kind of fee", meant(word, list(KINDS)))
        return None
    return closed(KINDS[word], PARTS[KINDS[word]], table)


def fee_toml(fee: Fee) -> str:
    """The inline table that `fee_of` reads as ``fee``."""
    return inline_table({"type": quoted(WORDS[type(fee)])} | entries_of(fee, PARTS[type(fee)]))


def _metric(table: TomlTable, key: str) -> str | None:
    word = table.text(key, '"denial_rate"')
    if word is None or word in CATALOGUE:
        return word
    near = closest(word)
    mend = f'did you mean "{near}"?' if near else "`vendor-eval metrics list` has them"
    table.fault(key, f"{word!r} is not a metric", mend)
    return None


def _unit(metric: object) -> Unit:
    """The unit in which values of a metric are written; a ratio's where it is unknown."""
    known = CATALOGUE.get(metric) if isinstance(metric, str) else None
    return known.unit if known else Unit.RATIO


def _of_metric(unit: Unit) -> Form:
    """A value of a metric."""
    text = percent_text if unit is Unit.RATIO else lambda value: quoted(_with_unit(value, unit))
    return Form(lambda table, key: quantity(table, key, unit, signed=True), text, EXAMPLE[unit])


def _with_unit(value: Decimal, unit: Unit) -> str:
    return f"{number_text(value)} {unit.value.replace('_', ' ')}"


def _metric_bands(unit: Unit) -> Part:
    return listed(
        "bands",
        MetricBand,
        (
            open_part("up_to", _of_metric(unit)),
            part("rate", SIGNED_RATE),
            part("amount", SIGNED_AMOUNT),
        ),
    )


def _baseline(unit: Unit) -> Part:
    return part("baseline", _of_metric(unit))


def _bands_read(table: TomlTable) -> Any:
    return _metric_bands(_unit(table.values.get("metric"))).read(table)


def _bands_written(fee: KpiIndexed) -> Entries:
    return _metric_bands(_unit(fee.metric)).write(fee)


def _baseline_read(table: TomlTable) -> Any:
    return _baseline(_unit(table.values.get("metric"))).read(table)


def _baseline_written(fee: GainShare) -> Entries:
    return _baseline(_unit(fee.metric)).write(fee)


METRIC = part("metric", Form(_metric, quoted, '"denial_rate"'))
TRANSACTION = (part("fixed", AMOUNT), part("minimum", AMOUNT), part("maximum", AMOUNT))
PERCENTAGE = (part("rate", RATE), ON, MODIFIERS)
OF_INVOICE = (
    part("amount", AMOUNT),
    part("each", PERIOD),
    part("partial_year", one_of(PartialYear)),
    WINDOW,
)
MONTHS = whole(1, MOST_MONTHS, 1)

PARTS: Mapping[type[Fee], tuple[Part, ...]] = MappingProxyType(
    {
        OneTime: (part("amount", AMOUNT), part("month", MONTHS), ON_IF_SAID, MODIFIERS),
        RecurringFlat: (
            part("amount", AMOUNT),
            part("every", MONTHS),
            part("timing", one_of(Timing)),
            MODIFIERS,
        ),
        PerUnit: (part("price", PRICE), ON, MODIFIERS),
        Percentage: (
            part("rate", RATE),
            ON,
            inline("each", PerTransaction, TRANSACTION),
            MODIFIERS,
        ),
        Contingency: PERCENTAGE,
        Graduated: (ON, PRICE_TIERS, part("period", PERIOD), MODIFIERS),
        GraduatedPercentage: (ON, RATE_TIERS, part("period", PERIOD), MODIFIERS),
        Volume: (ON, PRICE_TIERS, MODIFIERS),
        VolumePercentage: (ON, RATE_TIERS, MODIFIERS),
        Package: (
            part("size", BOUND),
            part("price", PRICE),
            ON,
            part("rounding", one_of(Rounding)),
            part("least", whole(0, MOST_PACKAGES, 1)),
            MODIFIERS,
        ),
        StairStep: (
            ON,
            listed("bands", Band, (open_part("up_to", BOUND), part("amount", AMOUNT))),
            MODIFIERS,
        ),
        AllowanceOverage: (
            ON,
            part("included", BOUND),
            part("price", PRICE),
            part("amount", AMOUNT),
            part("carry_over", FLAG),
            MODIFIERS,
        ),
        PassThrough: (ON, part("price", PRICE), part("markup", MARKUP), MODIFIERS),
        KpiIndexed: (
            METRIC,
            ON,
            Part("bands", _bands_read, _bands_written, ("bands", "[{ up_to = ... }]")),
            part("unmeasured", SIGNED_RATE),
            MODIFIERS,
        ),
        GainShare: (
            METRIC,
            ON,
            Part("baseline", _baseline_read, _baseline_written, ("baseline", '"95 %"')),
            part("share", SIGNED_RATE),
            MODIFIERS,
        ),
        Minimum: OF_INVOICE,
        Cap: OF_INVOICE,
        Discount: (part("rate", RATE), part("amount", AMOUNT), WINDOW),
        Rebate: (ON, RATE_TIERS),
        Escalator: (part("rate", RATE), part("escalated", ESCALATED)),
        ServiceCredit: (
            part("share", RATE),
            ON_IF_SAID,
            part("at_risk", RATE),
            part("basis", one_of(CreditBasis)),
            WINDOW,
        ),
        Tax: (part("rate", RATE), WINDOW),
    }
)
# A kind that goes by two words is written by the last one, which is the shorter.
WORDS: Mapping[type[Fee], str] = MappingProxyType({kind: word for word, kind in KINDS.items()})
