"""Files of measurements to store."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from vendor_eval.measurement import typed
from vendor_eval.store.imports import Received


def frame(rows: int, shift: float = 0.0) -> pd.DataFrame:
    """Two metrics of one vendor, one of them in US dollars, month by month."""
    number = np.arange(rows)
    return typed(
        pd.DataFrame(
            {
                "vendor": "Acme",
                "month": 24_000 + number // 2,
                "metric": np.where(number % 2, "net_collections", "clean_claim_rate"),
                "value": np.where(number % 5, number / 7 + shift, np.nan),
                "numerator": np.where(number % 3, number, np.nan),
                "denominator": 97.0,
                "site": None,
                "payer": None,
                "specialty": None,
            }
        )
    )


def received(name: str) -> Received:
    """A file of that name, told from others by it."""
    return Received(name, name, {}, "Ada", dt.datetime(2026, 3, 4, tzinfo=dt.UTC))
