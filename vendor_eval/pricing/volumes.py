"""What options cost when there is more to do than expected, or less; exact, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vendor_eval.pricing.comparison import Priced, priced
from vendor_eval.pricing.scenario import Scenario
from vendor_eval.pricing.stress import VOLUMES


@dataclass(frozen=True, slots=True)
class AtVolume:
    """The options of a scenario at another volume.

    Attributes:
        change: of everything that follows the volume, a fraction of one: 0.4 for 40 % more.
        options: in the order of the scenario.
    """

    change: Decimal
    options: tuple[Priced, ...]


def at_volumes(scenario: Scenario, changes: Sequence[Decimal] = VOLUMES) -> tuple[AtVolume, ...]:
    """The scenario at each change of its volume, on top of the one that it says itself."""
    return tuple(AtVolume(change, _priced(scenario, change)) for change in changes)


def _priced(scenario: Scenario, change: Decimal) -> tuple[Priced, ...]:
    volume = (1 + scenario.expected.volume) * (1 + change) - 1
    changed = replace(scenario, expected=replace(scenario.expected, volume=volume))
    return tuple(priced(changed, offer) for offer in changed.options)
