"""The commands about scorecards and rounds: listing, scoring, and their reports."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from vendor_eval.access.roles import local_person
from vendor_eval.cli.terminal import (
    BREACH_FOUND,
    FINE,
    AsJson,
    contents,
    database,
    hand_out,
    print_json,
    say_messages,
)

if TYPE_CHECKING:
    from vendor_eval.evaluation.comparison import Comparison
    from vendor_eval.evaluation.scoring import VendorScore
    from vendor_eval.workflows.checks import NamedFile
    from vendor_eval.workflows.reports import RoundFile

scorecards_app = typer.Typer(
    help="The scorecards that vendors are scored by.", no_args_is_help=True
)

Only = Annotated[
    list[str] | None,
    typer.Option("--scorecard", help="Id of a scorecard; give it again for another one."),
]
Own = Annotated[
    list[Path] | None,
    typer.Option("--own", help="A scorecard of your own as a file; give it again for another one."),
]


@scorecards_app.command("list")
def scorecards_list(only: Only = None, own: Own = None, as_json: AsJson = False) -> None:
    """List every scorecard with its sections, items, answers and gates."""
    from vendor_eval.reports.scorecards_json import scorecards_json
    from vendor_eval.workflows import scoring

    found = scoring.listed(local_person(), only or (), _named(own))
    if as_json:
        print_json(scorecards_json(found))
        return
    for one in found:
        items = [item for _, item in one.items()]
        gates = sum(item.gate for item in items)
        counts = f"{len(items):3} items, {gates} gates"
        sys.stdout.write(f"{one.id:28} {one.version:5} {counts:21} {one.title}\n")


def score(
    answers: Annotated[Path, typer.Argument(help="vendor,item,answer,evidence,note as CSV.")],
    only: Only = None,
    own: Own = None,
    as_json: AsJson = False,
) -> None:
    """Score vendors from their answers; ends 1 when one of them failed a gate.

    A gate that is open or expired keeps a vendor from being eligible, and is not lost yet.
    """
    from vendor_eval.reports.scores_json import scores_json
    from vendor_eval.workflows import scoring
    from vendor_eval.workflows.checks import NamedFile

    file = NamedFile(answers.name, contents(answers)[0])
    done = scoring.score(local_person(), file, only or (), _named(own))
    say_messages(done.messages)
    if done.passed_over:
        sys.stderr.write(f"answers to other scorecards passed over: {done.passed_over}\n")
    if as_json:
        print_json(scores_json(done.comparison))
    else:
        _say(done.comparison)
    raise typer.Exit(BREACH_FOUND if done.comparison.gate_lost else FINE)


def _named(paths: list[Path] | None) -> list[NamedFile]:
    """The files with what is in them."""
    from vendor_eval.workflows.checks import NamedFile

    own = paths or []
    return [NamedFile(path.name, text) for path, text in zip(own, contents(*own), strict=True)]


RoundName = Annotated[str, typer.Option("--round", help="The round's name.")]
Out = Annotated[Path, typer.Option(help="File to write: .pdf, .xlsx, .csv or .html.")]


def report_comparison(name: RoundName, out: Out, as_json: AsJson = False) -> None:
    """Write the comparison report of a round; ends 1 when a candidate failed a gate."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import reports

    with bootstrap.opened(*database()) as deps:
        made = reports.comparison(deps, local_person(), name, out.suffix)
        hand_out(deps, out, made.content)
    _keep(made, out, {"round": name}, as_json=as_json)


def report_scorecard(
    name: RoundName,
    vendor: Annotated[str, typer.Option(help="The candidate's name.")],
    out: Out,
    as_json: AsJson = False,
) -> None:
    """Write the scorecard report of one candidate; ends 1 when it failed a gate."""
    from vendor_eval import bootstrap
    from vendor_eval.workflows import reports

    candidate = reports.Candidate(name, vendor)
    with bootstrap.opened(*database()) as deps:
        made = reports.scorecard(deps, local_person(), candidate, out.suffix)
        hand_out(deps, out, made.content)
    _keep(made, out, {"round": name, "vendor": vendor}, as_json=as_json)


def _keep(made: RoundFile, out: Path, about: dict[str, str], *, as_json: bool) -> NoReturn:
    """Say that the file was written, and end as its gates ask for."""
    if as_json:
        print_json({**about, "file": str(out), "gate_lost": made.gate_lost})
    else:
        sys.stdout.write(f"{out}\n")
    raise typer.Exit(BREACH_FOUND if made.gate_lost else FINE)


def _say(comparison: Comparison) -> None:
    """The comparison for people, and what its second score rests on."""
    sys.stdout.write("rank  score  could be  shown  covered  vendor\n")
    for one in comparison.scores:
        sys.stdout.write(_line(one, comparison.ranks.get(one.vendor)))
    worth = ", ".join(f"{kind} {float(part):.0%}" for kind, part in comparison.scale.worth.items())
    sys.stdout.write(f"{comparison.winner}\n")
    sys.stdout.write(f"Evidence counts: {worth} ({comparison.scale.basis}).\n")


def _line(score: VendorScore, rank: int | None) -> str:
    tally = score.tally
    covered = "-" if tally.coverage is None else f"{float(tally.coverage):.0%}"
    waiting = [f"{gate.item} {gate.state.value}" for gate in score.gates if not gate.passed]
    why = f": not eligible, {', '.join(waiting)}" if waiting else ""
    return (
        f"{rank or '-':>4}  {_points(tally.score):>5}  {_points(tally.high):>8}"
        f"  {_points(tally.evidenced_score):>5}  {covered:>7}  {score.vendor}{why}\n"
    )


def _points(value: Fraction | None) -> str:
    return "-" if value is None else f"{float(value):.1f}"
