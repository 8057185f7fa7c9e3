"""Whether a practice is ready to negotiate with its payers, rule by rule, or mends coding first.

Payers answer rates with denials and documentation, so that negotiating on weak coding is lost
before it starts. What nobody knows is never taken for good: the light is green only where every
rule is, and red as soon as one says that coding comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from vendor_eval.claims.audits import Audited, Method, Sample, Verdict, judged
from vendor_eval.claims.utilisation import TOP, Use
from vendor_eval.metrics.sources import S000
from vendor_eval.provenance import Citation
from vendor_eval.quantities import Limit, Month, Unit, Usd, shown

NEGOTIATE = Citation(S000, "when to negotiate")
CODING_FIRST = Citation(S000, "when to fix coding first")
DATA = Citation(S000, "what a negotiation needs")
MONTHS_NEEDED = 12
YEARS_WITHOUT_INCREASE = 3
FEWEST_REMITTANCES = 30
"""Of fewer a share says little, and may be one payer's bad day."""
# Of a long list of payers so many are named in a sentence.
_NAMED = 5
_READY_DENIALS, _MOST_DENIALS = Limit.parse("< 5 %"), Limit.parse("<= 10 %")
_STANDARD, _LEAST = Limit.parse(">= 95 %"), Limit.parse(">= 90 %")


class State(StrEnum):
    """What a rule says."""

    READY = "ready"
    IMPROVE = "not yet"
    CODING_FIRST = "fix coding first"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with what it was judged on.

    Attributes:
        wants: what it takes to be ready.
        found: what was found, in words.
        source: where that comes from, or what would tell.
    """

    id: str
    wants: str
    found: str
    source: str
    state: State
    citation: Citation


@dataclass(frozen=True, slots=True)
class Coders:
    """How many coders there are, and how many of them hold a credential that stands."""

    coders: int
    certified: int


@dataclass(frozen=True, slots=True)
class Waited:
    """How long a payer has paid the same rates.

    Attributes:
        payer: its key, as claims carry it; empty where they do not say.
        years: since it last raised them, whole years; None where nobody says.
    """

    payer: str
    years: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known; None for what nobody has told.

    Attributes:
        denials: initial denials and first remittances; fully or partly denied, by claims.
        denial_months: over which months.
        latest: the last month of which anything is known; None where that is not told.
        audit: the latest one; its method is the contract's or codes over codes.
        method: by which of its methods it is held against the standard.
        coders: out of due diligence.
        has_certified_coders: what the practice says where due diligence has found no coder.
        has_guidelines: whether coding follows consistent written guidelines.
        is_documented: whether documentation supports what is coded.
        months: months of service in a row, up to the last one, whose lines are known.
        uses: codes at payers over those months.
        waited: of each payer at which codes are used, or of which anything is said.
    """

    denials: Sample | None = None
    denial_months: tuple[Month, ...] = ()
    latest: Month | None = None
    audit: Audited | None = None
    method: Method = Method.CODES
    coders: Coders | None = None
    has_certified_coders: bool | None = None
    has_guidelines: bool | None = None
    is_documented: bool | None = None
    months: int = 0
    uses: tuple[Use, ...] = ()
    waited: tuple[Waited, ...] = ()


@dataclass(frozen=True, slots=True)
class Light:
    """What all rules come to."""

    state: State
    rules: tuple[Rule, ...]

    def of(self, state: State) -> tuple[Rule, ...]:
        """The rules that say so."""
        return tuple(one for one in self.rules if one.state is state)


def light(facts: Facts) -> Light:
    """Red where a rule says that coding comes first, green where all are ready, else between."""
    rules = (
        _denials(facts),
        _accuracy(facts),
        _coders(facts),
        _told("guidelines", "coding follows consistent guidelines", answer=facts.has_guidelines),
        _told("documentation", "documentation supports the codes", answer=facts.is_documented),
        _months(facts),
        _top(facts.uses),
        _rates(facts.uses),
        _increase(facts.waited),
    )
    return Light(_worst(rules), rules)


def _worst(rules: Sequence[Rule]) -> State:
    states = {one.state for one in rules}
    if State.CODING_FIRST in states:
        return State.CODING_FIRST
    return State.READY if states == {State.READY} else State.IMPROVE


def _denials(facts: Facts) -> Rule:
    wants = "denial rate below 5 %; above 10 % coding comes first"
    share = None if facts.denials is None else facts.denials.share
    if facts.denials is None or share is None:
        source = "remittances, recomputed from claims"
        return Rule("denials", wants, "", source, State.UNKNOWN, NEGOTIATE)
    found = f"{shown(float(share), Unit.RATIO)} of {facts.denials.of:,} first remittances"
    first, last = facts.denial_months[0], facts.denial_months[-1]
    source = f"recomputed from claims, {first.shown} to {last.shown}"
    is_old = facts.latest is not None and last <= facts.latest.plus(-MONTHS_NEEDED)
    if is_old or facts.denials.of < FEWEST_REMITTANCES:
        state = State.UNKNOWN
    elif _READY_DENIALS.keeps(share):
        state = State.READY
    else:
        state = State.IMPROVE if _MOST_DENIALS.keeps(share) else State.CODING_FIRST
    return Rule("denials", wants, found, source, state, NEGOTIATE)


def _accuracy(facts: Facts) -> Rule:
    """By the interval: a sample too small to tell is not known, however good it looks."""
    wants = "coding accuracy of 95 % or more; below 90 % coding comes first"
    audit = facts.audit
    sample = None if audit is None else audit.samples.get(facts.method)
    if audit is None or sample is None or sample.share is None:
        source = "an audit of the coding"
        return Rule("accuracy", wants, "", source, State.UNKNOWN, CODING_FIRST)
    source = f"audit of services of {audit.month.shown}, {_by_whom(audit)}"
    state = State.IMPROVE
    if judged(sample, _STANDARD) is Verdict.KEPT:
        # Whoever audits its own work shows that it can, not that it does.
        state = State.READY if audit.independence == 1 else State.UNKNOWN
    elif judged(sample, _LEAST) is Verdict.MISSED:
        state = State.CODING_FIRST
    elif judged(sample, _STANDARD) is Verdict.OPEN:
        state = State.UNKNOWN
    return Rule("accuracy", wants, in_words(sample), source, state, CODING_FIRST)


def in_words(sample: Sample) -> str:
    """The share, its interval and the size of the sample; empty for a sample of nothing."""
    if sample.share is None:
        return ""
    share = shown(float(sample.share), Unit.RATIO)
    interval = sample.interval
    if interval is None:
        return f"{share} of {sample.of:,}"
    low, high = (shown(one, Unit.RATIO) for one in (interval.low, interval.high))
    return f"{share} of {sample.of:,}, {low} to {high} with 95 % confidence"


def _by_whom(audit: Audited) -> str:
    independence = audit.independence
    if independence is None:
        return "by nobody knows whom"
    if independence == 1:
        return "none of it by the vendor itself"
    own = shown(float(1 - independence), Unit.RATIO)
    return f"{own} of the codes audited by the vendor itself, or by nobody knows whom"


def _coders(facts: Facts) -> Rule:
    wants, coders = "certified coders", facts.coders
    if coders is None or not coders.coders:
        if facts.has_certified_coders is not None:
            return _told("coders", wants, answer=facts.has_certified_coders)
        source = "the register of coders, in due diligence, or the practice itself"
        return Rule("coders", wants, "", source, State.UNKNOWN, CODING_FIRST)
    found = f"{coders.certified} of {coders.coders} hold a credential that stands"
    state = State.READY if coders.certified == coders.coders else State.CODING_FIRST
    return Rule("coders", wants, found, "register of coders", state, CODING_FIRST)


def _told(id: str, wants: str, *, answer: bool | None) -> Rule:
    """What only the practice can say."""
    if answer is None:
        return Rule(id, wants, "", "the practice itself", State.UNKNOWN, CODING_FIRST)
    state = State.READY if answer else State.CODING_FIRST
    return Rule(id, wants, "yes" if answer else "no", "entered here", state, CODING_FIRST)


def _months(facts: Facts) -> Rule:
    wants = f"{MONTHS_NEEDED} months of utilisation or more, without a gap"
    source = "service lines of the claims"
    if not facts.months:
        return Rule("months", wants, "", source, State.UNKNOWN, DATA)
    state = State.READY if facts.months >= MONTHS_NEEDED else State.IMPROVE
    found = f"{facts.months} month{'s' if facts.months > 1 else ''} in a row"
    return Rule("months", wants, found, source, state, DATA)


def _top(uses: Sequence[Use]) -> Rule:
    wants = f"the top {TOP} codes by volume and revenue of each payer"
    source = "service lines of the claims"
    if not uses:
        # A practice without a report of utilisation is told to start with its coding.
        return Rule("top_codes", wants, "", source, State.UNKNOWN, CODING_FIRST)
    payers = {one.payer for one in uses}
    codes = len({one.code for one in uses})
    named = f"{codes:,} codes at {len(payers)} payer{'s' if len(payers) > 1 else ''}"
    if "" in payers:
        found = f"{named}, some of them without a name"
        return Rule("top_codes", wants, found, source, State.IMPROVE, CODING_FIRST)
    return Rule("top_codes", wants, named, source, State.READY, CODING_FIRST)


def _rates(uses: Sequence[Use]) -> Rule:
    """Ready where the contracted amount of most lines is known, so that shortfalls can be seen."""
    wants = "contracted rates at hand, and what payers fell short of them"
    allowed = sum(one.allowed_lines for one in uses)
    priced = sum(one.priced_lines for one in uses)
    if not allowed or not priced:
        source = "service lines with what the contract allows"
        return Rule("underpayments", wants, "", source, State.UNKNOWN, NEGOTIATE)
    short = Usd(sum(one.underpaid.cents for one in uses))
    lines = sum(one.underpaid_lines for one in uses)
    share = Fraction(priced, allowed)
    found = (
        f"rates of {shown(float(share), Unit.RATIO)} of the lines known; {lines:,} underpaid by "
        f"{short.shown}"
    )
    state = State.READY if share >= Fraction(9, 10) else State.IMPROVE
    return Rule("underpayments", wants, found, "service lines of the claims", state, NEGOTIATE)


def _increase(waited: Sequence[Waited]) -> Rule:
    """Ready where any payer has not raised its rates for years: that one is negotiated with."""
    wants = f"a payer whose rates did not rise for {YEARS_WITHOUT_INCREASE} years or more"
    known = [one for one in waited if one.years is not None]
    if not known:
        return Rule("increase", wants, "", "the practice itself", State.UNKNOWN, NEGOTIATE)
    long = [one for one in known if (one.years or 0) >= YEARS_WITHOUT_INCREASE]
    state = State.READY if long else State.UNKNOWN if len(known) < len(waited) else State.IMPROVE
    found = _named(long) if long else f"none of {len(known)}"
    if len(known) < len(waited):
        found += f", {len(waited) - len(known)} of {len(waited)} payers not known"
    return Rule("increase", wants, found, "entered here", state, NEGOTIATE)


def _named(payers: Sequence[Waited]) -> str:
    names = [one.payer or "payers without a name" for one in payers]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
