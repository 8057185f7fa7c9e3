"""Files that are no X12 interchange: what they are instead, told by how they begin."""

from __future__ import annotations

import re

from vendor_eval.files.x12.refusal import Broken

_AS_SENT = "hand in the file as the clearinghouse or the payer sent it"
_DECRYPT = "decrypt it first, then hand it in"
_UNPACK = "unpack it first, then hand it in"
# How a file begins: its code, what it is, and what would mend it.
_BEGINNINGS = (
    (b"-----BEGIN PGP MESSAGE", "encrypted", "a PGP message", _DECRYPT),
    (b"\x85\x01", "encrypted", "a PGP message", _DECRYPT),
    (b"\x84", "encrypted", "a PGP message", _DECRYPT),
    (b"-----BEGIN PKCS7", "encrypted", "an S/MIME message", _DECRYPT),
    (b"-----BEGIN CMS", "encrypted", "an S/MIME message", _DECRYPT),
    (b"Salted__", "encrypted", "an encrypted file", _DECRYPT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted", "an Office document", _AS_SENT),
    (b"PK", "binary", "a ZIP archive", _UNPACK),
    (b"\x1f\x8b", "binary", "a gzip archive", _UNPACK),
    (b"BZh", "binary", "a bzip2 archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "binary", "a 7-Zip archive", _UNPACK),
    (b"\xfd7zXZ", "binary", "an xz archive", _UNPACK),
    (b"%PDF", "binary", "a PDF document", _AS_SENT),
    (b"PAR1", "binary", "a Parquet file", _AS_SENT),
    (b"\xff\xfe", "encoding", "text in UTF-16", "save it as plain text"),
    (b"\xfe\xff", "encoding", "text in UTF-16", "save it as plain text"),
    (b"UNA", "not_x12", "EDIFACT and not X12", _AS_SENT),
    (b"UNB", "not_x12", "EDIFACT and not X12", _AS_SENT),
    (b"MSH|", "not_x12", "an HL7 message and not X12", _AS_SENT),
    (b"<", "not_x12", "XML or a web page", _AS_SENT),
    (b"{", "not_x12", "JSON", _AS_SENT),
)
# Old workbooks look encrypted and are told apart where extracts are read.
_ENCRYPTED = tuple(
    beginning
    for beginning, code, _, mend in _BEGINNINGS
    if code == "encrypted" and mend is _DECRYPT
)
_AROUND = b" \t\r\n\xef\xbb\xbf"
_NAME = rb"(?:GS|ST|BHT|BPR|CLP|CLM|HL|TA1|AK1)"
_SEGMENT = re.compile(_NAME + rb"[^A-Za-z0-9 ]")
# What parts the headings of a text file, or stands in them, makes no fragment of it.
_FRAGMENT = re.compile(_NAME + rb"[^\w\s,;|\"./-]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1b]")


def is_exchange(start: bytes) -> bool:
    """Whether a file that begins so is for a reader of X12 to read, or to say why it cannot.

    That is X12, a fragment of it, and what is encrypted, so that nobody can tell what it is.
    """
    text = start.strip(_AROUND)
    if text.startswith(b"ISA"):
        return not text[3:4].isalnum() and text[3:4] not in (b"", b"_")
    return _FRAGMENT.match(text) is not None or text.startswith(_ENCRYPTED)


def broken_by(start: bytes) -> Broken:
    """Why a file that begins with ``start``, and not with ``ISA``, cannot be read.

    Args:
        start: some hundred bytes; empty where the file has none.
    """
    text = start.strip(_AROUND)
    if not text:
        return Broken("empty", "the file is empty", "get it again")
    for beginning, code, what, mend in _BEGINNINGS:
        if text.startswith(beginning):
            return Broken(code, f"this is {what}", mend)
    if _SEGMENT.match(text):
        what = "this is a fragment: it begins inside an interchange, without its ISA segment"
        return Broken("not_x12", what, _AS_SENT)
    if _BINARY.search(text):
        return Broken("binary", "this is binary data, perhaps encrypted or packed", _AS_SENT)
    return Broken("not_x12", "the file does not begin with an ISA segment", _AS_SENT)
