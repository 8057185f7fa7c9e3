"""What changed is gathered for a release, what changes results first."""

import datetime as dt
import re
from pathlib import Path

import pytest

from scripts.changelog import NotReady, released
from vendor_eval import __version__

TOP = Path(__file__).parents[2]
DAY = dt.date(2026, 12, 1)
INTRO = "# Changelog\n\nEntries say which results change.\n"
FRAGMENTS = (
    "- Pages load faster. Impacted\n  results: none.\n",
    "A page for visits ([docs](../docs/visits.md)).\n\nImpacted results: all are new.\n",
    "Voids count once.\n\nImpacted results: denial rates of\nextracts with voids.\n",
)


def headings(changelog: str) -> list[str]:
    return re.findall(r"(?m)^##+ (.*)$", changelog)


def test_what_changes_results_stands_first_and_what_changes_none_last() -> None:
    text = released(INTRO, FRAGMENTS, "1.1.0", DAY)

    assert headings(text) == [
        "1.1.0, 2026-12-01",
        "Results that change",
        "New",
        "Results stay as they are",
    ]
    places = [text.index(one) for one in ("Voids", "visits", "faster")]
    assert places == sorted(places)


def test_a_link_leads_on_from_the_folder_of_the_changelog() -> None:
    assert "([docs](docs/visits.md))" in released(INTRO, FRAGMENTS, "1.1.0", DAY)


def test_the_newest_release_stands_above_earlier_ones_which_stay_as_they_are() -> None:
    before = released(INTRO, FRAGMENTS[:1], "1.0.0", dt.date(2026, 11, 1))

    after = released(before, FRAGMENTS[2:], "1.1.0", DAY)

    assert headings(after)[::2] == ["1.1.0, 2026-12-01", "1.0.0, 2026-11-01"]
    assert after.endswith(before.removeprefix(INTRO))


@pytest.mark.parametrize(
    ("changelog", "fragments", "why"),
    [
        (INTRO, (), "nothing changed"),
        (f"{INTRO}\n## 1.1.0, 2026-11-01\n", FRAGMENTS, "raise the version"),
    ],
    ids=["no changes", "released before"],
)
def test_what_cannot_be_released_is_said(
    changelog: str, fragments: tuple[str, ...], why: str
) -> None:
    with pytest.raises(NotReady, match=why):
        released(changelog, fragments, "1.1.0", DAY)


def test_every_change_that_waits_says_which_results_it_changes() -> None:
    silent = [
        one.name
        for one in sorted((TOP / "changelog.d").glob("*.md"))
        if not re.search(r"Impacted\s+results:", one.read_text("utf-8"))
    ]

    assert silent == []


def test_the_changes_that_wait_can_be_released() -> None:
    there = [one.read_text("utf-8") for one in (TOP / "changelog.d").glob("*.md")]
    waiting = [*there, FRAGMENTS[0]]
    changelog = (TOP / "CHANGELOG.md").read_text("utf-8")

    text = released(changelog, waiting, "99.0.0", DAY)

    assert all(one.split("\n\n")[0].splitlines()[0].split("](")[0] in text for one in waiting)
    assert "](../" not in text


def test_documents_name_the_version_that_there_is() -> None:
    named = {
        found
        for page in (TOP / "docs").rglob("*.md")
        for found in re.findall(r"vendor[-_]eval[:-](\d+\.\d+\.\d+)", page.read_text("utf-8"))
    }

    assert named == {__version__}
