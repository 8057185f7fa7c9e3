"""``vendor-eval backup``, ``restore`` and ``doctor``: for whoever looks after the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.lasting import lasting
from vendor_eval.cli.terminal import BREACH_FOUND, FINE, AsJson, database, print_json

if TYPE_CHECKING:
    from vendor_eval.workflows.backups import Manifest


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; there must be none yet.")],
    as_json: AsJson = False,
) -> None:
    """Write the whole database to one file, while people go on working.

    The claim keys and the key of the audit log are not in it: keep copies of them elsewhere. The
    audit log says who took it, where it can be told.
    """
    from vendor_eval import bootstrap
    from vendor_eval.workflows import backups

    chosen, url = database()
    kept, acting = bootstrap.kept(chosen, url), local_person()
    with lasting(f"Writing {file.name}", stopped="Stopped. There is no backup.") as settle:
        taken = backups.back_up_and_tell(acting, kept, file, settle=settle)
    if taken.untold is not None:
        sys.stderr.write(f"Not told to the audit log: {taken.untold}\n")
    keys = {name: str(place) for name, place in bootstrap.key_files(chosen).items()}
    if as_json:
        said = {"not_included": keys, "untold": taken.untold}
        print_json({"file": str(file), **taken.manifest.document, **said})
        return
    sys.stdout.write(f"{file}: {_told(taken.manifest)}\n")
    for name, place in keys.items():
        sys.stdout.write(f"Not in it: the {name}, {place}. Keep a copy elsewhere.\n")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `vendor-eval backup` wrote.")],
    unverified: Annotated[
        bool,
        typer.Option("--unverified", help="Go on where the backup's audit log cannot be verified."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Let the database hold what a backup holds; what it held before is kept beside it."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import backups

    chosen, url = database()
    kept = bootstrap.kept_to_restore(chosen, url)
    acting = local_person()
    with lasting(f"Putting {file.name} back", stopped="Stopped. Nothing was changed.") as settle:
        done = backups.restore(acting, kept, file, unverified=unverified, settle=settle)
    for fault in done.unverified:
        sys.stderr.write(f"Audit log: {fault}\n")
    replaced = None if done.replaced is None else str(done.replaced)
    if as_json:
        said = {"replaced": replaced, "unverified": list(done.unverified)}
        print_json({"file": str(file), **done.manifest.document, **said})
        return
    sys.stdout.write(f"Restored: {_told(done.manifest)}\n")
    if replaced is not None:
        sys.stdout.write(f"What was there before is kept in {replaced}\n")
    sys.stdout.write("Start a server that was running anew.\n")


def doctor(as_json: AsJson = False) -> None:
    """Look over database, keys, disk, clock and settings; say what is wrong and what mends it."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import diagnoses

    found = bootstrap.examined(local_person())
    worst = diagnoses.worst(found)
    if as_json:
        print_json(diagnoses.document(found))
    else:
        for one in found:
            remedy = f" {one.remedy}" if one.remedy else ""
            sys.stdout.write(f"{one.condition.value:8} {one.about}: {one.what}{remedy}\n")
    raise typer.Exit(BREACH_FOUND if worst is diagnoses.Condition.FAILURE else FINE)


def _told(manifest: Manifest) -> str:
    moment = f"{manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC"
    log = "" if manifest.checkpoint is None else f", audit log at {manifest.checkpoint}"
    return f"{manifest.rows:,} rows in {len(manifest.tables)} tables as of {moment}{log}"
