"""The gate, put together around the app: outside first, each layer in front of the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vendor_eval.access.roles import Person
from vendor_eval.access.sign_in import LOOPBACK, SignIn
from vendor_eval.pages.gate.asgi import App, Receive, Scope, Send
from vendor_eval.pages.gate.attachments import PERSON, Attachments, Taken
from vendor_eval.pages.gate.cookies import Cookies
from vendor_eval.pages.gate.entrance import Doors, Entrance
from vendor_eval.pages.gate.headers import Headers
from vendor_eval.pages.gate.hosts import Hosts
from vendor_eval.pages.gate.probes import Probes
from vendor_eval.pages.gate.sightings import Sightings


def without_sign_in(
    app: App, person: Callable[[], Person], taken: Taken, *, ready: Callable[[], str]
) -> App:
    """The app for whoever sits at this machine, and for nobody who asks under another name."""
    local = AtThisMachine(Attachments(app, taken), person)
    return Headers(Hosts(Probes(local, ready), LOOPBACK))


def with_sign_in(
    app: App, sign_in: SignIn, doors: Doors, taken: Taken, *, ready: Callable[[], str]
) -> App:
    """The app for those who have signed in and may come in."""
    entrance = Entrance(Attachments(app, taken), sign_in, doors, Sightings(doors.acted))
    over_tls = sign_in.address.startswith("https:")
    probes = Probes(Cookies(entrance, sign_in), ready)
    return Headers(Hosts(probes, sign_in.hosts), over_tls=over_tls)


@dataclass(frozen=True, slots=True)
class AtThisMachine:
    """Says of every request that the local person asks."""

    app: App
    person: Callable[[], Person]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        scope[PERSON] = self.person()
        await self.app(scope, receive, send)
