"""What every workflow needs besides its arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from vendor_eval.store import Store


@dataclass(frozen=True, slots=True)
class Deps:
    """The open store, and today's date in the practice's time zone."""

    store: Store
    today: Callable[[], dt.date]
