"""What a comparison rests on: the decision record, its scorecards, its rules and its sources."""

from __future__ import annotations

from fractions import Fraction

from vendor_eval.evaluation.robustness import Draws
from vendor_eval.evaluation.standing import ASSUMED_BAND
from vendor_eval.reports.report import Align, Column, Section, Table
from vendor_eval.reports.round_result import RoundResult, Signed, percent
from vendor_eval.reports.sources import sources_table
from vendor_eval.reports.wording import shown_date


def decision_section(signed: Signed) -> Section:
    """Who decided what, why, and why not the others."""
    return Section(
        title="Decision record",
        summary=f"Signed by {signed.by} on {shown_date(signed.on)} (UTC).",
        tables=(
            Table(
                title="Decision",
                columns=(Column("Candidate", 28), Column("Outcome", 12), Column("Reason", 60)),
                rows=(
                    (signed.vendor, "Chosen", signed.reason),
                    *((name, "Rejected", reason) for name, reason in signed.rejected.items()),
                ),
            ),
        ),
    )


def scorecards_section(result: RoundResult) -> Section:
    """The scorecards as the round froze them, with their weights."""
    total = sum(one.weight for one in result.scope.scorecards)
    return Section(
        title="Scorecards of the round",
        summary=(
            "Their text, their weights and the rules of scoring were frozen when the round was "
            f"opened; the rules are version {result.formula}."
        ),
        tables=(
            Table(
                title="Scorecards",
                columns=(
                    Column("Scorecard", 40),
                    Column("Version", 10),
                    Column("Items", 8, Align.END),
                    Column("Points", 8, Align.END),
                    Column("Weight, %", 10, Align.END),
                ),
                rows=tuple(
                    (
                        one.title,
                        one.version,
                        sum(1 for _ in one.items()),
                        one.weight,
                        percent(Fraction(one.weight, total or 1)),
                    )
                    for one in result.scope.scorecards
                ),
            ),
        ),
    )


def reading_section(result: RoundResult) -> Section:
    """How the figures are to be read, and what they assume."""
    return Section("How to read this report", notes=(*_HOW_TO_READ, *_assumed(result)))


def sources_section(result: RoundResult) -> Section:
    """Every document that an item cites, each once."""
    cited = (citation for place in result.scope.places() for citation in place.item.cites)
    empty = "The scorecards cite no document."
    return Section(
        title="Sources",
        summary="What the questions are taken from; legal texts are reference, not advice.",
        tables=(sources_table("Documents cited by the scorecards", cited, empty),),
    )


_HOW_TO_READ = (
    (
        "An answer is worth a fixed part of its item, whoever else competes: adding or leaving "
        "out a candidate changes nobody's score."
    ),
    (
        "What is unanswered earns nothing and stays in the sum; what does not apply leaves it. "
        "The distance from asserted to at most is what answers can still change."
    ),
    (
        "An answer counts when it was settled together, or when everybody who answered gave the "
        "same one; its evidence is then the weakest that anybody claimed. Nothing is averaged."
    ),
    (
        "A gate stands beside the score. A candidate is eligible when every gate is passed: "
        "none failed, open or expired."
    ),
    (
        "Evidence expires with its last day. An answer that rests on it is then supported by "
        "nothing until it is renewed."
    ),
)


def _assumed(result: RoundResult) -> list[str]:
    scale = result.comparison.scale
    worth = ", ".join(f"{kind} {float(part) * 100:.0f} %" for kind, part in scale.worth.items())
    draws = Draws()
    return [
        f"Evidence counts: {worth} ({scale.basis}).",
        (
            f"Preferred is who reaches {ASSUMED_BAND.score} points asserted and "
            f"{ASSUMED_BAND.evidenced_score} evidenced ({ASSUMED_BAND.basis})."
        ),
        (
            f"Chances of the first place: {draws.count:,} weightings drawn around those of the "
            f"round from a Dirichlet distribution, seed {draws.seed}, the answers as they are."
        ),
    ]
