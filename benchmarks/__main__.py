"""Measures everything in one run and prints one table: ``python -m benchmarks``.

With ``--quick`` small sizes, to see that it works; with ``--only NAME`` one subject, or several;
with ``--write FILE`` the table also goes to a page.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import (
    answering,
    auditing,
    billing,
    claims,
    importing,
    judging,
    load,
    machine,
    pages,
    ranking,
    remittances,
    report,
    signals,
    simulating,
    starting,
)
from benchmarks.sizes import FULL, QUICK, Sizes
from benchmarks.table import Subject, markdown

SUBJECTS: Mapping[str, Callable[[Sizes, Path], Subject]] = {
    "judging": judging.measured,
    "importing": importing.measured,
    "ranking": ranking.measured,
    "signals": signals.subject,
    "billing": billing.measured,
    "claims": claims.measured,
    "remittances": remittances.measured,
    "simulating": simulating.measured,
    "report": report.measured,
    "pages": pages.measured,
    "answering": answering.measured,
    "load": load.measured,
    "auditing": auditing.measured,
    "starting": starting.measured,
}

_PAGE = """# Benchmarks

Written by `make bench`; do not edit. Everything below comes from one run, so that the ratios can
be read; the times belong to the machine. What is compared was measured in turns, after one turn
that does not count. Programs are started as they are installed, with their byte code kept.
"est." stands before what was scaled up from a smaller piece of work.

{about}

{table}"""


def main() -> int:
    """Measure, print, and write the page that was asked for."""
    asked = _arguments()
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    subjects: list[Subject] = []
    about = f"{machine.described()}\n`{' '.join(['python -m benchmarks', *sys.argv[1:]])}`"
    for name in asked.only or SUBJECTS:
        sys.stderr.write(f"measuring {name}\n")
        with tempfile.TemporaryDirectory() as folder:
            subjects.append(SUBJECTS[name](QUICK if asked.quick else FULL, Path(folder)))
        # After each subject: a run of half an hour that is cut short has not been for nothing.
        if asked.write:
            text = _PAGE.format(about=about.replace("\n", "\n\n"), table=markdown(subjects))
            asked.write.write_text(text, "utf-8", newline="\n")
    print(f"{about}\n\n{markdown(subjects)}", end="")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; no figures to rely on")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="this subject alone")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the page")
    asked = parser.parse_args()
    if asked.write and (asked.quick or asked.only):
        parser.error("--write takes the whole run")
    return asked


if __name__ == "__main__":
    sys.exit(main())
