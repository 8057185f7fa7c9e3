"""A practice behind its sign-in, served once for every test that only knocks at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.browser import COMMAND, served
from tests.e2e.conftest import browser  # noqa: F401 - a fixture, asked for by its name
from tests.trust.signing_in import ADMINISTRATOR, Practice, behind_sign_in, provider


@pytest.fixture(scope="session")
def idp() -> Iterator[str]:
    """A provider at which some people can sign in."""
    with provider(
        {"email": ADMINISTRATOR, "name": "Ada Moreno"},
        {"email": "finn@example.org", "name": "Finn", "groups": ["Billing"]},
        {"email": "nora@example.org", "name": "Nora"},
        {"email": "eve@example.org", "name": "Eve", "email_verified": False},
    ) as address:
        yield address


@pytest.fixture(scope="session")
def gate(
    tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path, idp: str
) -> Iterator[Practice]:
    """A practice behind sign-in; each test signs in with a mail address of its own.

    Nobody comes in by the provider: an account belongs to whom it said that came first.
    """
    with behind_sign_in(tmp_path_factory.mktemp("gate"), empty_sqlite, idp) as served:
        yield served


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app without sign-in."""
    folder = tmp_path_factory.mktemp("local")
    kept = {name: one for name, one in os.environ.items() if not name.startswith("VENDOR_EVAL_")}
    ours = {
        "VENDOR_EVAL_DATABASE_URL": f"sqlite:///{folder / 'store.sqlite'}",
        "VENDOR_EVAL_AUDIT_KEY_FILE": str(folder / "audit-key"),
    }
    with served([COMMAND, "serve", "--port"], folder, kept | ours) as address:
        yield address
