"""The coverage meter: what a contract holds the vendor to, before it is signed and after.

A service level without a minimum of its own leans on the catalogue, and without that it cannot
be breached at all; a metric without a service level is a promise nobody made.
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.metrics import CATALOGUE
from vendor_eval.sla.contract import Contract, MinimumFrom
from vendor_eval.sla.terms import last_levels

# The metrics that S003's KPI table asks every vendor for, each with those that cover it as well:
# a turnaround is better held to by the share of items done on time.
DOCUMENTED: dict[str, tuple[str, ...]] = {
    "first_pass_acceptance_rate": (),
    "denial_rate": (),
    "days_in_ar": (),
    "net_collection_rate": (),
    "coding_turnaround": ("coding_on_time_rate",),
    "resubmission_turnaround": ("resubmission_on_time_rate",),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the entries last in force cover; each a tuple of metric ids.

    Attributes:
        covered: has a service level, in the contract's order.
        catalogue_minimum: held against the catalogue's warning line.
        no_minimum: cannot be breached.
        no_credit: a breach costs the vendor nothing.
        missing: documented metrics without a service level, in the document's order.
        uncovered: all other metrics of the catalogue without one.
    """

    covered: tuple[str, ...]
    catalogue_minimum: tuple[str, ...]
    no_minimum: tuple[str, ...]
    no_credit: tuple[str, ...]
    missing: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def documented(self) -> tuple[int, int]:
        """How many documented metrics are covered, and how many there are."""
        return len(DOCUMENTED) - len(self.missing), len(DOCUMENTED)

    @property
    def remarks(self) -> tuple[str, ...]:
        """A sentence to each gap, worst first, with what closes it."""
        gaps = (
            (self.no_minimum, "has no minimum and cannot be breached: agree on one."),
            (self.missing, "has no service level: add one."),
            (
                self.catalogue_minimum,
                "has no minimum of its own and is held against the catalogue's: agree on one.",
            ),
        )
        return tuple(
            f"{CATALOGUE[metric].name} {gap}" for metrics, gap in gaps for metric in metrics
        )


def coverage(contract: Contract) -> Coverage:
    """What ``contract`` covers, after its last amendments."""
    last = last_levels(contract)
    catalogue = MinimumFrom.CATALOGUE
    missing = tuple(
        metric for metric, also in DOCUMENTED.items() if not {metric, *also} & last.keys()
    )
    return Coverage(
        covered=tuple(last),
        catalogue_minimum=tuple(one for one in last if last[one].minimum_from is catalogue),
        no_minimum=tuple(one for one in last if last[one].minimum is None),
        no_credit=tuple(one for one in last if last[one].credit is None),
        missing=missing,
        uncovered=tuple(one for one in CATALOGUE if one not in last and one not in missing),
    )
