"""Text as TOML writes it."""

from __future__ import annotations


def quoted(text: str) -> str:
    """A basic string of TOML: quotes, backslashes and control characters are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_visible(letter) for letter in escaped) + '"'


def _visible(letter: str) -> str:
    control = letter < " " or letter == "\x7f"
    return f"\\u{ord(letter):04x}" if control else letter
