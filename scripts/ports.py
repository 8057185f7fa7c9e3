"""Ports of this machine for servers that are started beside others."""

from __future__ import annotations

import secrets
import socket

# Below those that a system gives to whoever asks for any: until the server listens at one of
# these, no connection of another program is given it.
_LOWEST, _COUNT = 20_000, 12_000


def free_port() -> int:
    """A port of the loopback address that nobody listens at."""
    while True:
        port = _LOWEST + secrets.randbelow(_COUNT)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
