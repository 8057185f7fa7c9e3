"""Whether somebody who signed in may act here, and in which role; denied by default.

A person has one role. What an administrator gave the mail address in the table wins; then the
setting of the first administrator; then the first group, in the operator's order, that the person
is in. To which vendors a person is limited stands in the table alone, and holds for a role by
group too; administrators see every vendor.
"""

from __future__ import annotations

from dataclasses import dataclass

from vendor_eval.access.identity import Identity, Refusal
from vendor_eval.access.roles import Person, Role

# Clocks differ: a sign-in may seem to lie this many seconds ahead.
_AHEAD_S = 300
# When somebody last did something is kept no finer than this, nor than a part of the idle time.
_COARSE_S = 60
_COARSE_PART = 60


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator has set about who comes in.

    Attributes:
        group_claim: the claim with a person's groups.
        verified_claim: the claim that has to be true for a mail address to count.
        group_roles: groups and the role each gives; the first that fits counts.
        longest_s: how long a session lasts, in seconds.
        idle_s: how long it may do nothing, in seconds.
        first_administrator: a mail address in lower case; empty for none.
    """

    group_claim: str = "groups"
    verified_claim: str = "email_verified"
    group_roles: tuple[tuple[str, Role], ...] = ()
    longest_s: int = 12 * 3600
    idle_s: float = 3600
    first_administrator: str = ""

    @property
    def coarse_s(self) -> float:
        """What has to lie between two actions for the second to be kept, in seconds.

        Who acts all the time may thus be signed out that much too early, and never too late.
        """
        return min(_COARSE_S, self.idle_s / _COARSE_PART)


@dataclass(frozen=True, slots=True)
class Grant:
    """What the table says about a mail address.

    Attributes:
        role: None where groups decide.
        vendors: keys of the vendors the person is limited to; None for all.
        disabled: whether nobody may come in with this mail address.
        valid_after: sessions begun before it, in seconds since 1970, are over; 0 for none.
    """

    role: Role | None = None
    vendors: frozenset[str] | None = None
    disabled: bool = False
    valid_after: float = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored about somebody who signed in.

    Attributes:
        revoked: whether this very session was signed out.
        account: issuer and subject that signed in with the mail address before; None for nobody.
        last_at: when somebody did something in this session, in seconds since 1970; None where
            nobody has yet.
    """

    revoked: bool = False
    grant: Grant | None = None
    account: tuple[str, str] | None = None
    last_at: float | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody who may act.

    Attributes:
        through: what gave the role, as words.
        is_news: whether it is time to keep that the person acts.
    """

    person: Person
    through: str
    is_news: bool


def admitted(identity: Identity, known: Known, rules: Rules, now: float) -> Admission | Refusal:
    """Who acts with this sign-in, or why nobody does.

    Args:
        now: seconds since 1970, UTC.
    """
    grant = known.grant or Grant()
    if not -_AHEAD_S <= now - identity.signed_in_at < rules.longest_s:
        return Refusal.EXPIRED
    if known.account not in (None, (identity.issuer, identity.subject)):
        return Refusal.OTHER_ACCOUNT
    if grant.disabled:
        return Refusal.DISABLED
    rested = None if known.last_at is None else now - known.last_at
    ended = _ended(identity, known, rules, rested)
    if ended is not None:
        return ended
    found = role_of(identity, grant, rules)
    if found is None:
        return Refusal.NO_ROLE
    role, through = found
    vendors = None if role is Role.ADMINISTRATOR else grant.vendors
    is_news = rested is None or rested >= rules.coarse_s
    return Admission(Person(identity.mail, role, vendors), through, is_news)


def _ended(identity: Identity, known: Known, rules: Rules, rested: float | None) -> Refusal | None:
    """What has ended the session before its time.

    Args:
        rested: seconds since the last action; None where there was none.
    """
    valid_after = 0 if known.grant is None else known.grant.valid_after
    if known.revoked or identity.signed_in_at < valid_after:
        return Refusal.SIGNED_OUT
    return Refusal.IDLE if rested is not None and rested > rules.idle_s else None


def role_of(identity: Identity, grant: Grant, rules: Rules) -> tuple[Role, str] | None:
    """The person's role and what gave it; None where nothing does."""
    if grant.role is not None:
        return grant.role, "given here"
    if rules.first_administrator and identity.mail == rules.first_administrator:
        return Role.ADMINISTRATOR, "setting of the first administrator"
    mine = frozenset(identity.groups)
    return next(
        ((role, f"group {group}") for group, role in rules.group_roles if group in mine), None
    )
