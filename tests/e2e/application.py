"""The app in this process, page by page, without a browser."""

from __future__ import annotations

import datetime as dt
import html
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from vendor_eval.access.roles import Role
from vendor_eval.audit.chain import EVERYBODYS
from vendor_eval.pages.menu import PAGES

TODAY = dt.date(2026, 11, 21)
PATHS = [page.path for page in PAGES]
APP = Path(__file__).parents[2] / "app.py"


@contextmanager
def configured(url: str) -> Iterator[None]:
    """Let the app of this process use the SQLite file at ``url``, and forget it afterwards.

    Keys of claims lie beside it.
    """
    beside = Path(url.removeprefix("sqlite:///")).with_name("claim-keys.json")
    with pytest.MonkeyPatch.context() as environment:
        for name in os.environ:
            if name.startswith("VENDOR_EVAL_"):
                environment.delenv(name)
        environment.setenv("VENDOR_EVAL_DATABASE_URL", url)
        environment.setenv("VENDOR_EVAL_TODAY", str(TODAY))
        environment.setenv("VENDOR_EVAL_CLAIM_KEYS", str(beside))
        environment.setenv("VENDOR_EVAL_AUDIT_KEY", EVERYBODYS.secret.hex())
        st.cache_resource.clear()
        yield
        st.cache_resource.clear()


@cache
def _components() -> BidiComponentManager:
    """What installed packages bring for pages: nothing; to find out takes longer than a page."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def _opened() -> AppTest:
    test = AppTest.from_file(APP, default_timeout=30)
    # It would look through every installed package again.
    test._bidi_component_manager = _components()
    return test


@dataclass(slots=True)
class Application:
    """One visitor's session of the app.

    Attributes:
        role: looked at in this role; None for the local person's own.
    """

    role: Role | None = None
    test: AppTest = field(default_factory=_opened)

    def show(self, path: str = "", query: Mapping[str, str] | None = None) -> AppTest:
        """Open the page at ``path`` with these filters in its address."""
        if self.role is not None:
            self.test.session_state["role"] = self.role.value
        for name, value in (query or {}).items():
            self.test.query_params[name] = value
        # Pages are functions here, which `switch_page` cannot name.
        self.test._page_hash = calc_hash(path) if path else ""
        return self.test.run()


def said(test: AppTest) -> str:
    """Every word of the page that stands outside its tables, as people read it.

    What keeps a browser from making links of addresses has no width, and is left out.
    """
    kinds = (
        test.title,
        test.header,
        test.markdown,
        test.text,
        test.caption,
        test.error,
        test.warning,
        test.success,
        test.page_link,
    )
    words = "\n".join(html.unescape(str(one.value)) for kind in kinds for one in kind)
    return words.replace("\u2060", "")


def tables(test: AppTest) -> str:
    """Every cell of the page's tables."""
    return "\n".join(one.value.to_csv(index=False) for one in test.dataframe)
