"""The surrogate that stands for each claim, so that no number of a claim leaves this place.

A surrogate is drawn by whoever keeps which is whose, under a name: the claim's number, in the year
of its services. Numbers are used again, so where a name is taken by another claim the day of
service tells them apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from itertools import chain, count

from vendor_eval.claims.claim_numbers import SAME_CLAIM_DAYS, number_key
from vendor_eval.claims.remittances import RemittedClaim
from vendor_eval.claims.submissions import Submission


class Surrogates:
    """Gives the claims of one vendor their surrogates; made once for all of them."""

    def __init__(self, key_of: Callable[[str], str]) -> None:
        """Begin without any claim; ``key_of`` gives the surrogate of a name, always the same."""
        self._key_of = key_of
        self._taken: dict[str, dict[str, dt.date | None]] = defaultdict(dict)
        self._rows: set[str] = set()

    def of_sent(self, first: Submission) -> str:
        """The surrogate of a claim that was sent, which is no other's; ``first`` is its attempt."""
        return self._another(_name(first), first.served_from)

    def of_remitted(self, claim: RemittedClaim) -> tuple[str, bool]:
        """The surrogate of a claim that is only known by remittances, and whether it is new.

        Remittances of several payers under one number, for services that lie close, are about one
        claim.
        """
        name = _name(claim)
        for key, served in self._taken[name].items():
            if close(served, claim.served_from):
                return key, False
        return self._another(name, claim.served_from), True

    def of_row(self, root: str, tail: str) -> str:
        """A key for one row of a claim: its surrogate with something behind it."""
        candidates = (f"{root}-{tail}{again if again > 1 else ''}" for again in count(1))
        key = next(one for one in candidates if one not in self._rows)
        self._rows.add(key)
        return key

    def _another(self, name: str, served: dt.date | None) -> str:
        """A surrogate that no claim of this vendor has yet."""
        taken = self._taken[name]
        names = chain((name, f"{name} {served}"), (f"{name} {served} {at}" for at in count(2)))
        key = next(key for key in map(self._key_of, names) if key not in taken)
        taken[key] = served
        return key


def close(one: dt.date | None, other: dt.date | None) -> bool:
    """Whether services may be of one claim; a day that nobody tells speaks against nothing."""
    if one is None or other is None:
        return True
    return abs((one - other).days) <= SAME_CLAIM_DAYS


def _name(claim: Submission | RemittedClaim) -> str:
    year = claim.served_from.year if claim.served_from is not None else ""
    return f"{number_key(claim.claim_number)} {year}"
