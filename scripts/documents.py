"""Writes the documents made from the code; with ``--check`` it says which are out of date."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from vendor_eval.glossary import CHAPTERS
from vendor_eval.metrics import CATALOGUE
from vendor_eval.reports import definition_dictionary, glossary_page
from vendor_eval.reports.metric_dictionary import markdown
from vendor_eval.store.backup import columns

_TOP = Path(__file__).parents[1]


def _pages() -> str:
    # Outside its server Streamlit says of every cache that it lives in memory only.
    logging.disable(logging.WARNING)
    from scripts import pages_document

    return pages_document.markdown()


_DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/pages.md": _pages,
    "docs/metrics.md": lambda: markdown(CATALOGUE),
    "docs/definitions.md": definition_dictionary.markdown,
    "docs/archive.md": columns.markdown,
    "docs/glossary.md": lambda: glossary_page.markdown(CHAPTERS),
}


def out_of_date() -> list[str]:
    """The paths of the documents that the code would now write otherwise, or that are missing."""
    return [
        path
        for path, text in _DOCUMENTS.items()
        if not (_TOP / path).exists() or (_TOP / path).read_text("utf-8") != text()
    ]


def main() -> int:
    """Write what is out of date; with ``--check`` only name it and end 1."""
    stale = out_of_date()
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"{path} is out of date; run: make docs\n")
        return 1 if stale else 0
    for path in stale:
        (_TOP / path).write_text(_DOCUMENTS[path](), "utf-8", newline="\n")
        sys.stderr.write(f"{path} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
