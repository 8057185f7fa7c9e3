"""A process that has loaded all that the app needs, serves nobody, and forks servers.

It reads one line for each thing to do, and answers each with one: ``serve`` with the number of the
process that does, ``runs`` with ``yes`` or ``no``, ``end`` with ``over``.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import time
from collections.abc import Mapping

# What the command would load itself.
LOADED = (
    "vendor_eval.cli",
    "vendor_eval.bootstrap",
    "vendor_eval.pages.server",
    "uvicorn",
    "streamlit.web.bootstrap",
    "pandas",
    "altair",
    "vendor_eval.pages.navigation",
)
_FAREWELL_S = 10


def main() -> None:
    """Do what is asked until nobody asks any more."""
    for name in LOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    _answer("ready")
    running: set[int] = set()
    while line := sys.stdin.readline():
        what, about = json.loads(line)
        if what == "serve":
            child = _served(**about)
            running.add(child)
            _answer(child)
        elif what == "runs":
            if about in running and os.waitpid(about, os.WNOHANG) != (0, 0):
                running.remove(about)
            _answer("yes" if about in running else "no")
        else:
            if about in running:
                running.remove(about)
                _end(about)
            _answer("over")


def _answer(said: object) -> None:
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()


def _served(folder: str, environment: Mapping[str, str], port: int) -> int:
    child = os.fork()
    if child:
        return child
    try:
        _become(folder, environment, port)
    finally:
        os._exit(0)


def _become(folder: str, environment: Mapping[str, str], port: int) -> None:
    """Be the command ``vendor-eval serve`` begun in a folder; its log is ``server.log``."""
    from vendor_eval import cli

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    said = os.open("server.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for number, stream in enumerate((os.open(os.devnull, os.O_RDONLY), said, said)):
        os.dup2(stream, number)
    sys.argv = ["vendor-eval", "serve", "--port", str(port)]
    cli.main()


def _end(child: int) -> None:
    os.kill(child, signal.SIGTERM)
    deadline = time.monotonic() + _FAREWELL_S
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.01)  # Nothing tells of the end of a process but asking.


if __name__ == "__main__":
    main()
