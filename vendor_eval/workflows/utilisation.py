"""What services were done, what payers allow for them, and whether to negotiate with them now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from sqlmodel import Session

from vendor_eval.access.roles import Permission, Person, may, names_seen, require, require_vendor
from vendor_eval.claims.audits import Audited, Method, Sample, audited
from vendor_eval.claims.groups import CodeGroup
from vendor_eval.claims.kpis import Kpi
from vendor_eval.claims.readiness import MONTHS_NEEDED, Coders, Facts, Light, Waited, light
from vendor_eval.claims.utilisation import by_code_and_payer, months_with_lines
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.typed import name_faults
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.store import audited as entered
from vendor_eval.store import claim_sums, claim_values, measures, negotiation
from vendor_eval.store.negotiation import Coding, Increase, Said
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.registers import found_out

__all__ = ["Coding", "Increase", "Said", "Utilisation"]

_DENIALS = "denial_rate"


@dataclass(frozen=True, slots=True)
class Utilisation:
    """A vendor's lines of the last twelve months that any are known of.

    Attributes:
        months: the first and the last month looked at; None without any line.
        facts: what the light goes by.
        audits: by month; of one month the one that worksheets give last.
        coding: what the practice says of its coding.
        increases: what it says of when payers last raised their rates, one for each payer of the
            lines or of which anything was said, by payer.
    """

    vendor: str
    months: tuple[Month, Month] | None
    groups: tuple[CodeGroup, ...]
    facts: Facts
    audits: tuple[Audited, ...]
    coding: Coding
    increases: tuple[Increase, ...]

    def light(self, method: Method = Method.CODES) -> Light:
        """What all rules come to; the audit is held against its standard by ``method``."""
        return light(replace(self.facts, method=method))


def vendors(deps: Deps, person: Person) -> tuple[str, ...]:
    """The vendors of whose claims anything is known, by the alphabet.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        lined = {one.place.vendor for one in claim_sums.codes(session)}
        valued = {one.kpi.vendor for one in claim_values.current(session)}
    return names_seen(person, sorted(lined | valued))


def of_vendor(deps: Deps, person: Person, vendor: str) -> Utilisation:
    """What is known of the vendor's claims; coders only for whoever may see evaluations.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        every = claim_sums.codes(session, [vendor])
        values = [one.kpi for one in claim_values.current(session, [vendor])]
        audits = (*_entered(session, vendor), *audited(values))
        known = may(person, Permission.SEE_EVALUATIONS)
        coders = _coders(session, vendor, deps) if known else None
        coding = negotiation.coding(session)
        said = negotiation.increases(session)
    in_a_row = _months_in_a_row(months_with_lines(every))
    last = in_a_row[-1] if in_a_row else None
    first = None if last is None else last.plus(1 - MONTHS_NEEDED)
    groups = tuple(one for one in every if first is not None and one.place.month >= first)
    denials, denial_months = _denials(values)
    audits = tuple(sorted(audits, key=lambda one: one.month))
    known_of = {one.month for one in values} | {one.month for one in audits}
    known_of.update(months_with_lines(every))
    increases = _of_payers(groups, said)
    facts = Facts(
        denials=denials,
        denial_months=denial_months,
        latest=max(known_of, default=None),
        audit=audits[-1] if audits else None,
        coders=coders,
        has_certified_coders=coding.has_certified_coders,
        has_guidelines=coding.has_guidelines,
        is_documented=coding.is_documented,
        months=len(in_a_row),
        uses=by_code_and_payer(groups),
        waited=tuple(_waited(one, deps.today()) for one in increases),
    )
    looked_at = months_with_lines(groups)
    span = (looked_at[0], looked_at[-1]) if looked_at else None
    return Utilisation(vendor, span, groups, facts, audits, coding, increases)


def say_coding(deps: Deps, person: Person, said: Coding) -> None:
    """Keep what the practice says of its coding, as a further revision.

    Raises:
        NotAllowed: the person may not edit the practice.
        Conflict: somebody has saved another one since.
    """
    require(person, Permission.EDIT_PRACTICE)
    with deps.store.writing(person.name) as session:
        negotiation.save_coding(session, said, person.name)


def say_increase(deps: Deps, person: Person, said: Increase) -> None:
    """Keep when a payer last raised its rates, as a further revision.

    Raises:
        NotAllowed: the person may not edit the practice.
        BadInput: the day is still to come, or the payer's name cannot be kept.
        Conflict: somebody has saved another one since.
    """
    require(person, Permission.EDIT_PRACTICE)
    faults = list(name_faults("Payer", said.payer)) if said.payer else []
    if said.raised_on is not None and said.raised_on > deps.today():
        faults.append(Fault("Rates last raised", "is still to come", "name the day of the last"))
    if faults:
        raise BadInput(faults)
    with deps.store.writing(person.name) as session:
        negotiation.save_increase(session, said, person.name)


def said_before(
    deps: Deps, person: Person
) -> tuple[tuple[Said[Coding], ...], tuple[Said[Increase], ...]]:
    """Everything that the practice ever said of its coding, and of its payers, oldest first.

    Raises:
        NotAllowed: the person may not see service levels.
    """
    require(person, Permission.SEE_SERVICE_LEVELS)
    with deps.store.reading() as session:
        return negotiation.coding_history(session), negotiation.increase_history(session)


def _of_payers(groups: Sequence[CodeGroup], said: Sequence[Increase]) -> tuple[Increase, ...]:
    known = {one.payer: one for one in said}
    payers = sorted({one.place.payer for one in groups} | set(known), key=name_key)
    return tuple(known.get(payer, Increase(payer)) for payer in payers)


def _waited(said: Increase, today: dt.date) -> Waited:
    """Whole years; one that began on a leap day is whole on the first of March."""
    since = said.raised_on
    if since is None:
        return Waited(said.payer, None)
    is_incomplete = (today.month, today.day) < (since.month, since.day)
    return Waited(said.payer, today.year - since.year - is_incomplete)


def _months_in_a_row(months: Sequence[Month]) -> tuple[Month, ...]:
    """The last of them that follow each other without a gap."""
    if not months:
        return ()
    last = months[-1].index
    row = takewhile(lambda one: last - one[1].index == one[0], enumerate(reversed(months)))
    return tuple(reversed([month for _, month in row]))


def _denials(values: Sequence[Kpi]) -> tuple[Sample | None, tuple[Month, ...]]:
    """Denied claims and first remittances of the last twelve months that have any."""
    of_rate = [one for one in values if one.metric == _DENIALS and one.denominator]
    if not of_rate:
        return None, ()
    first = max(one.month for one in of_rate).plus(1 - MONTHS_NEEDED)
    counted = sorted((one for one in of_rate if one.month >= first), key=lambda one: one.month)
    good = sum(int(one.numerator or 0) for one in counted)
    of = sum(int(one.denominator or 0) for one in counted)
    return Sample(good, of), tuple(one.month for one in counted)


def _entered(session: Session, vendor: str) -> Iterator[Audited]:
    """Shares of right codes that the practice entered: what it found, and not the vendor."""
    for one in (finding.audited for finding in entered.newest(session, vendor)):
        counts = (one.numerator, one.denominator)
        if one.metric == Method.CODES and one.value is not None and None not in counts:
            sample = Sample(int(one.numerator or 0), int(one.denominator or 0))
            samples = {Method.CODES: sample, Method.NOT_BY_VENDOR: sample}
            yield Audited(vendor, one.month, samples)


def _coders(session: Session, vendor: str, deps: Deps) -> Coders | None:
    """How many coders due diligence has found; None where it has found none."""
    names = {name_key(one): one for one in measures.vendors(session)}
    if name_key(vendor) not in names:
        return None
    (found,) = found_out(session, [names[name_key(vendor)]], deps.today())
    return Coders(found.team.coders, found.team.certified) if found.coders else None
