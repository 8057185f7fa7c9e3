"""What a remittance says outside of its claims: the payment, who made it and who got it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from vendor_eval.claims.exchange import TransactionSet
from vendor_eval.claims.remittances import Payment
from vendor_eval.files.x12.elements import cents, day, party
from vendor_eval.files.x12.refusal import Broken
from vendor_eval.files.x12.set_reader import NONE_LEFT

_CORRECTED = "ask for a corrected file"
# Segments of which there is one; of others there is one of each kind, told by the first element.
_SINGLE = frozenset({"BPR", "TRN"})


class PaymentHeader:
    """Keeps the first segment of each kind until the payment is asked for."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._kept: dict[str, list[str]] = {}

    def keep(self, elements: list[str]) -> None:
        """Take the elements of a BPR, TRN, N1, REF or DTM segment."""
        name = elements[0]
        kind = name if name in _SINGLE else f"{name} {elements[1]}"
        self._kept.setdefault(kind, elements + NONE_LEFT)

    def payment(self, of: TransactionSet) -> Payment:
        """The payment of this set.

        Raises:
            Broken: its BPR segment is missing, its amount or its day cannot be read.
        """
        bpr = self._kept.get("BPR")
        if bpr is None:
            raise Broken("segment", "the remittance has no BPR segment", _CORRECTED)
        trn, payer, payee = (self._said(kind) for kind in ("TRN", "N1 PR", "N1 PE"))
        amount = cents(bpr[2])
        return Payment(
            set=of,
            paid_cents=-amount if bpr[3] == "D" else amount,
            method=bpr[4],
            paid_on=self._paid_on(bpr[16]),
            trace=trn[2],
            payer=party(self._said("REF 2U")[2] or payer[4] or trn[3]),
            payer_name=payer[2],
            payee=party(payee[4]),
        )

    def _said(self, kind: str) -> Sequence[str]:
        return self._kept.get(kind, NONE_LEFT)

    def _paid_on(self, stated: str) -> dt.date:
        """BPR16; where that is no date, the day on which the remittance was made (DTM*405)."""
        for text in (stated, self._said("DTM 405")[2]):
            with suppress(Broken):
                paid_on = day(text)
                if paid_on is not None:
                    return paid_on
        raise Broken("date", "the payment date cannot be read", _CORRECTED)
