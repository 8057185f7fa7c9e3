"""Who talks to the app, for what is made outside of any run of a page.

A file that is made when somebody asks for it is made without a tab: the web server keeps the
recipe under a number, and hands it to whoever knows the number.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

claims: ContextVar[Mapping[str, object] | None] = ContextVar("claims", default=None)
"""What the provider said about whoever opened the tab that a message came from."""
