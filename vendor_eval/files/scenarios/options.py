"""An option of a scenario, which is also how an offer is kept: its fees and what it achieves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vendor_eval.files.scenarios.clauses import MONTH
from vendor_eval.files.scenarios.fees import fee_of, fee_toml
from vendor_eval.files.scenarios.forms import (
    AMOUNT,
    RATE,
    number_of,
    one_of,
    whole,
)
from vendor_eval.files.scenarios.keys import (
    Entries,
    closed,
    entries_of,
    inline,
    inline_table,
    part,
)
from vendor_eval.files.scenarios.own_staff import (
    OWN_STAFF,
    check_beside,
    own_staff_entries,
    own_staff_of,
)
from vendor_eval.files.toml_table import MOST_MONTHS, TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.pricing.fees import Cap, Fee, Minimum, Percentage
from vendor_eval.pricing.flaws import fee_flaws, limit_flaws
from vendor_eval.pricing.offer import (
    Exit,
    Offer,
    Performance,
    RoundScope,
    Transition,
    with_own_staff,
)
from vendor_eval.pricing.scenario import ACHIEVED
from vendor_eval.quantities import Unit

_TRANSITION = (
    part("integration", AMOUNT),
    part("parallel_run", AMOUNT),
    part("dip", RATE),
    part("dip_months", whole(0, MOST_MONTHS, 3)),
    part("dip_lost", RATE),
)
_EXIT = (part("chance", RATE), part("fee", AMOUNT), part("transition", AMOUNT))
PERFORMANCE = (
    part("net_collection_rate", RATE),
    part("denial_rate", RATE),
    part("days_in_ar", number_of(Unit.DAYS)),
    part("oversight_hours", number_of(Unit.HOURS)),
    inline("transition", Transition, _TRANSITION),
    inline("exit", Exit, _EXIT),
)
_SCOPE = one_of(RoundScope)


def option_of(table: TomlTable) -> Offer | None:
    """The option in ``table``; None, with faults, where it cannot be made.

    Fees that are at fault are left out of it.
    """
    name = table.words("name", '"Percentage"')
    fees = _fees(table)
    starts, scope = MONTH.read(table, "starts"), _SCOPE.read(table, "round_scope")
    achieved = table.table("performance")
    performance = None if achieved is None else closed(Performance, PERFORMANCE, achieved)
    offer = Offer(name, tuple(fees), starts, scope or RoundScope.LINE, performance)
    if fees and len(fees) == len(table.values["fees"]):
        for key, what, mend in limit_flaws(offer):
            table.fault(key, what, mend)
    offer = _with_own_staff(table, replace(offer, fees=(*fees, *_invoice(table))))
    table.no_other_keys()
    return offer if name else None


def option_entries(offer: Offer) -> Entries:
    """The keys that `option_of` reads as ``offer``."""
    fees = "".join(f"\n  {fee_toml(fee)}," for fee in offer.asked)
    entries = {"name": quoted(offer.name)}
    if fees:
        entries["fees"] = f"[{fees}\n]"
    if offer.starts is not None:
        entries["starts"] = MONTH.write(offer.starts)
    if offer.round_scope is not RoundScope.LINE:
        entries["round_scope"] = _SCOPE.write(offer.round_scope)
    if offer.performance is not None:
        entries["performance"] = inline_table(entries_of(offer.performance, PERFORMANCE))
    if offer.own_staff is not None:
        entries[OWN_STAFF] = inline_table(own_staff_entries(offer.own_staff))
    return entries


def check_usage(table: TomlTable, offer: Offer, known: Collection[str]) -> None:
    """Note what fees of the option are counted on and nobody gives: drivers and metrics.

    Args:
        known: drivers that the scenario gives, or that follow from what it gives.
    """
    missing = dict.fromkeys(
        driver
        for fee in offer.fees
        if (base := getattr(fee, "on", None)) is not None
        for driver in base.drivers
        if driver not in known
    )
    for driver in missing:
        table.fault("fees", f"{driver} is not in the usage", f"add {driver} below [usage]")
    if any(isinstance(fee, Percentage) and fee.each is not None for fee in offer.fees):
        mend = "leave it out; it is for the check of an invoice with its payments"
        table.fault("fees", "a scenario has no single payments to charge each of", mend)
    for metric in dict.fromkeys(getattr(fee, "metric", None) for fee in offer.fees):
        if metric is not None and (offer.performance is None or metric not in ACHIEVED):
            mend = f"it may depend on {', '.join(ACHIEVED)}, given as the option's performance"
            table.fault("fees", f"nothing says what {metric} will be", mend)


def _with_own_staff(table: TomlTable, offer: Offer) -> Offer:
    """The offer with what own staff does beside its fees, or instead of them."""
    inner = table.table(OWN_STAFF)
    staff = None if inner is None else own_staff_of(inner)
    if inner is not None:
        check_beside(table, offer.clauses)
    return offer if staff is None else with_own_staff(offer, staff)


def _fees(table: TomlTable) -> list[Fee]:
    """What a vendor asks; nothing is asked only where own staff does the work."""
    alone = table.values.get(OWN_STAFF) is not None
    if not alone:
        table.required("fees", '[{ type = "flat", amount = "9000 USD" }]')
    tables = table.tables("fees")
    if table.values.get("fees") == [] and not alone:
        table.fault("fees", "is empty", "say how the vendor charges")
    fees = []
    for one in tables:
        fee = fee_of(one)
        for key, what, mend in fee_flaws(fee) if fee is not None else ():
            one.fault(key, what, mend)
        if fee is not None:
            fees.append(fee)
    return fees


def _invoice(table: TomlTable) -> list[Fee]:
    """What an invoice comes to at least and at most, in short."""
    inner = table.table("invoice")
    if inner is None:
        return []
    least, most = AMOUNT.read(inner, "minimum"), AMOUNT.read(inner, "cap")
    inner.no_other_keys()
    if least is not None and most is not None and least > most:
        inner.fault("minimum", f"{least} is above the cap, {most}", "correct one of them")
    limits: list[Fee] = [] if least is None else [Minimum(least)]
    return limits if most is None else [*limits, Cap(most)]
