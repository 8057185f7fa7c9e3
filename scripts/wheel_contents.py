"""Puts what lies beside the package into the wheel.

In the checkout the Streamlit entry, its settings and its fonts stand at the top, where Streamlit
and people look for them. An installed wheel has no such place, so there they are found in
``vendor_eval/streamlit``, arranged alike: Streamlit looks for both beside the script it runs.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {
    "app.py": "vendor_eval/streamlit/app.py",
    ".streamlit/config.toml": "vendor_eval/streamlit/.streamlit/config.toml",
    "static": "vendor_eval/streamlit/static",
    "scorecards": "vendor_eval/scorecards",
}


class WheelContents(BuildHookInterface[Any]):
    """Adds every path of `PLACES` that exists to a wheel; an editable install needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend ``build_data`` before the wheel of kind ``version`` is written."""
        if version == "editable":
            return
        for source, place in PLACES.items():
            if Path(self.root, source).exists():
                build_data["force_include"][source] = place
