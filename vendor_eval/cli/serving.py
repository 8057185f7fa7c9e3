"""``vendor-eval serve`` and ``demo``: the app in a browser, and a practice to try it with."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval import __version__
from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import FINE, database

if TYPE_CHECKING:
    from vendor_eval.settings import Settings


def demo() -> None:
    """Fill an empty database with the demonstration practice (synthetic data)."""
    from vendor_eval import bootstrap

    bootstrap.fill_demonstration(*database(demo=True), local_person())
    sys.stdout.write("The demonstration practice is stored.\n")


def serve(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; else the first free one from 8501.")
    ] = None,
    demonstration: Annotated[
        bool, typer.Option("--demo", help="Show the demonstration practice.")
    ] = False,
) -> None:
    """Run the app on this machine and print its address."""
    signal.signal(signal.SIGTERM, _told_to_end)
    # Before anything that takes long to load: a wrong setting is said at once.
    chosen, url = database(demo=demonstration)
    from vendor_eval import bootstrap, logs

    logs.begin(chosen.log_format, chosen.log_level)
    from vendor_eval.pages import server

    free = server.free_port(port or chosen.port)
    if demonstration:
        bootstrap.ready_demonstration(chosen, url, local_person())
    else:
        bootstrap.ready(chosen, url)
    # The pages open the database that was decided on here, whatever process they run in.
    os.environ["VENDOR_EVAL_DATABASE_URL"] = url
    _say(chosen, free)
    try:
        server.serve(chosen.address, free, chosen.sign_in(), bootstrap.probe(url).ask)
    finally:
        logs.logger.info("stopped", extra={"event": "stopped"})


def _told_to_end(*_: object) -> None:
    """End as asked for, at any moment of the start too; the first process of a container must."""
    sys.exit(FINE)


def _say(chosen: Settings, port: int) -> None:
    """Say where the app is: to people on a line of its own, to programs in the log alone."""
    from vendor_eval import logs

    host = f"[{chosen.address}]" if ":" in chosen.address else chosen.address
    address = f"http://{host}:{port}"
    if chosen.log_format == "text":
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
    told = {"event": "started", "address": address, "version": __version__}
    logs.logger.info("vendor-eval %s listens at %s", __version__, address, extra=told)
