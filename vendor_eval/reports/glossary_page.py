"""The glossary as a page that people read: ``docs/glossary.md``.

The app shows the same words, so that page and product cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable

from vendor_eval.glossary import Chapter

_HEAD = """\
<!-- Generated from vendor_eval/glossary by `make docs`; edit the words there, not this page. -->

# Glossary

One word for one thing, in code, files, pages and reports. The last column holds words we do not
use for it, because they mean something else here or several things elsewhere. Metrics are
defined in [metrics.md](metrics.md).
"""


def markdown(chapters: Iterable[Chapter]) -> str:
    """The page, in Markdown, one section a chapter; ends in a line feed."""
    return "\n".join((_HEAD, *(_section(one) for one in chapters)))


def _section(chapter: Chapter) -> str:
    lines = [f"## {chapter.title}", "", "| Word | Means | Not |", "| --- | --- | --- |"]
    for term in chapter.terms:
        instead = f" {term.instead_of} |" if term.instead_of else " |"
        lines.append(f"| {term.word} | {term.means} |{instead}")
    return "\n".join(lines) + "\n"
