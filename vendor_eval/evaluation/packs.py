"""Which packs a practice needs for its specialties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendor_eval.evaluation.scorecard import Scorecard
from vendor_eval.naming import name_key

OTHER = "other"
"""The specialty of a pack for every specialty that has none of its own."""


def packs_for(scorecards: Sequence[Scorecard], specialties: Iterable[str]) -> tuple[Scorecard, ...]:
    """The packs among ``scorecards`` for these specialties, in their own order.

    A specialty without a pack of its own asks for the one of `OTHER`; no specialty asks for none.

    Args:
        specialties: in any case and with any number of blanks.
    """
    wanted = {name_key(one) for one in specialties}
    by_pack = {one.id: {name_key(name) for name in one.specialties} for one in scorecards}
    if wanted - set().union(*by_pack.values()):
        wanted.add(OTHER)
    return tuple(one for one in scorecards if wanted & by_pack[one.id])
