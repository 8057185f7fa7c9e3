"""What a cost report is made from, and how its findings are marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from vendor_eval.pricing.all_in import AllIn
from vendor_eval.pricing.bill import Bill, Invoice
from vendor_eval.pricing.comparison import Comparison
from vendor_eval.pricing.outlook import OptionOutlook, Outlook
from vendor_eval.pricing.volumes import AtVolume
from vendor_eval.quantities import Usd
from vendor_eval.reports.report import Mark, Tone
from vendor_eval.sla.contract import Contract

USUAL = Mark("✓", "Usual", Tone.GOOD, "Every price lies within the documented range.")
UNUSUAL = Mark("◆", "Unusual", Tone.MILD, "A price lies outside the documented range: ask why.")
ASK = Mark("▲", "Ask counsel", Tone.WARNING, "A rule may stand against the fee; nobody has asked.")
ASKED = Mark("○", "Asked", Tone.QUIET, "Somebody has looked into it and noted what came of it.")
UNKNOWN = Mark("?", "Not known", Tone.MISSING, "A figure is missing or stands on an assumption.")
UNGUARDED = Mark("≈", "Not guarded", Tone.MILD, "No minimum in a contract guards against the risk.")
LEGEND = (USUAL, UNUSUAL, ASK, ASKED, UNKNOWN, UNGUARDED)

CAUTIONS: Mapping[str, str] = MappingProxyType(
    {
        "medicaid-reassignment": "Medicaid reassignment",
        "medicare-reassignment": "Medicare reassignment",
        "new-york": "New York",
        "state-conditions": "Conditions of the state",
        "fee-splitting": "Fee splitting",
        "upcoding": "Upcoding",
    }
)
"""What each caution is called in short, by its id."""


@dataclass(frozen=True, slots=True)
class CostResult:
    """A scenario with everything that its report says.

    Attributes:
        name: of the scenario.
        volumes: the options at other volumes, ascending; empty where nobody asked.
        contracts: the contract with the vendor of an option, by the option's name; an option
            without one is not there.
    """

    name: str
    outlook: Outlook
    volumes: tuple[AtVolume, ...] = ()
    contracts: Mapping[str, Contract] = field(default_factory=dict)

    @property
    def comparison(self) -> Comparison:
        """The prices."""
        return self.outlook.comparison

    @property
    def options(self) -> tuple[OptionOutlook, ...]:
        """In the order of the scenario."""
        return self.outlook.options

    @property
    def lowest_fee(self) -> OptionOutlook:
        """The option with the lowest fees, the first of equals."""
        return self.option(self.comparison.cheapest)

    @property
    def lowest_all_in(self) -> OptionOutlook | None:
        """The option with the lowest all-in cost; None where none is known."""
        name = self.comparison.cheapest_all_in
        return None if name is None else self.option(name)

    def option(self, name: str) -> OptionOutlook:
        """The option with this name."""
        return next(one for one in self.options if one.name == name)

    def known(self) -> Iterator[tuple[OptionOutlook, AllIn]]:
        """The options whose all-in cost is known, with it."""
        for one in self.options:
            if one.priced.all_in is not None:
                yield one, one.priced.all_in

    @property
    def period(self) -> str:
        """``January 2026 to December 2026``."""
        scenario = self.outlook.scenario
        last = scenario.start.plus(scenario.months - 1)
        if scenario.months == 1:
            return scenario.start.shown
        return f"{scenario.start.shown} to {last.shown}"


def invoices(option: OptionOutlook) -> tuple[Invoice, ...]:
    """What the option bills, month by month."""
    return _invoices(option.priced.bill)


# A report asks for the same months in many places; a bill never changes and is its own key.
@lru_cache(maxsize=128)
def _invoices(bill: Bill) -> tuple[Invoice, ...]:
    return tuple(bill.invoices())


def parts(cost: AllIn) -> tuple[tuple[str, Usd], ...]:
    """What an all-in cost is made of; the amounts add up to the total."""
    return (
        ("Fee", cost.fee),
        ("Service credits", Usd(-cost.credits.cents)),
        ("Leakage", cost.leakage),
        ("Carrying", cost.carrying),
        ("Rework", cost.rework),
        ("Oversight", cost.oversight),
        ("Transition", cost.transition),
        ("Exit", cost.exit),
    )


PARTS: Mapping[str, str] = MappingProxyType(
    {
        "Fee": "what the vendor bills, before service credits",
        "Service credits": "what the vendor gives back",
        "Leakage": "what could have been collected and was not",
        "Carrying": "interest on what is collected late",
        "Rework": "own staff on claims that were denied",
        "Oversight": "own staff who look after the vendor",
        "Transition": "changing vendors, set-up fees aside",
        "Exit": "leaving the vendor, times how likely that is",
    }
)
"""What each part of an all-in cost is."""
