"""A scenario with everything that there is to know before one of its options is chosen.

Nothing here says which option to take: the cheapest are named as such, and what speaks for and
against each stands beside its price.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from vendor_eval.pricing.assumptions import Assumption
from vendor_eval.pricing.cautions import Caution, Confirmation
from vendor_eval.pricing.comparison import Comparison, Priced, compared, never_due
from vendor_eval.pricing.scenario import Scenario
from vendor_eval.pricing.structures import Model, RangeFinding, is_usual, models_of, out_of_range
from vendor_eval.pricing.wording import describe


@dataclass(frozen=True, slots=True)
class OptionOutlook:
    """One option, and what to know of the way it charges.

    Attributes:
        fees: a sentence on each of its fees.
        models: the models of charging that it mixes: whom they fit, and their risk.
        usual: whether its prices lie within the documented ranges; None where there is none.
        unusual: prices outside of the documented ranges.
        never_due: a sentence on each fee that falls due after the last month.
        cautions: what to ask counsel about it.
    """

    priced: Priced
    fees: tuple[str, ...]
    models: tuple[Model, ...]
    usual: bool | None
    unusual: tuple[RangeFinding, ...]
    never_due: tuple[str, ...]
    cautions: tuple[Caution, ...]

    @property
    def name(self) -> str:
        """Of the option."""
        return self.priced.offer.name


@dataclass(frozen=True, slots=True)
class Outlook:
    """A scenario, priced and looked into.

    Attributes:
        options: in the order of the scenario.
        assumed: what stands in for figures that nobody gave.
    """

    comparison: Comparison
    options: tuple[OptionOutlook, ...]
    assumed: tuple[Assumption, ...]

    @property
    def scenario(self) -> Scenario:
        """What was priced."""
        return self.comparison.scenario


def outlook(scenario: Scenario, confirmed: Iterable[Confirmation] = ()) -> Outlook:
    """The outlook on a scenario that has at least one option.

    Args:
        confirmed: cautions that people have looked into, beside those that the scenario says.
    """
    facts = scenario.facts
    facts = replace(facts, confirmed=(*facts.confirmed, *confirmed))
    comparison = compared(replace(scenario, facts=facts))
    return Outlook(
        comparison=comparison,
        options=tuple(_option(one, comparison) for one in comparison.options),
        assumed=scenario.assumptions,
    )


def _option(priced: Priced, comparison: Comparison) -> OptionOutlook:
    offer = priced.offer
    return OptionOutlook(
        priced=priced,
        fees=tuple(map(describe, offer.fees)),
        models=models_of(offer),
        usual=is_usual(offer),
        unusual=out_of_range(offer),
        never_due=never_due(offer, comparison.scenario.months),
        cautions=tuple(one for one in comparison.cautions if one.option == offer.name),
    )
