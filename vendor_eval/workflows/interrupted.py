"""Doing again what a database server interrupted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from vendor_eval.errors import Interrupted

Result = TypeVar("Result")

_TIMES = 3


def carried_through(work: Callable[[], Result]) -> Result:
    """What ``work`` gives, done again as a whole when it was interrupted and stored nothing.

    Args:
        work: stores one thing; what it stores is decided before it is called.

    Raises:
        Interrupted: the server goes away time and again.
    """
    for _ in range(_TIMES - 1):
        try:
            return work()
        except Interrupted:
            continue
    return work()
