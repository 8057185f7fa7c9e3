"""``vendor-eval audit``: whether the log is as it was written, where it stands, what is retired."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import BAD_INPUT, BREACH_FOUND, AsJson, database, print_json
from vendor_eval.errors import BadInput, Fault

if TYPE_CHECKING:
    from vendor_eval.workflows.audit import Verdict
    from vendor_eval.workflows.retirement import Anchor, Due

commands = typer.Typer(no_args_is_help=True, help="Verify the audit log, and retire old entries.")


@commands.command()
def verify(
    checkpoint: Annotated[
        str,
        typer.Option(help="Where the log stood, as it was noted: SEQ:HASH, from a signed report."),
    ] = "",
    archive: Annotated[
        list[Path] | None,
        typer.Option(help="An archive of retired entries, to be verified, too; may be repeated."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read the whole audit log, and compare what it says with what is stored.

    Ends with status 1 where they differ, and 2 where something that was asked cannot be told.
    Without a checkpoint nobody can tell whether the newest entries were cut off.
    """
    from vendor_eval.bootstrap import opened
    from vendor_eval.workflows import audit

    chosen, url = database()
    with opened(chosen, url) as deps:
        found = audit.verify(deps, local_person(), checkpoint, archive or ())
    if as_json:
        print_json(_document(found))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _said(found))
    if found.faults:
        raise typer.Exit(BREACH_FOUND)
    if found.unchecked:
        raise typer.Exit(BAD_INPUT)


def _document(found: Verdict) -> dict[str, object]:
    return {
        "rows": found.rows,
        "checkpoint": str(found.head),
        "retired": None if found.anchor is None else str(found.anchor.last),
        "faults": list(found.faults),
        "unchecked": list(found.unchecked),
    }


def _said(found: Verdict) -> Iterator[str]:
    yield from found.faults
    yield from found.unchecked
    if found.anchor is not None:
        yield f"Entries up to {found.anchor.seq} were retired at {found.anchor.at}."
    state = "differs from what was written" if found.faults else "is as it was written"
    if found.unchecked and not found.faults:
        state = "is as it was written, as far as it was checked"
    yield f"The audit log of {found.rows} entries {state}. Now: {found.head}"


@commands.command()
def checkpoint(as_json: AsJson = False) -> None:
    """Print where the log stands, to be kept where nobody can change it."""
    from vendor_eval.bootstrap import opened
    from vendor_eval.workflows import audit

    chosen, url = database()
    with opened(chosen, url) as deps:
        found = audit.checkpoint(deps, local_person())
    if as_json:
        print_json({"seq": found.seq, "hash": found.hash})
    else:
        sys.stdout.write(f"{found}\n")


@commands.command()
def rekey() -> None:
    """Go on with another key, because the one that the log was sealed with is lost.

    Takes down what the log says now, under the new key. Whether somebody changed it before, from
    then on only a checkpoint tells that was noted elsewhere.
    """
    from vendor_eval.bootstrap import key_place
    from vendor_eval.workflows import audit

    chosen, url = database()
    rows = audit.rekey(url, local_person(), key_place(chosen))
    sys.stdout.write(f"The log goes on under a new key after {rows} entries.\n")


@commands.command()
def retire(
    to: Annotated[
        Path | None, typer.Option(help="The archive to write: a new file, kept as long as asked.")
    ] = None,
    checkpoint: Annotated[
        str, typer.Option(help="SEQ:HASH; what other programs changed before it was seen.")
    ] = "",
    dry_run: Annotated[bool, typer.Option(help="Only say which entries are due.")] = False,
    as_json: AsJson = False,
) -> None:
    """Move entries older than the retention (VENDOR_EVAL_AUDIT_RETENTION_YEARS) to an archive.

    The log is verified first. The archive is whole and read back before anything is removed, and
    proves itself from then on: vendor-eval audit verify --archive ARCHIVE.
    """
    from vendor_eval.bootstrap import opened
    from vendor_eval.workflows import retirement

    if to is None and not dry_run:
        what, mend = "is missing", "name a new file, or ask with --dry-run which entries are due"
        raise BadInput([Fault("--to", what, mend)])
    chosen, url = database()
    years, person = chosen.audit_retention_years, local_person()
    with opened(chosen, url) as deps:
        if to is None or dry_run:
            due, anchor = retirement.due(deps, person, years), None
        else:
            order = retirement.Order(years, to, checkpoint)
            done = retirement.retire(deps, person, order)
            due, anchor = (None, None) if done is None else done
    if as_json:
        print_json(_retired(due, anchor))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _told(due, anchor, years))


def _retired(due: Due | None, anchor: Anchor | None) -> dict[str, object]:
    return {
        "entries": 0 if due is None else due.entries,
        "through": None if due is None else str(due.last),
        "from": None if due is None else due.first_at,
        "to": None if due is None else due.last_at,
        "blocked_by": None if due is None else due.until_rekey,
        "archive_sha256": None if anchor is None else anchor.archive,
        "checkpoint": None if anchor is None else str(anchor.noted),
    }


def _told(due: Due | None, anchor: Anchor | None, years: int) -> Iterator[str]:
    if due is None:
        yield f"No entry is older than {years} years; nothing was retired."
        return
    state = "are due" if anchor is None else "were retired"
    yield (
        f"{due.entries} entries up to {due.last.seq}, written from {due.first_at} to "
        f"{due.last_at}, {state}."
    )
    if due.until_rekey is not None:
        yield (
            f"They stay: entry {due.until_rekey}, by which the log goes on under a new key, is "
            "not old enough, and they rest on it."
        )
    if anchor is not None:
        yield f"The archive has the SHA-256 {anchor.archive}. Now: {anchor.noted}"
