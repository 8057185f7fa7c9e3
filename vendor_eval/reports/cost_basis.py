"""What costs rest on: where fees cross, what is assumed, what to ask counsel, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vendor_eval.pricing.assumptions import ASSUMPTIONS, Assumption
from vendor_eval.pricing.comparison import BreakEven
from vendor_eval.pricing.drivers import DRIVERS
from vendor_eval.pricing.numbers import change, per_cent, plain_number, price
from vendor_eval.pricing.offer import PracticeFigures
from vendor_eval.pricing.own_staff import (
    STAFF_ASSUMPTIONS,
    TASK_LABELS,
    TASK_SHARES,
    OwnStaff,
    Task,
)
from vendor_eval.pricing.projection import Course, Payer
from vendor_eval.pricing.scenario import COLLECTIONS, Expected, Scenario
from vendor_eval.quantities import Unit, shown
from vendor_eval.reports.cost_result import ASK, ASKED, CAUTIONS, CostResult
from vendor_eval.reports.report import Align, Cell, Column, Section, Table
from vendor_eval.reports.sources import sources_table
from vendor_eval.reports.wording import counted, inside, listed, sentence, shown_date

_OWN = "The practice's own"
# Labels of the practice's figures that no assumption stands in for.
_GIVEN = {
    "allowed_per_claim": ("Allowed amount of a claim", Unit.USD),
    "discount_rate": ("Discount of later money, a year", Unit.RATIO),
}
_ACHIEVED = (
    ("net_collection_rate", "Net collection rate", Unit.RATIO),
    ("denial_rate", "Denial rate", Unit.RATIO),
    ("days_in_ar", "Days in A/R", Unit.DAYS),
    ("oversight_hours", "Own oversight a month", Unit.HOURS),
)


def break_even_section(result: CostResult) -> Section:
    """Where two fees cost the same."""
    return Section(
        title="Where the fees cost the same",
        summary=(
            "In a steady month whose collections and other counts follow the claims; fees that "
            "are in force in the last month, without one-time fees."
        ),
        tables=(break_even_table(result),),
    )


def break_even_table(result: CostResult) -> Table:
    """Each pair of options with every place at which the cheaper changes."""
    return Table(
        title="Break-even",
        columns=(Column("Options", 44), Column("Cost the same in a month of", 44)),
        rows=tuple(
            (f"{pair.one} and {pair.two}", break_even_words(pair))
            for pair in result.comparison.break_even
        ),
        empty="No fee follows what is done, so that none crosses another.",
    )


def break_even_words(pair: BreakEven) -> str:
    """``1,658.03 and 3,384.62 claims submitted``; that one is always cheaper where so."""
    if not pair.at:
        return "Never: one of them is always the cheaper"
    places = [f"{float(place):,.2f}" for place in pair.at]
    return f"{listed(places)} {DRIVERS[pair.on].label}"


def assumptions_section(result: CostResult) -> Section:
    """Every figure behind the costs with where it comes from."""
    scenario, assumed = result.outlook.scenario, len(result.outlook.assumed)
    return Section(
        title="What the costs rest on",
        summary=f"{sentence(counted(assumed, 'figure'))} of the practice "
        f"{'is' if assumed == 1 else 'are'} assumed; the rest is as entered.",
        tables=(
            usage_table(scenario),
            figures_table(scenario),
            achieved_table(result),
        ),
        notes=_NOTES,
    )


def usage_table(scenario: Scenario) -> Table:
    """What is expected to be done."""
    expected = scenario.expected
    return Table(
        title="What is done in a month",
        columns=(Column("Figure", 44), Column("Value", 30, Align.END)),
        rows=(
            *((sentence(DRIVERS[id].label), _given(id, expected)) for id in expected.given),
            *_collections_rows(expected),
            *_course_rows(expected.course),
            *((("Change of volume", change(expected.volume)),) if expected.volume else ()),
            *((f"Payer {one.name}", _payer(one)) for one in expected.payers),
        ),
    )


def _collections_rows(expected: Expected) -> Iterator[tuple[Cell, ...]]:
    """Where collections come from that nobody gave."""
    if COLLECTIONS not in expected.given:
        of = "the payers pay" if expected.payers else "each option collects of what is allowed"
        yield "Net collections", f"What {of}"


def _payer(payer: Payer) -> str:
    worth = f"{price(payer.allowed)} a claim, {per_cent(payer.collected)} collected"
    return f"{per_cent(payer.share)} of claims, {worth}"


def _given(driver: str, expected: Expected) -> str:
    value = expected.given[driver]
    say = price if DRIVERS[driver].unit is Unit.USD else plain_number
    if isinstance(value, Decimal):
        return say(value)
    return f"{say(min(value))} to {say(max(value))}, by month"


def _course_rows(course: Course) -> Iterator[tuple[Cell, ...]]:
    if course.growth:
        yield "Growth a month", change(course.growth)
    if course.seasons:
        low, high = min(course.seasons), max(course.seasons)
        yield "Seasons", f"{plain_number(low)} to {plain_number(high)} of an average month"


def figures_table(scenario: Scenario) -> Table:
    """The practice's figures, each with its source or marked as an assumption."""
    practice = scenario.practice
    own_staff = [(one.name, one.own_staff) for one in scenario.options if one.own_staff is not None]
    return Table(
        title="Figures of the practice",
        columns=(
            Column("Figure", 40),
            Column("Value", 14, Align.END),
            Column("From", 50),
        ),
        rows=(
            *(() if practice is None else _figure_rows(practice, scenario)),
            *(row for name, staff in own_staff for row in _staff_rows(name, staff)),
        ),
        empty="None are given, so that no all-in cost is reckoned.",
    )


def _figure_rows(practice: PracticeFigures, scenario: Scenario) -> Iterator[tuple[Cell, ...]]:
    for id, (label, unit) in _GIVEN.items():
        value = getattr(practice, id)
        if value is not None:
            yield label, shown(float(value), unit), _OWN
    for id, one in ASSUMPTIONS.items():
        value = shown(float(getattr(practice, id)), one.unit)
        yield _labelled(one), value, _origin(one, scenario.assumed)


def _staff_rows(option: str, staff: OwnStaff) -> Iterator[tuple[Cell, ...]]:
    """What own staff does in an option, and each figure behind its cost."""
    tasks = listed([TASK_LABELS[one] for one in Task if one in staff.tasks])
    share = f"{len(staff.tasks)} of {len(Task)} tasks"
    yield f"{option}: what own staff does", share, sentence(tasks)
    for id, one in STAFF_ASSUMPTIONS.items():
        value = one.shown(getattr(staff, id))
        yield f"{option}: {inside(_labelled(one))}", value, _origin(one, staff.assumed)
    needed = f"{option}: staff that these tasks take for 100,000 claims a year"
    yield needed, f"{staff.needed:.2f}", TASK_SHARES


def _labelled(one: Assumption) -> str:
    return f"{one.label}, {one.per}" if one.per else one.label


def _origin(one: Assumption, assumed: frozenset[str]) -> str:
    return _assumed(one) if one.id in assumed else _OWN


def _assumed(one: Assumption) -> str:
    if one.citation is None:
        return f"Assumed{f': {one.note}' if one.note else ''}"
    return f"Assumed, after {one.source}"


def achieved_table(result: CostResult) -> Table:
    """What each option is expected to achieve."""
    return Table(
        title="What each option is expected to achieve",
        columns=(
            Column("Option", 28),
            *(Column(label, 16, Align.END) for _, label, _ in _ACHIEVED),
        ),
        rows=tuple(
            (one.name, *(shown(float(getattr(found, id)), unit) for id, _, unit in _ACHIEVED))
            for one in result.options
            if (found := one.priced.offer.performance) is not None
        ),
        empty="Nobody said what the options achieve, so that no all-in cost is reckoned.",
        note="As entered with each offer. Ask for audited figures of practices like this one.",
    )


def cautions_section(result: CostResult) -> Section:
    """What to ask counsel about, with the rule and when it was written down."""
    return Section(
        title="Cautions about percentage fees",
        summary="References to be confirmed with counsel; this report gives no legal advice.",
        tables=(cautions_table(result),),
    )


def cautions_table(result: CostResult) -> Table:
    """Each caution about each option, and who has looked into it."""
    return Table(
        title="What to ask counsel",
        columns=(
            Column("Option", 16),
            Column("Caution", 42),
            Column("Written in", 28),
            Column("As of", 23),
            Column("State", 22),
        ),
        rows=tuple(
            (
                one.option,
                f"{CAUTIONS[one.id]}: {one.what}",
                "; ".join(map(str, one.citations)),
                one.as_of,
                ASK if one.confirmed is None else _asked(result, one.option, one.id),
            )
            for one in result.comparison.cautions
        ),
        empty="No option charges a percentage of money, so that none of the rules applies.",
    )


def _asked(result: CostResult, option: str, id: str) -> str:
    found = next(
        one.confirmed
        for one in result.comparison.cautions
        if (one.option, one.id) == (option, id) and one.confirmed is not None
    )
    said = f": {found.note}" if found.note else ""
    return f"{ASKED.symbol} {found.by}, {shown_date(found.on)}{said}"


def sources_section(result: CostResult) -> Section:
    """Every document that a figure, a model or a caution cites, each once."""
    cited = [
        *(model.citation for one in result.options for model in one.models),
        *(one.citation for one in result.outlook.assumed if one.citation is not None),
        *(citation for one in result.comparison.cautions for citation in one.citations),
    ]
    empty = "Nothing is taken from a document."
    return Section(title="Sources", tables=(sources_table("Documents", cited, empty),))


_NOTES = (
    "Fees are exact to the cent, rounded half-up by line. The lines of a month add up to its fee.",
    (
        "Nothing is counted twice: a claim that is denied and never paid is in the leakage, so "
        "that rework is only the practice's own labor; days in A/R cost interest and no "
        "collections."
    ),
    (
        "The net collection rate that is within reach cancels out of every difference between "
        "two options: another one moves all leakages alike."
    ),
    "The report names what is cheapest and recommends nothing: quality and trust have no price.",
)
