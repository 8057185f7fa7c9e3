"""Every reader of files that somebody hands in, behind one door: bytes and a name in, words out.

A refusal that was meant comes back as its words. Any other error is ours and is let through.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vendor_eval.access.roles import Person, Role
from vendor_eval.claims.terms import Agreed
from vendor_eval.errors import BadInput
from vendor_eval.evaluation.scope import scope_of
from vendor_eval.files.answers import AnswerReading, read_answers
from vendor_eval.files.business_calendars import read_business_calendar
from vendor_eval.files.contracts import read_contract
from vendor_eval.files.denial_reasons import read_reasons
from vendor_eval.files.documents import media_type_of
from vendor_eval.files.extracts.mapping_file import read_extract_mapping
from vendor_eval.files.invoices import read_invoice
from vendor_eval.files.measures import ReadingOptions, read_measures
from vendor_eval.files.questionnaire import Questionnaire, opened, read_questionnaire
from vendor_eval.files.reading import Message, Verdict
from vendor_eval.files.scenarios import read_offer, read_scenario
from vendor_eval.files.scorecards import read_scorecard, shipped, shipped_texts
from vendor_eval.files.usage import read_usage
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.claims import Asked, recomputed
from vendor_eval.workflows.uploads import as_files

TODAY = dt.date(2026, 6, 15)
ASKED = Questionnaire(
    round=3,
    vendor="Northwind RCM",
    asked_by="Family Practice",
    asked_on=TODAY,
    scope=scope_of([one for one in shipped() if one.id == "scalability"]),
    frozen=(shipped_texts()["scalability"],),
    given={},
)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a file.

    Attributes:
        taken: whether anything of it may be used.
        words: everything that a person is told.
        codes: of the messages, where the reader gives codes.
        read: what was read of it, for whoever looks for what must not be in it.
    """

    taken: bool
    words: str
    codes: tuple[str, ...] = ()
    read: str = ""


Importer = Callable[[bytes, str], Told]


def _measures(content: bytes, name: str) -> Told:
    found = read_measures(content, name, ReadingOptions(as_of=TODAY))
    taken = found.verdict is not Verdict.REJECT
    assert taken or found.frame.empty
    return _told(taken, found.messages, found.frame.to_csv() if taken else "")


def _usage(content: bytes, name: str) -> Told:
    found = read_usage(content, name)
    assert not (found.rejected and found.values)
    return _told(not found.rejected, found.messages, repr(found.values))


def _invoice(content: bytes, name: str) -> Told:
    found = read_invoice(content, name)
    assert not (found.rejected and found.lines)
    return _told(not found.rejected, found.messages, repr(found.lines))


def _answers(content: bytes, name: str) -> Told:
    return _answered(read_answers(content, name, shipped()))


def _questionnaire(content: bytes, name: str) -> Told:
    return _answered(read_questionnaire(opened(content, name), [ASKED]).reading)


def _answered(found: AnswerReading) -> Told:
    rejected = bool(found.faults) or any(one.rejects for one in found.messages)
    told = _told(not rejected, found.messages, "" if rejected else repr(found.answers))
    faults = "\n".join(map(str, found.faults))
    return Told(told.taken, f"{told.words}\n{faults}", told.codes, told.read)


def _document(content: bytes, name: str) -> Told:
    try:
        return Told(True, "", read=media_type_of(content, name))
    except BadInput as error:
        return Told(False, str(error))


def _claims(content: bytes, name: str) -> Told:
    """As the page of claims does: laid as a file, told apart by content, read by DuckDB or as X12.

    Of the metrics two, as it is the reading that is tried.
    """
    person = Person("Ann", Role.ADMINISTRATOR)
    with as_files([NamedFile(name, content)]) as laid:
        asked = Asked(laid.paths, Agreed("UTC"), ("claims_submitted",), vendor="Acme", analyses=())
        found = recomputed(person, asked)
    rejected = (*laid.rejected, *found.rejected)
    assert not (rejected and found.rows)
    codes = tuple(one.code for one in rejected)
    return Told(not rejected, "\n".join(map(repr, rejected)), codes, repr(found))


def _told(taken: bool, messages: Iterable[Message], read: str) -> Told:
    kept = tuple(messages)
    return Told(taken, "\n".join(one.text for one in kept), tuple(one.code for one in kept), read)


def _toml(reader: Callable[[bytes, str], object]) -> Importer:
    def read(content: bytes, name: str) -> Told:
        try:
            return Told(True, "", read=repr(reader(content, name)))
        except BadInput as error:
            return Told(False, str(error))

    return read


IMPORTERS: Mapping[str, Importer] = MappingProxyType(
    {
        "measures": _measures,
        "usage": _usage,
        "invoice": _invoice,
        "answers": _answers,
        "questionnaire": _questionnaire,
        "claims": _claims,
        "evidence": _document,
        "contract": _toml(read_contract),
        "scenario": _toml(read_scenario),
        "offer": _toml(read_offer),
        "scorecard": _toml(read_scorecard),
        "extract mapping": _toml(read_extract_mapping),
        "business calendar": _toml(read_business_calendar),
        "denial reasons": _toml(read_reasons),
    }
)
