"""How far the evaluators agree, and what their meeting is about."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from vendor_eval.evaluation.agenda import agenda
from vendor_eval.evaluation.reliability import ENOUGH, Reliability
from vendor_eval.reports.report import Align, Cell, Column, Section, Table
from vendor_eval.reports.round_result import RoundResult, percent
from vendor_eval.reports.wording import counted


def agreement_section(result: RoundResult) -> Section:
    """Whether the first answers can be added up, and what is to be settled before."""
    return Section(
        title="How far the evaluators agree",
        summary=agreement_sentence(result),
        tables=(unsettled_table(result), reliability_table(result)),
    )


def agreement_sentence(result: RoundResult) -> str:
    """Whether first answers agree well enough to be added up."""
    if not result.reliability:
        return "No item was answered by two evaluators, so that nothing is said of agreement."
    whole = result.reliability[0]
    over = f"Over {counted(whole.answers, 'item')} that two evaluators or more answered"
    if whole.alpha is None:
        return f"{over}, all answers are worth the same, so that nothing is said of agreement."
    said = f"{over}, Krippendorff's alpha is {_shown(whole.alpha)}"
    if whole.doubtful:
        return f"{said}, below {ENOUGH}: discuss the answers before adding them up."
    return f"{said}; from {ENOUGH} on answers may be added up."


def unsettled_table(result: RoundResult) -> Table:
    """What the evaluators differ on, furthest apart first: the agenda of their meeting."""
    return Table(
        title="Unsettled answers",
        columns=(
            Column("Candidate", 20),
            Column("Question", 46),
            Column("Answers", 32),
            Column("Apart, %", 9, Align.END),
            Column("Weight, %", 10, Align.END),
        ),
        rows=tuple(
            (
                point.unsettled.vendor,
                point.place.item.question,
                "; ".join(
                    f"{name}: {given.answer}" for name, given in point.unsettled.answers.items()
                ),
                percent(point.apart),
                percent(point.place.weight),
            )
            for point in agenda(result.unsettled, result.scope)
        ),
        empty="The evaluators agree on everything, or have settled it.",
        note="The agenda of the evaluators' meeting, furthest apart first. An answer counts as "
        "unanswered until it is settled. 100 % apart are the best answer and the worst, or one "
        "and n/a.",
    )


def reliability_table(result: RoundResult) -> Table:
    """Alpha over the round and by section, and the correlations where everybody answered."""
    return Table(
        title="Agreement before settling",
        columns=(
            Column("Section", 40),
            Column("Answers", 9, Align.END),
            Column("Alpha", 8, Align.END),
            Column("Reading", 26),
            Column("Answered by all", 10, Align.END),
            Column("ICC(2,1)", 10, Align.END),
            Column("ICC(2,k)", 10, Align.END),
        ),
        rows=tuple(_reliability_row(one) for one in result.reliability),
        empty="No item was answered by two evaluators.",
        note="Alpha is Krippendorff's for ordered answers, which takes items that somebody left "
        f"out: 1 is full agreement, 0 what chance gives; below {ENOUGH} discuss before adding up. "
        "The intraclass correlations (Shrout and Fleiss, 1979, case 2) are over what everybody "
        "answered: how far one evaluator, and the mean of all, can be relied on.",
    )


def _reliability_row(one: Reliability) -> tuple[Cell, ...]:
    complete = one.correlation
    return (
        one.section.title if one.section else "The whole round",
        one.answers,
        _shown(one.alpha),
        _reading(one),
        complete.items if complete else None,
        _shown(complete.single if complete else None),
        _shown(complete.mean if complete else None),
    )


def _reading(one: Reliability) -> str:
    if one.alpha is None:
        return "All worth the same"
    return "Discuss before adding up" if one.doubtful else "May be added up"


def _shown(coefficient: float | None) -> str | None:
    """Three decimals, cut off: what is short of the limit never reads as if it reached it."""
    if coefficient is None:
        return None
    return str(Decimal(repr(coefficient)).quantize(Decimal("0.001"), ROUND_FLOOR))
