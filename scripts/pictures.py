"""Takes the pictures that the README shows: the top of three pages of the demonstration, light.

``python -m scripts.pictures FOLDER`` writes ``FOLDER/overview-light.png`` and so on, in few
colours, so that a page with all of them opens at once.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from scripts.browser import DESK, demonstration_in_browser, visit, visitor

PAGES = {"overview": "/", "comparison": "/comparison", "compare-offers": "/compare-offers"}

_COLOURS = 256


def main() -> int:
    """Take the pictures; ends 1 without a browser, 2 without a folder."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with (
        demonstration_in_browser() as (browser, address),
        visitor(browser, address, DESK) as context,
    ):
        page = context.new_page()
        for name, at in PAGES.items():
            visit(page, at)
            target = folder / f"{name}-{DESK.scheme}.png"
            target.write_bytes(_small(page.screenshot()))
            print(target)
    return 0


def _small(png: bytes) -> bytes:
    """The picture in as many colours as an interface needs."""
    small = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main())
