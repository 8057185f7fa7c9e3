"""Documents that support an answer: what they are, told by their bytes.

They are kept and handed out as they came; nothing here opens one.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType

from vendor_eval.errors import BadInput, Fault

MAX_BYTES = 10_000_000
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ZIP = b"PK\x03\x04"
_TEXT = b""
"""No beginning tells a text; it is one when all of it can be read."""

# Media type and first bytes, by the ending of the name.
_KINDS = MappingProxyType(
    {
        ".pdf": ("application/pdf", b"%PDF-"),
        ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
        ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
        ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
        ".docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
        ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
        ".txt": ("text/plain", _TEXT),
        ".csv": ("text/csv", _TEXT),
    }
)


def media_type_of(content: bytes, name: str) -> str:
    """The media type of a document, where its bytes are what its name says.

    Args:
        name: only its ending is looked at; it may be a path that somebody made up.

    Raises:
        BadInput: it is empty, too large, of a kind that is not kept, or not what it says.
    """
    if not content:
        raise BadInput([Fault("file", "is empty", "hand in the document itself")])
    if len(content) > MAX_BYTES:
        what = f"has more than {MAX_BYTES // 1_000_000} MB"
        raise BadInput([Fault("file", what, "hand in the pages that matter, or a link")])
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending not in _KINDS:
        mend = f"save it as one of {', '.join(_KINDS)}"
        raise BadInput([Fault("file", "is of a kind that is not kept", mend)])
    media_type, beginning = _KINDS[ending]
    if not content.startswith(beginning) or (beginning is _TEXT and not _is_text(content)):
        mend = "save it anew in that format, or give it the ending of what it is"
        raise BadInput([Fault("file", f"is not a {ending} file by its content", mend)])
    return media_type


def download_name(name: str) -> str:
    """Under which a document is handed back: no folders, no quotes, nothing that cannot be seen."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(one if one.isalnum() or one in " ._-()" else "_" for one in last)
    return kept.strip(" .") or "document"


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content
