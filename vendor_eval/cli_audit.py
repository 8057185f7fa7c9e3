"""``vendor-eval audit``: whether the audit log is as it was written, and where it stands."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.terminal import BREACH_FOUND, AsJson, database, print_json

commands = typer.Typer(no_args_is_help=True, help="Verify the audit log.")


@commands.command()
def verify(
    checkpoint: Annotated[
        str,
        typer.Option(help="Where the log stood, as it was noted: SEQ:HASH, from a signed report."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Read the whole audit log, and compare what it says with what is stored.

    Ends with status 1 where they differ. Without a checkpoint nobody can tell whether the newest
    entries were cut off.
    """
    from vendor_eval.bootstrap import opened
    from vendor_eval.workflows import audit

    chosen, url = database()
    with opened(chosen, url) as deps:
        found = audit.verify(deps, local_person(), checkpoint)
    if as_json:
        faults = list(found.faults)
        print_json({"rows": found.rows, "checkpoint": str(found.head), "faults": faults})
    else:
        for fault in found.faults:
            sys.stdout.write(f"{fault}\n")
        state = "differs from what was written" if found.faults else "is as it was written"
        sys.stdout.write(f"The audit log of {found.rows} entries {state}. Now: {found.head}\n")
    if found.faults:
        raise typer.Exit(BREACH_FOUND)


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
