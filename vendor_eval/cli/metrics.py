"""The commands about the metric catalogue."""

from __future__ import annotations

import sys

import typer

from vendor_eval.cli.terminal import AsJson, print_json

metrics_app = typer.Typer(help="The metric catalogue.", no_args_is_help=True)


@metrics_app.command("list")
def metrics_list(as_json: AsJson = False) -> None:
    """List every metric with its unit, direction, limits, definition and source."""
    from vendor_eval.metrics import CATALOGUE
    from vendor_eval.reports.metric_dictionary import listing

    rows = listing(CATALOGUE)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        limits = " ".join(row[name] or "-" for name in ("target", "warning"))
        sys.stdout.write(f"{row['id']:30} {row['unit']:14} {limits:22} {row['name']}\n")


@metrics_app.command("document")
def metrics_document() -> None:
    """Print the metric dictionary, the content of docs/metrics.md."""
    from vendor_eval.metrics import CATALOGUE
    from vendor_eval.reports.metric_dictionary import markdown

    sys.stdout.write(markdown(CATALOGUE))
