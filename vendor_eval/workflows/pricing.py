"""A scenario of prices in a file, without a database."""

from __future__ import annotations

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.files.scenarios import read_scenario
from vendor_eval.pricing.comparison import Comparison, compared
from vendor_eval.workflows.checks import NamedFile


def price(person: Person, file: NamedFile) -> Comparison:
    """Every option of the scenario, priced.

    Raises:
        NotAllowed: the person may not see prices.
        BadInput: the file has faults; all are listed.
    """
    require(person, Permission.COMPARE_OFFERS)
    return compared(read_scenario(file.content, file.name))
