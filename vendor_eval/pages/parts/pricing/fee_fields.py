"""The fields of each kind of fee: those that every such fee has, and those that few have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vendor_eval.metrics import CATALOGUE
from vendor_eval.pages.parts.pricing.typed_fields import Field, Sort
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.quantities import Unit

COUNTS = tuple(id for id, one in DRIVERS.items() if one.unit is Unit.COUNT)
MONEY = tuple(id for id, one in DRIVERS.items() if one.unit is Unit.USD)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of tables within a fee: tiers, or bands."""

    path: str
    label: str
    columns: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fee.

    Attributes:
        fields: what every such fee says.
        rows: its table; None where it has none.
        further: what few say.
    """

    title: str
    fields: tuple[Field, ...]
    rows: Rows | None = None
    further: tuple[Field, ...] = ()

    @property
    def on(self) -> Field | None:
        """What it is counted on; None where on nothing."""
        return next((one for one in self.fields if one.path == "on"), None)


def _on(*drivers: str) -> Field:
    return Field("on", "Counted on", Sort.CHOICE, drivers)


def _money(path: str, label: str) -> Field:
    return Field(path, f"{label}, USD", Sort.MONEY)


def _rate(path: str, label: str) -> Field:
    return Field(path, f"{label}, %", Sort.RATE)


_EVERY = (*MONEY, *COUNTS)
_PERIODS = ("month", "year")
_UP_TO = Field("up_to", "Up to", Sort.NUMBER, example="and above")
_FLAT = _money("flat", "Once when reached")
_PRICES = Rows("tiers", "Tiers", (_UP_TO, _money("price", "Price for one"), _FLAT))
_RATES = Rows("tiers", "Tiers", (_UP_TO, _rate("rate", "Rate"), _FLAT))
_BANDS = Rows("bands", "Bands", (_UP_TO, _money("amount", "A month")))
_METRIC = Field("metric", "Metric", Sort.CHOICE, tuple(CATALOGUE))
_METRIC_BANDS = Rows(
    "bands",
    "Bands of the metric",
    (
        Field("up_to", "Up to, with its unit", example="and above"),
        _rate("rate", "Rate"),
        _money("amount", "On top"),
    ),
)
_WINDOW = (
    Field("from", "From", Sort.DAY, example="2026-04 or 2026-04-15"),
    Field("until", "Until", Sort.DAY, example="2026-12 or 2026-12-31"),
    Field(
        "proration",
        "A month only partly in force",
        Sort.CHOICE,
        ("none", "actual_days", "thirty_days"),
        "none",
    ),
)
_ESCALATED = Field(
    "escalated",
    "What rises on an anniversary",
    Sort.MANY,
    ("prices", "minimums", "maximums"),
    ("prices", "minimums", "maximums"),
)
_PARTIAL = Field(
    "partial_year",
    "An annual amount in a partial year",
    Sort.CHOICE,
    ("prorated", "full", "waived"),
    "prorated",
)
_MODIFIERS = (
    Field("label", "How the line reads", example="made from the fee"),
    _money("minimum", "At least"),
    Field("minimum_each", "At least, each", Sort.CHOICE, _PERIODS, "month"),
    _money("maximum", "At most"),
    Field("maximum_each", "At most, each", Sort.CHOICE, _PERIODS, "month"),
    _PARTIAL,
    Field("free", "Free of charge, first so many", Sort.NUMBER),
    _rate("escalator", "Rise on each anniversary"),
    _ESCALATED,
    Field(
        "negative",
        "A month below zero",
        Sort.CHOICE,
        ("carry_forward", "clamp_zero", "credit"),
        "carry_forward",
    ),
    Field("flat_on_zero", "Fixed part also without any quantity", Sort.FLAG, usual=True),
    *_WINDOW,
)
_BASE = (
    Field("plus", "Plus", Sort.MANY, _EVERY, ()),
    Field("less", "Less", Sort.MANY, _EVERY, (), "Refunds, patient payments, old receivables."),
    Field("lag", "Months between the count and the bill", Sort.NUMBER, example="0"),
)
_COUNTED = (*_BASE, *_MODIFIERS)
_EACH_PAYMENT = (
    _money("each.fixed", "Each payment, on top"),
    _money("each.minimum", "Each payment, at least"),
    _money("each.maximum", "Each payment, at most"),
)


def _limit(title: str, partial: str) -> Kind:
    """The least or the most that invoices come to."""
    each = Field("each", "Each", Sort.CHOICE, _PERIODS, "month")
    part = Field(_PARTIAL.path, _PARTIAL.label, Sort.CHOICE, _PARTIAL.options, partial)
    return Kind(title, (_money("amount", "Amount"), each), None, (part, *_WINDOW))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "percentage": Kind(
            "Percentage of collections",
            (_rate("rate", "Rate"), _on(*MONEY)),
            None,
            (*_COUNTED, *_EACH_PAYMENT),
        ),
        "per_unit": Kind(
            "Price per claim or other unit",
            (_money("price", "Price for one"), _on(*COUNTS)),
            None,
            _COUNTED,
        ),
        "flat": Kind(
            "Flat fee",
            (
                _money("amount", "Amount"),
                Field("every", "Every so many months", Sort.NUMBER, example="1"),
            ),
            None,
            (
                Field("timing", "Charged in", Sort.CHOICE, ("advance", "arrears"), "advance"),
                *_MODIFIERS,
            ),
        ),
        "one_time": Kind(
            "One-time fee",
            (
                _money("amount", "Amount"),
                Field("month", "In month", Sort.NUMBER, example="1"),
                Field("on", "For each of", Sort.CHOICE, ("", *_EVERY), ""),
            ),
            None,
            _COUNTED,
        ),
        "graduated": Kind(
            "Tiers, each part at its price",
            (_on(*COUNTS), Field("period", "Counted through a", Sort.CHOICE, _PERIODS, "month")),
            _PRICES,
            _COUNTED,
        ),
        "graduated_percentage": Kind(
            "Tiers, each part at its percentage",
            (_on(*MONEY), Field("period", "Counted through a", Sort.CHOICE, _PERIODS, "month")),
            _RATES,
            _COUNTED,
        ),
        "volume": Kind("Tiers, all at the price reached", (_on(*COUNTS),), _PRICES, _COUNTED),
        "volume_percentage": Kind(
            "Tiers, all at the percentage reached", (_on(*MONEY),), _RATES, _COUNTED
        ),
        "package": Kind(
            "Packages",
            (
                Field("size", "Size of a package", Sort.NUMBER),
                _money("price", "Price of a package"),
                _on(*_EVERY),
            ),
            None,
            (
                Field("rounding", "Counted", Sort.CHOICE, ("up", "down", "nearest"), "up"),
                Field("least", "At least so many packages", Sort.NUMBER),
                *_COUNTED,
            ),
        ),
        "stair_step": Kind("Monthly amount by volume", (_on(*_EVERY),), _BANDS, _COUNTED),
        "allowance_overage": Kind(
            "Allowance, and a price beyond",
            (
                _money("amount", "Amount a month"),
                Field("included", "Included", Sort.NUMBER),
                _money("price", "Price for one beyond"),
                _on(*_EVERY),
            ),
            None,
            (
                Field("carry_over", "What is not used is carried over", Sort.FLAG, usual=False),
                *_COUNTED,
            ),
        ),
        "contingency": Kind(
            "Share of what was given up for lost",
            (_rate("rate", "Rate"), _on(*MONEY)),
            None,
            _COUNTED,
        ),
        "pass_through": Kind(
            "Costs passed on",
            (
                _on(*_EVERY),
                Field("price", "Price for one, USD", Sort.MONEY, example="1"),
                _rate("markup", "On top"),
            ),
            None,
            _COUNTED,
        ),
        "kpi_indexed": Kind(
            "Rate or bonus by a metric",
            (_METRIC, _on(*_EVERY), _rate("unmeasured", "Rate while nothing is measured")),
            _METRIC_BANDS,
            _COUNTED,
        ),
        "gain_share": Kind(
            "Share of an improvement",
            (
                _METRIC,
                Field("baseline", "Baseline, with its unit", example="95 %"),
                _rate("share", "Share"),
                _on(*_EVERY),
            ),
            None,
            _COUNTED,
        ),
        "minimum": _limit("Least that an invoice comes to", "prorated"),
        "cap": _limit("Most that an invoice comes to", "full"),
        "discount": Kind(
            "Discount", (_rate("rate", "Off every charge"), _money("amount", "Off")), None, _WINDOW
        ),
        "rebate": Kind("Rebate at the end of a contract year", (_on(*_EVERY),), _RATES, _BASE),
        "escalator": Kind(
            "Rise on each anniversary", (_rate("rate", "Rise"),), None, (_ESCALATED,)
        ),
        "service_credit": Kind(
            "Service credits",
            (
                _rate("share", "Assumed share of the fee"),
                Field("on", "Money that fell due", Sort.CHOICE, ("", *MONEY), ""),
                _rate("at_risk", "Together at most, of the fee"),
            ),
            None,
            (
                Field(
                    "basis",
                    "Share of",
                    Sort.CHOICE,
                    ("after_minimum", "before_minimum"),
                    "after_minimum",
                ),
                *_BASE,
                *_WINDOW,
            ),
        ),
        "tax": Kind("Tax", (_rate("rate", "Rate"),), None, _WINDOW),
    }
)
