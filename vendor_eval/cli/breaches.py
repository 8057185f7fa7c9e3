"""``report breaches``: the breach report of a month, from the database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import (
    BREACH_FOUND,
    FINE,
    AsJson,
    database,
    hand_out,
    month_named,
    print_json,
)


def report_breaches(
    month: Annotated[str, typer.Option(help="The month, as 2026-03.")],
    out: Annotated[Path, typer.Option(help="File to write: .pdf, .xlsx, .csv or .html.")],
    as_json: AsJson = False,
) -> None:
    """Write the breach report of a month from the database."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import reports

    asked = month_named(month, "--month")
    with bootstrap.opened(*database()) as deps:
        made = reports.breaches(deps, local_person(), asked, out.suffix)
        hand_out(deps, out, made.content)
    if as_json:
        print_json({"month": str(asked), "file": str(out), "breached": made.breached})
    else:
        sys.stdout.write(f"{out}\n")
    raise typer.Exit(BREACH_FOUND if made.breached else FINE)
