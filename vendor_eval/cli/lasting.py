"""What is said while a command lasts: on a terminal alone, so that a nightly job stays quiet."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_FIRST_S, _EVERY_S = 1.0, 1.0
# Back to the beginning of the line, and everything behind it gone.
_ANEW = "\r\033[K"


@contextmanager
def lasting(doing: str, *, stopped: str) -> Iterator[Callable[[], None]]:
    """Say what is being done and for how long already, once that takes more than a second.

    Ctrl+C stops it, and a second one does not stop what the first has to undo. The block is handed
    a function to call when it must not be stopped any more: from then on Ctrl+C is passed over.

    Args:
        doing: for example ``Writing practice.backup``.
        stopped: what is said when somebody stops it by Ctrl+C.
    """
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(doing, over), daemon=True)
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop_once)
    if sys.stderr.isatty():
        teller.start()
    try:
        yield _pass_over
    except KeyboardInterrupt:
        _end(teller, over)
        sys.stderr.write(f"{stopped}\n")
        raise
    finally:
        _end(teller, over)
        signal.signal(signal.SIGINT, before)


def _stop_once(_number: int, _frame: FrameType | None) -> None:
    _pass_over()
    raise KeyboardInterrupt


def _pass_over() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end(teller: threading.Thread, over: threading.Event) -> None:
    over.set()
    if teller.is_alive():
        teller.join()


def _tell(doing: str, over: threading.Event) -> None:
    begun = time.monotonic()
    if over.wait(_FIRST_S):
        return
    while True:
        spent = time.monotonic() - begun
        sys.stderr.write(f"{_ANEW}{doing}: {spent:,.0f} s. Ctrl+C stops it.")
        sys.stderr.flush()
        if over.wait(_EVERY_S):
            sys.stderr.write(_ANEW)
            sys.stderr.flush()
            return
