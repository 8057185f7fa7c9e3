"""Text as TOML writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def quoted(text: str) -> str:
    """A basic string of TOML: quotes, backslashes and control characters are escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_visible(letter) for letter in escaped) + '"'


def _visible(letter: str) -> str:
    control = letter < " " or letter == "\x7f"
    return f"\\u{ord(letter):04x}" if control else letter


def document(values: Mapping[str, Any]) -> str:
    """The file that TOML reads as ``values``.

    Tables and lists of tables of the file itself have lines of their own; all others are inline.
    """
    plain = {key: value for key, value in values.items() if not _is_section(value)}
    lines = [f"{key} = {_text(value)}" for key, value in plain.items()]
    for key, value in values.items():
        if key in plain:
            continue
        tables = [value] if isinstance(value, Mapping) else value
        head = f"[{key}]" if isinstance(value, Mapping) else f"[[{key}]]"
        for table in tables:
            lines += ["", head, *(f"{name} = {_text(one)}" for name, one in table.items())]
    return "\n".join(lines).lstrip("\n") + "\n"


def _is_section(value: Any) -> bool:
    is_list = isinstance(value, list | tuple)
    return isinstance(value, Mapping) or (
        is_list and bool(value) and all(isinstance(one, Mapping) for one in value)
    )


def _text(value: Any) -> str:
    """A value on one line, but for the tables of a list, which have a line each."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {_text(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if _is_section(value):
        return f"[{''.join(f'{chr(10)}  {_text(one)},' for one in value)}\n]"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else f"{value}"
