"""What somebody signed in with, in words for people to recognise it by.

Browsers describe themselves at length and pass for each other; the words here are all that is kept
of it, so that nothing that somebody else wrote is ever shown.
"""

from __future__ import annotations

# The first that fits counts: those that pass for others stand before them.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """Browser and system, such as "Firefox on Windows"; an iPad may say that it is a Mac.

    Args:
        user_agent: the request's header; empty where there is none.
    """
    browser, system = (_first(known, user_agent) for known in (_BROWSERS, _SYSTEMS))
    return f"{browser or 'Another browser'} on {system or 'another system'}"


def _first(known: tuple[tuple[str, str], ...], user_agent: str) -> str | None:
    return next((word for sign, word in known if sign in user_agent), None)
