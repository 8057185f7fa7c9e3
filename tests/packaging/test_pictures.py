"""The pictures of the README: all there, and small enough to open at once."""

import re
from pathlib import Path

from scripts.pictures import PAGES

ROOT = Path(__file__).parents[2]
MOST_BYTES = 150_000


def test_every_picture_that_the_readme_shows_is_taken_by_the_command_and_small() -> None:
    shown = set(re.findall(r"docs/pictures/[\w-]+\.png", (ROOT / "README.md").read_text("utf-8")))

    assert shown == {f"docs/pictures/{name}-light.png" for name in PAGES}
    assert [one for one in sorted(shown) if (ROOT / one).stat().st_size > MOST_BYTES] == []
