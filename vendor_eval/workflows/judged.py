"""The values beside the reported ones that service levels may be judged on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from sqlmodel import Session

from vendor_eval.measurement import Truth
from vendor_eval.sla.contract import Contract
from vendor_eval.sla.truths import judges_elsewhere
from vendor_eval.store import audited, claim_values


def other_values(session: Session, contracts: Sequence[Contract]) -> Mapping[Truth, pd.DataFrame]:
    """The recomputed and audited values, where any of ``contracts`` is judged on them."""
    if not judges_elsewhere(contracts):
        return {}
    return {
        Truth.RECOMPUTED: claim_values.measurements(session),
        Truth.AUDITED: audited.measurements(session),
    }
