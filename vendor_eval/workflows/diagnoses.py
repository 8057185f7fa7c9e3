"""One thing that was looked at, and how it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Condition(StrEnum):
    """How something is; a warning can wait, a failure cannot."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of what the doctor says.

    Attributes:
        about: what was looked at, one of a few words.
        what: a sentence.
        remedy: a sentence that says what mends it; empty where all is well.
    """

    about: str
    condition: Condition
    what: str
    remedy: str = ""


def ok(about: str, what: str) -> Diagnosis:
    """All is well."""
    return Diagnosis(about, Condition.OK, what)


def warning(about: str, what: str, remedy: str) -> Diagnosis:
    """Something should be mended."""
    return Diagnosis(about, Condition.WARNING, what, remedy)


def failure(about: str, what: str, remedy: str) -> Diagnosis:
    """Something has to be mended now."""
    return Diagnosis(about, Condition.FAILURE, what, remedy)


def worst(found: Iterable[Diagnosis]) -> Condition:
    """The worst condition of all."""
    order = list(Condition)
    return max((one.condition for one in found), key=order.index, default=Condition.OK)


def document(found: Sequence[Diagnosis]) -> dict[str, Any]:
    """What was found as the command prints it."""
    return {"condition": worst(found), "checks": [asdict(one) for one in found]}
