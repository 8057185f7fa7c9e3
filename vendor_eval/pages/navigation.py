"""The menu, who acts, and the frame around the page that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from vendor_eval.access.roles import Person, Role, may, require
from vendor_eval.errors import VendorEvalError
from vendor_eval.pages import places, session, signed_in
from vendor_eval.pages.menu import PAGES, Entry
from vendor_eval.pages.parts import own_sessions, own_vendors
from vendor_eval.pages.parts.saving import say_saved
from vendor_eval.pages.words import literal

# Drawn here: a named icon in the tab would be fetched from a server elsewhere.
_ICON = """<svg viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#1f5f8b"/>
<path d="M5 9l3 3 6-6M5 18h14" fill="none" stroke="#fff" stroke-width="2.5"/></svg>"""


def show() -> None:
    """Draw the navigation and the page that was asked for."""
    st.set_page_config(page_title="Vendor evaluation", layout="wide", page_icon=_ICON)
    try:
        session.begin()
        demonstration = session.practice().synthetic
        over = session.refusal()
    except VendorEvalError as error:
        st.title("The app cannot start")
        st.error(literal(str(error)))
        return
    if over is not None:
        _pages(lambda _: partial(signed_in.say_over, over), None).run()
        return
    st.logo(":material/rule:")
    chosen = _pages(lambda entry: partial(_framed, entry), session.person())
    st.set_page_config(page_title=f"{chosen.title} - Vendor evaluation")
    places.enter(chosen.url_path)
    with st.sidebar:
        _say_who(demonstration=demonstration)
    say_saved()
    chosen.run()


def _pages(drawn: Callable[[Entry], Callable[[], None]], acting: Person | None) -> StreamlitPage:
    """The page that was asked for, with the menu beside it.

    Args:
        drawn: what draws an entry.
        acting: who sees the menu; None for no menu.
    """
    sections: dict[str, list[StreamlitPage]] = {}
    pages: dict[str, StreamlitPage] = {}
    for entry in PAGES:
        visible = acting is not None and may(acting, entry.permission)
        # Every page stays registered: an address that nobody knows opens a box, not a sentence.
        page = st.Page(
            drawn(entry),
            title=entry.title,
            icon=f":material/{entry.icon}:",
            url_path=entry.path or None,
            default=not entry.path,
            visibility="visible" if visible else "hidden",
            help=entry.help,
        )
        pages[entry.path] = page
        sections.setdefault(entry.section, []).append(page)
    places.register(pages)
    return st.navigation(sections, expanded=True, position="sidebar" if acting else "hidden")


def _framed(entry: Entry) -> None:
    """The page, or the sentence that says why not; nobody ever sees a traceback."""
    try:
        require(session.person(), entry.permission)
        own_vendors.say()
        places.expect(entry.help)
        entry.draw()
    except VendorEvalError as error:
        st.error(literal(str(error)))


def _say_who(*, demonstration: bool) -> None:
    sign_in = signed_in.configured()
    if sign_in is not None:
        signed_in.say_who(session.person())
        own_sessions.offer(sign_in)
        signed_in.offer_way_out()
        signed_in.watch(session.refusal)
    elif not demonstration:
        st.caption(literal(f"{session.person().name}, {session.person().role.value}"))
    else:
        st.selectbox(
            "Look at it as",
            [role.value for role in Role],
            key=session.ROLE_KEY,
            persist_state="session",
            help="The demonstration can be seen in each role. Its figures are synthetic.",
        )
