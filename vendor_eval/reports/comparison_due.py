"""A round in one sentence, four figures and what is still open: what leadership reads first."""

from __future__ import annotations

from collections.abc import Iterator

from vendor_eval.evaluation.gates import GateState
from vendor_eval.evaluation.scoring import VendorScore
from vendor_eval.reports.evaluation_marks import GATE_MARKS, NOT_HELD, NOT_SHOWN, UNSETTLED
from vendor_eval.reports.promise_trace import unheld_metrics
from vendor_eval.reports.report import Decision, Figure, Headings, Tone
from vendor_eval.reports.round_result import RoundResult, written
from vendor_eval.reports.wording import counted, listed

HEADINGS = Headings(
    decisions="What is still open, worst first",
    further="More that is still open",
    subject="Candidate",
    money="",
    none_due="Nothing is open.",
    sections="Part by part",
    legend="How gates and answers are shown",
)
"""What the parts of a report on a round are called."""

_TO_DO = {
    GateState.FAILED: "Leave the candidate out unless this gate is met: {}",
    GateState.EXPIRED: "Ask for evidence that stands; a gate has expired: {}",
    GateState.OPEN: "Get an answer to this gate: {}",
}


def status_sentence(result: RoundResult) -> str:
    """The round in one sentence."""
    if result.signed is not None:
        return f"{result.name} is decided for {result.signed.vendor}, signed by {result.signed.by}."
    leaders = result.leaders
    if not leaders:
        return f"No candidate of {result.name} is eligible: every one has a gate to pass."
    reached = f"{written(leaders[0].score)} of 100"
    if len(leaders) > 1:
        return f"{listed([one.vendor for one in leaders])} share the first place with {reached}."
    second = next(
        (one for one in result.scores if result.comparison.ranks.get(one.vendor) == 2), None
    )
    if second is None:
        return f"{leaders[0].vendor} leads with {reached}; no other candidate is ranked."
    return (
        f"{leaders[0].vendor} leads with {reached}, ahead of {second.vendor} with "
        f"{written(second.score)}."
    )


def firmness(result: RoundResult) -> tuple[str, ...]:
    """How firm the first place is, and what does not count in it."""
    first = result.comparison.chances.first()
    notes = [result.comparison.winner]
    if len(first) > 1:
        chances = listed([f"{vendor} {chance * 100:.0f} %" for vendor, chance in first.items()])
        notes.append(f"Chance of the first place if the weights were others: {chances}.")
    if result.unsettled:
        many = counted(len(result.unsettled), "answer")
        notes.append(f"The evaluators differ on {many}; what is not settled counts as unanswered.")
    return tuple(notes)


def headline_figures(result: RoundResult) -> tuple[Figure, ...]:
    """Eligible candidates, red flags, what is unsettled and what has expired."""
    scores = result.scores
    eligible = sum(one.eligible for one in scores)
    failed = sum(any(g.state is GateState.FAILED for g in one.gates) for one in scores)
    leading = sum(len([*result.flags_of(one.vendor)]) for one in result.leaders)
    return (
        Figure(
            "Eligible candidates",
            eligible,
            f"of {len(scores)}; {failed} failed a gate",
            Tone.QUIET if eligible else Tone.BAD,
        ),
        Figure(
            "Red flags",
            len(result.red_flags),
            f"{leading} of whoever is first" if result.leaders else "nobody is first",
        ),
        Figure(
            "Answers unsettled",
            len(result.unsettled),
            "counted as unanswered",
            Tone.MISSING if result.unsettled else Tone.QUIET,
        ),
        Figure(
            "Evidence expired",
            len(result.lapsed),
            "worth nothing until renewed",
            Tone.MISSING if result.lapsed else Tone.QUIET,
        ),
    )


def open_matters(result: RoundResult) -> tuple[Decision, ...]:
    """What has to be done before the figures can be relied on, worst first."""
    return (
        *_gates(result),
        *_lapsed(result),
        *_unsettled(result),
        *_unsupported(result),
        *_unheld(result),
    )


def _gates(result: RoundResult) -> Iterator[Decision]:
    places = result.places
    for state, text in _TO_DO.items():
        for score in result.scores:
            for gate in score.gates:
                if gate.state is state:
                    sentence = text.format(places[gate.item].item.question)
                    yield Decision(GATE_MARKS[state], score.vendor, sentence)


def _lapsed(result: RoundResult) -> Iterator[Decision]:
    places = result.places
    for vendor, item in sorted(result.lapsed):
        if not places[item].item.gate:
            text = f"Ask for evidence that stands: {places[item].item.question}"
            yield Decision(GATE_MARKS[GateState.EXPIRED], vendor, text)


def _unsettled(result: RoundResult) -> Iterator[Decision]:
    places = result.places
    for score in result.scores:
        found = result.unsettled_of(score.vendor)
        if found:
            heaviest = places[found[0].item].item.question
            many = counted(len(found), "answer")
            text = f"Settle {many} on which the evaluators differ; the heaviest: {heaviest}"
            yield Decision(UNSETTLED, score.vendor, text)


def _unsupported(result: RoundResult) -> Iterator[Decision]:
    for score in result.scores:
        if score.eligible and _gap(score):
            text = (
                f"Ask for proof: {written(score.tally.score)} points are asserted, "
                f"{written(score.tally.evidenced_score)} are supported."
            )
            yield Decision(NOT_SHOWN, score.vendor, text)


def _unheld(result: RoundResult) -> Iterator[Decision]:
    """What to agree on before signing; a signature comes too late for it."""
    for score in result.scores if result.signed is None else ():
        metrics = unheld_metrics(result.traces_of(score.vendor))
        if score.eligible and metrics:
            text = f"Before signing, agree on a minimum for what is promised: {listed(metrics)}."
            yield Decision(NOT_HELD, score.vendor, text)


def _gap(score: VendorScore) -> bool:
    return score.tally.score != score.tally.evidenced_score
