"""How the measured programs are started: as they are installed, with their byte code kept."""

from __future__ import annotations

import os
from pathlib import Path

from vendor_eval.audit.chain import EVERYBODYS

TOP = Path(__file__).parents[1]


def environment(**settings: str) -> dict[str, str]:
    """This process's environment with ``settings``, and without what a normal install lacks.

    A machine may be told to write no byte code, and then every start compiles all modules anew.
    Databases are made in this process and opened in others, under one key of the audit log.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
    return kept | {"VENDOR_EVAL_AUDIT_KEY": EVERYBODYS.secret.hex()} | settings


_UNUSUAL = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"})
