"""The practice's own figures in a scenario, and what decides which cautions matter."""

from __future__ import annotations

from dataclasses import dataclass, field

from vendor_eval.files.scenarios.forms import (
    PRICE,
    RATE,
    TEXT,
    Form,
)
from vendor_eval.files.scenarios.keys import (
    Entries,
    closed,
    entries_of,
    inline_table,
    part,
)
from vendor_eval.files.toml_table import TomlTable
from vendor_eval.files.toml_text import quoted
from vendor_eval.pricing.assumptions import ASSUMPTIONS
from vendor_eval.pricing.cautions import Confirmation, PracticeFacts
from vendor_eval.pricing.offer import PracticeFigures

_FORMS = {
    "allowed_per_claim": PRICE,
    "net_collection_reference": RATE,
    "cost_of_capital": RATE,
    "rework_cost": PRICE,
    "practice_touch_share": RATE,
    "oversight_rate": PRICE,
    "discount_rate": RATE,
}
ALLOWED = "allowed_per_claim"
_DAY = Form(lambda table, key: table.date(key), lambda day: day.isoformat(), "2026-11-21")
_CONFIRMED = (
    part("option", TEXT),
    part("caution", TEXT),
    part("by", TEXT),
    part("on", _DAY),
    part("note", TEXT),
)


@dataclass(frozen=True, slots=True)
class Practice:
    """What a scenario says of the practice.

    Attributes:
        figures: None where the file gives no allowed amount, and no all-in cost is asked for.
        assumed: the figures that the file does not give: ids of `ASSUMPTIONS`.
    """

    figures: PracticeFigures | None = None
    assumed: frozenset[str] = frozenset()
    facts: PracticeFacts = field(default_factory=PracticeFacts)


def practice_of(table: TomlTable | None) -> Practice:
    """What ``table`` says; figures that it does not give are assumed."""
    if table is None:
        return Practice()
    given = {key: form.read(table, key) for key, form in _FORMS.items()}
    facts = PracticeFacts(
        table.text("state", '"NY"') or "",
        table.texts("payers", '["Medicare", "Medicaid"]'),
        _confirmed(table),
    )
    table.no_other_keys()
    if given[ALLOWED] is None:
        return Practice(facts=facts)
    absent = [id for id in ASSUMPTIONS if given[id] is None]
    figures = given | {id: ASSUMPTIONS[id].value for id in absent}
    return Practice(PracticeFigures(**figures), frozenset(absent), facts)


def practice_entries(practice: Practice) -> Entries:
    """The keys that `practice_of` reads as ``practice``."""
    entries: Entries = {}
    for key, form in _FORMS.items() if practice.figures is not None else ():
        value = getattr(practice.figures, key)
        if value is not None and key not in practice.assumed:
            entries[key] = form.write(value)
    facts = practice.facts
    if facts.state:
        entries["state"] = quoted(facts.state)
    if facts.payers:
        entries["payers"] = f"[{', '.join(map(quoted, facts.payers))}]"
    if facts.confirmed:
        found = (inline_table(entries_of(one, _CONFIRMED)) for one in facts.confirmed)
        entries["confirmed"] = f"[{', '.join(found)}]"
    return entries


def _confirmed(table: TomlTable) -> tuple[Confirmation, ...]:
    found = [closed(Confirmation, _CONFIRMED, one) for one in table.tables("confirmed")]
    return tuple(one for one in found if one is not None)
