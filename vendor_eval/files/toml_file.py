"""TOML files that people write, taken whole or refused with every fault at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.names import spoken_of
from vendor_eval.files.toml_limits import (
    LARGEST_FILE,
    faults_of_text,
    faults_of_values,
    is_nested_deeply,
)
from vendor_eval.files.toml_table import TomlTable

Read = TypeVar("Read")


def read(text: str | bytes, name: str, built: Callable[[TomlTable], Read | None]) -> Read:
    """What ``built`` makes of a whole file.

    Args:
        text: the file's content.
        name: the file's name, for faults.
        built: None where a fault left too little to build from.

    Raises:
        BadInput: with every fault of the file; what looks like patient data comes alone, so that
            no other fault repeats it.
    """
    faults: list[Fault] = []
    shown = spoken_of(name)
    found = built(TomlTable(shown, "", _parsed(text, shown), faults))
    if faults or found is None:
        raise BadInput(faults)
    return found


def _parsed(text: str | bytes, name: str) -> dict[str, Any]:
    """The whole file as TOML; numbers with a point are `Decimal`.

    Raises:
        BadInput: too large, not UTF-8, not TOML, or with texts or numbers that nobody means; it
            names the line where that is known.
    """
    if len(text) > LARGEST_FILE:
        what = f"has more than {LARGEST_FILE:,} bytes"
        raise BadInput([Fault(name, what, "write it like the template")])
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1} is not UTF-8"
        raise BadInput([Fault(name, what, "save the file as UTF-8")]) from None
    found = _values(decoded, name)
    faults = [found] if isinstance(found, Fault) else list(faults_of_values(found, name))
    # Values say more of their place; what stands in comments or in a broken file has only lines.
    if not faults or isinstance(found, Fault):
        faults = list(faults_of_text(decoded, name)) or faults
    if faults or isinstance(found, Fault):
        raise BadInput(faults)
    return found


def _values(text: str, name: str) -> dict[str, Any] | Fault:
    """The values of the text, or why it has none."""
    deep = Fault(name, "is nested too deeply", "write it like the template")
    if is_nested_deeply(text):
        return deep
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return Fault(name, f"is not TOML: {error}", "mend that line")
    except (ValueError, ArithmeticError):
        return Fault(name, "has a number of too many digits", "write the number that is meant")
    except RecursionError:
        return deep
