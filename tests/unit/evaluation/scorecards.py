"""Small scorecards and answers, written as briefly as a test can read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vendor_eval.evaluation.answers import Answer, Evidence
from vendor_eval.evaluation.scope import Scope, scope_of
from vendor_eval.evaluation.scorecard import Item, Kind, Option, Polarity, Scorecard, Section
from vendor_eval.evaluation.scoring import VendorScore, score_vendor

VALUES = {"yes": "1", "partly": "0.5", "no": "0"}
VENDOR = "Acme"


def item(
    name: str,
    weight: int = 100,
    *,
    passes_at: str | None = None,
    needs_evidence: bool = True,
    values: Mapping[str, str] = VALUES,
) -> Item:
    return Item(
        id=name,
        question=f"{name}?",
        kind=Kind.YES_PARTLY_NO,
        weight=weight,
        polarity=Polarity.GOOD,
        options=tuple(Option(answer, Decimal(value), "seen") for answer, value in values.items()),
        good="seen",
        red_flag="not seen",
        evidence="a paper",
        needs_evidence=needs_evidence,
        cites=(),
        passes_at=passes_at,
    )


def section(name: str, weight: int, *items: Item) -> Section:
    return Section(name, name.title(), weight, items)


def scorecard(name: str, *sections: Section, weight: int = 1) -> Scorecard:
    return Scorecard(name, "1.0", name.title(), weight, sections)


# Work 60: speed 70, care 30; law 40: contract 100, a gate.
WORK = section("work", 60, item("speed", 70), item("care", 30))
LAW = section("law", 40, item("contract", 100, passes_at="yes"))
CARD = scorecard("card", WORK, LAW)
SCOPE = scope_of([CARD])


def answers(vendor: str = VENDOR, /, **given: str) -> list[Answer]:
    """``speed="yes verified"`` is that answer with that evidence; n/a gets a reason."""
    return [
        answer(f"card/{name}", *words.split(" "), vendor=vendor) for name, words in given.items()
    ]


def answer(key: str, said: str, evidence: str = "verified", *, vendor: str = VENDOR) -> Answer:
    note = "not offered here" if said == "n/a" else ""
    return Answer(vendor, key, said, Evidence(evidence), note)


def scored(scope: Scope = SCOPE, /, **given: str) -> VendorScore:
    return score_vendor(scope, VENDOR, answers(**given))
