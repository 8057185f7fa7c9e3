"""The web server: one process on loopback, warmed up before the first visitor."""

from __future__ import annotations

import gc
import importlib
import logging
import socket
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from vendor_eval.errors import BadInput, Fault

_FIRST_PORT = 8501
_LAST_PORT = 8599
# What the pages import; loaded before the first visitor asks, so that nobody waits for it.
_WARM = ("pandas", "altair", "vendor_eval.pages.navigation")

logger = logging.getLogger(__name__)


def free_port(wanted: int | None) -> int:
    """``wanted`` when it is free; without a wish the first free port from 8501.

    Raises:
        BadInput: ``wanted`` is taken, or no port of the range is free.
    """
    for port in [wanted] if wanted else range(_FIRST_PORT, _LAST_PORT + 1):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    taken = f"port {wanted} is taken" if wanted else "no port from 8501 to 8599 is free"
    raise BadInput([Fault("--port", taken, "name another one")])


def serve(address: str, port: int) -> None:
    """Run the app until it is stopped.

    Args:
        address: a loopback address.
        port: a free port.
    """
    import streamlit as st

    app = st.App(_entry(), lifespan=_warmed_up, on_script_error=_reported)
    options: dict[str, Any] = {**_options(), "server.address": address, "server.port": port}
    app.run(config=options)


def _entry() -> Path:
    """The Streamlit script: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "streamlit" / "app.py"
    return inside if inside.exists() else package.parent / "app.py"


def _options() -> dict[str, Any]:
    """The settings of ``config.toml``, flat, so that they hold wherever the command is run."""
    path = _entry().parent / ".streamlit" / "config.toml"
    return dict(_flat(tomllib.loads(path.read_text("utf-8")), ""))


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{prefix}{key}.")
        else:
            flat.append((f"{prefix}{key}", value))
    return flat


@asynccontextmanager
async def _warmed_up(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Load what pages need, then take it out of the collector's way.

    Streamlit runs a full collection after every rerun; objects that live as long as the process
    need not be looked at each time.
    """
    for name in _WARM:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    yield {}


def _reported(error: Exception) -> bool:
    """Log what we must fix, and show a plain sentence instead of a traceback."""
    import streamlit as st

    logger.error("a page failed", exc_info=error)
    st.error(
        "This page could not be shown, and nothing was changed. Reload it; if it happens again, "
        "send the server's log to whoever runs this app."
    )
    return True
