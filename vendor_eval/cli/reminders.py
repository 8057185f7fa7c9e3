"""``vendor-eval remind`` and ``vendor-eval calendar``: what is due, sent or as a file."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import BAD_INPUT, AsJson, database, hand_out, print_json
from vendor_eval.errors import BadInput, Fault

if TYPE_CHECKING:
    from vendor_eval.follow_up.reminders import Reminder
    from vendor_eval.settings import Settings
    from vendor_eval.workflows.reminders import Channels


def remind(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Send what is due soon or overdue to the channels that are set, each reminder once."""
    from vendor_eval.bootstrap import opened
    from vendor_eval.workflows import reminders

    chosen, url = database()
    with opened(chosen, url) as deps:
        if dry_run:
            _say(reminders.pending(deps, local_person()), (), as_json=as_json)
            return
        done = reminders.remind(deps, local_person(), _channels(chosen))
    _say(done.reminders, done.failed, as_json=as_json)
    if done.failed:
        raise typer.Exit(BAD_INPUT)


def calendar(
    out: Annotated[Path, typer.Argument(help="The calendar file to write, .ics.")],
) -> None:
    """Write every date that somebody has to keep as a calendar file."""
    from vendor_eval.bootstrap import opened
    from vendor_eval.reports.due_calendar import calendar_file
    from vendor_eval.workflows import due_dates, reviews

    chosen, url = database()
    with opened(chosen, url) as deps:
        dates = due_dates.due(deps, local_person(), reviews.review(deps, local_person()))
        content = calendar_file(dates, dt.datetime.now(dt.UTC), chosen.public_address)
        hand_out(deps, out, content)


def _channels(chosen: Settings) -> Channels:
    """The channels that the settings name.

    Raises:
        BadInput: none is named, or one may not be written to.
    """
    from vendor_eval.notify import channels
    from vendor_eval.workflows import reminders

    urls = chosen.reminder_urls.get_secret_value().split()
    if not urls:
        what = "is not set, so there is nobody to remind"
        mend = "set it to an address of mail, Slack or Teams, or use --dry-run"
        raise BadInput([Fault("VENDOR_EVAL_REMINDER_URLS", what, mend)])
    channels.check(urls)

    def send(message: channels.Message) -> Sequence[int]:
        return channels.send(urls, message)

    return reminders.Channels(send, len(urls), chosen.public_address)


def _say(found: Sequence[Reminder], failed: Sequence[int], *, as_json: bool) -> None:
    from vendor_eval.reports import reminder_message

    for number in failed:
        sys.stderr.write(f"Address {number} of VENDOR_EVAL_REMINDER_URLS took no message.\n")
    if as_json:
        reminders = reminder_message.reminder_json(found)
        print_json({"reminders": reminders, "failed": list(failed)})
        return
    if not found:
        sys.stdout.write("Nothing is due.\n")
    for one in found:
        when = reminder_message.when(one)
        sys.stdout.write(f"{one.due.vendor}: {when}: {one.due.what}\n")
