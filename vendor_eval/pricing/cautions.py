"""Where the law may stand against a percentage fee: dated, cited, and always a case for counsel.

Nothing here is advice and nothing decides: a caution names a rule, where it is written and as of
when it was looked at, and stays until a person says what came of asking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vendor_eval.naming import name_key
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.fees import (
    Contingency,
    Fee,
    GainShare,
    GraduatedPercentage,
    KpiIndexed,
    Percentage,
    VolumePercentage,
)
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.sources import (
    AS_OF,
    MEDICAID_REASSIGNMENT,
    MEDICARE_PROVIDERS,
    MEDICARE_SUPPLIERS,
    NEW_YORK,
    OIG_1998,
    STATES,
)
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Unit

ASK = "Ask counsel."
# States that a source names; of all others nothing is known here.
_NEW_YORK = frozenset({"ny", "new york"})
_ALLOWING = frozenset({"ca", "california", "il", "illinois"})


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a person has looked into a caution about an option.

    Attributes:
        caution: id of the caution.
        note: what came of it.
    """

    option: str
    caution: str
    by: str
    on: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """What decides which cautions matter.

    Attributes:
        state: where the practice is, by its name or postal code; empty where unknown.
        payers: whom it bills; empty where unknown, and then no programme is ruled out.
        confirmed: what people have looked into.
    """

    state: str = ""
    payers: tuple[str, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to ask counsel about an option.

    Attributes:
        id: stable, as confirmations name it.
        as_of: the day on which ``what`` was written down; rules change.
        confirmed: who looked into it; None while nobody has.
    """

    id: str
    option: str
    what: str
    citations: tuple[Citation, ...]
    as_of: dt.date
    confirmed: Confirmation | None

    def __str__(self) -> str:
        cited = "; ".join(map(str, self.citations))
        found = self.confirmed
        seen = "" if found is None else f" Looked into by {found.by} on {found.on}."
        if found is not None and found.note:
            seen = f"{seen[:-1]}: {found.note}"
        return f"{self.option}: {self.what} {ASK} ({cited}; as of {self.as_of}){seen}"


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    what: str
    citations: tuple[Citation, ...]


_MEDICAID = _Rule(
    "medicaid-reassignment",
    "Medicaid may pay an agent that receives payments in the practice's name only when the agent's "
    "fee follows its cost and neither a percentage nor what is collected.",
    (Citation(MEDICAID_REASSIGNMENT, "(f)"),),
)
_MEDICARE = _Rule(
    "medicare-reassignment",
    "Medicare may pay an agent that receives payments only when its fee does not depend on what is "
    "billed or collected; a vendor that never receives the money may not be concerned.",
    (Citation(MEDICARE_PROVIDERS, "(b)(3)"), Citation(MEDICARE_SUPPLIERS, "(b)(5)")),
)
_NEW_YORK_RULE = _Rule(
    "new-york",
    "New York bars percentage fees for billing Medicaid, and a percentage may be fee splitting "
    "there; courts have not settled it.",
    (Citation(NEW_YORK, "18 NYCRR 360-7.5(c) and Education Law 6530(19)"),),
)
_ALLOWING_RULE = _Rule(
    "state-conditions",
    "The state allows percentage billing on conditions; the contract has to keep them.",
    (Citation(STATES, "California and Illinois"),),
)
_OTHER_STATE = _Rule(
    "fee-splitting",
    "About two thirds of the states have a law on fee splitting; whether this fee falls under one "
    "is not known here.",
    (Citation(STATES, "state law"),),
)
_UPCODING = _Rule(
    "upcoding",
    "A percentage of what is billed or collected rewards coding higher than the record supports; "
    "federal compliance guidance names the concern.",
    (Citation(OIG_1998, "percentage arrangements"),),
)


def cautions(offers: Iterable[Offer], facts: PracticeFacts) -> tuple[Caution, ...]:
    """What to ask counsel about each offer with a percentage fee; offers without have none."""
    return tuple(
        _caution(rule, offer.name, facts.confirmed)
        for offer in offers
        if any(map(is_percentage, offer.fees))
        for rule in _rules(facts)
    )


def is_percentage(fee: Fee) -> bool:
    """Whether the fee is a share of money that is billed or collected."""
    match fee:
        case Percentage() | Contingency() | GraduatedPercentage() | VolumePercentage():
            return True
        case KpiIndexed() | GainShare():
            return DRIVERS[fee.on.driver].unit is Unit.USD
        case _:
            return False


def _rules(facts: PracticeFacts) -> Sequence[_Rule]:
    payers, state = " ".join(map(name_key, facts.payers)), name_key(facts.state)
    rules = [
        rule
        for programme, rule in (("medicaid", _MEDICAID), ("medicare", _MEDICARE))
        if not payers or programme in payers
    ]
    if state in _NEW_YORK:
        rules.append(_NEW_YORK_RULE)
    elif state in _ALLOWING:
        rules.append(_ALLOWING_RULE)
    else:
        rules.append(_OTHER_STATE)
    return [*rules, _UPCODING]


def _caution(rule: _Rule, option: str, confirmed: Iterable[Confirmation]) -> Caution:
    """The newest confirmation counts."""
    about = [
        one
        for one in confirmed
        if one.caution == rule.id and name_key(one.option) == name_key(option)
    ]
    newest = max(about, key=lambda one: one.on, default=None)
    return Caution(rule.id, option, rule.what, rule.citations, AS_OF, newest)
