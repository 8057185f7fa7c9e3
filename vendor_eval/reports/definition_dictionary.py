"""Every definition that claims are worked out under, as a page that people read.

Everything on the page comes from the definitions, so that page and product cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.claims.sensitivity import Wording, wordings
from vendor_eval.claims.steps import STEPS, words_in
from vendor_eval.claims.variants import FAMILIES, NOT_IN_EXTRACTS, VARIANTS, Family, family_of
from vendor_eval.provenance import Citation

_HEAD = """\
<!-- Generated from vendor_eval/claims/variants by `make docs`; edit those, not this page. -->

# Definitions

The same claims, counted as the field counts them. A family holds the definitions that are taken for
one another: `vendor-eval claims definitions` works all of them out for one cohort and holds them
against the same limits, the contract's for the definition that it names, else the documented ones.
*Beside it* marks what answers another question and is held against no limit. Each text is a query
with what it counts over what in its first lines; what several begin with is a [step](#steps), a
text too. What a metric of the catalogue counts, and where its limits come from, stands in
[metrics.md](metrics.md).
"""
_STEPS = """\
## Steps

Rows that several texts read, each made by one text, so that a rule stands in one place: which
claims were taken back, which remittance is the first, when a refusal was answered.
"""
_TEXTS = "../vendor_eval/claims/definitions"
_STEP_TEXTS = "../vendor_eval/claims/steps"
_CLAIM = "practice_claim_key"


def markdown() -> str:
    """The page, in Markdown, one section a family; ends in a line feed."""
    sections = (_section(family) for family in FAMILIES)
    return "\n".join((_HEAD, *sections, _STEPS, *_steps()))


def _steps() -> Iterator[str]:
    for one in STEPS.values():
        yield f"- **{one.label}**, [`{one.id}`]({_STEP_TEXTS}/{one.id}.sql).{_reads(one.sql)}"
    yield ""


def _reads(text: str) -> str:
    """The steps that a text names, as they end its line; empty where it names none."""
    named = [id for id in STEPS if id in words_in(text)]
    return f" Reads {', '.join(f'`{id}`' for id in named)}." if named else ""


def _section(family: Family) -> str:
    lines = [f"## {FAMILIES[family].label}", "", f"`--family {family.value}`", ""]
    for one in wordings(family):
        lines += _definition(one)
    impossible = [
        f"- `{id}`: {because}."
        for id, because in NOT_IN_EXTRACTS.items()
        if family_of(id) is family
    ]
    if impossible:
        lines += ["Not from claims:", "", *impossible, ""]
    return "\n".join(lines)


def _definition(one: Wording) -> Iterator[str]:
    beside = "" if one.stands_in else " *Beside it.*"
    reads = _reads(one.definition.sql)
    text = f"[`{one.id}`]({_TEXTS}/{one.id}.sql)"
    yield f"- **{one.label}**, {text}. {one.difference}{reads}{beside}"
    if one.id in VARIANTS:
        yield from (f"  {line}" for line in _details(one))
    yield ""


def _details(one: Wording) -> Iterator[str]:
    variant = VARIANTS[one.id]
    if one.flatters:
        yield f"It flatters: {one.flatters}."
    if variant.citation is not None:
        yield f"Used by {_cited(variant.citation)}."
    needs = _columns(one.definition.needs)
    for table, names in variant.beside.items():
        needs += [f"`{table}.{name}`" for name in names if name not in {"vendor", _CLAIM}]
    uses = _columns(one.definition.uses)
    more = f"; uses {', '.join(uses)}" if uses else ""
    clock = "; and a business calendar" if variant.on_business_clock else ""
    yield f"Needs {', '.join(needs)}{more}{clock}."


def _columns(names: tuple[str, ...]) -> list[str]:
    return [f"`{name}`" for name in names if name != "vendor"]


def _cited(citation: Citation) -> str:
    source = citation.source
    return f"[{source.title}]({source.url}), {citation.at}" if source.url else str(citation)
