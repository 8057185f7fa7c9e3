"""Invoices of vendors: read or typed, held against the expected one, kept, and disputed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_eval.access.roles import Permission, Person, require, require_vendor
from vendor_eval.errors import BadInput, Fault
from vendor_eval.files.invoices import InvoiceReading, read_invoice
from vendor_eval.files.names import spoken_of
from vendor_eval.files.reading import Message
from vendor_eval.files.typed import name_faults, note_faults, refusals
from vendor_eval.naming import name_key
from vendor_eval.pricing.invoice_check import ComparedLine, check_invoice
from vendor_eval.quantities import Month
from vendor_eval.reports.dispute_report import dispute_report
from vendor_eval.reports.invoice_result import Expected, InvoiceResult
from vendor_eval.reports.report import About, Report
from vendor_eval.reports.wording import sentence
from vendor_eval.store import invoices as stored
from vendor_eval.store import measures
from vendor_eval.store.invoices import Draft, Line, Revision, Status
from vendor_eval.workflows import expected_invoices, practices
from vendor_eval.workflows.checks import NamedFile
from vendor_eval.workflows.deps import Deps
from vendor_eval.workflows.expected_invoices import Asked

__all__ = ["Asked", "Draft", "Line", "Revision", "Status"]

COLUMNS = ("label", "quantity", "rate", "amount", "kind")
"""What is typed of each line of an invoice."""


@dataclass(frozen=True, slots=True)
class Received:
    """The lines of an invoice, each without a fault.

    Attributes:
        remarks: what a person should know before the invoice is kept.
    """

    lines: tuple[Line, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest revision, and whether it is new or was kept before."""

    revision: Revision
    is_new: bool


def read(person: Person, file: NamedFile, month: Month) -> Received:
    """The lines of a CSV or XLSX file.

    Args:
        month: that the invoice is for.

    Raises:
        NotAllowed: the person may not edit invoices.
        BadInput: the file has faults; all are listed.
    """
    require(person, Permission.EDIT_PRICING)
    return _received(file, month)


def typed(person: Person, rows: Sequence[Mapping[str, str]]) -> Received:
    """The lines that somebody typed, read with the care that a file is read with.

    Args:
        rows: texts by `COLUMNS`; what is left out is empty.

    Raises:
        NotAllowed: the person may not edit invoices.
        BadInput: a row has faults, or there is none; all are listed.
    """
    require(person, Permission.EDIT_PRICING)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    # A line break would begin another row, and every fault after it be told of the wrong one.
    writer.writerows([" ".join(row.get(name, "").split()) for name in COLUMNS] for row in rows)
    reading = read_invoice(text.getvalue().encode(), "typed.csv")
    faults = [
        Fault(_place("", one, header=1), one.text, "correct the row")
        for one in reading.messages
        if one.rejects
    ]
    return _of_reading(reading, faults)


def of_vendor(deps: Deps, person: Person, vendor: str) -> tuple[Revision, ...]:
    """The newest revision of every invoice of a vendor, by month and number.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.of_vendor(session, vendor)


def history(deps: Deps, person: Person, vendor: str, number: str) -> tuple[Revision, ...]:
    """Every revision of an invoice, oldest first; none where there is no such invoice.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, vendor)
    with deps.store.reading() as session:
        return stored.history(session, vendor, number)


def save(deps: Deps, person: Person, draft: Draft) -> Kept:
    """Keep an invoice as its newest revision; what is kept already adds none.

    Handing in the same lines again changes nothing, whatever became of them since.

    Raises:
        NotAllowed: the person may not edit invoices.
        BadInput: the invoice may not be kept; all faults are listed.
        Conflict: another invoice of the vendor has the number, or somebody has saved another
            revision since.
    """
    require(person, Permission.EDIT_PRICING)
    require_vendor(person, draft.vendor)
    tidy = replace(draft, number=draft.number.strip(), note=draft.note.strip())
    with deps.store.writing(person.name) as session:
        faults = list(_faults(tidy, measures.vendors(session)))
        if faults:
            raise BadInput(faults)
        kept = stored.history(session, tidy.vendor, tidy.number)
        if kept and _is_same(kept[-1].draft, tidy):
            return Kept(kept[-1], is_new=False)
        return Kept(stored.save(session, tidy, person.name), is_new=True)


def check(deps: Deps, person: Person, invoice: Draft, expected: Expected) -> InvoiceResult:
    """The invoice against what was expected, line by line; nothing is kept.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        BadInput: something is missing, without which nothing can be expected.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, invoice.vendor)
    with deps.store.reading() as session:
        kept = stored.of_vendor(session, invoice.vendor)
    return _checked(invoice, expected, kept)


def check_file(deps: Deps, person: Person, asked: Asked, file: NamedFile) -> InvoiceResult:
    """An invoice in a file against what is expected for the month; nothing is kept.

    Raises:
        NotAllowed: the person may not see what vendors cost.
        NotFound: there is no such vendor.
        BadInput: the file has faults, or what is expected cannot be told; all are listed.
    """
    require(person, Permission.SEE_PRICING)
    expected = expected_invoices.expected(deps, person, asked)
    lines = _received(file, asked.month).lines
    invoice = Draft(expected.vendor, spoken_of(file.name), asked.month, lines)
    return check(deps, person, invoice, expected)


def report_on(deps: Deps, person: Person, result: InvoiceResult) -> Report:
    """The dispute list of an invoice that was checked.

    Raises:
        NotAllowed: the person may not see what vendors cost.
    """
    require(person, Permission.SEE_PRICING)
    require_vendor(person, result.expected.vendor)
    practice = practices.current(deps)
    about = About(practice.name, deps.today(), person.name, synthetic=practice.synthetic)
    return dispute_report(result, about)


def _received(file: NamedFile, month: Month) -> Received:
    reading = read_invoice(file.content, file.name)
    name = spoken_of(file.name)
    faults = [
        Fault(_place(name, one), one.text, f"correct the file [{one.code}]")
        for one in reading.messages
        if one.rejects
    ]
    for line, found in zip(reading.lines, reading.months, strict=True):
        if found is not None and found != month:
            what = f"is for {found.shown} and not for {month.shown}"
            faults.append(Fault(f"{name}, line {line.line}", what, "choose the month it is for"))
    return _of_reading(reading, faults)


def _of_reading(reading: InvoiceReading, faults: Sequence[Fault]) -> Received:
    if not faults and not reading.lines:
        faults = [Fault("Invoice", "has no lines", "write what the vendor bills")]
    if faults:
        raise BadInput(faults)
    lines = tuple(
        Line(one.label, one.quantity, one.rate, one.amount, one.kind) for one in reading.lines
    )
    return Received(lines, tuple(f"{sentence(one.text)}." for one in reading.messages))


def _place(name: str, message: Message, header: int = 0) -> str:
    """Where a message is about: file, line and column as far as it says.

    Args:
        header: lines above the first that a person sees.
    """
    # What is wrong with a heading of ours is wrong with the rows as a whole.
    number = None if message.line is None else message.line - header
    parts = [name, f"line {number}" if number else "", message.column or ""]
    return ", ".join(part for part in parts if part) or "Invoice"


def _faults(draft: Draft, vendors: Sequence[str]) -> Iterator[Fault]:
    if name_key(draft.vendor) not in map(name_key, vendors):
        yield Fault("Vendor", "is not known", "choose one whose contract or offer is kept")
    yield from name_faults("Number", draft.number)
    yield from note_faults("Note", draft.note)
    if not draft.lines:
        yield Fault("Lines", "are missing", "write what the vendor bills")
    for at, line in enumerate(draft.lines, start=1):
        for text in (line.label, line.kind, line.meant):
            for what, mend in refusals(text):
                yield Fault(f"Line {at}", what, mend)


def _is_same(kept: Draft, draft: Draft) -> bool:
    """Whether keeping ``draft`` would change nothing, or only hands the same lines in again."""
    if draft.version == 0:
        return (kept.month, _bare(kept)) == (draft.month, _bare(draft))
    return replace(kept, version=draft.version) == replace(draft, vendor=kept.vendor)


def _bare(draft: Draft) -> tuple[Line, ...]:
    """The lines as the vendor wrote them."""
    return tuple(replace(line, meant="") for line in draft.lines)


def _checked(invoice: Draft, expected: Expected, kept: Sequence[Revision]) -> InvoiceResult:
    faults = [
        Fault(
            sentence(one.label),
            f"nobody told them for {', '.join(month.shown for month in one.months)}",
            "import what the vendor reported, or type them",
        )
        for one in expected.missing
    ]
    if faults:
        raise BadInput(faults)
    billed = [
        ComparedLine(one.label, one.quantity, one.rate, one.amount, one.kind, at)
        for at, one in enumerate(invoice.lines, start=1)
    ]
    told = {one.label: one.meant for one in invoice.lines if one.meant}
    others = tuple(
        one.draft.number
        for one in kept
        if one.draft.month == invoice.month
        and name_key(one.draft.number) != name_key(invoice.number)
    )
    return InvoiceResult(
        number=invoice.number,
        status=invoice.status.value,
        note=invoice.note,
        expected=expected,
        check=check_invoice(billed, expected.lines, told),
        others=others,
    )
