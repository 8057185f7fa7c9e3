"""Reports as files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import NotFound
from vendor_eval.naming import name_key
from vendor_eval.quantities import Month
from vendor_eval.reports.rendering import render
from vendor_eval.reports.report import Report
from vendor_eval.sla.findings import Status
from vendor_eval.store.audit import checkpoint
from vendor_eval.workflows import breach_reports, costs, practices, reviews, rounds, standings
from vendor_eval.workflows.costs import Question
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.standings import Standing


@dataclass(frozen=True, slots=True)
class BreachFile:
    """A breach report as a file.

    Attributes:
        breached: whether the month has a breach.
    """

    content: bytes
    breached: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate of a round, both by name in any spelling."""

    round: str
    vendor: str


@dataclass(frozen=True, slots=True)
class RoundFile:
    """A report on a round or on one candidate of it, as a file.

    Attributes:
        gate_lost: whether some candidate that it is about failed a gate.
    """

    content: bytes
    gate_lost: bool


def rendered(deps: Deps, person: Person, report: Report, suffix: str) -> bytes:
    """The report as a file of the kind that ``suffix`` names, for example ``.pdf``.

    It states where the audit log stands: whoever keeps the file can later tell whether the log
    was cut off or written anew.

    Raises:
        NotAllowed: the person may not export reports.
        BadInput: no report is rendered with that suffix.
    """
    require(person, Permission.EXPORT_REPORTS)
    return _file(deps, report, suffix)


def breaches(deps: Deps, person: Person, month: Month, suffix: str) -> BreachFile:
    """The breach report of a month as a file.

    Raises:
        NotAllowed: the person may not export reports.
        BadInput: no report is rendered with that suffix.
        NotFound: no contract was judged in that month.
    """
    require(person, Permission.EXPORT_REPORTS)
    review = reviews.review(deps, person)
    if month not in review.months:
        known = f"{review.months[-1]} to {review.months[0]}" if review.months else "none yet"
        raise NotFound(f"No contract was judged in {month}; months that were: {known}")
    report = breach_reports.report_on(deps, person, review, month)
    findings = review.standings.findings
    of_month = findings["month"] == month.index
    breached = bool((of_month & (findings["status"] == Status.BREACH.value)).any())
    return BreachFile(_file(deps, report, suffix), breached)


def comparison(deps: Deps, person: Person, name: str, suffix: str) -> RoundFile:
    """The comparison report of the round called ``name``, in any spelling, as a file.

    Raises:
        NotAllowed: the person may not export reports.
        BadInput: no report is rendered with that suffix, or first answers are still blind.
        NotFound: no round is called so.
    """
    require(person, Permission.EXPORT_REPORTS)
    require(person, Permission.COMPARE_VENDORS)
    standing = _standing(deps, person, name)
    report = standings.report_of(standing, practices.current(deps), person.name)
    return RoundFile(_file(deps, report, suffix), standing.comparison.gate_lost)


def scorecard(deps: Deps, person: Person, candidate: Candidate, suffix: str) -> RoundFile:
    """The scorecard report of one candidate as a file.

    Raises:
        NotAllowed: the person may not export reports.
        BadInput: no report is rendered with that suffix, or first answers are still blind.
        NotFound: no round, or no candidate of it, is called so.
    """
    require(person, Permission.EXPORT_REPORTS)
    require(person, Permission.COMPARE_VENDORS)
    standing = _standing(deps, person, candidate.round)
    score = standings.score_of(standing, candidate.vendor)
    practice = practices.current(deps)
    report = standings.scorecard_of(standing, score.vendor, practice, person.name)
    return RoundFile(_file(deps, report, suffix), score.gate_lost)


def cost(deps: Deps, person: Person, asked: Question, suffix: str) -> bytes:
    """The cost report on a scenario as a file.

    Raises:
        NotAllowed: the person may not export reports, or not see what vendors cost.
        BadInput: no report is rendered with that suffix, or the scenario has faults.
    """
    require(person, Permission.EXPORT_REPORTS)
    return _file(deps, costs.report_on(deps, person, asked), suffix)


def _file(deps: Deps, report: Report, suffix: str) -> bytes:
    with deps.store.reading() as session:
        logged = checkpoint(session).stated
    return render(replace(report, logged=logged), suffix)


def _standing(deps: Deps, person: Person, name: str) -> Standing:
    """Where the round called ``name`` stands."""
    known = rounds.rounds(deps, person)
    found = next((one for one in known if name_key(one.name) == name_key(name)), None)
    if found is None:
        names = ", ".join(one.name for one in known) or "none yet"
        raise NotFound(f"No round is called {name}; rounds there are: {names}")
    return standings.comparison(deps, person, found.id)
