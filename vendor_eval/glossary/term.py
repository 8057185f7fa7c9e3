"""A word of the house: what it means, and what is not said for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One word for one thing, or a few that belong together.

    Attributes:
        means: in plain words; code stands between backticks.
        instead_of: words that mean something else here, or several things elsewhere; empty for
            none.
    """

    word: str
    means: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Words on one subject."""

    title: str
    terms: tuple[Term, ...]
