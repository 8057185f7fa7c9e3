"""What was done month by month, from a file that somebody hands in."""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.access.roles import Permission, Person, require
from vendor_eval.errors import BadInput
from vendor_eval.files.usage import read_usage
from vendor_eval.pricing.measured import MeasuredUsage
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.readings import faults_of


@dataclass(frozen=True, slots=True)
class FiledUsage:
    """The usage that a file tells.

    Attributes:
        notes: what a person should know before using it.
    """

    usage: MeasuredUsage
    notes: tuple[str, ...]


def read(person: Person, file: NamedFile) -> FiledUsage:
    """The months of a CSV or XLSX file.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: the file has faults; all are listed.
    """
    require(person, Permission.SEE_PRICING)
    reading = read_usage(file.content, file.name)
    if reading.rejected or reading.start is None:
        raise BadInput(faults_of(file.name, reading.messages))
    length = len(next(iter(reading.values.values())))
    months = tuple(reading.start.plus(at) for at in range(length))
    usage = MeasuredUsage(months, reading.values, {})
    return FiledUsage(usage, tuple(one.text for one in reading.messages))
