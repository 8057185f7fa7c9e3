"""Who acts, in which role, and what each role may do; whatever is not listed is refused.

A person may be limited to some vendors. What concerns every vendor at once is not theirs then,
whatever the role. Each refusal is logged, with nothing in it that somebody typed but the name of
the person.
"""

from __future__ import annotations

import getpass
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, Protocol, TypeVar

from vendor_eval.errors import NotAllowed
from vendor_eval.naming import name_key, printable

logger = logging.getLogger(__name__)


class Role(StrEnum):
    """What a person is here for."""

    ADMINISTRATOR = "administrator"
    EVALUATOR = "evaluator"
    LEADERSHIP = "leadership"
    FINANCE = "finance"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One thing a role may do, as the refusal words it."""

    END_OWN_SESSIONS = "see and end their own sessions"
    SEE_SERVICE_LEVELS = "see service levels"
    SEE_EVALUATIONS = "see evaluations"
    COMPARE_VENDORS = "compare vendors"
    MANAGE_ROUNDS = "manage rounds of evaluation"
    SCORE_VENDORS = "score vendors"
    SEE_PROGRESS = "see how far evaluators have got"
    DECIDE_ROUND = "sign a decision"
    IMPORT_MEASURES = "import measures"
    IMPORT_CLAIMS = "import claims"
    AUDIT_VALUES = "enter audited values"
    CORRECT_DENIALS = "record what causes denials and what is done about them"
    FOLLOW_UP = "follow up breaches"
    DECIDE_FINDINGS = "decide disputes, relief and notices"
    SETTLE_CREDITS = "claim and settle service credits"
    CLOSE_MONTHS = "close months"
    SEND_REMINDERS = "send reminders"
    EDIT_CONTRACTS = "edit contracts"
    EDIT_PRACTICE = "edit the practice"
    SEE_PRICING = "see what vendors cost"
    COMPARE_OFFERS = "compare what offers cost"
    EDIT_PRICING = "edit offers, scenarios and invoices"
    EXPORT_REPORTS = "export reports"
    MANAGE_PEOPLE = "say who may do what"
    READ_AUDIT_LOG = "read the audit log"
    BACK_UP = "back up and restore the database"
    FILL_DEMONSTRATION = "fill a database with the demonstration practice"


_SEES = frozenset(
    {
        Permission.END_OWN_SESSIONS,
        Permission.SEE_SERVICE_LEVELS,
        Permission.SEE_EVALUATIONS,
        Permission.COMPARE_VENDORS,
    }
)
_READS = _SEES | {Permission.SEE_PRICING, Permission.COMPARE_OFFERS, Permission.EXPORT_REPORTS}
GRANTED: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.EVALUATOR: _SEES | {Permission.SCORE_VENDORS},
    Role.LEADERSHIP: _READS
    | {
        Permission.DECIDE_ROUND,
        Permission.IMPORT_MEASURES,
        Permission.CORRECT_DENIALS,
        Permission.FOLLOW_UP,
        Permission.DECIDE_FINDINGS,
        Permission.CLOSE_MONTHS,
    },
    Role.FINANCE: _READS
    | {Permission.EDIT_PRICING, Permission.SETTLE_CREDITS, Permission.CLOSE_MONTHS},
    Role.AUDITOR: _READS | {Permission.SEE_PROGRESS, Permission.READ_AUDIT_LOG},
}


UNDIVIDED = frozenset(
    {
        Permission.COMPARE_VENDORS,
        Permission.MANAGE_ROUNDS,
        Permission.SEE_PROGRESS,
        Permission.DECIDE_ROUND,
        Permission.IMPORT_MEASURES,
        Permission.IMPORT_CLAIMS,
        Permission.SEND_REMINDERS,
        Permission.EDIT_PRACTICE,
        Permission.COMPARE_OFFERS,
        Permission.MANAGE_PEOPLE,
        Permission.READ_AUDIT_LOG,
        Permission.BACK_UP,
        Permission.FILL_DEMONSTRATION,
    }
)
"""What cannot be split by vendor, and so is for nobody who may see only some of them."""


@dataclass(frozen=True, slots=True)
class Person:
    """The acting person.

    Attributes:
        name: as it is recorded with each change.
        vendors: the keys (`naming.name_key`) of the vendors that the person may see and change;
            None for all of them.
    """

    name: str
    role: Role
    vendors: frozenset[str] | None = None


class OfVendor(Protocol):
    """Anything that is about one vendor."""

    @property
    def vendor(self) -> str:
        """Its name."""
        ...


About = TypeVar("About", bound=OfVendor)


def may(person: Person, permission: Permission) -> bool:
    """Whether the person's role includes the permission, and no limit to vendors takes it away."""
    return permission in GRANTED.get(person.role, frozenset()) and (
        person.vendors is None or permission not in UNDIVIDED
    )


def require(person: Person, permission: Permission) -> None:
    """Do nothing when the person may do this.

    Raises:
        NotAllowed: the role does not include it, or it concerns vendors that the person may not
            see.
    """
    if permission not in GRANTED.get(person.role, frozenset()):
        what = f"The role {person.role.value} may not {permission.value}"
        refuse(person, permission.value, f"{what}; ask an administrator")
    if not may(person, permission):
        why = "this concerns every vendor, and you may see only some"
        said = f"You may not {permission.value}: {why}; ask an administrator"
        refuse(person, f"{permission.value} of every vendor", said)


def sees(person: Person, vendor: str) -> bool:
    """Whether a vendor, in any spelling, is among those the person may see."""
    return person.vendors is None or name_key(vendor) in person.vendors


def names_seen(person: Person, vendors: Iterable[str]) -> tuple[str, ...]:
    """Those of ``vendors`` that the person may see, in their order."""
    return tuple(one for one in vendors if sees(person, one))


def rows_seen(person: Person, rows: Iterable[About]) -> tuple[About, ...]:
    """Those of ``rows`` that are about vendors the person may see, in their order."""
    return tuple(one for one in rows if sees(person, one.vendor))


def require_vendor(person: Person, vendor: str) -> None:
    """Do nothing when the person may see the vendor.

    Raises:
        NotAllowed: the vendor is not among the person's; a vendor that nobody knows is refused
            with the same words, so that the answer tells nothing.
    """
    if not sees(person, vendor):
        said = "This vendor is not among yours; ask an administrator"
        refuse(person, "see a vendor that is not among theirs", said)


def refuse(person: Person, what: str, said: str) -> NoReturn:
    """Turn the person away, and log that; every refusal passes here.

    Args:
        what: may not be done, in words of ours; it is logged.
        said: to the person.

    Raises:
        NotAllowed: always, with what is ``said``.
    """
    # Somebody else gave the name: no line break of theirs may pass for a line of the log.
    name, role = printable(person.name), person.role.value
    told = {"event": "refused", "person": name, "role": role}
    logger.warning("refused: %s (%s) may not %s", name, role, what, extra=told)
    raise NotAllowed(said)


def local_person() -> Person:
    """Whoever sits at this machine: an administrator while no sign-in is configured."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "local"
    return Person(name, Role.ADMINISTRATOR)
