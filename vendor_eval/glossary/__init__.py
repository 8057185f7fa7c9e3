"""The words of the house: one word for one thing, in code, files, pages and reports."""

from __future__ import annotations

from vendor_eval.glossary import (
    agreement,
    choosing,
    claims,
    judging,
    measuring,
    origins,
    signals,
)
from vendor_eval.glossary.term import Chapter, Term

CHAPTERS = (
    agreement.CHAPTER,
    measuring.CHAPTER,
    judging.CHAPTER,
    signals.CHAPTER,
    claims.CHAPTER,
    choosing.CHAPTER,
    origins.CHAPTER,
)

__all__ = ["CHAPTERS", "Chapter", "Term"]
