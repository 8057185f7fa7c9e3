"""What axe-core, which looks for barriers, is asked of a page."""

from __future__ import annotations

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
"""The program; a page that has run it knows ``axe``."""
