"""The channels that messages go to, and why an address may not be one.

An address is refused when it could make this server talk to another machine than it says, or read
a file: only the hosts of Slack and of Teams are written to, over TLS, at their one port and at
public addresses, redirects are not followed, and an address sets nothing but what is listed here.
A mail server may stand inside the practice's own network.

What people wrote arrives as they wrote it: no name is called and no link hides where it leads.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vendor_eval.errors import BadInput, Fault

if TYPE_CHECKING:
    from apprise import NotifyBase

Resolve = Callable[[str], Sequence[str]]

_MAIL = frozenset({"mailto", "mailtos"})
_SLACK_HOST = "hooks.slack.com"
# Where Teams takes messages from workflows, and nobody else can have a host.
_TEAMS_HOSTS = (".logic.azure.com", ".powerplatform.com")
_TEAMS_PORTS = (None, 443)
_PLAIN = frozenset({"image", "rto", "cto"})
# By the kind of channel: what an address may set. Left aside are files and pages to be fetched
# (template, pgppub) and, but for mail, what would undo a guard (port, redirect, verify, mode).
_SETTINGS = {
    "NotifyEmail": _PLAIN
    | {"to", "from", "name", "cc", "bcc", "reply", "smtp", "mode", "format"}
    | {"user", "pass", "password", "port", "verify"},
    "NotifySlack": _PLAIN | {"to", "token", "footer", "timestamp"},
    "NotifyWorkflows": _PLAIN
    | {"id", "workflow", "sig", "signature", "sp", "sv", "wrap"}
    | {"api-version", "ver", "pa", "powerautomate", "route", "routeid"},
}
_EXAMPLE = "write mailtos://..., slack://... or workflows://..."
# Public by their number, and leading elsewhere all the same: NAT64, 6to4, the IETF's own.
_ELSEWHERE = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "192.0.0.0/24"))
)


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent; plain text."""

    title: str
    body: str


def resolved(host: str) -> list[str]:
    """The addresses of ``host``, none where nobody knows it."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 443)]
    except OSError:
        return []


def check(urls: Sequence[str], resolve: Resolve = resolved) -> None:
    """Do nothing when every address may be written to.

    Raises:
        BadInput: with every address that may not; it is named by its number, because an address
            holds passwords.
    """
    faults = [
        Fault(f"VENDOR_EVAL_REMINDER_URLS, address {number}", what, mend)
        for number, url in enumerate(urls, start=1)
        for what, mend in _refusals(url, resolve)
    ]
    if faults:
        raise BadInput(faults)


def send(urls: Sequence[str], message: Message, resolve: Resolve = resolved) -> tuple[int, ...]:
    """Send ``message`` to each address; the numbers, from 1, of those that did not take it.

    Raises:
        BadInput: an address may not be written to; nothing was sent.
    """
    check(urls, resolve)
    return tuple(number for number, url in enumerate(urls, start=1) if not _is_taken(url, message))


def _is_taken(url: str, message: Message) -> bool:
    from apprise import Apprise, NotifyFormat

    # The channel that was checked: an address in text could be read as several.
    sender = Apprise(_channel(url))
    # Plain text is what each channel escapes in its own way.
    return bool(sender.notify(message.body, message.title, body_format=NotifyFormat.TEXT))


def _refusals(url: str, resolve: Resolve) -> Iterator[tuple[str, str]]:
    channel = _channel(url)
    if channel is None:
        yield "is no address of mail, Slack or Teams", _EXAMPLE
        return
    allowed = _SETTINGS.get(type(channel).__name__, frozenset())
    if not _settings(channel, url) <= allowed:
        yield "sets what no address may set", f"behind ? keep only {', '.join(sorted(allowed))}"
    elif urlsplit(url).scheme.lower() not in _MAIL:
        yield from _host_refusals(channel, resolve)


def _host_refusals(channel: NotifyBase, resolve: Resolve) -> Iterator[tuple[str, str]]:
    host = _host(channel)
    if host is None:
        yield "leads to a host that is neither Slack's nor Teams'", _EXAMPLE
        return
    if channel.port not in _TEAMS_PORTS:
        yield "names another port than 443", "leave the port out"
    found = resolve(host)
    if not found:
        yield "has a host that nobody knows here", "check the name, and the connection"
    elif not all(map(_is_public, found)):
        yield "leads into a private network", "check the name, and who answers for names here"


def _channel(url: str) -> NotifyBase | None:
    """The channel of an address of mail, Slack or Teams; None for any other."""
    from apprise import Apprise, AppriseAsset

    if urlsplit(url).scheme.lower() not in {*_MAIL, "slack", "workflow", "workflows"}:
        return None
    # What it logs names addresses, and addresses hold passwords.
    logging.getLogger("apprise").disabled = True
    asset = AppriseAsset(
        http_redirects=False, async_mode=False, image_url_mask="", image_url_logo=""
    )
    found: NotifyBase | None = Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    return found


def _settings(channel: NotifyBase, url: str) -> set[str]:
    """What an address sets, as the channel itself reads it."""
    return set((channel.parse_url(url) or {}).get("qsd", ()))


def _host(channel: NotifyBase) -> str | None:
    """The host that is written to, where it is one of the two's."""
    if type(channel).__name__ == "NotifySlack":
        return _SLACK_HOST
    host = str(channel.host).casefold()
    return host if host.endswith(_TEAMS_HOSTS) else None


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    inside = getattr(found, "ipv4_mapped", None) or found
    return (
        inside.is_global
        and not inside.is_multicast
        and not any(inside in network for network in _ELSEWHERE)
    )
