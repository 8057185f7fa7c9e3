"""The practice's own questions as the text of a scorecard file, and what keeps them from being one.

The text is read like any other scorecard's. What people can mend in the form is said in its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendor_eval.errors import Fault
from vendor_eval.evaluation.own_questions import OwnQuestion, OwnQuestions
from vendor_eval.evaluation.scorecard import WHOLE, Kind, Scorecard
from vendor_eval.files.toml_text import quoted
from vendor_eval.files.typed import name_faults, refusals
from vendor_eval.naming import LONGEST_NOTE

_SECTION = "our-questions"
_ID = "question-"


def own_text(own: OwnQuestions, version: str) -> str:
    """The file of ``own``; a question without an id gets the next number as its id."""
    lines = [
        f"id = {quoted(own.id)}",
        f"version = {quoted(version)}",
        f"title = {quoted(own.title)}",
        f"weight = {own.weight}",
    ]
    if own.specialties:
        lines.append(f"specialties = [{', '.join(map(quoted, own.specialties))}]")
    lines += ["", "[[sections]]", f"id = {quoted(_SECTION)}", f"title = {quoted(own.title)}"]
    lines.append(f"weight = {WHOLE}")
    for name, question in zip(_ids(own.questions), own.questions, strict=True):
        lines += ["", "[[sections.items]]", f"id = {quoted(name)}", *_keys(question)]
    return "\n".join(lines) + "\n"


def id_from(title: str) -> str:
    """The id of a scorecard with this title; empty for a title without letters and digits."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def own_faults(own: OwnQuestions) -> Iterator[Fault]:
    """What is missing in ``own`` before it is a scorecard, field by field."""
    yield from name_faults("Title", own.title)
    if own.title.strip() and not own.id:
        yield Fault("Title", "has neither letters nor digits", "write what the questions are about")
    if not own.questions:
        yield Fault("Questions", "there is none", "add the first one")
    for at, question in enumerate(own.questions, start=1):
        for field, text in _needed(question):
            if not text.strip():
                yield Fault(f"Question {at}, {field}", "is empty", "write a sentence")
    total = sum(question.weight for question in own.questions)
    if own.questions and total != WHOLE:
        what = f"add up to {total}, not {WHOLE}"
        yield Fault("Weights", what, "change them until they do, or share them equally")


def text_faults(card: Scorecard) -> Iterator[Fault]:
    """Why texts of a scorecard may not be kept, wherever it came from."""
    yield from name_faults("Title", card.title)
    for at, (section, item) in enumerate(card.items(), start=1):
        says = (option.says for option in item.options)
        for text in dict.fromkeys(
            (section.title, item.question, item.good, item.red_flag, item.evidence, *says)
        ):
            for what, mend in refusals(text, LONGEST_NOTE):
                yield Fault(f"Question {at}", f"a text of it {what}", mend)


def _needed(question: OwnQuestion) -> Iterator[tuple[str, str]]:
    """The fields of a question that may not stay empty, with what stands in them."""
    yield "question", question.question
    if question.kind is Kind.ANCHORED:
        yield from ((f"anchor {4 - at}", text) for at, text in enumerate(question.anchors))
    else:
        yield "good answer", question.good
        yield "red flag", question.red_flag
    yield "evidence", question.evidence


def _ids(questions: tuple[OwnQuestion, ...]) -> Iterator[str]:
    """Each question's own id; new ones go on counting, and no number is used again by them."""
    known = [question.id for question in questions]
    numbers = [int(one.removeprefix(_ID)) for one in known if re.fullmatch(rf"{_ID}\d+", one)]
    last = max(numbers, default=0)
    for name in known:
        last += not name
        yield name or f"{_ID}{last}"


def _keys(question: OwnQuestion) -> Iterator[str]:
    yield f"question = {quoted(question.question)}"
    yield f"kind = {quoted(question.kind)}"
    yield f"weight = {question.weight}"
    if question.gate:
        yield "gate = true"
    yield f"evidence = {quoted(question.evidence)}"
    if question.kind is Kind.ANCHORED:
        yield from (f"anchors.{4 - at} = {quoted(one)}" for at, one in enumerate(question.anchors))
        return
    yield f"good = {quoted(question.good)}"
    if question.partly.strip():
        yield f"partly = {quoted(question.partly)}"
    yield f"red_flag = {quoted(question.red_flag)}"
