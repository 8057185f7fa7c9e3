"""The pages that are shown in place of the app: signed out, not let in, sign-in that failed."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from vendor_eval.access.identity import Refusal

_STYLE = """
body { font: 15px/1.5 "Source Sans", system-ui, sans-serif;
       color: #111827; background: #fff; margin: 0 }
main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem }
a { display: inline-block; margin: 1rem .75rem 0 0; padding: .45rem .9rem; border-radius: 6px;
    border: 1px solid #d6dce5; color: inherit; text-decoration: none }
a:first-of-type { background: #1f5fae; border-color: #1f5fae; color: #fff }
@media (prefers-color-scheme: dark) {
  body { color: #e6ebf2; background: #12171f }
  a { border-color: #303a48 }
}
"""
_SIGN_IN = ("/", "Sign in")
_SIGN_OUT = ("/auth/logout", "Sign out")


def signed_out() -> str:
    """Somebody has signed out."""
    return _page("You are signed out", "Every tab of this app is signed out too.", _SIGN_IN)


def failed() -> str:
    """Somebody came back from the provider without being signed in."""
    return _page(
        "The sign-in did not work",
        "It was cut short, or took too long. If it happens again, tell whoever runs this app; "
        "its log says more.",
        ("/", "Try again"),
    )


def refused(refusal: Refusal, mail: str) -> str:
    """Somebody has signed in and may not come in.

    Args:
        mail: the address the person has signed in with; empty where none is told.
    """
    who = f" You have signed in as {mail}." if mail else ""
    return _page(refusal.said.rstrip("."), f"{refusal.mend}{who}", ("/", "Try again"), _SIGN_OUT)


def _page(title: str, said: str, *links: tuple[str, str]) -> str:
    ways = "".join(f'<a href="{escape(to)}">{escape(label)}</a>' for to, label in links)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_typeface()}{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(said)}</p>{ways}</main></body></html>"
    )


@cache
def _typeface() -> str:
    """The typeface of the app, from the file that the app itself is shown in.

    Its name changes with every version of the interface; without it the pages take the system's.
    """
    media = files("streamlit") / "static" / "static" / "media"
    found = [one.name for one in media.iterdir() if one.name.startswith("SourceSansVF-Upright")]
    return "".join(
        f'@font-face {{ font-family: "Source Sans"; font-weight: 200 900; '
        f"src: url(/static/media/{name}) }}"
        for name in found
    )
