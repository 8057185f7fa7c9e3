"""Scenarios and offers as TOML files: read with every fault at once, and written back.

Keys are those of the scenario that the documentation works out. Entries of lists are counted from
one. Beside them a scenario may have a payer mix, seasons and a change of volume below ``usage``,
what decides about cautions below ``practice``, and ``confirmed`` cautions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources

from vendor_eval.files.scenarios.clauses import month_of
from vendor_eval.files.scenarios.expected import expected_entries, expected_of
from vendor_eval.files.scenarios.keys import (
    Entries,
)
from vendor_eval.files.scenarios.options import check_usage, option_entries, option_of
from vendor_eval.files.scenarios.own_staff import OWN_STAFF
from vendor_eval.files.scenarios.practice import (
    ALLOWED,
    Practice,
    practice_entries,
    practice_of,
)
from vendor_eval.files.toml_file import read
from vendor_eval.files.toml_table import MOST_MONTHS, TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.naming import name_key
from vendor_eval.pricing.offer import Offer
from vendor_eval.pricing.scenario import CLAIMS, COLLECTIONS, Expected, Scenario

__all__ = ["offer_toml", "read_offer", "read_scenario", "scenario_toml", "worked_example"]

MOST_OPTIONS = 100


def read_scenario(text: str | bytes, name: str) -> Scenario:
    """The scenario in a file.

    Args:
        text: the file's content.
        name: the file's name, for faults.

    Raises:
        BadInput: with every fault of the file.
    """
    return read(text, name, _scenario)


def read_offer(text: str | bytes, name: str) -> Offer:
    """The offer of a vendor in a text of its own: the keys of one option but own staff.

    Raises:
        BadInput: with every fault of the text.
    """
    return read(text, name, _of_vendor)


def worked_example() -> str:
    """The text of three synthetic offers, of which the cheapest fee is the dearest vendor's."""
    shipped = resources.files("vendor_eval") / "templates" / "three-offers.toml"
    return shipped.read_text("utf-8")


def scenario_toml(scenario: Scenario) -> str:
    """The file of ``scenario``: `read_scenario` gives an equal one; comments are not kept."""
    return "\n".join(_lines(scenario)) + "\n"


def offer_toml(offer: Offer) -> str:
    """The text of ``offer``: `read_offer` gives an equal one."""
    return "\n".join(_keys(option_entries(offer))) + "\n"


def _lines(scenario: Scenario) -> Iterator[str]:
    if scenario.title:
        yield f"title = {quoted(scenario.title)}"
    yield f"start = {quoted(str(scenario.start))}"
    yield f"months = {scenario.months}"
    yield from ("", "[usage]", *_keys(expected_entries(scenario.expected)))
    practice = practice_entries(Practice(scenario.practice, scenario.assumed, scenario.facts))
    if practice:
        yield from ("", "[practice]", *_keys(practice))
    for option in scenario.options:
        yield from ("", "[[options]]", *_keys(option_entries(option)))


def _keys(entries: Entries) -> Iterator[str]:
    return (f"{key} = {text}" for key, text in entries.items())


def _scenario(file: TomlTable) -> Scenario | None:
    """The scenario, or None where a fault left too little to build it from."""
    title = file.text("title", '"Family practice"')
    file.required("start", '"2026-01"')
    file.required("months", "12")
    start, months = month_of(file, "start"), file.whole("months", 1, MOST_MONTHS)
    expected = _expected(file, months)
    practice = practice_of(file.table("practice"))
    tables = file.tables("options")
    options = [option_of(table) for table in tables]
    _check_options(file, options)
    for table, option in zip(tables, options, strict=True):
        if option is not None:
            _check_needs(file, table, option)
    file.no_other_keys()
    if start is None or months is None:
        return None
    return Scenario(
        title=title or "",
        start=start,
        months=months,
        expected=expected,
        options=tuple(option for option in options if option is not None),
        practice=practice.figures,
        assumed=practice.assumed,
        facts=practice.facts,
    )


def _of_vendor(table: TomlTable) -> Offer | None:
    offer = option_of(table)
    if offer is not None and offer.own_staff is not None:
        what = "is no vendor's work, and on no vendor's invoice"
        table.fault(OWN_STAFF, what, "put it into an option of a scenario")
    return offer


def _expected(file: TomlTable, months: int | None) -> Expected:
    table = file.table("usage")
    if table is not None and table.values:
        return expected_of(table, months)
    if table is not None or not file.has("usage"):
        file.fault("usage", "is missing", "write claims = 2600, for example, below a line [usage]")
    return Expected({})


def _check_options(file: TomlTable, options: Sequence[Offer | None]) -> None:
    """There are some, not too many, and each has a name of its own."""
    if not options and not file.values.get("options"):
        file.fault("options", "is missing", "add at least one [[options]]")
    if len(options) > MOST_OPTIONS:
        file.fault("options", f"are {len(options)}", f"write at most {MOST_OPTIONS}")
    first: dict[str, int] = {}
    for at, option in enumerate(options, 1):
        if option is None:
            continue
        taken = first.setdefault(name_key(option.name), at)
        if taken != at:
            what = f"{option.name!r} is the name of options[{taken}] already"
            file.fault(f"options[{at}].name", what, "give each option a name of its own")


def _keys_below(file: TomlTable, key: str) -> frozenset[str]:
    """The keys of a table, whether or not their values are at fault."""
    table = file.values.get(key)
    return frozenset(table) if isinstance(table, dict) else frozenset()


def _check_needs(file: TomlTable, table: TomlTable, option: Offer) -> None:
    """Note what the option needs and the scenario does not say."""
    usage, practice = _keys_below(file, "usage"), _keys_below(file, "practice")
    reckoned = option.performance is not None and ALLOWED in practice
    derived = CLAIMS in usage and ("payers" in usage or reckoned)
    check_usage(table, option, usage | ({COLLECTIONS} if derived else frozenset()))
    if option.performance is None:
        return
    if ALLOWED not in practice:
        mend = f'write {ALLOWED} = "125 USD" below a line [practice]'
        table.fault("performance", f"has no all-in cost without {ALLOWED}", mend)
    if CLAIMS not in usage:
        table.fault("performance", "has no all-in cost without claims", "add claims below [usage]")
