"""``import``: what vendors report, and contracts, read into the database."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import (
    BAD_INPUT,
    FINE,
    AsJson,
    contents,
    database,
    day_named,
    month_named,
    print_json,
)
from vendor_eval.errors import BadInput, Fault

if TYPE_CHECKING:
    from vendor_eval.workflows.readings import Upload


def measures(  # noqa: PLR0913, PLR0917 - the options are read off the signature
    file: Annotated[Path, typer.Argument(help="Monthly measures, CSV or XLSX.")],
    vendor: Annotated[
        str | None, typer.Option(help="Whose file it is, when no column says so.")
    ] = None,
    month: Annotated[
        str | None, typer.Option(help="Which month it is about, when no column says so.")
    ] = None,
    header_row: Annotated[int | None, typer.Option(min=1, help="Line of the header.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Sheet of a workbook.")] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", help='What a heading means: --map "FP %=denial_rate".'),
    ] = None,
    upload_name: Annotated[
        str | None, typer.Option(help="The name to go by instead of the file's own.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Today, as 2026-11-21; later months are refused.")
    ] = None,
    max_rows: Annotated[int, typer.Option(min=1, help="More rows are refused.")] = 2_000_000,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is odd; no database.")] = (
        False
    ),
    as_json: AsJson = False,
) -> None:
    """Read a vendor's monthly report; store it whole or not at all.

    What is odd about a file that can be read is said on standard error, and the file is stored:
    look first with --dry-run.
    """
    from vendor_eval.workflows import readings

    upload = readings.Upload(
        content=contents(file)[0],
        name=upload_name or file.name,
        as_of=_today(as_of),
        max_rows=max_rows,
        vendor=vendor,
        month=None if month is None else month_named(month, "--month"),
        header_row=header_row,
        sheet=sheet,
        columns=_mapping(map_ or ()),
    )
    document = _dry_run(upload) if dry_run else _stored(upload)
    _say_import(document, as_json=as_json)
    raise typer.Exit(BAD_INPUT if document["verdict"] == "reject" else FINE)


def _dry_run(upload: Upload) -> dict[str, Any]:
    from vendor_eval.workflows import readings

    return readings.reading_json(readings.read(local_person(), upload))


def _stored(upload: Upload) -> dict[str, Any]:
    from vendor_eval import bootstrap
    from vendor_eval.workflows import imports

    with bootstrap.opened(*database()) as deps:
        return imports.outcome_json(imports.store(deps, local_person(), upload))


def _today(text: str | None) -> dt.date:
    """The day given as ``--as-of``, else today in the practice's time zone.

    Raises:
        BadInput: it is not written as 2026-03-31.
    """
    if text is not None:
        return day_named(text, "--as-of")
    from vendor_eval import settings

    chosen = settings.current()
    return chosen.date(chosen.time_zone)


def _mapping(said: Sequence[str]) -> Mapping[str, str]:
    """What headings mean, from ``heading=meaning`` each.

    Raises:
        BadInput: one of them has no equals sign; all such are listed.
    """
    faults = [
        Fault("--map", f"{one!r} has no equals sign", 'write "Heading=metric_id"')
        for one in said
        if "=" not in one
    ]
    if faults:
        raise BadInput(faults)
    return dict(one.rsplit("=", 1) for one in said)


def _say_import(document: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    for message in document["messages"]:
        where = f"line {message['line']}: " if message["line"] else ""
        sys.stderr.write(f"{where}{message['text']} [{message['code']}]\n")
    sys.stdout.write(f"{document['verdict']}: {document['rows']} rows\n")
    if document.get("already_stored"):
        from vendor_eval.workflows.imports import stored_before

        sys.stdout.write(f"{stored_before('The same file', document['restated_by'])}\n")
    elif document.get("stored"):
        counts = ", ".join(f"{document[n]} {n}" for n in ("added", "restated", "unchanged"))
        sys.stdout.write(f"Stored: {counts}\n")
        for name in document["new_vendors"]:
            sys.stdout.write(f"New vendor: {name}\n")


def contract(
    file: Annotated[Path, typer.Argument(help="The contract, a TOML file.")],
    as_json: AsJson = False,
) -> None:
    """Store a vendor's contract; a changed file becomes a further revision."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import contracts

    content = contents(file)[0]
    with bootstrap.opened(*database()) as deps:
        stored = contracts.save_file(deps, local_person(), content, file.name)
    vendor, version = stored.revision.vendor, stored.revision.version
    if as_json:
        print_json({"vendor": vendor, "version": version, "stored": stored.is_new})
    elif stored.is_new:
        sys.stdout.write(f"Stored: contract with {vendor}, version {version}\n")
    else:
        sys.stdout.write(f"The same contract with {vendor} was stored before; nothing was added.\n")
