"""What fees are counted on: the quantities and the money of one month.

One table names them all. A driver says what a number means and in which unit it is, never where
it comes from: measures, a file, a person, or a draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vendor_eval.quantities import Unit


@dataclass(frozen=True, slots=True)
class Driver:
    """Something a vendor counts a fee on.

    Attributes:
        id: as files name it.
        label: as people read it behind a number: "2,600 claims".
        unit: a count or US dollars.
        signed: whether a month below zero makes sense; takebacks can outweigh payments.
        standing: whether it stays as it is when the volume changes.
    """

    id: str
    label: str
    unit: Unit
    signed: bool = False
    standing: bool = False


# Of which a practice has as many whatever its volume.
_STANDING = frozenset({"providers", "locations"})


def _table() -> Mapping[str, Driver]:
    counts = {
        "claims": "claims submitted",
        "claims_paid": "claims paid at first pass",
        "claim_lines": "claim lines",
        "encounters": "encounters",
        "denials_worked": "denials and appeals worked",
        "statements": "patient statements",
        "eligibility_checks": "eligibility checks",
        "prior_authorizations": "prior authorizations",
        "providers": "providers",
        "locations": "locations",
        "fte": "full-time staff of the vendor",
        "hours": "hours",
    }
    money = {
        "gross_charges": "gross charges",
        "allowed": "allowed amounts",
        "postage": "postage",
        "clearinghouse": "clearinghouse costs",
    }
    signed = {
        "net_collections": "net collections",
        "vendor_collections": "collections on claims worked by the vendor",
        "patient_collections": "patient payments",
        "legacy_ar_collections": "collections on receivables from before the vendor",
        "excluded_collections": "collections from payers that the fee leaves out",
        "recovered_denials": "recovered denials",
        "refunds": "refunds and takebacks",
        "service_credits": "service credits due",
    }
    rows = [
        *(Driver(id, label, Unit.COUNT, standing=id in _STANDING) for id, label in counts.items()),
        *(Driver(id, label, Unit.USD) for id, label in money.items()),
        *(Driver(id, label, Unit.USD, signed=True) for id, label in signed.items()),
    ]
    return MappingProxyType({row.id: row for row in rows})


DRIVERS: Mapping[str, Driver] = _table()
