"""Gathers what changed since the last release into CHANGELOG.md, and takes the fragments away.

A fragment is a file of ``changelog.d`` that says which results change by it. Those that change any
come first, as a practice has to know them before it upgrades.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from vendor_eval import __version__

_TOP = Path(__file__).parents[1]
_IMPACT = re.compile(r"Impacted\s+results:\W*")
_CHANGED, _NEW, _SAME = "Results that change", "New", "Results stay as they are"


class NotReady(Exception):
    """Nothing can be released; the text says why."""


def released(changelog: str, fragments: Iterable[str], version: str, day: dt.date) -> str:
    """The changelog with a part about ``version`` above those of earlier releases.

    Args:
        fragments: what changed, in the order in which it is told.

    Raises:
        NotReady: there is such a part already, or nothing changed.
    """
    if f"\n## {version}," in changelog:
        raise NotReady(f"{version} is in CHANGELOG.md already; raise the version first")
    parts: dict[str, list[str]] = {_CHANGED: [], _NEW: [], _SAME: []}
    for text in fragments:
        # Links are told from the folder of the fragments, and lead from the one above it here.
        parts[_heading_of(text)].append(text.strip().replace("](../", "]("))
    told = [f"### {name}\n\n" + "\n\n".join(texts) for name, texts in parts.items() if texts]
    if not told:
        raise NotReady("changelog.d is empty: nothing changed since the last release")
    intro, mark, earlier = changelog.partition("\n## ")
    news = "\n\n".join([intro.rstrip(), f"## {version}, {day}", *told])
    return f"{news}\n{mark}{earlier}"


def _heading_of(fragment: str) -> str:
    told = [one for one in _IMPACT.split(fragment)[1:] if not one.startswith("none")]
    if not told:
        return _SAME
    return _NEW if all(one.startswith("all are new") for one in told) else _CHANGED


def main() -> int:
    """Write the part about the version as it is now; end 1 where nothing can be released."""
    changelog, fragments = _TOP / "CHANGELOG.md", sorted((_TOP / "changelog.d").glob("*.md"))
    texts = [one.read_text("utf-8") for one in fragments]
    today = dt.datetime.now(dt.UTC).date()
    try:
        text = released(changelog.read_text("utf-8"), texts, __version__, today)
    except NotReady as error:
        sys.stderr.write(f"{error}\n")
        return 1
    changelog.write_text(text, "utf-8", newline="\n")
    for one in fragments:
        one.unlink()
    sys.stderr.write(f"CHANGELOG.md tells {len(fragments)} changes of {__version__}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
