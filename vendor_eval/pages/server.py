"""The web server: one process behind the gate, warmed up before the first visitor."""

from __future__ import annotations

import gc
import importlib
import logging
import socket
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from vendor_eval.access.roles import Person, local_person
from vendor_eval.access.sign_in import SignIn
from vendor_eval.errors import BadInput, Fault, VendorEvalError
from vendor_eval.pages.gate.asgi import App
from vendor_eval.pages.gate.assembling import with_sign_in, without_sign_in
from vendor_eval.pages.gate.entrance import Doors
from vendor_eval.pages.words import literal
from vendor_eval.workflows import audit, sign_ins

_FIRST_PORT = 8501
_LAST_PORT = 8599
# What a browser may send at once, in bytes: all fields of a page, which hold at most 25 MB.
_LONGEST_MESSAGE = 26 * 1024 * 1024
_PING_S = 30
# How long answers that have begun may take to end when the server is told to.
_FAREWELL_S = 5
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


def serve(address: str, port: int, sign_in: SignIn | None, ready: Callable[[], str]) -> None:
    """Run the app until it is stopped.

    Args:
        address: a loopback address, unless there is sign-in.
        port: a free port.
        sign_in: how people sign in; None where whoever sits at this machine acts.
        ready: whether people can work now; ``ready``, or one word for why not.
    """
    import streamlit as st
    import uvicorn
    from streamlit.web.bootstrap import load_config_options

    load_config_options({**_options(), "server.address": address, "server.port": port})
    secrets = None if sign_in is None else {"auth": _secrets(sign_in)}
    app = st.App(_entry(), lifespan=_warmed_up, on_script_error=_reported, secrets=secrets)
    # Run here and not by Streamlit, which has no way to leave out the server's name, nor to stand
    # in front of what it answers by itself.
    uvicorn.run(
        _guarded(app, sign_in, ready),
        host=address,
        port=port,
        server_header=False,
        access_log=False,
        log_config=None,
        ws="websockets-sansio",
        ws_max_size=_LONGEST_MESSAGE,
        ws_ping_interval=_PING_S,
        ws_ping_timeout=_PING_S,
        timeout_graceful_shutdown=_FAREWELL_S,
    )


def _secrets(sign_in: SignIn) -> dict[str, Any]:
    """What Streamlit needs to know to let people sign in; it is never written to a file."""
    provider = sign_in.provider
    return {
        "redirect_uri": f"{sign_in.address}/oauth2callback",
        "cookie_secret": sign_in.cookie_secret,
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
        "server_metadata_url": provider.metadata_url,
        "client_kwargs": {"scope": provider.scopes},
    }


def _guarded(app: App, sign_in: SignIn | None, ready: Callable[[], str]) -> App:
    """The app behind its gate."""
    from vendor_eval.pages.session import deps

    def taken(person: Person, name: str) -> None:
        audit.taken(deps(), person, name)

    if sign_in is None:
        return without_sign_in(app, local_person, taken, ready=ready)
    rules = sign_in.rules
    doors = Doors(
        admit=lambda claims: sign_ins.admitted(deps(), rules, claims),
        came=lambda claims, device: sign_ins.came(deps(), rules, claims, device),
        acted=lambda claims, device: sign_ins.acted(deps(), rules, claims, device),
        left=lambda claims: sign_ins.left(deps(), rules, claims),
        pages=_paths,
    )
    return with_sign_in(app, sign_in, doors, taken, ready=ready)


def _paths() -> frozenset[str]:
    from vendor_eval.pages.menu import PAGES

    return frozenset(page.path for page in PAGES)


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

    if isinstance(error, VendorEvalError):
        # Part of a page has run by itself, so that nobody has caught what it raises.
        st.error(literal(str(error)))
        return True
    logger.error("a page failed", exc_info=error)
    st.error(
        "This page could not be shown, and nothing was changed. Reload it; if it happens again, "
        "send the server's log to whoever runs this app."
    )
    return True
