"""Contests written as tables of values: one row a vendor, one column a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from vendor_eval.evaluation.contest import Candidate, Contest
from vendor_eval.evaluation.scope import ScopeSection


def contest(
    rows: Mapping[str, Sequence[str | int]],
    weights: Sequence[str],
    possible: Mapping[str, Sequence[str | int]] | None = None,
) -> Contest:
    """Values as ``"4/5"``; ``possible`` where something does not apply to a vendor."""
    candidates = []
    for vendor, values in rows.items():
        earned = tuple(Fraction(value) for value in values)
        whole = (possible or {}).get(vendor, (1,) * len(earned))
        candidates.append(Candidate(vendor, earned, tuple(Fraction(part) for part in whole)))
    sections = [
        ScopeSection(f"card/s{at}", f"Section {at}", Fraction(weight), ())
        for at, weight in enumerate(weights, 1)
    ]
    return Contest(tuple(candidates), tuple(sections))


def fifths(*rows: str) -> dict[str, list[str]]:
    """``"A 4352"`` is vendor A with 4/5, 3/5, 5/5 and 2/5."""
    return {row[0]: [f"{digit}/5" for digit in row[2:]] for row in rows}


FOUR = (".4", ".3", ".2", ".1")
CLEAR = contest(fifths("A 4352", "B 3435", "C 5233"), FOUR)
TIED = contest(fifths("A 4352", "B 3534", "C 5243"), FOUR)
