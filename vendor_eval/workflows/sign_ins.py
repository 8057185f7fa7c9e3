"""Signing in and out: who acts with a sign-in, and what is remembered of it.

Nobody acts yet when these are asked, so they take what the provider said in place of a person.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping

from sqlmodel import Session

from vendor_eval.access import admission
from vendor_eval.access.admission import Admission, Grant, Known, Rules
from vendor_eval.access.identity import Identity, Refusal, identified
from vendor_eval.access.roles import Role
from vendor_eval.store import admissions, live_sessions, people
from vendor_eval.store.live_sessions import Live
from vendor_eval.workflows.deps import Deps

Claims = Mapping[str, object]


def admitted(deps: Deps, rules: Rules, claims: Claims) -> Admission | Refusal:
    """Who acts with these claims of an ID token, or why nobody does.

    Raises:
        StoreFailure: the database cannot be read; then nobody acts.
    """
    identity = identified(claims, rules.group_claim, rules.verified_claim)
    if isinstance(identity, Refusal):
        return identity
    with deps.store.reading() as session:
        known = _known(session, identity)
    return admission.admitted(identity, known, rules, time.time())


def came(deps: Deps, rules: Rules, claims: Claims, device: str) -> None:
    """Remember that somebody has signed in, whether or not they may act.

    Args:
        device: browser and system, in words of ours.

    Raises:
        StoreFailure: the database cannot be written.
    """
    identity = identified(claims, rules.group_claim, rules.verified_claim)
    if isinstance(identity, Refusal):
        return
    account = people.Account(identity.issuer, identity.subject, identity.mail, identity.name)
    with deps.store.writing(identity.mail) as session:
        found = admission.admitted(identity, _known(session, identity), rules, time.time())
        if isinstance(found, Admission):
            people.came(session, account, found.person.role.value, found.through)
            live_sessions.seen(session, _live(identity, rules, device))
        else:
            people.came(session, account, None, None)


def left(deps: Deps, rules: Rules, claims: Claims) -> None:
    """End this session for good, in every tab and for every copy of its cookie.

    Raises:
        StoreFailure: the database cannot be written.
    """
    identity = identified(claims, rules.group_claim, rules.verified_claim)
    if isinstance(identity, Refusal):
        return
    with deps.store.writing(identity.mail) as session:
        live_sessions.revoke(session, identity.session, _until(identity, rules))


def acted(deps: Deps, rules: Rules, claims: Claims, device: str) -> None:
    """Remember that somebody does something in this session, where they may.

    Args:
        device: browser and system, in words of ours.

    Raises:
        StoreFailure: the database cannot be written.
    """
    identity = identified(claims, rules.group_claim, rules.verified_claim)
    if isinstance(identity, Refusal):
        return
    with deps.store.writing(identity.mail) as session:
        found = admission.admitted(identity, _known(session, identity), rules, time.time())
        if isinstance(found, Admission) and found.is_news:
            live_sessions.seen(session, _live(identity, rules, device))


def _until(identity: Identity, rules: Rules) -> dt.datetime:
    # An hour more, because clocks differ.
    return dt.datetime.fromtimestamp(identity.signed_in_at + rules.longest_s + 3600, dt.UTC)


def _live(identity: Identity, rules: Rules, device: str) -> Live:
    return Live(
        fingerprint=identity.session,
        mail=identity.mail,
        begun_at=dt.datetime.fromtimestamp(identity.signed_in_at, dt.UTC),
        last_at=dt.datetime.now(dt.UTC),
        device=device,
        until=_until(identity, rules),
    )


def _known(session: Session, identity: Identity) -> Known:
    found = admissions.found(session, identity.mail, identity.session)
    said, owner = found.said, found.owner
    role = None if said.role is None else Role(said.role)
    return Known(
        revoked=found.is_revoked,
        grant=Grant(role, said.vendors, said.disabled, said.valid_after),
        account=None if owner is None else (owner.issuer, owner.subject),
        last_at=None if found.last_at is None else found.last_at.timestamp(),
    )
