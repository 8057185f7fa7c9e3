"""What the commands share: exit statuses, files named on the line, and the two streams.

With ``--json`` standard output carries one JSON document and nothing else; whatever is said
beside it goes to standard error.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.errors import BadInput, Fault, NotFound
from vendor_eval.quantities import Month

if TYPE_CHECKING:
    from vendor_eval.settings import Settings
    from vendor_eval.workflows.deps import Deps
    from vendor_eval.workflows.readings import Message

FINE, BREACH_FOUND, BAD_INPUT, NOT_FOUND = 0, 1, 2, 3

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


def print_json(document: Any) -> None:
    """Write the one document of a command."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def contents(*paths: Path) -> list[bytes]:
    """The content of each file named on the command line.

    Raises:
        NotFound: there are no such files; all of them are named.
        BadInput: one is there and cannot be read.
    """
    missing = [f"{path}: there is no such file" for path in paths if not path.exists()]
    if missing:
        raise NotFound("\n".join(missing))
    return [_bytes_of(path) for path in paths]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            [Fault(str(path), f"cannot be read ({error.strerror})", "name a readable file")]
        ) from None


def write(out: Path, content: bytes) -> None:
    """Write a file named on the command line.

    Raises:
        NotFound: its folder does not exist.
        BadInput: it cannot be written.
    """
    try:
        out.write_bytes(content)
    except FileNotFoundError:
        raise NotFound(f"{out.parent}: there is no such folder") from None
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise BadInput([Fault(str(out), what, "name a file that can be written")]) from None


def hand_out(deps: Deps, out: Path, content: bytes) -> None:
    """Write a file of what is stored; the audit log says who took it, before anybody has it.

    Raises:
        NotFound, BadInput: as `write`.
        StoreFailure: the audit log cannot be written, and so nothing is handed out.
    """
    from vendor_eval.workflows import audit

    audit.taken(deps, local_person(), out.name)
    write(out, content)


def database(*, demo: bool = False) -> tuple[Settings, str]:
    """The settings of this process and the address of its database."""
    from vendor_eval import settings

    chosen = settings.current()
    return chosen, settings.database_url(chosen, demo=demo)


def month_named(text: str, option: str) -> Month:
    """A month given as an option.

    Raises:
        BadInput: it is not written as 2026-03.
    """
    try:
        return Month.parse(text)
    except ValueError:
        fault = Fault(option, f"{text!r} is not a month", "write it as 2026-03")
        raise BadInput([fault]) from None


def day_named(text: str, option: str) -> dt.date:
    """A day given as an option.

    Raises:
        BadInput: it is not written as 2026-03-31.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        fault = Fault(option, f"{text!r} is not a date", "write it as 2026-03-31")
        raise BadInput([fault]) from None


def say_messages(messages: Iterable[Message]) -> None:
    """What was assumed in reading a file, on standard error."""
    for message in messages:
        where = f"line {message.line}: " if message.line else ""
        sys.stderr.write(f"{where}{message.text} [{message.code}]\n")
