"""Who acts, in which role, and what each role may do; whatever is not listed is refused."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from enum import StrEnum

from vendor_eval.errors import NotAllowed
from vendor_eval.naming import name_key


class Role(StrEnum):
    """What a person is here for."""

    ADMINISTRATOR = "administrator"
    EVALUATOR = "evaluator"
    LEADERSHIP = "leadership"
    FINANCE = "finance"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One thing a role may do, as the refusal words it."""

    SEE_SERVICE_LEVELS = "see service levels"
    SEE_EVALUATIONS = "see evaluations"
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
    EDIT_PRICING = "edit offers, scenarios and invoices"
    EXPORT_REPORTS = "export reports"
    MANAGE_PEOPLE = "say who may do what"
    READ_AUDIT_LOG = "read the audit log"
    BACK_UP = "back up and restore the database"
    FILL_DEMONSTRATION = "fill a database with the demonstration practice"


_SEES = frozenset({Permission.SEE_SERVICE_LEVELS, Permission.SEE_EVALUATIONS})
_READS = _SEES | {Permission.SEE_PRICING, Permission.EXPORT_REPORTS}
GRANTED: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.EVALUATOR: _SEES | {Permission.SCORE_VENDORS},
    Role.LEADERSHIP: _READS
    | {
        Permission.DECIDE_ROUND,
        Permission.CORRECT_DENIALS,
        Permission.FOLLOW_UP,
        Permission.DECIDE_FINDINGS,
        Permission.CLOSE_MONTHS,
    },
    Role.FINANCE: _READS
    | {Permission.EDIT_PRICING, Permission.SETTLE_CREDITS, Permission.CLOSE_MONTHS},
    Role.AUDITOR: _READS | {Permission.SEE_PROGRESS, Permission.READ_AUDIT_LOG},
}


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


def may(person: Person, permission: Permission) -> bool:
    """Whether the person's role includes the permission."""
    return permission in GRANTED.get(person.role, frozenset())


def require(person: Person, permission: Permission) -> None:
    """Do nothing when the person may do this.

    Raises:
        NotAllowed: the role does not include it.
    """
    if not may(person, permission):
        raise NotAllowed(
            f"The role {person.role.value} may not {permission.value}; ask an administrator"
        )


def sees(person: Person, vendor: str) -> bool:
    """Whether a vendor, in any spelling, is among those the person may see."""
    return person.vendors is None or name_key(vendor) in person.vendors


def require_vendor(person: Person, vendor: str) -> None:
    """Do nothing when the person may see the vendor.

    Raises:
        NotAllowed: the vendor is not among the person's; a vendor that nobody knows is refused
            with the same words, so that the answer tells nothing.
    """
    if not sees(person, vendor):
        raise NotAllowed("This vendor is not among yours; ask an administrator")


def local_person() -> Person:
    """Whoever sits at this machine: an administrator while no sign-in is configured."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = "local"
    return Person(name, Role.ADMINISTRATOR)
