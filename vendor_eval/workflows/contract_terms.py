"""What stored contracts say."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from vendor_eval.files.contracts import read_contract
from vendor_eval.sla.contract import Contract
from vendor_eval.store.contracts import Revision


def terms_of(saved: Revision) -> Contract:
    """What a stored contract says, under the name by which its vendor's figures are stored."""
    return replace(_terms(saved.text, saved.vendor), vendor=saved.vendor)


@lru_cache(maxsize=4096)
def _terms(text: str, vendor: str) -> Contract:
    """The contract that ``text`` says; a text is read once however often it is judged."""
    return read_contract(text, f"contract of {vendor}")
