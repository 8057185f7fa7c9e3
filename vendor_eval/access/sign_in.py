"""The settings of sign-in: whole and sound, or every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr

from vendor_eval.access.admission import Rules
from vendor_eval.access.roles import Role
from vendor_eval.errors import Fault

PREFIX = "VENDOR_EVAL_"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SHORTEST_SECRET = 32
_LONGEST_HOURS = 12
_USUAL_IDLE_MINUTES = 60
# Without each of these there is no sign-in; `public_address` is of use without it too.
_NEEDED = ("oidc_metadata_url", "oidc_client_id", "oidc_client_secret", "cookie_secret")
_OF_SIGN_IN = (*_NEEDED, "oidc_group_roles", "first_administrator", "allowed_hosts")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in.

    Attributes:
        metadata_url: of the provider's OpenID configuration.
        scopes: what is asked for, with blanks between.
    """

    metadata_url: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign-in, configured whole.

    Attributes:
        address: of the app as people open it, without a path.
        cookie_secret: what cookies are signed with.
        hosts: the names by which the app may be asked for, in lower case.
    """

    address: str
    provider: Provider
    cookie_secret: str = field(repr=False)
    hosts: frozenset[str]
    rules: Rules


class SignInSettings(BaseModel):
    """What an operator can set about who comes in.

    Attributes:
        address: where the server listens; loopback only, until sign-in is configured.
        public_address: of the app as people open it: for links in reminders, and where the
            provider of the sign-in sends people back to; empty for none.
        oidc_metadata_url: of the provider's OpenID configuration.
        oidc_scopes: what is asked of the provider, with blanks between.
        oidc_group_claim: the claim of the ID token with a person's groups.
        oidc_verified_claim: the claim that has to be true for a mail address to count.
        oidc_group_roles: ``group=role``, with semicolons between; the first that fits counts.
        cookie_secret: what cookies are signed with, at least 32 bytes.
        session_hours: how long a session lasts.
        idle_minutes: how long it may do nothing.
        allowed_hosts: names by which the app may be asked for beside its public one, with blanks
            between.
        first_administrator: a mail address that is an administrator's unless the table says
            otherwise.
    """

    address: str = "127.0.0.1"
    public_address: str = ""
    oidc_metadata_url: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scopes: str = "openid email profile"
    oidc_group_claim: str = "groups"
    oidc_verified_claim: str = "email_verified"
    oidc_group_roles: str = ""
    cookie_secret: SecretStr = SecretStr("")
    session_hours: float = Field(default=_LONGEST_HOURS, gt=0, le=_LONGEST_HOURS)
    idle_minutes: float = Field(default=_USUAL_IDLE_MINUTES, gt=0, le=_LONGEST_HOURS * 60)
    allowed_hosts: str = ""
    first_administrator: str = ""

    def sign_in(self) -> SignIn | None:
        """Sign-in as it is set; None where nothing of it is. Ask `sign_in_faults` before."""
        if not self._set(*_NEEDED):
            return None
        address = self.public_address.strip().rstrip("/")
        hosts = {(urlsplit(address).hostname or "").lower(), *self.allowed_hosts.lower().split()}
        return SignIn(
            address=address,
            provider=Provider(
                self.oidc_metadata_url,
                self.oidc_client_id,
                self.oidc_client_secret.get_secret_value(),
                self.oidc_scopes,
            ),
            cookie_secret=self.cookie_secret.get_secret_value(),
            hosts=frozenset({*hosts, *LOOPBACK}),
            rules=Rules(
                group_claim=self.oidc_group_claim,
                verified_claim=self.oidc_verified_claim,
                group_roles=tuple(_pairs(self.oidc_group_roles)),
                longest_s=int(self.session_hours * 3600),
                idle_s=self.idle_minutes * 60,
                first_administrator=self.first_administrator.strip().lower(),
            ),
        )

    def sign_in_faults(self) -> Iterator[Fault]:
        """Everything that is missing or wrong; no value is repeated."""
        if not self._set(*_OF_SIGN_IN):
            if self.address not in LOOPBACK:
                yield _fault(
                    "address",
                    "is not a loopback address; without sign-in everybody who reaches the server "
                    "would be an administrator, so use 127.0.0.1",
                )
            return
        for name in (*_NEEDED, "public_address"):
            if name not in self._set(name):
                yield _fault(name, "is missing, and sign-in is only half configured without it")
        yield from self._address_faults()
        yield from self._secret_faults()
        yield from self._who_faults()

    def _set(self, *names: str) -> list[str]:
        """Those of ``names`` that have a value."""
        values = {name: getattr(self, name) for name in names}
        return [
            name
            for name, one in values.items()
            if (one.get_secret_value() if isinstance(one, SecretStr) else one).strip()
        ]

    def _address_faults(self) -> Iterator[Fault]:
        for name in self._set("public_address", "oidc_metadata_url"):
            if not _is_safe_address(getattr(self, name)):
                yield _fault(name, "is not an address that begins with https://")
        if urlsplit(self.public_address.strip()).path.strip("/"):
            yield _fault("public_address", "has a path; sign-in needs the app at the top of a host")
        if any(set(name) & set("/*:") for name in self.allowed_hosts.split()):
            yield _fault("allowed_hosts", "holds more than names of hosts with blanks between them")

    def _secret_faults(self) -> Iterator[Fault]:
        secret = self.cookie_secret.get_secret_value()
        if secret and len(secret.encode()) < _SHORTEST_SECRET:
            yield _fault("cookie_secret", f"has fewer than {_SHORTEST_SECRET} bytes; draw it")
        if "openid" not in self.oidc_scopes.split():
            yield _fault("oidc_scopes", 'does not hold "openid", without which nobody signs in')

    def _who_faults(self) -> Iterator[Fault]:
        roles = [role for _, role in _pairs(self.oidc_group_roles)]
        if len(roles) < len(_entries(self.oidc_group_roles)):
            known = ", ".join(Role)
            yield _fault("oidc_group_roles", f'is not "group=role" with one of the roles {known}')
        mail = self.first_administrator.strip()
        if mail and not (mail.count("@") == 1 and len(mail.split()) == 1):
            yield _fault("first_administrator", "is not a mail address")
        if not mail and Role.ADMINISTRATOR not in roles:
            yield _fault(
                "first_administrator",
                "is missing, and no group makes an administrator: nobody could give access",
            )


def _fault(name: str, what: str) -> Fault:
    return Fault(PREFIX + name.upper(), what, "set it otherwise or leave it unset")


def _entries(text: str) -> list[str]:
    return [one for one in map(str.strip, text.split(";")) if one]


def _pairs(text: str) -> Iterator[tuple[str, Role]]:
    """The group and the role of each entry that has both; names of groups may hold ``=``."""
    for entry in _entries(text):
        group, _, role = entry.rpartition("=")
        if group.strip() and role.strip() in set(Role):
            yield group.strip(), Role(role.strip())


def _is_safe_address(text: str) -> bool:
    """Whether it is an address over TLS, or one of this machine."""
    try:
        parts = urlsplit(text.strip())
        _ = parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return safe and bool(parts.hostname) and parts.username is None and not parts.query
