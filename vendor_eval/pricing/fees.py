"""The vocabulary of fees: every way in which vendors charge, under the names that files know.

Charges are counted month by month; clauses act on the invoice that the charges make. Whatever
contracts leave open is a field with a default, so that nothing is decided unseen. Nothing is
checked here: `flaws` lists what is wrong with an offer.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vendor_eval.pricing.charges import (
    AllowanceOverage,
    Charge,
    Contingency,
    GainShare,
    Graduated,
    GraduatedPercentage,
    KpiIndexed,
    OneTime,
    Package,
    PassThrough,
    Percentage,
    PerUnit,
    RecurringFlat,
    StairStep,
    Volume,
    VolumePercentage,
)
from vendor_eval.pricing.clauses import (
    Cap,
    Clause,
    Discount,
    Escalator,
    Minimum,
    Rebate,
    ServiceCredit,
    Tax,
)
from vendor_eval.pricing.terms import (
    ALWAYS,
    NONE,
    PLAIN,
    Band,
    Base,
    CreditBasis,
    Escalated,
    MetricBand,
    Modifiers,
    Negative,
    PartialYear,
    Period,
    PerTransaction,
    Proration,
    Rounding,
    Tier,
    Timing,
    Window,
)

__all__ = [
    "ALWAYS",
    "KINDS",
    "NONE",
    "PLAIN",
    "AllowanceOverage",
    "Band",
    "Base",
    "Cap",
    "Charge",
    "Clause",
    "Contingency",
    "CreditBasis",
    "Discount",
    "Escalated",
    "Escalator",
    "Fee",
    "GainShare",
    "Graduated",
    "GraduatedPercentage",
    "KpiIndexed",
    "MetricBand",
    "Minimum",
    "Modifiers",
    "Negative",
    "OneTime",
    "Package",
    "PartialYear",
    "PassThrough",
    "PerTransaction",
    "PerUnit",
    "Percentage",
    "Period",
    "Proration",
    "Rebate",
    "RecurringFlat",
    "Rounding",
    "ServiceCredit",
    "StairStep",
    "Tax",
    "Tier",
    "Timing",
    "Volume",
    "VolumePercentage",
    "Window",
]

Fee = Charge | Clause

# The names under which files know the kinds.
KINDS: Mapping[str, type[Fee]] = MappingProxyType(
    {
        "one_time": OneTime,
        "recurring_flat": RecurringFlat,
        "flat": RecurringFlat,
        "per_unit": PerUnit,
        "percentage": Percentage,
        "contingency": Contingency,
        "graduated": Graduated,
        "graduated_percentage": GraduatedPercentage,
        "volume": Volume,
        "volume_percentage": VolumePercentage,
        "package": Package,
        "stair_step": StairStep,
        "allowance_overage": AllowanceOverage,
        "pass_through": PassThrough,
        "kpi_indexed": KpiIndexed,
        "gain_share": GainShare,
        "minimum": Minimum,
        "cap": Cap,
        "discount": Discount,
        "rebate": Rebate,
        "escalator": Escalator,
        "service_credit": ServiceCredit,
        "tax": Tax,
    }
)
