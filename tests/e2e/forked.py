"""The app served at once: everything is loaded beforehand, and each server is a fork of that.

Loading takes longer than much of what is then tried. That the command itself starts, listens and
ends is held by the tests of the command, of the sign-in, of the probes and of the wheel.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.browser import wait_until_healthy
from scripts.ports import free_port

_NURSERY = Path(__file__).with_name("nursery.py")


@dataclass(frozen=True, slots=True)
class Nursery:
    """A process that has loaded the app, and forks servers."""

    process: subprocess.Popen[str]

    @contextmanager
    def served(self, folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
        """The address of a server begun in ``folder``, until the block ends.

        Raises:
            RuntimeError: as `scripts.browser.running`.
        """
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        about = {"folder": str(folder), "environment": dict(environment), "port": port}
        child = int(self._answer("serve", about))
        try:
            log = folder / "server.log"
            wait_until_healthy(address, log, lambda: self._answer("runs", child) == "yes")
            yield address
        finally:
            assert self._answer("end", child) == "over"

    def _answer(self, what: str, about: object) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps([what, about]), file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip()


@contextmanager
def begun(folder: Path) -> Iterator[Nursery]:
    """A nursery begun in ``folder``, until the block ends."""
    with subprocess.Popen(
        # What is imported lies beside the app, and not beside its tests.
        [sys.executable, "-P", _NURSERY],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Nursery(process)
        # It ends when nothing more can be asked.
        process.communicate(timeout=10)
