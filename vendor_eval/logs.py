"""What the server's log says: one line an event, and nothing that came out of a file or a form.

Only our own words are written. Of what a library says it is told who said it and where, because
libraries repeat what they were given: a warning about a cell quotes the cell. Of an error it is
told what kind it is and through which of our lines it went, because its text quotes values too.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO

Format = Literal["text", "json"]
Level = Literal["info", "warning", "error"]

FIELDS = ("event", "person", "role", "address", "version")
"""What an event may carry beside its message, given as ``extra`` where it is logged."""

# The web server speaks of connections and never of what they carry.
_MAY_SPEAK = ("vendor_eval", "uvicorn")
_OURS = "vendor_eval"
_PACKAGE = Path(__file__).parent

logger = logging.getLogger(__name__)


def begin(form: Format, level: Level) -> None:
    """Send every line of this process to standard error, in this form, from this level on.

    Call it before libraries that write lines of their own are loaded.
    """
    lines = logging.StreamHandler()
    lines.setFormatter(_Json() if form == "json" else _Text())
    lines.addFilter(_worth_a_line)
    lines.setLevel(level.upper())
    logging.root.handlers = [lines]
    logging.root.setLevel(level.upper())
    logging.getLogger(_OURS).setLevel(level.upper())
    # A line that cannot be written would be told with all that was to stand in it.
    logging.raiseExceptions = False
    logging.setLoggerClass(_OneWay)
    warnings.showwarning = _warned
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _passed_over


class _OneWay(logging.Logger):
    """A logger whose lines go where all lines go, whatever its library arranges."""

    def callHandlers(self, record: logging.LogRecord) -> None:  # noqa: N802 - a name of logging
        logging.root.callHandlers(record)


class _Text(logging.Formatter):
    """When (UTC), how grave, from where, and what."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for people."""
        known = _told(record)
        error = known.get("error")
        second = f"{known['time'][:19]}Z"
        words = [second, record.levelname, known["logger"], known["message"]]
        if error is not None:
            words.append(f"[{error['type']} at {', '.join(error['places'])}]")
        return " ".join("".join(one if one.isprintable() else " " for one in w) for w in words)


class _Json(logging.Formatter):
    """One object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """The same as JSON."""
        return json.dumps(_told(record))


def _told(record: logging.LogRecord) -> dict[str, Any]:
    """What is written of an event, by name."""
    moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
    told: dict[str, Any] = {
        "time": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z",
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": _message(record),
        "process": record.process,
    }
    told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    error = record.exc_info[1] if record.exc_info else None
    return told if error is None else told | {"error": _error(error)}


def _message(record: logging.LogRecord) -> str:
    """The event in words; of a library that may not speak, where it wanted to."""
    if record.name.partition(".")[0] in _MAY_SPEAK:
        return record.getMessage()
    return f"a library said something, {record.module}:{record.lineno} {record.funcName}"


def _error(error: BaseException) -> dict[str, Any]:
    """The kind of an error and of those that led to it, and through which places it went."""
    led = error.__cause__ or error.__context__
    kinds = [type(one).__name__ for one in (error, led) if one is not None]
    return {"type": " from ".join(kinds), "places": list(_places(error.__traceback__))}


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Our own lines that the error went through, and where it began."""
    frames = traceback.extract_tb(trace)
    for at, frame in enumerate(frames):
        file = Path(frame.filename)
        if file.is_relative_to(_PACKAGE):
            yield f"{_OURS}/{file.relative_to(_PACKAGE)}:{frame.lineno} {frame.name}"
        elif at == len(frames) - 1:
            yield f"{file.name}:{frame.lineno} {frame.name}"


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Whether it is our own, or a library's and of weight."""
    return record.name.partition(".")[0] == _OURS or record.levelno >= logging.WARNING


def _warned(  # noqa: PLR0913, PLR0917 - the signature is Python's
    message: Warning | str,  # noqa: ARG001 - may quote what was read
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001 - lines go one way only
    line: str | None = None,  # noqa: ARG001 - is the code that warned, values and all
) -> None:
    """Tell of a library's warning by its kind and place."""
    place = f"{Path(filename).name}:{lineno}"
    logger.warning("a library warned of %s at %s", category.__name__, place)


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of what ends the process."""
    logger.critical("the server ended", exc_info=(kind, error, trace))


def _thread_ended(told: threading.ExceptHookArgs) -> None:
    """Tell of what ended a thread."""
    logger.error("a thread ended", exc_info=told.exc_value)


def _passed_over(told: Any) -> None:
    """Tell of what went wrong where nobody could be told."""
    logger.error("an error was passed over", exc_info=told.exc_value)
