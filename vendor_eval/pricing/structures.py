"""The models that vendors charge by: documented ranges, whom they fit, and what to watch.

Every model rewards something, and something else suffers for it; the counter-metrics are those
that show it. A price outside of its range is no fault: it is a question to the vendor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vendor_eval.pricing.fees import (
    AllowanceOverage,
    Contingency,
    Fee,
    Graduated,
    GraduatedPercentage,
    Percentage,
    PerUnit,
    RecurringFlat,
    StairStep,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.sources import FURTHER_MODELS, PRICING_MODELS
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit, shown


@dataclass(frozen=True, slots=True)
class DocumentedRange:
    """What a document gives as usual.

    Attributes:
        low: a fraction of one or dollars, as ``unit`` says; likewise ``high``, both inclusive.
        on: the driver that it is about.
    """

    low: Decimal
    high: Decimal
    unit: Unit
    on: str
    citation: Citation

    def __str__(self) -> str:
        return f"{_price(self.low, self.unit)} to {_price(self.high, self.unit)}"


@dataclass(frozen=True, slots=True)
class Model:
    """One way of charging.

    Attributes:
        fits: the practice that it is recommended for.
        risk: what its incentive leads to.
        counter_metrics: ids in the catalogue of what guards against that.
        usual: None where no document gives a range.
    """

    id: str
    title: str
    fits: str
    risk: str
    counter_metrics: tuple[str, ...]
    citation: Citation
    usual: DocumentedRange | None = None


@dataclass(frozen=True, slots=True)
class RangeFinding:
    """A price of an offer, held against the documented range.

    Attributes:
        fee: counted from 1 among the offer's fees.
        price: in the unit of the range.
    """

    fee: int
    price: Decimal
    usual: DocumentedRange

    @property
    def is_usual(self) -> bool:
        """Whether it lies within the range, both ends included."""
        return self.usual.low <= self.price <= self.usual.high

    def __str__(self) -> str:
        side = "below" if self.price < self.usual.low else "above"
        price = _price(self.price, self.usual.unit)
        return f"fee {self.fee}: {price} is {side} the usual {self.usual} ({self.usual.citation})"


PERCENTAGE = Model(
    "percentage",
    "Percentage of net collections",
    fits="small to mid-sized practices with a moderate volume",
    risk="small balances and hard denials are left alone, because they pay the vendor little",
    counter_metrics=(
        "denial_rate",
        "ar_over_90_rate",
        "net_collection_rate",
        "resubmission_on_time_rate",
    ),
    citation=PRICING_MODELS,
    usual=DocumentedRange(
        Decimal("0.04"), Decimal("0.08"), Unit.RATIO, "net_collections", PRICING_MODELS
    ),
)
PER_CLAIM = Model(
    "per_claim",
    "Price per claim",
    fits="practices with a high and stable volume",
    risk="claims go out fast rather than right, because a denied claim earns the vendor as much",
    counter_metrics=(
        "coding_accuracy",
        "first_pass_acceptance_rate",
        "denial_rate",
        "net_collection_rate",
    ),
    citation=PRICING_MODELS,
    usual=DocumentedRange(Decimal(3), Decimal(10), Unit.USD, "claims", PRICING_MODELS),
)
FLAT = Model(
    "flat",
    "Flat monthly fee",
    fits="large practices",
    risk="nothing in the fee rewards the work: only service levels with a minimum do",
    counter_metrics=(
        "first_pass_acceptance_rate",
        "denial_rate",
        "coding_turnaround",
        "resubmission_turnaround",
        "report_timeliness",
    ),
    citation=PRICING_MODELS,
)
PER_PART = Model(
    "per_part",
    "Price per line, encounter or staff",
    fits="practices whose volume and staffing are predictable",
    risk="work is split into more parts, or staff is billed whatever they get done",
    counter_metrics=("coding_accuracy", "clean_claim_rate", "coding_on_time_rate"),
    citation=FURTHER_MODELS,
)
CONTINGENCY = Model(
    "contingency",
    "Share of what was given up for lost",
    fits="old receivables and denials that nobody works",
    risk="easy recoveries are taken, and denials come to be worth more than clean claims",
    counter_metrics=("denial_rate", "ar_over_90_rate", "first_pass_resolution_rate"),
    citation=FURTHER_MODELS,
)
MODELS = (PERCENTAGE, PER_CLAIM, FLAT, PER_PART, CONTINGENCY)


def models_of(offer: Offer) -> tuple[Model, ...]:
    """The models that a vendor's fees mix, each once, in the order of `MODELS`."""
    found = [_model(fee) for fee in offer.asked]
    return tuple(model for model in MODELS if model in found)


def counter_metrics(offer: Offer) -> tuple[str, ...]:
    """The ids of every metric that guards against an incentive of the offer, each once."""
    return tuple(dict.fromkeys(id for one in models_of(offer) for id in one.counter_metrics))


def out_of_range(offer: Offer) -> tuple[RangeFinding, ...]:
    """The prices and rates of an offer that lie outside what documents give as usual."""
    return tuple(one for one in _compared(offer) if not one.is_usual)


def is_usual(offer: Offer) -> bool | None:
    """Whether every price of the offer lies within what documents give as usual.

    None where no document gives a range for any of them.
    """
    found = [one.is_usual for one in _compared(offer)]
    return all(found) if found else None


def _compared(offer: Offer) -> Iterator[RangeFinding]:
    """Every price that a document gives a range for."""
    for number, fee in enumerate(offer.asked, 1):
        model = _model(fee)
        if model is not None and model.usual is not None:
            for price in _prices(fee, model.usual.on):
                yield RangeFinding(number, price, model.usual)


def _model(fee: Fee) -> Model | None:
    match fee:
        case Percentage() | GraduatedPercentage() | VolumePercentage():
            return PERCENTAGE
        case PerUnit(on=on) | Graduated(on=on) | Volume(on=on):
            return PER_CLAIM if on.driver == "claims" else PER_PART
        case RecurringFlat() | StairStep() | AllowanceOverage():
            return FLAT
        case Contingency():
            return CONTINGENCY
        case _:
            return None


def _prices(fee: Fee, driver: str) -> tuple[Decimal, ...]:
    """What the fee asks for one, in each of its tiers; nothing where it counts something else."""
    match fee:
        case Percentage(rate=price, on=on) | PerUnit(price=price, on=on):
            prices: tuple[Decimal, ...] = (price,)
        case Graduated() | Volume() | GraduatedPercentage() | VolumePercentage():
            on, prices = fee.on, tuple(tier.rate for tier in fee.tiers)
        case _:
            return ()
    return prices if on.driver == driver else ()


def _price(value: Decimal, unit: Unit) -> str:
    return shown(float(value), unit)
