"""Who signed in, from what the provider of the sign-in says about them.

A provider's word is taken for four things: which account it is, its mail address and that this is
verified, when it signed in, and its groups. What is missing or of another kind is no sign-in.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from vendor_eval.naming import fault_of, printable

_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LONGEST_MAIL = 254
# What the web server adds to the provider's claims; the rest tells one sign-in from another.
_ADDED = frozenset({"is_logged_in", "origin", "tokens"})


class Refusal(Enum):
    """Why somebody may not come in, and what mends it, both as sentences."""

    NOBODY = ("You are not signed in.", "Sign in.")
    INCOMPLETE = (
        "The sign-in did not say who you are.",
        "Whoever runs the sign-in has to send the mail address with the ID token.",
    )
    UNVERIFIED = (
        "Your mail address is not verified.",
        "Verify it where you sign in, then sign in again.",
    )
    EXPIRED = ("Your session has ended.", "Sign in again.")
    SIGNED_OUT = ("This session was signed out.", "Sign in again.")
    IDLE = ("Nothing was done for too long.", "Sign in again.")
    DISABLED = ("Your access has been taken back.", "Ask an administrator of this app.")
    OTHER_ACCOUNT = (
        "Another account has signed in with your mail address before.",
        "Ask an administrator of this app to let your account take its place.",
    )
    NO_ROLE = (
        "You have no access yet.",
        "Ask an administrator of this app to give your mail address a role.",
    )

    @property
    def said(self) -> str:
        """What is the matter."""
        return str(self.value[0])

    @property
    def mend(self) -> str:
        """What to do about it."""
        return str(self.value[1])


@dataclass(frozen=True, slots=True)
class Identity:
    """One sign-in of one account.

    Attributes:
        issuer: which provider says so; with ``subject`` it names the account for good.
        mail: verified, in lower case.
        name: for people to read; the mail address where the provider tells none.
        groups: in the provider's order.
        signed_in_at: seconds since 1970, UTC.
        session: tells this sign-in from every other; nobody can sign in with it.
    """

    issuer: str
    subject: str
    mail: str
    name: str
    groups: tuple[str, ...]
    signed_in_at: int
    session: str


def identified(
    claims: Mapping[str, object], group_claim: str, verified_claim: str = "email_verified"
) -> Identity | Refusal:
    """Who the claims of an ID token are about, or why they are about nobody.

    Args:
        group_claim: the claim with the account's groups, a text or a list of texts.
        verified_claim: the claim that has to be true for the mail address to count.
    """
    issuer, subject, mail = (claims.get(name) for name in ("iss", "sub", "email"))
    at = claims.get("iat")
    if not (issuer and subject and isinstance(issuer, str) and isinstance(subject, str)):
        return Refusal.INCOMPLETE
    if not isinstance(mail, str) or not is_mail(mail) or type(at) is not int:
        return Refusal.INCOMPLETE
    if claims.get(verified_claim) is not True:
        return Refusal.UNVERIFIED
    return Identity(
        issuer=issuer,
        subject=subject,
        mail=mail.lower(),
        name=_name(claims) or mail.lower(),
        groups=_groups(claims.get(group_claim)),
        signed_in_at=at,
        session=fingerprint(claims),
    )


def is_mail(text: str) -> bool:
    """Whether a text is a mail address that can stand beside a change as who made it."""
    return len(text) <= _LONGEST_MAIL and bool(_MAIL.fullmatch(text)) and fault_of(text) is None


def _name(claims: Mapping[str, object]) -> str:
    name = claims.get("name")
    return printable(name).strip() if isinstance(name, str) else ""


def _groups(told: object) -> tuple[str, ...]:
    each = told if isinstance(told, list) else [told]
    return tuple(one.strip() for one in each if isinstance(one, str) and one.strip())


def fingerprint(claims: Mapping[str, object]) -> str:
    """The same for every copy of a cookie, however it is written; other than the cookie itself."""
    told = {name: value for name, value in claims.items() if name not in _ADDED}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
